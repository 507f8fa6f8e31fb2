from django import forms

from events.answering import AnswerForm
from events.models import Edition, Feedback, Rating, Worth
from events.models.feedback import LONGEST_COMMENT
from learning_portal.foundation import clock
from learning_portal.foundation.text_fields import EmailAddress, Lines, PersonName


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
    name = PersonName()
    email = EmailAddress()

    def keep(self, edition: Edition) -> Feedback:
        """Of a form that is valid. The day is kept, and not the hour."""
        day = clock.wall(clock.now(), edition.zone).date()
        said = {name: self.cleaned_data[name] for name in self.fields}
        return Feedback.objects.create(edition=edition, day=day, **said)
