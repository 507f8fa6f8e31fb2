"""Which clock an organiser meant by "Pacific", "CT" or "US Eastern time".

The words and the organiser's country decide. Where the possible readings differ on
the date in question nothing is guessed: AmbiguousZone names both.
"""

import datetime as dt
import re
from dataclasses import dataclass

from learning_portal.foundation import clock

US, CANADA = "US", "CA"

# family -> country -> the zones its people may mean, the usual one first
FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "pacific": {US: ("America/Los_Angeles",), CANADA: (clock.BC_ZONE,)},
    "mountain": {US: ("America/Denver",), CANADA: ("America/Edmonton", "America/Dawson_Creek")},
    "central": {US: ("America/Chicago",), CANADA: ("America/Winnipeg", "America/Regina")},
    "eastern": {US: ("America/New_York",), CANADA: ("America/Toronto",)},
    "atlantic": {CANADA: ("America/Halifax",)},
    "newfoundland": {CANADA: ("America/St_Johns",)},
    "alaska": {US: ("America/Anchorage",)},
    "hawaii": {US: ("Pacific/Honolulu",)},
}
ABBREVIATIONS = {
    "pt": "pacific", "pst": "pacific", "pdt": "pacific",
    "mt": "mountain", "mst": "mountain", "mdt": "mountain",
    "ct": "central", "cst": "central", "cdt": "central",
    "et": "eastern", "est": "eastern", "edt": "eastern",
    "at": "atlantic", "ast": "atlantic", "adt": "atlantic",
    "nt": "newfoundland", "nst": "newfoundland", "ndt": "newfoundland",
    "akst": "alaska", "akdt": "alaska", "hst": "hawaii",
}  # fmt: skip
PLACES = {
    "bc": clock.BC_ZONE, "british columbia": clock.BC_ZONE, "vancouver": clock.BC_ZONE,
    "victoria": clock.BC_ZONE, "yukon": "America/Whitehorse", "whitehorse": "America/Whitehorse",
    "alberta": "America/Edmonton", "edmonton": "America/Edmonton", "calgary": "America/Edmonton",
    "northwest territories": "America/Yellowknife", "nwt": "America/Yellowknife",
    "saskatchewan": "America/Regina", "manitoba": "America/Winnipeg",
    "winnipeg": "America/Winnipeg", "ontario": "America/Toronto", "toronto": "America/Toronto",
    "quebec": "America/Toronto", "montreal": "America/Toronto", "halifax": "America/Halifax",
    "nova scotia": "America/Halifax", "new brunswick": "America/Moncton",
    "arizona": "America/Phoenix", "phoenix": "America/Phoenix",
    "los angeles": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "denver": "America/Denver", "chicago": "America/Chicago", "new york": "America/New_York",
    "peace": "America/Dawson_Creek", "fort nelson": "America/Fort_Nelson",
    "creston": "America/Creston",
    "utc": "UTC", "gmt": "UTC", "z": "UTC",
}  # fmt: skip
# Places of a family beyond those its name alone may mean: “Mountain, Arizona”.
ALSO_OF_FAMILY = {
    "mountain": {"America/Phoenix", "America/Yellowknife", "America/Whitehorse",
                 "America/Fort_Nelson", "America/Creston"},
    "pacific": {"America/Whitehorse"},
    "central": {"America/Regina"},
    "atlantic": {"America/Moncton"},
}  # fmt: skip
COUNTRY_WORDS = {
    "us": US, "usa": US, "u.s": US, "united states": US, "american": US,
    "canada": CANADA, "canadian": CANADA,
}  # fmt: skip
FILLER = {"time", "zone", "standard", "daylight", "savings", "saving", "prevailing", "local", "the"}
EXAMPLES = "“US Pacific”, “Eastern”, “BC”, “Alberta” or “America/Toronto”"


class AmbiguousZone(clock.BadTime):
    """The words have readings that differ on this date; the message names them."""


@dataclass(frozen=True)
class Reading:
    zone_name: str
    warning: str = ""


