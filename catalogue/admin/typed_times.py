"""The organiser's wall time and zone, as a curator types them, read into what is stored."""

import datetime as dt
import re
from dataclasses import dataclass

from catalogue.admin import written_days
from catalogue.models import Session
from catalogue.models.vocabulary import SessionState, Timing
from learning_portal.foundation import clock, time_labels, zone_words
from learning_portal.foundation.clock import BadTime

HOW = "as 2026-12-09 14:00, or December 9, 2026, 2:00 pm"
HOW_DAY = "as 2026-12-09, or December 9, 2026"
LONG = 14 * clock.DAY  # a timed session of more days is likelier a slip
NOON = re.compile(r"(?:12(?::00)?\s*)?noon", re.ASCII | re.IGNORECASE)
TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?", re.ASCII | re.IGNORECASE)

# Offered while typing; any words that `zone_words` knows are read.
SUGGESTED_ZONES = (
    "BC", "US Pacific", "US Mountain", "US Central", "US Eastern", "Alberta", "Saskatchewan",
    "Manitoba", "Ontario", "Atlantic", "Newfoundland", "Yukon", "Northwest Territories",
    "Arizona", "Alaska", "Hawaii", "UTC",
)  # fmt: skip


class Unreadable(Exception):
    """What was typed cannot be placed: a sentence for each field, `starts`, `ends` or `zone`."""

    def __init__(self, **errors: str) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True)
class Placed:
    """Instants in UTC with the IANA zone they were stated in; `warning` is for the curator."""

    starts: dt.datetime | None
    ends: dt.datetime | None
    zone: str
    warning: str = ""


def typed(session: Session) -> dict[str, str]:
    """What a curator would have typed for a stored session."""
    whole_days = session.timing != Timing.TIMED
    ends = session.ends
    if ends and session.timing == Timing.ALL_DAY:
        ends -= clock.DAY / 2  # stored as the instant after the last day
    return {
        "starts": written(session.starts, session.zone, whole_days),
        "ends": written(ends, session.zone, whole_days),
        "zone": session.zone if session.starts or session.zone != clock.BC_ZONE else "",
    }


def written(at: dt.datetime | None, zone_name: str, day_only: bool = False) -> str:
    if at is None:
        return ""
    return clock.wall(at, zone_name).strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M")


def organiser_words(words: str, *, is_edited: bool, before: str, now: str) -> str:
    """The organiser's words to keep: those a curator wrote, else the times as typed.

    Words that only repeat the times as they stood `before` follow them to `now`.
    """
    repeats = bool(before) and words.startswith(before)
    return words if words and (is_edited or not repeats) else now


def read(*, timing: str, state: str, starts: str, ends: str, zone: str, country: str) -> Placed:
    """A session's times as typed, by an organiser in `country`. Raises Unreadable."""
    if not starts.strip():
        return _undated(state, ends, zone, country)
    begins = _start(starts, timing)
    finishes = _end(ends, timing, begins)
    found = _zone(zone, country, _as_datetime(begins))
    warnings = [found.warning, written_days.warning(starts), written_days.warning(ends)]
    if timing == Timing.TIMED:
        start, end = _instants(begins, finishes, found.zone_name)
        warnings.append(long_warning(start, end, found.zone_name))
    else:
        start = clock.start_of_day(_day(begins), found.zone_name)
        last = finishes and _day(finishes) + clock.DAY
        end = clock.start_of_day(last, found.zone_name) if last else None
    if end is not None and end <= start:
        raise Unreadable(ends=_backwards(ends, end == start))
    return Placed(start, end, found.zone_name, _together(warnings))


def long_warning(starts: dt.datetime | None, ends: dt.datetime | None, zone_name: str) -> str:
    """Of a timed session; for one whose start was moved and whose end was forgotten."""
    if starts is None or ends is None or ends - starts <= LONG:
        return ""
    last = time_labels.day(clock.wall(ends, zone_name))
    return f"This session lasts {(ends - starts).days} days, until {last}: check both."


def moment(*, text: str, zone: str, country: str) -> Placed:
    """One day and time as typed, such as the close of registration. Raises Unreadable."""
    at = _wall("starts", text)
    if not isinstance(at, dt.datetime):
        day = at.isoformat()
        raise Unreadable(
            starts=f"Add the time: {day} 14:00, or {day} 23:59 for the end of that day."
        )
    found = _zone(zone, country, at)
    start, _end = _instants(at, None, found.zone_name)
    warning = _together([found.warning, written_days.warning(text)])
    return Placed(start, None, found.zone_name, warning)


