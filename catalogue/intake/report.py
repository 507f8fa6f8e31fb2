"""A plan in plain words, for a terminal and for the admin's preview."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from catalogue.intake.fields import COLUMN_OF
from catalogue.intake.listing_changes import PlannedListing
from catalogue.intake.plan import Plan
from catalogue.intake.problems import Problem
from catalogue.intake.session_changes import Change, PlannedSession
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Status
from learning_portal.foundation import time_labels

MOST_SHOWN = 200
LONGEST_SHOWN = 120
UNSAID = "not stated"


@dataclass(frozen=True)
class ShownChange:
    line: int
    title: str
    field: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"line {self.line}, “{self.title}”, {self.field}: {self.old} → {self.new}"


@dataclass(frozen=True)
class ShownListing:
    """A new listing, as the preview names it."""

    line: int
    title: str
    provider: str
    kind: str
    sessions: list[str]


def counted(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def summary(plan: Plan) -> str:
    """`31 listings: 31 new, 0 changed, 0 unchanged; 0 sessions: 0 new, 0 changed.`"""
    sessions = [each for listing in plan.listings for each in listing.sessions]
    new = sum(each.is_new for each in sessions)
    changed = sum(bool(each.changes) for each in sessions)
    return (
        f"{counted(len(plan.listings), 'listing')}: {len(plan.new)} new, "
        f"{len(plan.changed)} changed, {len(plan.unchanged)} unchanged; "
        f"{counted(len(sessions), 'session')}: {new} new, {changed} changed."
    )


def new_listings(plan: Plan) -> list[ShownListing]:
    return [
        ShownListing(
            each.line,
            each.opportunity.title,
            each.provider.provider.name,
            each.opportunity.get_kind_display(),
            [_when(session) for session in each.sessions],
        )
        for each in plan.new
    ]


def changes(plan: Plan) -> Iterator[ShownChange]:
    """Field by field, what will be written in listings that are here already."""
    for listing in plan.changed:
        for change in listing.changes:
            yield _shown(listing.line, listing, Opportunity, change)
        for each in listing.new_sessions:
            yield ShownChange(each.line, _title(listing), "new session", "", _when(each))
        for each in listing.changed_sessions:
            for change in each.changes:
                yield _shown(each.line, listing, Session, change)


def kept(plan: Plan) -> Iterator[ShownChange]:
    """What a curator edited, and the table would have said otherwise."""
    for listing in plan.listings:
        for change in listing.kept:
            yield _shown(listing.line, listing, Opportunity, change)
        if listing.kept_sessions:
            said = f"{counted(listing.kept_sessions, 'difference')} in the table"
            yield ShownChange(listing.line, _title(listing), "sessions", "kept as edited", said)


def remarks(plan: Plan) -> Iterator[Problem]:
    """What was read with a doubt, and what the table no longer holds."""
    yield from plan.remarks
    for listing in plan.listings:
        for session in listing.gone:
            right = (
                f"“{listing.opportunity.title}”: the session of {session.when()} is not in the "
                "table any more. It stays; cancel or delete it by hand if it is off."
            )
            yield Problem(listing.line, "starts", "", right)
        if not listing.is_new and listing.opportunity.status == Status.ARCHIVED:
            right = f"“{listing.opportunity.title}” is archived, and stays so."
            yield Problem(listing.line, "title", "", right)


def text(plan: Plan, *, done: bool) -> Iterator[str]:
    """The whole report, line by line."""
    yield summary(plan)
    if plan.new_providers:
        names = "; ".join(each.provider.name for each in plan.new_providers)
        yield f"New providers ({len(plan.new_providers)}): {names}."
    if plan.new_topics:
        names = "; ".join(topic.name for topic in plan.new_topics)
        yield f"New topics, under no heading yet ({len(plan.new_topics)}): {names}."
    for heading, rows in (
        ("Changed" if done else "To change", list(changes(plan))),
        ("Kept, because a curator edited it", list(kept(plan))),
        ("Please look at", list(remarks(plan))),
    ):
        yield from listed(heading, rows)


def listed(heading: str, rows: Sequence[Any]) -> Iterator[str]:
    if rows:
        yield f"{heading}:"
        yield from (f"  {row}" for row in rows[:MOST_SHOWN])
    if len(rows) > MOST_SHOWN:
        yield f"  and {len(rows) - MOST_SHOWN:,} more"


def _title(listing: PlannedListing) -> str:
    return listing.opportunity.title


def _when(planned: PlannedSession) -> str:
    session = planned.session
    said = f" (the organiser: {session.organiser_words})" if session.organiser_words else ""
    return f"{session.when()}{said}"


def _shown(
    line: int, listing: PlannedListing, model: type[models.Model], change: Change
) -> ShownChange:
    column = COLUMN_OF.get(change.name, change.name)
    old, new = (_value(model, change.name, each) for each in (change.old, change.new))
    return ShownChange(listing.lines.get(change.name, line), _title(listing), column, old, new)


def _value(model: type[models.Model], name: str, value: Any) -> str:
    if value in (None, "", []):
        return UNSAID
    if isinstance(value, dt.datetime):
        return time_labels.moment(value)
    if isinstance(value, list):
        return ", ".join(_value(model, name, each) for each in value)
    field = model._meta.get_field(name)
    choices = dict(getattr(getattr(field, "base_field", field), "flatchoices", None) or [])
    shown = str(choices.get(value, value))
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
