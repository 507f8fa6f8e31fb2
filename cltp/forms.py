"""What readers may ask of the decisions, and how anyone asks for a new one."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError

from catalogue.models import Opportunity
from cltp import decisions
from cltp.finding import Asked
from cltp.models import Course, Decision, Training
from cltp.models.request import LONGEST_WORDS
from cltp.models.vocabulary import Finding
from cltp.recognition import NotYet, refuse_future
from learning_portal.foundation import clock
from learning_portal.foundation.folding import tidy
from learning_portal.foundation.protection import ProtectedForm
from learning_portal.foundation.text_fields import EmailAddress, Lines, OneLine, PersonName

LONGEST_SEARCH = 200
LONGEST_TRAINING, LONGEST_COURSE = 500, 300
A_LISTING = re.compile(r"/opportunities/([-a-z0-9]{1,100})/")
NO_COURSE = "There is no CLTP course with this code: choose one from the list."


class DecisionSearch(forms.Form):
    """A GET form: what cannot be read is said, and left out of what is asked."""

    q = OneLine(
        required=False,
        max_length=LONGEST_SEARCH,
        error_messages={"max_length": f"Search for at most {LONGEST_SEARCH} characters."},
    )
    course = OneLine(required=False)
    listing = OneLine(required=False)
    finding = forms.ChoiceField(
        required=False,
        choices=Finding.choices,
        error_messages={"invalid_choice": "Choose a finding from the list."},
    )
    completed = forms.DateField(
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Write the day of completion as 2019-06-30."},
    )
    ended = forms.BooleanField(required=False)

    def clean_course(self) -> Course | None:
        code = self.cleaned_data["course"]
        found = Course.objects.coded(code).first() if code else None
        if code and found is None:
            raise ValidationError(NO_COURSE)
        return found

    def clean_listing(self) -> Opportunity | None:
        slug = self.cleaned_data["listing"]
        if not slug:
            return None
        found = Opportunity.objects.published().filter(slug=slug[:200]).first()
        if found is None:
            raise ValidationError("There is no such listing in the catalogue.")
        return found

    def clean_completed(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["completed"]
        if day is not None:
            try:
                refuse_future(day, clock.today())
            except NotYet as error:
                raise ValidationError(str(error)) from error
        return day

    def asked(self) -> Asked:
        said = self.cleaned_data
        course, listing = said.get("course"), said.get("listing")
        return Asked(
            words=said.get("q", ""),
            course=course and course.pk,
            listing=listing and listing.pk,
            finding=said.get("finding", ""),
            completed=said.get("completed"),
            with_ended=said.get("ended", False),
        )

    def query(self) -> str:
        """The address's own words, without those that are empty and the page."""
        kept = [(name, tidy(self.data.get(name, ""))[:LONGEST_SEARCH]) for name in self.fields]
        return urlencode([(name, value) for name, value in kept if value])


class AskForm(ProtectedForm):
    """Ask for an assessment."""

    purpose = "ask"

    training = OneLine(
        max_length=LONGEST_TRAINING,
        error_messages={
            "required": "Say which training: its name, who offers it, and its web page if it has "
            "one.",
            "max_length": f"Shorten this to {LONGEST_TRAINING} characters.",
        },
    )
    course = OneLine(
        required=False,
        max_length=LONGEST_COURSE,
        error_messages={"max_length": f"Shorten this to {LONGEST_COURSE} characters."},
    )
    words = Lines(required=False, longest=LONGEST_WORDS, what="What you wrote has")
    name = PersonName()
    email = EmailAddress()

    def save(self) -> Decision:
        said = self.cleaned_data
        return decisions.request(
            **{name: said[name] for name in ("training", "course", "words", "name", "email")},
            courses=_courses(said["course"]),
            trainings=_trainings(said["training"]),
        )


def _courses(written: str) -> list[Course]:
    """The real course whose code is all that was written, or what was written begins with."""
    codes = [written, written.partition(":")[0]]
    found = [course for code in codes for course in Course.objects.real().coded(code)[:1]]
    return found[:1]


def _trainings(written: str) -> list[Training]:
    """The listing whose page's address stands in what was written."""
    named = A_LISTING.search(written)
    if named is None:
        return []
    listing = Opportunity.objects.published().filter(slug=named[1]).first()
    return [Training.of_listing(listing)] if listing is not None else []


def prefilled(asked: Any) -> dict[str, str]:
    """What an address may fill in: each tidied and capped."""
    course, training = OneLine().to_python(asked.get("course", "")), asked.get("training", "")
    slug = asked.get("listing", "")[:100]
    listing = Opportunity.objects.published().filter(slug=slug).first() if slug else None
    if listing is not None:
        training = f"{listing.title}, {listing.get_absolute_url()}"
    found = Course.objects.coded(course).first() if course else None
    return {
        "course": str(found or course)[:LONGEST_COURSE],
        "training": OneLine().to_python(training)[:LONGEST_TRAINING],
    }