def read(words: str, country: str, wall: dt.datetime) -> Reading:
    """The IANA zone meant by `words`, said by an organiser in `country` ("US", "CA", other or "").

    `wall` (naive) is the time it was said of. Raises UnknownZone, AmbiguousZone.
    """
    asked = words.strip()
    by_name = {name.casefold(): name for name in clock.zone_names() if "/" in name or name == "UTC"}
    if asked.casefold() in by_name:
        return Reading(by_name[asked.casefold()])
    place, family, said_countries = _parse(asked)
    if place:
        return Reading(place)
    if not family:
        raise clock.UnknownZone(
            f"“{words}” is not a time zone this portal knows: write {EXAMPLES}."
        )
    candidates = _candidates(family, said_countries or {country.upper()})
    if asked.casefold() == "mst" and "America/Denver" in candidates:
        candidates.append("America/Phoenix")  # Arizona keeps MST all year and says so
    _refuse_if_they_differ(candidates, wall)
    return Reading(candidates[0], _mislabelled(asked, candidates[0], wall))


def _parse(asked: str) -> tuple[str, str, set[str]]:
    """The zone of a place that was named, the family that was, and the countries that were.

    A place beside a family (“Central, Winnipeg”) decides; where they contradict, nothing does.
    """
    text = re.sub(r"[^\w\s.&/]", " ", asked.casefold())
    text = re.sub(r"\bb\.?\s?c\.?(?=\s|$)", "bc", re.sub(r"\bu\.?\s?s\.?(?=\s|$|&)", "us", text))
    words = [word.strip(".&/") for word in re.split(r"[\s&/]+", text)]
    words = [word for word in words if word and word not in FILLER and word != "and"]
    countries = {COUNTRY_WORDS[word] for word in words if word in COUNTRY_WORDS}
    if "united states" in " ".join(words):
        countries.add(US)
        words = [word for word in words if word not in {"united", "states"}]
    rest = [word for word in words if word not in COUNTRY_WORDS]
    families = {ABBREVIATIONS.get(word, word) for word in rest} & FAMILIES.keys()
    place = PLACES.get(" ".join(rest)) or PLACES.get(
        " ".join(word for word in rest if ABBREVIATIONS.get(word, word) not in FAMILIES)
    )
    if place and all(place in _zones(family) for family in families):
        return place, "", countries
    family = ABBREVIATIONS.get(" ".join(rest), " ".join(rest))
    return "", family if family in FAMILIES else "", countries


def _zones(family: str) -> set[str]:
    named = {zone for zones in FAMILIES[family].values() for zone in zones}
    return named | ALSO_OF_FAMILY.get(family, set())


def _candidates(family: str, countries: set[str]) -> list[str]:
    readings = FAMILIES[family]
    known = [country for country in (US, CANADA) if country in countries and country in readings]
    return [name for country in known or readings for name in readings[country]]


def _refuse_if_they_differ(candidates: list[str], wall: dt.datetime) -> None:
    by_instant: dict[dt.datetime, str] = {}
    for name in candidates:
        by_instant.setdefault(clock.instant(wall, name), name)
    if len(by_instant) == 1:
        return
    readings = [
        f"{clock.place(name)} ({clock.offset_text(at, name)}, write “{name}”)"
        for at, name in by_instant.items()
    ]
    raise AmbiguousZone(
        f"On {wall:%Y-%m-%d} this could mean {' or '.join(readings)}: "
        "ask the organiser, and write the one they mean."
    )


def _mislabelled(asked: str, zone_name: str, wall: dt.datetime) -> str:
    """A sentence where "PST" was said of a date on daylight time, or "PDT" of one on standard."""
    if not re.fullmatch(r"[A-Za-z]{1,2}[SD]T", asked):
        return ""
    there = wall.replace(tzinfo=clock.zone(zone_name))
    summer = bool(there.dst())
    if summer == (asked[-2].upper() == "D") or zone_name == clock.BC_ZONE:
        return ""
    in_force = "daylight" if summer else "standard"
    return (
        f"“{asked}” was said of {wall:%Y-%m-%d}, when {in_force} time is in force: "
        f"read as {clock.clock_name(zone_name)}."
    )
