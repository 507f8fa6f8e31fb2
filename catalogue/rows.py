"""One row of a list: what, who, when, how long, what it costs, where, and what is afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue import reading
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import ON_A_DAY, Certificate, Kind, Origin, Recording
from learning_portal.foundation import time_labels
from learning_portal.foundation.clock import Clock


@dataclass(frozen=True)
class Row:
    opportunity: Opportunity
    title: str
    summary: str
    times: reading.Times | None
    undated: str
    more_dates: int
    length: str
    cost: str
    place: str
    recording: str
    certificate: str
    closing: reading.Closing | None
    is_sample: bool
    is_over: bool


def row(
    opportunity: Opportunity,
    readers: Clock,
    at: dt.datetime,
    session: Session | None = None,
    said: tuple[str, str] | None = None,
) -> Row:
    """`session` is the one to show; left out, the next that is not over, else the last.

    `said` stands for its title and summary.
    """
    sessions = list(opportunity.sessions.all())
    upcoming = [each for each in sessions if not each.is_over(at)]
    shown = session or next(iter(upcoming or reversed(sessions)), None)
    title, summary = said or (opportunity.title, opportunity.summary)
    return Row(
        opportunity=opportunity,
        title=title,
        summary=summary,
        times=reading.times(shown, readers, at, time_labels.short_day) if shown else None,
        undated=_undated(opportunity),
        more_dates=max(len(upcoming) - 1, 0),
        length=reading.length(opportunity),
        cost=reading.cost(opportunity),
        place=reading.place(opportunity, shown),
        recording=_recording(opportunity),
        certificate=_certificate(opportunity),
        closing=_closing(opportunity, readers, at),
        is_sample=opportunity.origin == Origin.SAMPLE,
        is_over=opportunity.is_over(at),
    )


def rows(opportunities: Iterable[Opportunity], readers: Clock, at: dt.datetime) -> list[Row]:
    return [row(opportunity, readers, at) for opportunity in opportunities]


def _undated(opportunity: Opportunity) -> str:
    if opportunity.kind == Kind.WEBINAR_SERIES:
        return "See the provider’s dates"
    return "Date not stated" if opportunity.kind in ON_A_DAY else "Any time"


def _recording(opportunity: Opportunity) -> str:
    known = {Recording.PROMISED, Recording.PENDING, Recording.AVAILABLE}
    return reading.recording(opportunity) if opportunity.recording in known else ""


def _certificate(opportunity: Opportunity) -> str:
    return "Certificate" if opportunity.certificate not in ([], [Certificate.NONE]) else ""


def _closing(opportunity: Opportunity, readers: Clock, at: dt.datetime) -> reading.Closing | None:
    closing = reading.closing(opportunity, readers, at)
    return closing if closing and (closing.is_soon or closing.is_over) else None
