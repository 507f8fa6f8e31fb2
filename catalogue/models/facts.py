"""What follows from a listing's or a session's own values, whoever holds them.

The models hold them, and so do the plain rows that lists and calendars read (catalogue/listed.py).
"""

import datetime as dt
from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse

from catalogue.models.vocabulary import SessionState, Timing
from learning_portal.foundation import clock, time_labels

SLUG = "a-slug"
CANCELLED_STAYS = dt.timedelta(days=30)  # in calendars, after it would have been over


class ListingFacts:
    __slots__ = ()
    slug: Any
    over_at: Any

    def get_absolute_url(self) -> str:
        return _around_slug(get_script_prefix()).replace(SLUG, self.slug)

    def is_over(self, at: dt.datetime | None = None) -> bool:
        return self.over_at is not None and self.over_at <= (at or clock.now())


class SessionFacts:
    __slots__ = ()
    opportunity: Any
    sequence: Any
    state: Any
    timing: Any
    starts: Any
    ends: Any
    zone: Any
    over_at: Any
    venue: Any
    address: Any
    city: Any

    def ends_when(self) -> dt.datetime | None:
        """When it has ended; without a stated end, when its BC day ends; null while unannounced."""
        if self.starts is None:
            return None
        if self.ends is not None:
            return self.ends
        return clock.end_of_day(self.starts)

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED

    @property
    def calendar_sequence(self) -> int:
        """SEQUENCE: both parts only rise, so their sum rises with each change to either."""
        return int(self.sequence + self.opportunity.sequence)

    def is_for_calendars(self, at: dt.datetime) -> bool:
        """The same rule as `SessionQuerySet.for_calendars`."""
        if self.starts is None or self.over_at is None:
            return False
        stays = CANCELLED_STAYS if self.is_cancelled else dt.timedelta(0)
        return bool(self.over_at > at - stays)

    @property
    def is_in_person(self) -> bool:
        return bool(self.venue or self.address or self.city)

    def is_over(self, at: dt.datetime | None = None) -> bool:
        return self.over_at is not None and self.over_at <= (at or clock.now())

    def when(
        self, zone_name: str = clock.BC_ZONE, write: time_labels.Day = time_labels.day
    ) -> time_labels.Span:
        """Its time as a clock writes it; whole days and bare dates are the organiser's own.

        `write` is how days are written: in full, or short for a row.
        """
        if self.starts is None:
            return time_labels.Span("", "Date and time to be announced")
        if self.timing == Timing.ALL_DAY:
            return time_labels.all_day(self.starts, self.ends, self.zone, write)
        if self.timing == Timing.DATE_ONLY:
            return time_labels.date_only(self.starts, self.zone, write)
        return time_labels.timed(self.starts, self.ends, zone_name, write)

    def days(self) -> tuple[dt.date, dt.date] | None:
        """Its first and its last day: BC's, and of whole days and bare dates the organiser's own.

        None while its day is to be announced.
        """
        if self.starts is None:
            return None
        zone_name = clock.BC_ZONE if self.timing == Timing.TIMED else self.zone
        first = clock.wall(self.starts, zone_name).date()
        if self.ends is None:
            return first, first
        last = clock.wall(self.ends - dt.timedelta(microseconds=1), zone_name).date()
        return first, max(first, last)

    def place(self) -> str:
        """Venue, street and city on one line; empty where none is stated."""
        return ", ".join(part for part in (self.venue, self.address, self.city) if part)


@cache
def _around_slug(script_prefix: str) -> str:
    """A listing's address with SLUG in it: a list writes dozens, and they differ in no more."""
    return reverse("catalogue:opportunity", args=[SLUG])
