from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.answering import AnswerForm
from events.models import Call, CallAnswer
from events.models.call import CHOICES, LONGEST_WORDS
from learning_portal.foundation import clock
from learning_portal.foundation.text_fields import Lines

SAY_SOMETHING = "Choose a topic, or write what the day should cover."


class CallForm(AnswerForm):
    """Up to three topics in order, and free words. No name is asked."""

    purpose = "call-for-needs"

    words = Lines(longest=LONGEST_WORDS, what="What you wrote has", required=False)

    def __init__(self, *args: Any, call: Call, **options: Any) -> None:
        super().__init__(*args, **options)
        self.call = call
        self.topics = {str(topic.pk): topic for topic in call.topics.all()}
        choices = [("", "None"), *((key, topic.title) for key, topic in self.topics.items())]
        ordered = {
            name: forms.ChoiceField(
                required=False,
                choices=choices,
                error_messages={"invalid_choice": "Choose a topic from the list."},
            )
            for name in CHOICES
            if self.topics
        }
        self.fields = {**ordered, **self.fields}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        chosen = [said[name] for name in CHOICES if said.get(name)]
        for place, name in enumerate(CHOICES):
            twice = said.get(name) and said[name] in [said.get(each) for each in CHOICES[:place]]
            if twice:
                self.add_error(name, "You have chosen this topic already: choose another or none.")
        if not self.errors and not chosen and not said.get("words"):
            raise ValidationError(SAY_SOMETHING)
        return super().clean()

    def keep(self) -> CallAnswer:
        """Of a form that is valid. A choice left out is filled by the one after it."""
        said = self.cleaned_data
        chosen = [self.topics[said[name]] for name in CHOICES if said.get(name)]
        day = clock.wall(clock.now(), self.call.edition.zone).date()
        ranked = dict(zip(CHOICES, chosen, strict=False))
        return CallAnswer.objects.create(call=self.call, day=day, words=said["words"], **ranked)
