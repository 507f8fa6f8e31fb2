"""The day a reader typed."""

import datetime as dt
import re

from cltp.recognition import NotYet, refuse_future

A_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
UNREADABLE = "Write the day as 2019-06-30: the year, the month and the day."
FIRST_YEAR = 1900
TOO_EARLY = f"Check the year: days before {FIRST_YEAR} are not read."


class Unreadable(ValueError):
    """The message is for the reader."""


def read(typed: str, today: dt.date) -> dt.date:
    """Raises Unreadable, also for a day still to come."""
    found = A_DAY.match(typed)
    try:
        day = dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Unreadable(UNREADABLE)
    if day.year < FIRST_YEAR:
        raise Unreadable(TOO_EARLY)
    try:
        refuse_future(day, today)
    except NotYet as error:
        raise Unreadable(str(error)) from error
    return day
