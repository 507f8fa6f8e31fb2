"""Form fields for what a stranger types: one line, or several."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_portal.foundation.folding import tidy


class OneLine(forms.CharField):
    """Line breaks and control characters have no place in a name or an address."""

    def to_python(self, value: Any) -> str:
        return " ".join(tidy(str(value or "")).split())


class Lines(forms.CharField):
    """Several lines of at most `longest` characters; `what` is how a refusal names them."""

    def __init__(self, *, longest: int, what: str, beyond: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.longest, self.what, self.beyond = longest, what, beyond

    def to_python(self, value: Any) -> str:
        return tidy(str(value or ""))

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                f"{self.what} {len(value):,} characters. Shorten it to {self.longest:,}"
                f"{self.beyond}."
            )
