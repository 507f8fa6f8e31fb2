"""What the front page shows of the catalogue."""

import datetime as dt
from itertools import islice
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from catalogue import row_html, rows, tally
from catalogue.listed import ListedSession
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import When
from catalogue.tally import Moment, Named
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock

MOST_A_WEEK = 12
MOST_NEW = 6


def context(request: HttpRequest) -> dict[str, Any]:
    """This week and next, the newest listings for any time, and the topics."""
    at = clock.now()
    moment = tally.tally().moment(at)
    request.catalogue_version = moment.tally.version  # type: ignore[attr-defined]
    readers = request.clock  # type: ignore[attr-defined]
    this, following = clock.week_of(clock.bc_day(at))
    after = following + clock.WEEK
    found = Session.objects.of_published().not_over(at).between(this, after)
    sessions = moment.tally.listed_sessions(found[: 2 * MOST_A_WEEK + 1])
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
        "any_time": _any_time(readers, moment),
        "topics": _topics(moment),
    }


def _any_time(readers: Clock, moment: Moment) -> SafeString:
    """The rows of the newest listings for any time."""
    on_demand = moment.set_of(When.ON_DEMAND, lambda: Opportunity.objects.on_demand(moment.since))
    newest = moment.tally.newest.of(on_demand)
    return row_html.of_listings(list(islice(newest, MOST_NEW)), readers, moment)


def _topics(moment: Moment) -> list[tuple[Named, int]]:
    """The topics of current listings, by heading, with how many each has."""
    under, current = moment.tally.under, moment.current
    totals = [
        (topic, current.intersection_cardinality(under(f"topic:{topic.key}")))
        for topic in moment.tally.topics
    ]
    return [(topic, total) for topic, total in totals if total]


def _day(day: dt.date) -> str:
    return time_labels.day(day, year=False)


def _week(name: str, monday: dt.date, sessions: list[ListedSession]) -> dict[str, Any]:
    return {
        "name": name,
        "when": name.lower().replace(" ", "-"),
        "span": f"{_day(monday)} to {_day(monday + clock.WEEK - clock.DAY)}",
        "sessions": sessions[:MOST_A_WEEK],
        "has_more": len(sessions) > MOST_A_WEEK,
    }
