"""Which stored session each row means, so that its UID stays, and what the row changes in it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalogue.models import Session
from catalogue.models.vocabulary import SessionState
from learning_portal.foundation import clock


@dataclass(frozen=True)
class Change:
    """One field, old to new, as the database holds them."""

    name: str
    old: Any
    new: Any


@dataclass
class PlannedSession:
    line: int
    session: Session  # not stored yet where it is new; not yet changed where it is known
    values: dict[str, Any]
    changes: list[Change] = field(default_factory=list)

    is_new: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_new = self.session.pk is None  # before anything is written


Stated = tuple[int, dict[str, Any]]  # line, values
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)


def plan(
    stated: list[Stated], stored: list[Session], now: dt.datetime
) -> tuple[list[PlannedSession], list[Session]]:
    """What each row means, in the order of the file, and the sessions no row means any more."""
    pairs, gone = _matched(stated, stored, now)
    planned = []
    for line, values in stated:
        session = pairs.get(line)
        if session is None:
            planned.append(PlannedSession(line, Session(), values))
        else:
            values = _with_consequences(session, values)
            planned.append(PlannedSession(line, session, values, changes_of(session, values)))
    return planned, gone


def changes_of(stored: Any, values: dict[str, Any]) -> list[Change]:
    changes = []
    for name, value in values.items():
        old = getattr(stored, name)
        same = sorted(old) == sorted(value) if isinstance(value, list) else old == value
        if not same:
            changes.append(Change(name, old, value))
    return changes


def _with_consequences(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """A blank end leaves the stored one, unless it was the end of another time."""
    if "ends" not in values and (
        values["starts"] != session.starts or values["timing"] != session.timing
    ):
        values = {**values, "ends": None}
    if session.is_cancelled or session.state == SessionState.MOVED:
        # The table has no column for these: what a curator said of the session stands.
        values = {**values, "state": session.state}
    return values


def _matched(
    stated: list[Stated], stored: list[Session], now: dt.datetime
) -> tuple[dict[int, Session], list[Session]]:
    """Row by row: the same start, then the same day, then in order of time."""
    rows = sorted(stated, key=lambda row: (row[1]["starts"] or LAST, row[0]))
    left = sorted(stored, key=lambda session: (session.starts or LAST, session.pk))
    pairs: dict[int, Session] = {}
    rules: list[Callable[[Session, dict[str, Any]], bool]] = [
        lambda session, values: session.starts == values["starts"] and _same_place(session, values),
        lambda session, values: session.starts == values["starts"],
        _same_day,
        lambda session, values: _may_move(session, values, now),
    ]
    for means in rules:
        for line, values in rows:
            found = next((each for each in left if line not in pairs and means(each, values)), None)
            if found is not None:
                pairs[line] = found
                left.remove(found)
    return pairs, left


def _same_place(session: Session, values: dict[str, Any]) -> bool:
    return all(
        getattr(session, name) == values[name] for name in ("venue", "city") if name in values
    )


def _same_day(session: Session, values: dict[str, Any]) -> bool:
    if session.starts is None or values["starts"] is None:
        return False
    there = clock.wall(session.starts, session.zone).date()
    return there == clock.wall(values["starts"], values["zone"]).date()


def _may_move(session: Session, values: dict[str, Any], now: dt.datetime) -> bool:
    """A cancelled session stays where it was, and a past one never becomes a coming one."""
    if session.is_cancelled:
        return False
    coming = values["starts"] is None or values["starts"] > now
    return not (session.is_over(now) and coming)
