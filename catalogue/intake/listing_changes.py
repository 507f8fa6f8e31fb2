"""What the rows of one listing make of it, and what is kept because a curator edited it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.intake import fields, session_changes
from catalogue.intake.fields import Row
from catalogue.intake.groups import ANOTHER
from catalogue.intake.problems import Problem
from catalogue.intake.providers import PlannedProvider
from catalogue.intake.session_changes import Change, PlannedSession
from catalogue.models import Opportunity, Session, Topic

SESSIONS = "sessions"  # in `locked_fields` where a curator edited the sessions
FOLLOWS = {"registration_zone": "registration_closes", "registration_words": "registration_closes"}


@dataclass
class PlannedListing:
    line: int
    opportunity: Opportunity  # not stored yet where it is new
    provider: PlannedProvider
    values: dict[str, Any] = field(default_factory=dict)  # what will be set
    topics: list[Topic] | None = None  # None leaves them
    changes: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)
    sessions: list[PlannedSession] = field(default_factory=list)
    kept_sessions: int = 0  # that a curator's edits keep from being changed
    gone: list[Session] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # field → the line that states it

    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.opportunity.pk is None  # before anything is written

    @property
    def changed_sessions(self) -> list[PlannedSession]:
        return [each for each in self.sessions if each.changes and not each.is_new]

    @property
    def new_sessions(self) -> list[PlannedSession]:
        return [each for each in self.sessions if each.is_new]

    @property
    def is_changed(self) -> bool:
        """A known listing in which something will be written."""
        written = self.changes or self.new_sessions or self.changed_sessions
        return bool(written) and not self.is_new


def merge(rows: list[Row], planned: PlannedListing) -> list[Problem]:
    """Put what the rows state together; a field on which they differ is a problem."""
    problems = []
    for row in rows:
        for name, value in row.listing.items():
            if name not in planned.values:
                planned.values[name] = value
                planned.lines[name] = row.line.number
            elif name not in {"title", *FOLLOWS} and planned.values[name] != value:
                first = next(each for each in rows if name in each.listing)
                problems.append(_differs(fields.COLUMN_OF.get(name, name), row, first))
    return problems


def merge_topics(
    rows: list[Row], folded: dict[str, str], topics: dict[str, Topic], planned: PlannedListing
) -> list[Problem]:
    """`topics` has each by its folded name, new ones not stored yet."""
    stated = [row for row in rows if row.topics]
    if not stated:
        return []
    first, *others = stated
    keys = dict.fromkeys(folded[name] for name in first.topics)
    planned.topics = [topics[key] for key in keys]
    planned.lines["topics"] = first.line.number
    return [
        _differs("topics", row, first)
        for row in others
        if {folded[name] for name in row.topics} != set(keys)
    ]


def _differs(column: str, row: Row, first: Row) -> Problem:
    said = Problem(0, "", first.line.get(column), "").shown
    right = f"Line {first.line.number} has “{said}” for the same listing. {ANOTHER}"
    return Problem(row.line.number, column, row.line.get(column), right)


def compare(planned: PlannedListing) -> None:
    """Keep of what is stated only what differs and no curator has edited."""
    if planned.is_new:
        return
    opportunity = planned.opportunity
    locked = set(opportunity.locked_fields)
    for change in session_changes.changes_of(opportunity, planned.values):
        lock = FOLLOWS.get(change.name, change.name)
        if lock not in locked:
            planned.changes.append(change)
        elif lock == change.name:
            planned.kept.append(change)
    planned.values = {change.name: change.new for change in planned.changes}
    if planned.topics is None:
        return
    old = list(opportunity.topics.all())
    if {topic.pk for topic in old} == {topic.pk for topic in planned.topics}:
        planned.topics = None
        return
    change = Change("topics", _names(old), _names(planned.topics))
    if "topics" in locked:
        planned.topics = None
        planned.kept.append(change)
    else:
        planned.changes.append(change)


def _names(topics: Iterable[Topic]) -> list[str]:
    return sorted(topic.name for topic in topics)


def add_sessions(rows: list[Row], planned: PlannedListing, now: dt.datetime) -> list[Problem]:
    """Returns remarks. A dated row that repeats another is one session."""
    stated: list[tuple[int, dict[str, Any]]] = []
    remarks = []
    for row in rows:
        if row.session is None:
            continue
        earlier = next((n for n, v in stated if v["starts"] and v == row.session), 0)
        if earlier:
            right = f"This repeats the session of line {earlier}, and counts once."
            remarks.append(Problem(row.line.number, "starts", row.line.get("starts"), right))
        else:
            stated.append((row.line.number, row.session))
    if not stated:
        return remarks
    stored = [] if planned.is_new else list(planned.opportunity.sessions.all())
    sessions, gone = session_changes.plan(stated, stored, now)
    if SESSIONS in planned.opportunity.locked_fields:
        planned.kept_sessions = sum(1 for each in sessions if each.is_new or each.changes)
        planned.kept_sessions += len(gone)
    else:
        planned.sessions, planned.gone = sessions, gone
    return remarks


def settle(planned: PlannedListing) -> list[Problem]:
    """Set the values on the rows to be written, and say what the models refuse of them."""
    opportunity = planned.opportunity
    problems = _set(opportunity, planned.values, planned.lines, planned.line)
    problems += _together(planned)
    for each in planned.sessions:
        lines = dict.fromkeys(each.values, each.line)
        problems += _set(each.session, each.values, lines, each.line)
    return problems


def _set(
    row: models.Model, values: dict[str, Any], lines: dict[str, int], line: int
) -> list[Problem]:
    for name, value in values.items():
        setattr(row, name, value)
    others = {each.name for each in row._meta.fields} - set(values)
    try:
        row.clean_fields(exclude=others)
    except ValidationError as error:
        return [
            Problem(
                lines.get(name, line),
                fields.COLUMN_OF.get(name, name),
                str(values[name]),
                " ".join(messages),
            )
            for name, messages in error.message_dict.items()
        ]
    return []


def _together(planned: PlannedListing) -> list[Problem]:
    """Fields that are right one by one and not together; the database refuses the same."""
    listing = planned.opportunity
    found = []
    if listing.price is not None and not listing.currency:
        found.append(("price", "currency", "opportunity_price_has_currency"))
    if listing.price and listing.cost == "free":
        found.append(("cost", "price", "opportunity_free_has_no_price"))
    if listing.price_high is not None and listing.price_high < (listing.price or 0):
        found.append(("price", "price", "opportunity_price_high_above_price"))
    if "none" in listing.certificate and len(listing.certificate) > 1:
        found.append(("certificate", "certificate", "opportunity_no_certificate_alone"))
    said = {each.name: each for each in Opportunity._meta.constraints}
    return [
        Problem(
            planned.lines.get(column, planned.lines.get(other, planned.line)),
            column,
            str(getattr(listing, column) or ""),
            str(said[name].violation_error_message),
        )
        for other, column, name in found
    ]
