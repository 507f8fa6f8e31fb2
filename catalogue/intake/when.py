"""A row's `starts`, `ends`, `zone` and `registration_closes`, as instants.

What is typed is the organiser's wall time. A time without a zone is refused, and so are
words whose readings differ on that date: an hour is never guessed.
"""

import datetime as dt
import re
from dataclasses import dataclass

from catalogue.intake.problems import Wrong
from catalogue.models.vocabulary import SessionState, Timing
from learning_portal.foundation import clock, zone_words

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST_ZONE = 64
DAY_LASTS_UNTIL = dt.time(23, 59)
NOON_IN_WINTER = dt.datetime.combine(dt.date(2027, 1, 15), dt.time(12))
ALL_DAY = re.compile(r"\s+all[ -]day$", re.IGNORECASE)
TO_BE_ANNOUNCED = {"tba", "tbd", "tbc", "to be announced", "to be determined"}
MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::00)?)?", re.ASCII)
HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)
HOW = (
    "Write the organiser's own time as 2026-12-09 14:00 (24-hour clock, no offset), "
    "or only the day."
)


@dataclass(frozen=True)
class Stated:
    """A day, and the time if one was stated."""

    day: dt.date
    time: dt.time | None = None
    all_day: bool = False

    @property
    def wall(self) -> dt.datetime:
        return dt.datetime.combine(self.day, self.time or dt.time())


@dataclass(frozen=True)
class Times:
    state: str
    timing: str
    starts: dt.datetime | None
    ends: dt.datetime | None
    zone: str
    organiser_words: str
    warning: str = ""


UNKNOWN = Times(SessionState.TO_BE_ANNOUNCED, Timing.TIMED, None, None, clock.BC_ZONE, "")


@dataclass(frozen=True)
class Closing:
    at: dt.datetime
    zone: str
    words: str
    warning: str = ""


def session(starts: str, ends: str, zone: str, country: str) -> Times:
    """The time of one session. Raises Wrong, which names the column."""
    if starts.casefold() in TO_BE_ANNOUNCED:
        return _to_be_announced(starts, ends, zone, country)
    begins = _stated(starts, "starts")
    finishes = _end(ends, begins) if ends else None
    zone_name, warning = _zone(zone, country, begins.wall, "starts")
    words = " ".join([starts, *(["to", ends] if ends else []), zone])
    if begins.time is None:
        timing, first, after = _whole_days(begins, finishes, zone_name)
    else:
        timing, first = Timing.TIMED, _instant(begins.wall, zone_name, "starts")
        after = None
        if finishes is not None:
            # The same words can be plain at the start and ambiguous at the end.
            _zone(zone, country, finishes.wall, "ends")
            after = _instant(finishes.wall, zone_name, "ends")
    if after is not None and after <= first:
        raise Wrong(
            "The session ends before it starts: for one that runs past midnight, write the day "
            "it ends on too.",
            "ends",
        )
    return Times(SessionState.SCHEDULED, timing, first, after, zone_name, words, warning)


def closing(text: str, zone: str, country: str) -> Closing:
    """When registration closes; a bare day means to its end. Raises Wrong."""
    stated = _stated(text, "registration_closes")
    if stated.all_day:
        raise Wrong(HOW, "registration_closes")
    wall = dt.datetime.combine(stated.day, stated.time or DAY_LASTS_UNTIL)
    zone_name, warning = _zone(zone, country, wall, "registration_closes")
    at = _instant(wall, zone_name, "registration_closes")
    return Closing(at, zone_name, f"{text} {zone}", warning)


def _stated(text: str, column: str) -> Stated:
    plain, all_day = ALL_DAY.subn("", text)
    found = MOMENT.fullmatch(plain)
    if found is None:
        raise Wrong(HOW, column)
    year, month, day = (int(part) for part in found.groups()[:3])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Wrong(f"The year is between {FIRST_YEAR} and {LAST_YEAR}.", column)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise Wrong("There is no such day in the calendar.", column) from None
    if found[4] is None:
        return Stated(date, all_day=bool(all_day))
    if all_day:
        raise Wrong("A whole day has no time: write the day and “all day”, or the time.", column)
    return Stated(date, _time(found[4], found[5], column))


def _time(hour: str, minute: str, column: str) -> dt.time:
    try:
        return dt.time(int(hour), int(minute))
    except ValueError:
        raise Wrong("There is no such time: hours are 0 to 23, minutes 00 to 59.", column) from None


def _end(text: str, begins: Stated) -> Stated:
    alone = HOUR.fullmatch(text)
    finishes = (
        Stated(begins.day, _time(alone[1], alone[2], "ends")) if alone else _stated(text, "ends")
    )
    if (begins.time is None) != (finishes.time is None):
        raise Wrong("Write both `starts` and `ends` with a time, or both as days.", "ends")
    return finishes


def _whole_days(
    begins: Stated, finishes: Stated | None, zone_name: str
) -> tuple[str, dt.datetime, dt.datetime | None]:
    """How the days are stated, the instant the first begins, and that after the last."""
    first = clock.start_of_day(begins.day, zone_name)
    if finishes is None and not begins.all_day:
        return Timing.DATE_ONLY, first, None
    last = (finishes or begins).day
    return Timing.ALL_DAY, first, clock.start_of_day(last + clock.DAY, zone_name)


def _to_be_announced(starts: str, ends: str, zone: str, country: str) -> Times:
    if ends:
        raise Wrong("A session to be announced has no end: leave it blank.", "ends")
    zone_name = clock.BC_ZONE
    if zone:
        try:
            zone_name = _zone(zone, country, NOON_IN_WINTER, "zone")[0]
        except Wrong as wrong:
            # Without a day nothing hangs on which of the readings is meant.
            if not isinstance(wrong.__cause__, zone_words.AmbiguousZone):
                raise
    words = f"{starts} {zone}".strip()
    return Times(SessionState.TO_BE_ANNOUNCED, Timing.TIMED, None, None, zone_name, words)


def _zone(words: str, country: str, wall: dt.datetime, column: str) -> tuple[str, str]:
    """The zone's name and a warning. Raises Wrong; a time that cannot be is `column`'s."""
    if not words:
        raise Wrong(
            f"Say which clock “{column}” is on: {zone_words.EXAMPLES}. A time without a zone "
            "is never guessed.",
            "zone",
        )
    if len(words) > LONGEST_ZONE:
        raise Wrong(f"This is not a time zone: write {zone_words.EXAMPLES}.", "zone")
    try:
        reading = zone_words.read(words, country, wall)
    except (zone_words.AmbiguousZone, clock.UnknownZone) as error:
        raise Wrong(str(error), "zone") from error
    except clock.BadTime as error:
        raise Wrong(str(error), column) from error
    return reading.zone_name, reading.warning


def _instant(wall: dt.datetime, zone_name: str, column: str) -> dt.datetime:
    try:
        return clock.instant(wall, zone_name)
    except clock.BadTime as error:
        raise Wrong(str(error), column) from error
