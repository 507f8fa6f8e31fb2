"""Form fields for what a stranger types: one line, or several; who they are, where they say."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from learning_portal.foundation.folding import pasted, tidy
from learning_portal.foundation.mail import BadMessage, check_address
from learning_portal.foundation.models.message import LONGEST_ADDRESS

LONGEST_NAME = 100


class OneLine(forms.CharField):
    """Line breaks, control characters and marks nobody sees have no place in a name."""

    def to_python(self, value: Any) -> str:
        return pasted(str(value or ""))


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


class PersonName(OneLine):
    """May be left empty, unless `missing` is what an empty one is answered with."""

    def __init__(self, *, missing: str = "") -> None:
        longest = f"Shorten the name to {LONGEST_NAME} characters."
        said = {"required": missing, "max_length": longest}
        super().__init__(required=bool(missing), max_length=LONGEST_NAME, error_messages=said)


class EmailAddress(forms.EmailField):
    """One that mail can be sent to. May be left empty, unless `missing` answers an empty one."""

    def __init__(self, *, missing: str = "") -> None:
        otherwise = "" if missing else ", or leave it empty"
        said = {
            "required": missing,
            "invalid": f"Write an e-mail address like name@example.ca{otherwise}.",
            "max_length": f"The e-mail address is too long: check it{otherwise}.",
        }
        longest = LONGEST_ADDRESS
        super().__init__(required=bool(missing), max_length=longest, error_messages=said)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        try:
            if value:
                check_address(value)
        except BadMessage as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
