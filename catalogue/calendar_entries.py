"""A session as it stands in the month's calendar: on its days, with its time and its facts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from catalogue import reading
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Origin, Timing
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock


@dataclass(frozen=True)
class Entry:
    """`first_day` and `last_day` are the calendar's; `shown_day` is that of the clock written.

    `start` is empty where no time is stated. `rest` follows it: the end, and which clock.
    `bc_start` is there where the reader's clock and BC's differ.
    """

    session: Session
    opportunity: Opportunity
    first_day: dt.date
    last_day: dt.date
    shown_day: dt.date
    start: str
    rest: str
    bc_start: str
    times: reading.Times
    place: str
    cost: str
    is_sample: bool

    @property
    def title(self) -> str:
        label = self.session.label
        return f"{self.opportunity.title}: {label}" if label else self.opportunity.title

    @property
    def day_label(self) -> str:
        return time_labels.short_day(self.shown_day)

    @property
    def until(self) -> str:
        """`Sat, Jan 2`: the last of several days; with its year where another one began it."""
        return time_labels.short_day(self.last_day, year=self.last_day.year != self.first_day.year)

    @property
    def is_several_days(self) -> bool:
        return self.last_day > self.first_day

    @property
    def is_timed(self) -> bool:
        return self.session.timing == Timing.TIMED


def entry(session: Session, readers: Clock, at: dt.datetime) -> Entry | None:
    """None for a session whose day is to be announced."""
    days = session.days()
    if session.starts is None or days is None:
        return None
    first, last = days
    is_timed = session.timing == Timing.TIMED
    wall = clock.wall(session.starts, readers.zone_name if is_timed else session.zone)
    times = reading.times(session, readers, at, time_labels.short_day)
    rest = times.main.below
    if last > first and rest.startswith("to "):
        rest = f"until {rest.removeprefix('to ')}"
    return Entry(
        session=session,
        opportunity=session.opportunity,
        first_day=first,
        last_day=last,
        shown_day=wall.date(),
        start=time_labels.time(wall) if is_timed else "",
        rest=rest,
        bc_start=_bc_start(session.starts, readers) if is_timed else "",
        times=times,
        place=reading.place(session.opportunity, session),
        cost=reading.cost(session.opportunity),
        is_sample=session.opportunity.origin == Origin.SAMPLE,
    )


def _bc_start(starts: dt.datetime, readers: Clock) -> str:
    if clock.same_clock(starts, readers.zone_name, clock.BC_ZONE):
        return ""
    return f"{time_labels.time(clock.wall(starts))} {clock.place(clock.BC_ZONE)}"


def at_once(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries that begin on a day: whole and several days first, each alone, then by time,
    those together that overlap. A session without a stated end overlaps what it starts within
    or with, and nothing later.
    """
    timed = [each for each in entries if each.is_timed and not each.is_several_days]
    groups = [[each] for each in entries if each not in timed]
    free_at: dt.datetime | None = None
    for each in timed:
        starts, ends = _span(each)
        if free_at is not None and (starts < free_at or starts == _span(groups[-1][-1])[0]):
            groups[-1].append(each)
            free_at = max(free_at, ends)
        else:
            groups.append([each])
            free_at = ends
    return groups


def _span(each: Entry) -> tuple[dt.datetime, dt.datetime]:
    assert each.session.starts is not None  # noqa: S101 - an entry has a day
    return each.session.starts, each.session.ends or each.session.starts
