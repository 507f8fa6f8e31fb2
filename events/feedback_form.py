from django import forms
from django.core.exceptions import ValidationError

from events.answering import AnswerForm
from events.models import Edition, Feedback, Rating, Worth
from events.models.feedback import LONGEST_COMMENT
from learning_portal.foundation import clock
from learning_portal.foundation.mail import BadMessage, check_address
from learning_portal.foundation.text_fields import Lines, OneLine


class FeedbackForm(AnswerForm):
    """How the day was: one question that needs an answer, and the rest as people like."""

    purpose = "feedback"

    rating = forms.TypedChoiceField(
        coerce=int,
        choices=Rating.choices,
        error_messages={
            "required": "Say how the day was: choose one of the five.",
            "invalid_choice": "Say how the day was: choose one of the five.",
        },
    )
    worth = forms.ChoiceField(
        required=False,
        choices=Worth.choices,
        error_messages={"invalid_choice": "Choose yes, partly or no, or none of them."},
    )
    useful = Lines(longest=LONGEST_COMMENT, what="What you will use has", required=False)
    change = Lines(longest=LONGEST_COMMENT, what="What should change has", required=False)
    name = OneLine(
        required=False,
        max_length=100,
        error_messages={"max_length": "Shorten the name to 100 characters."},
    )
    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": "Write an e-mail address like name@example.ca, or leave it empty.",
            "max_length": "The e-mail address is too long: check it, or leave it empty.",
        },
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        try:
            if email:
                check_address(email)
        except BadMessage as error:
            raise ValidationError("Write one e-mail address like name@example.ca.") from error
        return email

    def keep(self, edition: Edition) -> Feedback:
        """Of a form that is valid. The day is kept, and not the hour."""
        day = clock.wall(clock.now(), edition.zone).date()
        said = {name: self.cleaned_data[name] for name in self.fields}
        return Feedback.objects.create(edition=edition, day=day, **said)
