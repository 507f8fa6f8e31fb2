"""What a person tells the Branch when they register."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from catalogue.models import Federation, Library
from events.models import Edition, Registration, Role
from events.models.needs import LONGEST_NEED, MOST_KILOMETRES, MOST_NIGHTS
from events.registration import Person
from learning_portal.foundation.protection import ProtectedForm
from learning_portal.foundation.text_fields import EmailAddress, Lines, OneLine, PersonName

OTHER = "other"
Choices = list[tuple[str, str | list[tuple[str, str]]]]


def libraries() -> Choices:
    """The libraries, the federations, or another; two queries."""
    named = Library.objects.values_list("slug", "name")
    federations = Federation.objects.values_list("slug", "name")
    return [
        ("", "Choose"),
        ("Libraries", [(f"library:{slug}", name) for slug, name in named]),
        ("Federations", [(f"federation:{slug}", name) for slug, name in federations]),
        (OTHER, "Another organisation"),
    ]


def number(what: str, most: int) -> forms.IntegerField:
    """A whole number, 0 where it is left empty."""
    said = f"Write {what} as a whole number from 0 to {most:,}, or leave it empty."
    messages = dict.fromkeys(["invalid", "min_value", "max_value"], said)
    return forms.IntegerField(required=False, min_value=0, max_value=most, error_messages=messages)


class PersonForm(ProtectedForm):
    """A person, their library, and what they need."""

    name = PersonName(missing="Write your name.")
    email = EmailAddress(missing="Write an e-mail address: the confirmation goes there.")
    library = forms.ChoiceField(
        error_messages={
            "required": "Choose your library, or “Another organisation”.",
            "invalid_choice": "Choose your library from the list, or “Another organisation”.",
        }
    )
    other_library = OneLine(
        required=False,
        max_length=200,
        error_messages={"max_length": "Shorten the organisation’s name to 200 characters."},
    )
    role = forms.ChoiceField(
        required=False,
        choices=[
            ("", "Rather not say"),
            *((r.value, r.label) for r in Role if r != Role.NOT_STATED),
        ],
        error_messages={"invalid_choice": "Choose a role from the list."},
    )
    access = Lines(longest=LONGEST_NEED, what="What you wrote on access has", required=False)
    dietary = Lines(longest=LONGEST_NEED, what="What you wrote on food has", required=False)
    kilometres = number("the kilometres", MOST_KILOMETRES)
    nights = number("the nights", MOST_NIGHTS)

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition = edition
        self.fields["library"].choices = libraries()  # type: ignore[attr-defined]
        if not edition.travel_support:
            del self.fields["kilometres"], self.fields["nights"]

    @property
    def has_field_errors(self) -> bool:
        return bool(set(self.errors) - {NON_FIELD_ERRORS})

    def person(self) -> Person:
        """Of a form that is valid."""
        said = self.cleaned_data
        return Person(
            name=said["name"],
            email=said["email"],
            **self.affiliation(),
            role=said["role"] or Role.NOT_STATED,
            access=said["access"],
            dietary=said["dietary"],
            kilometres=said.get("kilometres") or 0,
            nights=said.get("nights") or 0,
        )

    def affiliation(self) -> dict[str, Any]:
        said = self.cleaned_data
        kind, _, slug = said["library"].partition(":")
        return {
            "library": Library.objects.get(slug=slug) if kind == "library" else None,
            "federation": Federation.objects.get(slug=slug) if kind == "federation" else None,
            "other_library": said["other_library"] if kind == OTHER else "",
        }


class RegisterForm(PersonForm):
    purpose = "register"

    consent = forms.BooleanField(
        error_messages={
            "required": "Tick the box to say that the Branch may keep what you entered for this "
            "event. Without it you cannot be registered here."
        }
    )


class ReviseForm(PersonForm):
    purpose = "revise"


def typed(registration: Registration) -> dict[str, Any]:
    """What the person would have typed for a stored registration."""
    needs = getattr(registration, "needs", None)
    travel = getattr(registration, "travel", None)
    library, federation = registration.library, registration.federation
    named = f"library:{library.slug}" if library else ""
    named = named or (f"federation:{federation.slug}" if federation else OTHER)
    return {
        "name": registration.name,
        "email": registration.email,
        "library": named,
        "other_library": registration.other_library,
        "role": "" if registration.role == Role.NOT_STATED else registration.role,
        "access": needs.access if needs else "",
        "dietary": needs.dietary if needs else "",
        "kilometres": travel.kilometres if travel else None,
        "nights": travel.nights if travel else None,
    }
