"""How a time reads on a page. Every label says which clock; `strftime`'s %Z is never used."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from learning_portal.foundation import clock

# Not `strftime`'s: these do not follow the machine's locale, and a list writes hundreds.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day(date: dt.date, *, year: bool = True) -> str:
    """`Wednesday, December 9, 2026`."""
    said = f"{DAYS[date.weekday()]}, {MONTHS[date.month - 1]} {date.day}"
    return f"{said}, {date.year}" if year else said


def short_day(date: dt.date, *, year: bool = True) -> str:
    """`Wed, Dec 9, 2026`, for the rows of a list."""
    said = f"{DAYS[date.weekday()][:3]}, {MONTHS[date.month - 1][:3]} {date.day}"
    return f"{said}, {date.year}" if year else said


Day = Callable[..., str]


def time(at: dt.datetime | dt.time) -> str:
    """`12:30 am`."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"


@dataclass(frozen=True)
class Span:
    """A session's time as one clock writes it.

    `start` is the day and the start; `rest` what follows it on the line: the end and
    which clock. `start` of a session with no day stated is empty.
    """

    start: str
    rest: str

    @property
    def below(self) -> str:
        """`rest` as it reads on a line of its own."""
        return self.rest.removeprefix(",").strip()

    def __str__(self) -> str:
        return f"{self.start}{self.rest}"


def timed(starts: dt.datetime, ends: dt.datetime | None, zone_name: str, write: Day = day) -> Span:
    """A session with a start time: same day, overnight or over several days."""
    begins = clock.wall(starts, zone_name)
    start = f"{write(begins)}, {time(begins)}"
    named = clock.clock_name(zone_name)
    if ends is None:
        return Span(start, f" {named}, end not stated")
    finishes = clock.wall(ends, zone_name)
    if finishes.date() == begins.date():
        return Span(start, f" to {time(finishes)} {named}")
    last = write(finishes, year=finishes.year != begins.year)
    return Span(start, f" to {last}, {time(finishes)} {named}")


def all_day(
    starts: dt.datetime, ends: dt.datetime | None, zone_name: str, write: Day = day
) -> Span:
    """Whole days, in the organiser's own zone; `ends` is the instant after the last of them."""
    first = clock.wall(starts, zone_name).date()
    last = clock.wall(ends, zone_name).date() - clock.DAY if ends else first
    if last <= first:
        return Span(write(first), ", all day")
    return Span(write(first, year=first.year != last.year), f" to {write(last)}, all day")


def date_only(starts: dt.datetime, zone_name: str, write: Day = day) -> Span:
    return Span(write(clock.wall(starts, zone_name).date()), ", time to be announced")


def moment(at: dt.datetime, zone_name: str = clock.BC_ZONE) -> str:
    """One instant in full: `Wednesday, December 9, 2026, 12:00 pm BC time`."""
    there = clock.wall(at, zone_name)
    return f"{day(there)}, {time(there)} {clock.clock_name(zone_name)}"
