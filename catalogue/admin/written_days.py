"""A day as organisers write it, with or without its time: `Wed, Dec 9, 2026 at 11 a.m.`"""

import datetime as dt
import re

from learning_portal.foundation.clock import BadTime

YEARS = range(1990, 2101)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _any_of(words: tuple[str, ...]) -> str:
    """Each in full, or cut to three letters or more: `sept`, `tues`."""
    nested = ("".join(f"(?:{letter}" for letter in word[3:]) for word in words)
    return "|".join(
        f"{word[:3]}{opened}{')?' * len(word[3:])}"
        for word, opened in zip(words, nested, strict=True)
    )


WEEKDAY = rf"(?:(?P<weekday>{_any_of(WEEKDAYS)})\b\.?,?\s*)?"
MONTH = rf"(?P<month>{_any_of(MONTHS)})\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
TIME = r"(?:(?:\s*,\s*(?:at\s+)?|\s+(?:at\s+)?)(?P<time>\S.*))?"
SHAPES = [
    re.compile(f"{WEEKDAY}(?P<date>{shape}){time}", re.ASCII | re.IGNORECASE)
    for shape, time in [
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})", rf"(?:T(?P<clock>\S.*)|{TIME})"),
        (rf"{MONTH}\s*{DAY}(?:\s*,\s*|\s+)(?P<year>\d{{4}})\b", TIME),
        (rf"{DAY}\s+(?:of\s+)?{MONTH},?\s*(?P<year>\d{{4}})\b", TIME),
    ]
]
NAMES_A_DAY = re.compile(rf"[-/]|\b(?:{_any_of(MONTHS)})\b", re.ASCII | re.IGNORECASE)
BY_NUMBERS = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b.*|\d{4}/\d.*", re.ASCII)


def names_a_day(text: str) -> bool:
    """Whether more than a time of day was meant, readable or not."""
    return bool(NAMES_A_DAY.search(text))


def read(text: str, how: str) -> tuple[dt.date, str]:
    """The day, and what follows it as typed. Raises BadTime, which says to write it `how`."""
    text = text.strip()
    found = _match(text)
    if not found:
        if BY_NUMBERS.fullmatch(text):
            raise BadTime(f"“{text[:60]}” may be read as two different days: write the day {how}.")
        raise BadTime(f"“{text[:60]}” is not a day this page can read: write it {how}.")
    year = int(found["year"])
    if year not in YEARS:
        raise BadTime(f"The year {found['year']} is out of reach: check it.")
    try:
        day = dt.date(year, _month(found), int(found["day"]))
    except ValueError as error:
        raise BadTime(f"There is no {found['date']} in the calendar: check the day.") from error
    parts = found.groupdict()
    return day, parts.get("clock") or parts["time"] or ""


def warning(text: str) -> str:
    """Where the weekday typed is not that of the day, a sentence that names both."""
    found = _match(text.strip())
    if not found or not found["weekday"]:
        return ""
    day = dt.date(int(found["year"]), _month(found), int(found["day"]))
    typed = WEEKDAYS[_place(found["weekday"], WEEKDAYS)].capitalize()
    if typed == f"{day:%A}":
        return ""
    return f"You typed {typed}, but {day:%B} {day.day}, {day.year} is a {day:%A}: check the day."


def _match(text: str) -> re.Match[str] | None:
    return next(filter(None, (shape.fullmatch(text) for shape in SHAPES)), None)


def _month(found: re.Match[str]) -> int:
    parts = found.groupdict()
    return int(parts["number"]) if "number" in parts else _place(parts["month"], MONTHS) + 1


def _place(word: str, words: tuple[str, ...]) -> int:
    return next(place for place, full in enumerate(words) if full.startswith(word[:3].lower()))
