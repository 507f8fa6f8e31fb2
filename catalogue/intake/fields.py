"""One row's cells as the values of a listing's and a session's fields."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalogue.intake import when
from catalogue.intake.problems import Problem, Wrong
from catalogue.intake.table import Line
from catalogue.intake.words import SEPARATOR, VOCABULARIES
from catalogue.models import Opportunity
from catalogue.models.vocabulary import SessionState

AMOUNT = re.compile(r"\$?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?", re.ASCII)
NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
CURRENCY = re.compile(r"[A-Za-z]{3}")
# The column a listing's field is written in, where the names differ.
COLUMN_OF = {
    "languages": "language",
    "registration_zone": "registration_closes",
    "registration_words": "registration_closes",
    "organiser_words": "zone",
}
PLACE = ("venue", "city", "region")


@dataclass
class Row:
    """`listing` and `session` hold only what the row states, by the model's field names."""

    line: Line
    listing: dict[str, Any] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    session: dict[str, Any] | None = None
    region: str = ""  # stated without a session: where the provider is
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, column: str, right: str) -> None:
        self.problems.append(Problem(self.line.number, column, self.line.get(column), right))

    def warn(self, column: str, remark: str) -> None:
        self.warnings.append(Problem(self.line.number, column, self.line.get(column), remark))


def read(line: Line, country: str) -> Row:
    """`country` is the provider's. Every wrong cell becomes one of the row's problems."""
    row = Row(line)
    for column, (name, reader) in READERS.items():
        text = line.get(column)
        if text:
            with _noting(row, column):
                row.listing[name] = reader(text)
    row.topics = listed(line.get("topics"))
    _registration(row, country)
    _session(row, country)
    return row


@contextmanager
def _noting(row: Row, column: str) -> Iterator[None]:
    """Turns a Wrong raised within into a problem of the row."""
    try:
        yield
    except Wrong as wrong:
        row.refuse(wrong.column or column, wrong.right)


def _registration(row: Row, country: str) -> None:
    text, zone = row.line.get("registration_closes"), row.line.get("zone")
    if not text:
        return
    with _noting(row, "registration_closes"):
        closing = when.closing(text, zone, country)
        row.listing["registration_closes"] = closing.at
        row.listing["registration_zone"] = closing.zone
        row.listing["registration_words"] = closing.words
        if closing.warning:
            row.warn("zone", closing.warning)


def _session(row: Row, country: str) -> None:
    starts, ends, zone = (row.line.get(name) for name in ("starts", "ends", "zone"))
    place: dict[str, Any] = {name: row.line.get(name) for name in PLACE if row.line.get(name)}
    region = place.pop("region", "")
    if region:
        with _noting(row, "region"):
            place["region"] = VOCABULARIES["region"].read(region)
    if not starts and ends:
        row.refuse("ends", "An end needs a start: write `starts` too.")
        return
    if not starts and set(place) <= {"region"}:
        row.region = place.get("region", "")
        return
    if not starts:
        row.warn("starts", "No start is stated, so the session there is to be announced.")
    with _noting(row, "starts"):
        times = when.session(starts, ends, zone, country) if starts else when.UNKNOWN
        row.session = {
            "state": times.state,
            "timing": times.timing,
            "starts": times.starts,
            "ends": times.ends,
            "zone": times.zone,
            "organiser_words": times.organiser_words,
            **place,
        }
        if times.ends is None and times.state == SessionState.SCHEDULED:
            del row.session["ends"]  # not stated: what is stored stays
        if times.warning and times.warning not in {said.right for said in row.warnings}:
            row.warn("zone", times.warning)


def listed(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in text.split(SEPARATOR)]
    return list(dict.fromkeys(part for part in parts if part))


def _amount(text: str) -> Decimal:
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise Wrong("Write one amount, such as 25 or 25.50; say more in the description.")
    return Decimal(found[1].replace(",", "") + (found[2] or ""))


def _hours(text: str) -> Decimal:
    if NUMBER.fullmatch(text) is None:
        raise Wrong("Write the hours as a number: 1.5 for ninety minutes.")
    return Decimal(text)


def _currency(text: str) -> str:
    if CURRENCY.fullmatch(text) is None:
        raise Wrong("Use three letters, such as CAD or USD.")
    return text.upper()


def _description(text: str) -> str:
    longest = Opportunity._meta.get_field("description").max_length or 0
    if len(text) > longest:  # a text field's own length is only checked by forms
        raise Wrong(f"At most {longest:,} characters, and this has {len(text):,}.")
    return text


def _plain(text: str) -> str:
    return text


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "title": ("title", _plain),
    "ref": ("ref", _plain),
    "url": ("url", _plain),
    "summary": ("summary", _plain),
    "description": ("description", _description),
    "price": ("price", _amount),
    "currency": ("currency", _currency),
    "hours": ("hours", _hours),
    "language": ("languages", VOCABULARIES["language"].read),
    **{
        column: (column, VOCABULARIES[column].read)
        for column in (
            "kind", "delivery", "cost", "audience", "level", "bc_context", "recording",
            "certificate", "access",
        )
    },
}  # fmt: skip
