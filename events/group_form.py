"""A director registers several people at once: one a line."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from events.forms import PersonForm
from events.models import Role
from events.registration import Person
from learning_portal.foundation.mail import BadMessage, check_address
from learning_portal.foundation.text_fields import Lines

MOST_PEOPLE = 40
LONGEST_LIST = 10_000
HOW = "Write each person on a line of their own: Name, name@example.ca"
ADDRESS = re.compile(r"[^\s,;<>]+@[^\s,;<>]+")


class GroupForm(PersonForm):
    """Who registers them, their library, and the people."""

    purpose = "register-group"

    people = Lines(
        longest=LONGEST_LIST, what="The list has", error_messages={"required": HOW + "."}
    )
    consent = forms.BooleanField(
        error_messages={
            "required": "Tick the box to say that the people you register know of it, and that "
            "the Branch may keep what you entered for this event."
        }
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("role", "access", "dietary", "kilometres", "nights"):
            self.fields.pop(name, None)

    def clean_people(self) -> list[tuple[str, str]]:
        """Name and e-mail of each; the e-mail is empty where the line has none."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_PEOPLE:
            raise ValidationError(
                f"There are {len(lines)} people on the list: register {MOST_PEOPLE} at a time."
            )
        people = [_read(number, line) for number, line in enumerate(lines, 1)]
        wrong = [each for each in people if isinstance(each, str)]
        if wrong:
            raise ValidationError(wrong)
        return [each for each in people if not isinstance(each, str)]

    def persons(self) -> list[Person]:
        """Of a form that is valid. Without an e-mail of their own, messages go to who registers."""
        said, shared = self.cleaned_data, self.affiliation()
        return [
            Person(name=name, email=email or said["email"], role=Role.NOT_STATED, **shared)
            for name, email in said["people"]
        ]


def _read(number: int, line: str) -> tuple[str, str] | str:
    """The name and the e-mail of one line, or a sentence that says what is wrong with it."""
    found = ADDRESS.findall(line)
    name = " ".join(ADDRESS.sub(" ", line).replace("<", " ").replace(">", " ").split()).strip(" ,;")
    if len(found) > 1:
        return f"Line {number} has two e-mail addresses: put each person on a line of their own."
    if not name:
        return f"Line {number} has no name. {HOW}."
    if len(name) > 100:
        return f"Line {number}: shorten the name to 100 characters."
    if not found:
        if "@" in line:
            return f"Line {number}: write the e-mail address like name@example.ca."
        return name, ""
    try:
        validate_email(found[0])
        check_address(found[0])
    except (ValidationError, BadMessage):
        return f"Line {number}: “{found[0][:60]}” is not an e-mail address."
    return name, found[0]
