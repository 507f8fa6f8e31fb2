import datetime as dt
from typing import Any

from django import forms

from catalogue.admin import typed_times
from catalogue.admin.fields import TidyField, typed_time, typed_zone
from catalogue.admin.typed_times import Placed, Unreadable
from catalogue.models.vocabulary import SessionState, Timing
from events import changes, programme, registration
from events.models import Edition
from events.models.retention import DELETION_DAYS
from learning_portal.foundation import clock
from learning_portal.foundation.clock import BadTime

HOW = typed_times.HOW.removeprefix("as ")
COUNTRY = "CA"  # it decides what “Pacific” means
TYPED = ("starts_wall", "ends_wall", "zone_words")


class EditionForm(forms.ModelForm):
    """An edition as an organiser states it: wall time and whose clock. The server places it."""

    starts_wall = typed_time(
        "starts",
        label="Starts",
        help_text=f"{HOW}. Only the day while the hours are not known yet.",
    )
    ends_wall = typed_time(
        "ends",
        label="Ends",
        help_text="The same way; only the time where it ends on the same day. Without hours, the "
        "last day.",
    )
    zone_words = typed_zone(
        help_text="Of the place where it is held: “BC”, “Alberta”, or a zone’s name such as "
        "America/Vancouver."
    )
    opens_wall = typed_time(
        "opens", label="Registration opens", help_text=f"{HOW}. Empty: as soon as it is open."
    )
    closes_wall = typed_time(
        "closes", label="Registration closes", help_text=f"{HOW}. Empty: when it is over."
    )

    class Meta:
        model = Edition
        fields = [
            "gathering", "title", "programme_shown", "is_shown", "stage", "way", "venue",
            "join_url", "summary",
            "description", "for_whom", "access_arrangements", "access_contact", "travel_support",
            "territory", "capacity", "offer_hours", *DELETION_DAYS,
            "feedback_closes_on", "attended_hours", "slug",
        ]  # fmt: skip
        field_classes = dict.fromkeys(
            ["title", "summary", "description", "for_whom", "access_arrangements",
             "access_contact", "travel_support", "territory"], TidyField
        )  # fmt: skip
        widgets = dict.fromkeys(
            [*DELETION_DAYS, "feedback_closes_on"],
            forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        edition = self.instance
        if edition.pk:
            self.initial.update(_typed(edition))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk or {*TYPED, "opens_wall", "closes_wall"} & set(self.changed_data):
            self._place(cleaned)
        if self.instance.pk and "capacity" in cleaned:
            # Locked until this save is done: nobody takes a place between question and answer.
            before = registration.lock(self.instance.pk)
            if why := changes.why_too_few(before, cleaned["capacity"]):
                self.add_error("capacity", why)
            if not self.errors and (why := programme.why_left_out(before, self.instance)):
                self.add_error("starts_wall", why)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        edition = self.instance
        starts, ends = cleaned.get("starts_wall", ""), cleaned.get("ends_wall", "")
        zone = cleaned.get("zone_words", "")
        if not ends:
            self.add_error("ends_wall", "Write when it ends.")
        try:
            has_hours = _has_hours(starts)
            placed = _read(starts, ends, zone, has_hours)
            edition.starts, edition.zone, edition.hours_known = (
                placed.starts,
                placed.zone,
                has_hours,
            )
            edition.ends = placed.ends or edition.starts + clock.DAY
        except Unreadable as refused:
            for role, message in refused.errors.items():
                self.add_error("zone_words" if role == "zone" else f"{role}_wall", message)
            return
        opens = edition.registration_opens = self._moment("opens_wall", cleaned, zone)
        closes = edition.registration_closes = self._moment("closes_wall", cleaned, zone)
        if opens and closes and closes <= opens:
            self.add_error("closes_wall", "Registration closes before it opens: check both.")

    def _moment(self, name: str, cleaned: dict[str, Any], zone: str) -> Any:
        text = cleaned.get(name, "")
        if not text:
            return None
        try:
            return typed_times.moment(text=text, zone=zone, country=COUNTRY).starts
        except Unreadable as refused:
            self.add_error(name, str(refused))
            return None


def _has_hours(starts: str) -> bool:
    """Whether a time is stated, and not the day alone. Raises Unreadable."""
    if not starts:
        raise Unreadable(starts="Write when it starts.")
    try:
        return isinstance(typed_times.wall(starts), dt.datetime)
    except BadTime as error:
        raise Unreadable(starts=str(error)) from error


def _read(starts: str, ends: str, zone: str, has_hours: bool) -> Placed:
    return typed_times.read(
        timing=Timing.TIMED if has_hours else Timing.ALL_DAY,
        state=SessionState.SCHEDULED,
        starts=starts,
        ends=ends,
        zone=zone,
        country=COUNTRY,
    )


def _typed(edition: Edition) -> dict[str, str]:
    days = not edition.hours_known
    ends = edition.ends - clock.DAY / 2 if days else edition.ends
    return {
        "starts_wall": typed_times.written(edition.starts, edition.zone, days),
        "ends_wall": typed_times.written(ends, edition.zone, days),
        "zone_words": edition.zone,
        "opens_wall": typed_times.written(edition.registration_opens, edition.zone),
        "closes_wall": typed_times.written(edition.registration_closes, edition.zone),
    }