def wall(text: str) -> dt.datetime | dt.date:
    """`December 9, 2026, 2:00 pm` as a naive datetime, `2026-12-09` as a date. Raises BadTime."""
    day, time = written_days.read(text, HOW)
    return dt.datetime.combine(day, _time(time)) if time else day


def _time(text: str) -> dt.time:
    """`14:00`, `2:00 pm`, `2pm`, `2 p.m.`, `noon`. Raises BadTime."""
    if NOON.fullmatch(text.strip()):
        return dt.time(12)
    found = TIME.fullmatch(text.strip())
    if not found or not (found[2] or found[3]):
        raise BadTime(f"“{text.strip()[:60]}” is not a time: write 14:00, or 2:00 pm.")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if minute > 59 or (hour > 23 if not half else not 1 <= hour <= 12):
        raise BadTime(f"There is no “{text.strip()[:60]}” on a clock: write 14:00, or 2:00 pm.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute)


def _wall(field: str, text: str) -> dt.datetime | dt.date:
    try:
        return wall(text)
    except BadTime as error:
        raise Unreadable(**{field: str(error)}) from error


def _start(text: str, timing: str) -> dt.datetime | dt.date:
    begins = _wall("starts", text)
    has_time = isinstance(begins, dt.datetime)
    if timing == Timing.TIMED and not has_time:
        raise Unreadable(
            starts="Add the time, or choose “Whole days” or “A date; the time is to be announced”."
        )
    if timing != Timing.TIMED and has_time:
        raise Unreadable(starts=f"Write only the day here, {HOW_DAY}, or choose “A start time”.")
    return begins


def _end(text: str, timing: str, begins: dt.datetime | dt.date) -> dt.datetime | dt.date | None:
    if not text.strip():
        return None
    if timing == Timing.DATE_ONLY:
        raise Unreadable(
            ends="Leave the end empty while the time is to be announced, or choose “Whole days”."
        )
    if timing == Timing.TIMED and not written_days.names_a_day(text):
        try:
            return dt.datetime.combine(begins, _time(text))  # the end of the same day
        except BadTime as error:
            raise Unreadable(ends=str(error)) from error
    finishes = _wall("ends", text)
    has_time = isinstance(finishes, dt.datetime)
    if timing == Timing.TIMED and not has_time:
        raise Unreadable(ends="Add the time at which it ends, or leave the end empty.")
    if timing != Timing.TIMED and has_time:
        raise Unreadable(ends=f"Write only the last day here, {HOW_DAY}.")
    return finishes


def _undated(state: str, ends: str, zone: str, country: str) -> Placed:
    if ends.strip():
        raise Unreadable(starts="An end needs a start: write when it starts.")
    if state != SessionState.TO_BE_ANNOUNCED:
        raise Unreadable(starts="Write when it starts, or choose “To be announced” as its state.")
    name = _zone(zone, country, clock.wall(clock.now())).zone_name if zone.strip() else ""
    return Placed(None, None, name or clock.BC_ZONE)


def _zone(words: str, country: str, at: dt.datetime) -> zone_words.Reading:
    if not words.strip():
        raise Unreadable(zone=f"Say whose clock the organiser means: {zone_words.EXAMPLES}.")
    try:
        return zone_words.read(words, country, at)
    except (clock.NoSuchTime, clock.TimeHappensTwice) as error:
        raise Unreadable(starts=str(error)) from error
    except BadTime as error:
        raise Unreadable(zone=str(error)) from error


def _instants(
    begins: dt.datetime | dt.date, finishes: dt.datetime | dt.date | None, zone_name: str
) -> tuple[dt.datetime, dt.datetime | None]:
    placed: dict[str, dt.datetime] = {}
    for field, at in (("starts", begins), ("ends", finishes)):
        if at is None:
            continue
        try:
            placed[field] = clock.instant(_as_datetime(at), zone_name)
        except BadTime as error:
            raise Unreadable(**{field: str(error)}) from error
    return placed["starts"], placed.get("ends")


def _as_datetime(at: dt.datetime | dt.date) -> dt.datetime:
    return at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())


def _day(at: dt.datetime | dt.date) -> dt.date:
    return at.date() if isinstance(at, dt.datetime) else at


def _together(warnings: list[str]) -> str:
    return " ".join(filter(None, warnings))


def _backwards(ends: str, is_same: bool) -> str:
    if is_same:
        return "The end is the same as the start: leave it empty when no end is stated."
    if not written_days.names_a_day(ends):
        return "The session ends before it starts. If it ends on another day, write that day too."
    return "The session ends before it starts: check both."
