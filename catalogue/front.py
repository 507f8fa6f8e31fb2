"""What the front page shows of the catalogue."""

import datetime as dt
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from catalogue import rows, tally
from catalogue.models import Opportunity, Session
from catalogue.tally import Named
from learning_portal.foundation import clock, time_labels

MOST_A_WEEK = 12
MOST_NEW = 6


def context(request: HttpRequest) -> dict[str, Any]:
    """This week and next, the newest listings for any time, and the topics."""
    at = clock.now()
    readers = request.clock  # type: ignore[attr-defined]
    this, following = clock.week_of(clock.bc_day(at))
    after = following + clock.WEEK
    found = Session.objects.of_published().not_over(at).between(this, after).with_listing()
    sessions = list(found[: 2 * MOST_A_WEEK + 1])
    any_time = list(Opportunity.objects.on_demand(at).newest_first().with_provider()[:MOST_NEW])
    shown = [*any_time, *(session.opportunity for session in sessions)]
    prefetch_related_objects(shown, "sessions")
    next_starts = clock.start_of_day(following)
    weeks = [
        _week("This week", this, [s for s in sessions if s.starts and s.starts < next_starts]),
        _week(
            "Next week", following, [s for s in sessions if s.starts and s.starts >= next_starts]
        ),
    ]
    for week in weeks:
        week["rows"] = [
            rows.row(session.opportunity, readers, at, session) for session in week.pop("sessions")
        ]
    return {
        "weeks": weeks,
        "any_time": rows.rows(any_time, readers, at),
        "topics": _topics(at),
    }


def _topics(at: dt.datetime) -> list[tuple[Named, int]]:
    """The topics of current listings, by heading, with how many each has."""
    counted = tally.tally()
    current = counted.moment(at).current
    totals = [
        (topic, (current & counted.under(f"topic:{topic.key}")).bit_count())
        for topic in counted.topics
    ]
    return [(topic, total) for topic, total in totals if total]


def _day(day: dt.date) -> str:
    return time_labels.day(day, year=False)


def _week(name: str, monday: dt.date, sessions: list[Session]) -> dict[str, Any]:
    return {
        "name": name,
        "when": name.lower().replace(" ", "-"),
        "span": f"{_day(monday)} to {_day(monday + clock.WEEK - clock.DAY)}",
        "sessions": sessions[:MOST_A_WEEK],
        "has_more": len(sessions) > MOST_A_WEEK,
    }
