"""The one form to the Branch."""

import re
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from faq.models import About, Letter
from faq.models.letter import LONGEST_MESSAGE, PAGE
from learning_portal.foundation.folding import tidy
from learning_portal.foundation.protection import ProtectedForm
from learning_portal.foundation.text_fields import EmailAddress, Lines, OneLine, PersonName

LONGEST_PAGE = 500


class LetterForm(ProtectedForm):
    purpose = "letter"

    about = forms.ChoiceField(
        choices=About.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what your letter is about.",
            "invalid_choice": "Choose what your letter is about.",
        },
    )
    message = Lines(
        longest=LONGEST_MESSAGE,
        what="Your message has",
        beyond=", or send the rest in a second letter",
        error_messages={"required": "Write your message."},
    )
    page = OneLine(
        required=False,
        max_length=LONGEST_PAGE,
        error_messages={"max_length": "The page’s address is too long: shorten it."},
    )
    name = PersonName()
    email = EmailAddress()

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        if not is_page(page):
            raise ValidationError(
                "Write the page’s address as your browser shows it, starting with https:// "
                "(or / for a page of this portal), or leave it empty."
            )
        return page

    def save(self) -> Letter:
        return Letter.objects.create(
            **{name: self.cleaned_data[name] for name in ("about", "message", "page", "name")},
            email=self.cleaned_data["email"],
        )


def is_page(page: str) -> bool:
    """Empty, a path of this portal, or a web address."""
    if not page.lower().startswith("http"):
        return not page or bool(re.match(PAGE, page))
    try:
        URLValidator(schemes=["http", "https"])(page)
    except ValidationError:
        return False
    return True


def prefilled(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address may fill in: each tidied and capped, and dropped where it is not of use."""
    about = asked.get("about", "")
    page = OneLine().to_python(asked.get("page", ""))
    return {
        "about": about if about in About.values else "",
        "message": tidy(asked.get("message", ""))[:LONGEST_MESSAGE],
        "page": page if len(page) <= LONGEST_PAGE and is_page(page) else "",
    }
