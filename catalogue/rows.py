"""One row of a list: what, who, when, how long, what it costs, where, and what is afterwards."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue import reading
from catalogue.models.vocabulary import ON_A_DAY, Certificate, Kind, Origin, Recording, label
from catalogue.reading import AnyListing, AnySession
from learning_portal.foundation import time_labels
from learning_portal.foundation.clock import Clock


@dataclass(frozen=True)
class Row:
    opportunity: AnyListing
    title: str  # this and the summary are HTML where words are marked in them
    summary: str
    kind: str
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

    @property
    def more_dates_said(self) -> str:
        more = self.more_dates
        return f"and {more} more date{'s' if more != 1 else ''}" if more else ""


def row(
    opportunity: AnyListing,
    readers: Clock,
    at: dt.datetime,
    session: AnySession | None = None,
) -> Row:
    """`session` is the one to show; left out, the next that is not over, else the last."""
    sessions = opportunity.sittings()
    upcoming = [each for each in sessions if not each.is_over(at)]
    shown = session or next(iter(upcoming or reversed(sessions)), None)
    return Row(
        opportunity=opportunity,
        title=opportunity.title,
        summary=opportunity.summary,
        kind=label(Kind, opportunity.kind),
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


def rows(opportunities: Iterable[AnyListing], readers: Clock, at: dt.datetime) -> list[Row]:
    return [row(opportunity, readers, at) for opportunity in opportunities]


def _undated(opportunity: AnyListing) -> str:
    if opportunity.kind == Kind.WEBINAR_SERIES:
        return "See the provider’s dates"
    return "Date not stated" if opportunity.kind in ON_A_DAY else "Any time"


def _recording(opportunity: AnyListing) -> str:
    known = {Recording.PROMISED, Recording.PENDING, Recording.AVAILABLE}
    return reading.recording(opportunity) if opportunity.recording in known else ""


def _certificate(opportunity: AnyListing) -> str:
    return "Certificate" if opportunity.certificate not in ([], [Certificate.NONE]) else ""


def _closing(opportunity: AnyListing, readers: Clock, at: dt.datetime) -> reading.Closing | None:
    closing = reading.closing(opportunity, readers, at)
    return closing if closing and (closing.is_soon or closing.is_over) else None
