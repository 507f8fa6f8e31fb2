"""Time in British Columbia. The only module that knows zones.

The database holds instants (UTC); zone arithmetic and day boundaries are done here,
on the pinned `tzdata` package, which this module forces before any zone is read:
operating systems and database servers with older data still answer −8 for Vancouver
in winter, and BC has been −7 all year since March 8, 2026.
"""

import zoneinfo

zoneinfo.reset_tzpath(to=[])  # the package, never the machine's own files
zoneinfo.ZoneInfo.clear_cache()

import calendar  # noqa: E402
import datetime as dt  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from functools import cache  # noqa: E402
from zoneinfo import ZoneInfo  # noqa: E402

BC_ZONE = "America/Vancouver"
BC = ZoneInfo(BC_ZONE)
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(days=7)


class BadTime(ValueError):
    """A time that cannot be placed; the message says why and what to write instead."""


class NoSuchTime(BadTime):
    pass


class TimeHappensTwice(BadTime):
    pass


class UnknownZone(BadTime):
    pass


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(f"“{name}” is not a time zone this portal knows.") from error


@cache
def zone_names() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def instant(wall: dt.datetime, zone_name: str) -> dt.datetime:
    """The instant (UTC) at which clocks in `zone_name` read `wall` (naive).

    Raises NoSuchTime where the clocks jump over it, TimeHappensTwice where they go back
    over it and the two readings differ.
    """
    there = wall.replace(tzinfo=zone(zone_name), fold=0)
    first = there.astimezone(dt.UTC)
    if first.astimezone(zone(zone_name)).replace(tzinfo=None) != wall:
        raise NoSuchTime(
            f"Clocks in {place(zone_name)} skip {wall:%H:%M} on {wall:%Y-%m-%d}: "
            "check the time, or write it in UTC."
        )
    if there.replace(fold=1).astimezone(dt.UTC) != first:
        raise TimeHappensTwice(
            f"Clocks in {place(zone_name)} read {wall:%H:%M} twice on {wall:%Y-%m-%d}: "
            "write the time in UTC."
        )
    return first


def wall(at: dt.datetime, zone_name: str = BC_ZONE) -> dt.datetime:
    """What clocks in the zone read at an instant: a naive datetime."""
    return at.astimezone(zone(zone_name)).replace(tzinfo=None)


def bc_day(at: dt.datetime) -> dt.date:
    return wall(at).date()


def today() -> dt.date:
    return bc_day(now())


def start_of_day(day: dt.date, zone_name: str = BC_ZONE) -> dt.datetime:
    """The instant at which a day begins in a zone (BC unless told)."""
    midnight = dt.datetime.combine(day, dt.time())
    return midnight.replace(tzinfo=zone(zone_name)).astimezone(dt.UTC)


def end_of_day(at: dt.datetime) -> dt.datetime:
    """The instant at which the BC day that holds `at` ends."""
    return start_of_day(bc_day(at) + DAY)


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday of the week that holds `day`, and the Monday after it."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + WEEK


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first of the month that holds `day`, and the first of the next."""
    first = day.replace(day=1)
    return first, (first + dt.timedelta(days=32)).replace(day=1)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or of an earlier one; that month's last where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def offset(at: dt.datetime, zone_name: str) -> dt.timedelta:
    there = at.astimezone(zone(zone_name)).utcoffset()
    assert there is not None  # noqa: S101 - an aware datetime has one
    return there


def same_clock(at: dt.datetime, one: str, other: str) -> bool:
    """Whether clocks in the two zones read alike at an instant."""
    return offset(at, one) == offset(at, other)


def utc_text(at: dt.datetime) -> str:
    """`2026-12-09T19:00:00Z`, for machines."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def offset_text(at: dt.datetime, zone_name: str) -> str:
    """`UTC−7`, `UTC−3:30`."""
    minutes = round(offset(at, zone_name).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


# How a zone's clock is called on a page. tzdb's own letters are wrong here: it has
# Vancouver as MST and Edmonton as CST since 2026.
CLOCK_NAMES = {
    BC_ZONE: "BC time",
    "America/Los_Angeles": "US Pacific time",
    "America/Denver": "US Mountain time",
    "America/Phoenix": "Arizona time",
    "America/Chicago": "US Central time",
    "America/New_York": "US Eastern time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time",
    "America/Edmonton": "Alberta time",
    "America/Dawson_Creek": "Peace time",
    "America/Fort_Nelson": "Fort Nelson time",
    "America/Creston": "Creston time",
    "America/Whitehorse": "Yukon time",
    "America/Yellowknife": "Northwest Territories time",
    "America/Regina": "Saskatchewan time",
    "America/Winnipeg": "Manitoba time",
    "America/Toronto": "Ontario time",
    "America/Montreal": "Quebec time",
    "America/Halifax": "Atlantic time",
    "America/St_Johns": "Newfoundland time",
    "UTC": "UTC",
}


def clock_name(zone_name: str) -> str:
    """What a reader calls the clock: `BC time`, `US Eastern time`, `London time`."""
    named = CLOCK_NAMES.get(zone_name)
    return named or f"{zone_name.rsplit('/', 1)[-1].replace('_', ' ')} time"


def place(zone_name: str) -> str:
    return clock_name(zone_name).removesuffix(" time")


@dataclass(frozen=True)
class Clock:
    """A clock a reader may choose to have times written in."""

    key: str
    zone_name: str
    label: str
    note: str = ""


BC_CLOCK = Clock("bc", BC_ZONE, "BC time (Pacific)", "UTC−7 all year since March 8, 2026.")


@cache
def clocks(east_kootenay: str) -> dict[str, Clock]:
    """The clocks on offer, by key; where the East Kootenay's stands is the caller's to say."""
    offered = [
        BC_CLOCK,
        Clock(
            "peace",
            "America/Dawson_Creek",
            "Peace, Fort Nelson and Creston",
            "UTC−7 all year, so the same as BC time.",
        ),
        Clock(
            "east-kootenay",
            east_kootenay,
            "East Kootenay (Cranbrook, Fernie, Golden)",
            "Which clock the East Kootenay keeps is unsettled. This choice follows "
            f"{place(east_kootenay)}: check with the organiser when an hour matters.",
        ),
        Clock("yukon", "America/Whitehorse", "Yukon"),
        Clock("alberta", "America/Edmonton", "Alberta", "UTC−6 all year."),
        Clock("nwt", "America/Yellowknife", "Northwest Territories", "UTC−6 all year."),
        Clock("saskatchewan", "America/Regina", "Saskatchewan", "UTC−6 all year."),
        Clock("manitoba", "America/Winnipeg", "Manitoba", "UTC−5 all year from October 31, 2026."),
        Clock("ontario", "America/Toronto", "Ontario and Quebec (Eastern)"),
        Clock("atlantic", "America/Halifax", "Atlantic provinces"),
        Clock("newfoundland", "America/St_Johns", "Newfoundland"),
    ]
    return {clock.key: clock for clock in offered}
