"""How a list looks on another site: strict, because whoever writes the address decides it."""

from typing import Any
from urllib.parse import urlencode

from django import forms

MOST_ROWS = 25
USUAL_ROWS = 10
THEMES = [("auto", "As the reader’s device is set"), ("light", "Light"), ("dark", "Dark")]


class EmbedForm(forms.Form):
    """`cleaned_data` holds every field, the usual value where the address says nothing."""

    n = forms.IntegerField(
        label="How many listings",
        min_value=1,
        max_value=MOST_ROWS,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"“n” is how many listings to show: a whole number from 1 to {MOST_ROWS}.",
        ),
        widget=forms.NumberInput(attrs={"placeholder": USUAL_ROWS}),
    )
    theme = forms.ChoiceField(
        label="Colours",
        choices=THEMES,
        required=False,
        error_messages={"invalid_choice": "“theme” is one of light, dark and auto."},
    )
    accent = forms.RegexField(
        r"\A[0-9a-fA-F]{6}\Z",
        label="Colour of the line at the top",
        required=False,
        error_messages={
            "invalid": "“accent” is a colour as six digits from 0 to 9 and a to f: 255a90."
        },
        widget=forms.TextInput(attrs={"placeholder": "255a90", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["n"] = cleaned.get("n") or USUAL_ROWS
        cleaned["theme"] = cleaned.get("theme") or "auto"
        cleaned["accent"] = cleaned.get("accent", "").lower()
        return cleaned

    def query(self) -> str:
        """The shortest query string that asks for the same look; of a valid form."""
        usual = {"n": USUAL_ROWS, "theme": "auto", "accent": ""}
        return urlencode(
            [(name, self.cleaned_data[name]) for name in usual
             if self.cleaned_data[name] != usual[name]]
        )  # fmt: skip

    def mistakes(self) -> list[str]:
        return [str(sentence) for said in self.errors.values() for sentence in said]
