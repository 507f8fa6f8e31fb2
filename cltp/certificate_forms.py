"""The public forms about certificates. They ask for little, and what they ask is forgiven much."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from cltp import holder_names
from cltp.models import CertificateRecord
from cltp.models.record import LONGEST_NAME, LONGEST_NUMBER
from learning_portal.foundation.protection import ProtectedForm
from learning_portal.foundation.text_fields import EmailAddress, OneLine

PROVED_FOR = 60 * 60  # seconds an answer may be looked at before a letter is asked for
SALT = "cltp.found-record"


class VerifyForm(ProtectedForm):
    purpose = "verify"

    number = OneLine(
        max_length=LONGEST_NUMBER,
        error_messages={
            "required": "Write the certificate number.",
            "max_length": f"A number has at most {LONGEST_NUMBER} characters: check it.",
        },
    )
    family_name = OneLine(
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Write the holder’s family name.",
            "max_length": f"Shorten the name to {LONGEST_NAME} characters.",
        },
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if not holder_names.number_key(number):
            raise ValidationError("A certificate number has a letter or a digit: check it.")
        return number

    def clean_family_name(self) -> str:
        name: str = self.cleaned_data["family_name"]
        if not holder_names.name_key(name):
            raise ValidationError("Write the family name in letters.")
        return name


def proof_of(record: CertificateRecord) -> str:
    """Signed, to be carried by the page that shows the record: who sends it back has seen it."""
    return signing.dumps(record.pk, salt=SALT)


class AskForLetterForm(ProtectedForm):
    purpose = "ask-for-letter"

    proof = forms.CharField(widget=forms.HiddenInput)
    email = EmailAddress(
        missing="Write the e-mail address that the letter’s address is to be sent to."
    )
    is_holder = forms.BooleanField(
        error_messages={
            "required": "Only the holder of a certificate may ask for a letter about it. Tick "
            "the box if you are the holder."
        },
    )

    def record_id(self) -> int | None:
        """Of the record the sender has been shown; None where they have not, or long ago."""
        try:
            return int(signing.loads(self.data.get("proof", ""), salt=SALT, max_age=PROVED_FOR))
        except (signing.BadSignature, ValueError, TypeError):
            return None
