"""The columns of a table of what the certificate asked for: each row is one set of courses."""

import datetime as dt

from catalogue.intake.columns import Column
from catalogue.intake.problems import Wrong
from catalogue.intake.table import Format
from catalogue.intake.words import SEPARATOR
from cltp.certificates.intake import reading
from cltp.models import CertificateRule

LONGEST_NOTE = CertificateRule._meta.get_field("note").max_length or 0

COLUMNS = {
    column.name: column
    for column in [
        Column("certificate", "Its name. Rows with the same name are one certificate.", True),
        Column(
            "registered_from",
            "The first day of registration the rule held for: 2005-01-01. Blank: from the start.",
        ),
        Column("registered_before", "The first day it held for no more. Blank: to the end."),
        Column("how_many", "How many of the courses. Blank: all of them are required."),
        Column("courses", f"The codes of the courses, split by {SEPARATOR}.", True),
        Column("note", "Where the rule is known from; on one row of the rule, or on each."),
    ]
}
FORMAT = Format(
    columns=COLUMNS.keys(),
    needed=["certificate", "courses"],
    elsewhere={
        "name": "certificate", "from": "registered_from", "before": "registered_before",
        "until": "registered_before", "number": "how_many", "of_these": "how_many",
        "course": "courses", "codes": "courses", "source": "note",
    },
    of="set of courses",
)  # fmt: skip


def day(text: str) -> dt.date | None:
    try:
        return reading.day(text) if text else None
    except Wrong:
        raise Wrong("Write a day of the calendar as 2005-01-01, or leave it blank.") from None


def how_many(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 999):
        raise Wrong("Write a whole number, 1 or more; or leave it blank where all are required.")
    return int(text) if text else None


def note(text: str) -> str:
    if len(text) > LONGEST_NOTE:
        raise Wrong(f"Shorten this to {LONGEST_NOTE} characters.")
    return text
