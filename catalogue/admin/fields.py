"""Form fields of the desk that Django's own do not offer."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.models import TextChoices

from catalogue.models import Topic
from learning_portal.foundation import folding

ZONE_LIST = "desk-zones"

ADDRESSES: dict[Any, Any] = {
    models.SlugField: {
        "widget": AdminTextInputWidget,
        "error_messages": {
            "invalid": "Use only letters without accents, digits, hyphens and underscores, "
            "without spaces: weeding-with-care."
        },
    }
}


class TidyField(forms.CharField):
    """Text in one composed form, so that what a browser sends back unchanged is unchanged."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return folding.tidy(text) if isinstance(text, str) else text


def several(words: type[TextChoices], **options: Any) -> forms.TypedMultipleChoiceField:
    """Checkboxes for a list of words from one closed vocabulary."""
    return forms.TypedMultipleChoiceField(
        choices=words.choices, widget=forms.CheckboxSelectMultiple, required=False, **options
    )


def typed_time(role: str, **options: Any) -> TidyField:
    """A plain line for a wall time. `role` tells the page's script which of the times it is."""
    attrs = {"data-time": role, "autocomplete": "off", "size": 24}
    return TidyField(max_length=120, required=False, widget=forms.TextInput(attrs=attrs), **options)


def typed_day(**options: Any) -> forms.DateField:
    """A plain line for a day: no calendar that a browser's own clock opens on."""
    return forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"size": 12, "autocomplete": "off"}),
        error_messages={"invalid": "Write the day as 2026-12-31."},
        **options,
    )


def typed_zone(**options: Any) -> TidyField:
    attrs = {"data-time": "zone", "autocomplete": "off", "size": 24, "list": ZONE_LIST}
    return TidyField(
        max_length=100,
        required=False,
        label="Clock",
        widget=forms.TextInput(attrs=attrs),
        **options,
    )


class TopicsField(forms.ModelMultipleChoiceField):
    """Checkboxes under the headings the topics stand under."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(Topic.objects.none(), required=False, **options)

    def offer(self) -> None:
        """Fill in the topics there are, in one query."""
        topics = Topic.objects.select_related("heading").order_by(
            "heading__order", "heading", "name_folded"
        )
        self.queryset = topics
        grouped: dict[str, list[tuple[int, str]]] = {}
        for topic in topics:
            heading = topic.heading.name if topic.heading else "Without a heading"
            grouped.setdefault(heading, []).append((topic.pk, topic.name))
        self.widget.choices = list(grouped.items())
