"""The columns a table of courses may have, and how each cell is read."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from catalogue.intake.columns import Column
from catalogue.intake.problems import Wrong
from catalogue.intake.table import Format
from catalogue.intake.words import SEPARATOR, Vocabulary
from cltp.models.vocabulary import Requirement

NUMBER = re.compile(r"\d{1,4}(\.\d{1,2})?", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
REQUIREMENT = Vocabulary(
    Requirement, {"compulsory": Requirement.REQUIRED, "core": Requirement.REQUIRED,
                  "optional": Requirement.ELECTIVE},
)  # fmt: skip
COLUMNS = {
    column.name: column
    for column in [
        Column("code", "The programme's own code. Rows with the same code are one course.", True),
        Column("title", "What the course was called.", True),
        Column("aliases", f"Former titles and other names, split by {SEPARATOR}."),
        Column("summary", "One or two plain sentences, 400 characters at most."),
        Column("hours", "How long it took in all: 30 or 7.5."),
        Column("requirement", "required, elective, or not stated."),
        Column("first_offered", "The year, where it is known."),
        Column("last_offered", "The year, where it is known."),
        Column(
            "outcomes",
            f"What a person could do after it, split by {SEPARATOR}; or one on each of several "
            "rows with the same code.",
        ),
    ]
}
FORMAT = Format(
    columns=COLUMNS.keys(),
    needed=["code", "title"],
    elsewhere={
        "course": "title", "name": "title", "course_code": "code", "number": "code",
        "former_titles": "aliases", "other_names": "aliases", "length": "hours",
        "outcome": "outcomes", "learning_outcomes": "outcomes", "type": "requirement",
        "from": "first_offered", "to": "last_offered", "description": "summary",
    },
    of="course",
)  # fmt: skip


def listed(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in text.split(SEPARATOR)]
    return list(dict.fromkeys(part for part in parts if part))


def _hours(text: str) -> Decimal:
    if NUMBER.fullmatch(text) is None or not Decimal(text):
        raise Wrong("Write the hours as a number: 30 or 7.5.")
    return Decimal(text)


def _year(text: str) -> int:
    if YEAR.fullmatch(text) is None:
        raise Wrong("Write the year in four digits: 1998.")
    return int(text)


READERS: dict[str, Callable[[str], Any]] = {
    "title": str,
    "aliases": listed,
    "summary": str,
    "hours": _hours,
    "requirement": REQUIREMENT.read,
    "first_offered": _year,
    "last_offered": _year,
}
