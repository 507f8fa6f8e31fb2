"""How an edition reads on a page."""

import datetime as dt
from dataclasses import dataclass

from events.models import Edition, Status
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock
from learning_portal.foundation.time_labels import Span


@dataclass(frozen=True)
class When:
    """The edition's time on its own place's clock, with the reader's beside where it differs.

    People travel to it, so the clock on its wall comes first.
    """

    main: Span
    machine: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """Where it stands, in words."""

    status: Status
    places_left: int

    @property
    def label(self) -> str:
        return str(self.status.label)

    @property
    def is_open(self) -> bool:
        return self.status in {Status.OPEN, Status.FULL}

    @property
    def is_full(self) -> bool:
        return self.status == Status.FULL

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.status == Status.OVER


def when(edition: Edition, readers: Clock) -> When:
    if not edition.hours_known:
        return When(edition.when(), edition.first_day.isoformat(), ())
    others = beside(edition.starts, edition.ends, edition.zone, readers)
    return When(edition.when(), clock.utc_text(edition.starts), others)


def beside(
    starts: dt.datetime, ends: dt.datetime, zone_name: str, readers: Clock
) -> tuple[str, ...]:
    """The same hours on BC's clock and on the reader's, where they differ from the place's."""
    seen, others = [zone_name], []
    for other in (clock.BC_ZONE, readers.zone_name):
        if not any(clock.same_clock(starts, other, known) for known in seen):
            others.append(_short(starts, ends, other))
        seen.append(other)
    return tuple(others)


def _short(starts: dt.datetime, ends: dt.datetime, zone_name: str) -> str:
    begins, finishes = (clock.wall(at, zone_name) for at in (starts, ends))
    named = clock.clock_name(zone_name)
    return f"{time_labels.time(begins)} to {time_labels.time(finishes)} {named}"


def registration(edition: Edition, at: dt.datetime) -> str:
    """When one can register, as a sentence; empty where nothing is stated."""
    opens, closes = edition.registration_opens, edition.registration_closes
    if opens and opens > at:
        return f"Registration opens {time_labels.moment(opens, edition.zone)}."
    if closes and closes > at:
        return f"Registration closes {time_labels.moment(closes, edition.zone)}."
    if closes:
        return f"Registration closed {time_labels.moment(closes, edition.zone)}."
    return ""


def standing(edition: Edition, at: dt.datetime) -> Standing:
    """`edition` comes with its `held` places."""
    left = max(0, edition.capacity - edition.held)  # type: ignore[attr-defined]
    return Standing(edition.status(left, at), left)


def call_is_open(edition: Edition, at: dt.datetime) -> bool:
    """Whether people may say what it should cover; `edition` comes with its `call`."""
    call = getattr(edition, "call", None)
    return call is not None and call.is_open(at)
