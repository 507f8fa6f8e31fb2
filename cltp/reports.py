"""Reports for the Branch: counts and lists of work, never a name. Samples are left out."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, Exists, Max, OuterRef, Q

from cltp.models import (
    CertificateCheck,
    CheckOutcome,
    Decision,
    LetterRequest,
    MonthlyCount,
    Outcome,
    OutcomeCheck,
)
from cltp.models.monthly_count import Counted
from cltp.models.vocabulary import Covered, Finding, State
from learning_portal.foundation import clock
from learning_portal.foundation.tables import Cell

MONTHS = 13
MOST_ROWS = 2000
AGES = (("Up to 30 days", 30), ("31 to 90 days", 90), ("91 to 365 days", 365))
OLDER = "Over a year"


@dataclass(frozen=True)
class Report:
    key: str
    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def decisions(at: dt.datetime) -> Report:
    """How many versions stand in each state, by how long they have."""
    since = Decision.objects.filter(is_sample=False).annotate(since=Max("steps__at"))
    days: dict[str, list[int]] = {state: [] for state in State.values}
    for state, entered in since.order_by().values_list("state", "since"):
        days[state].append((at - entered).days if entered else 0)
    return Report(
        "decisions",
        "Decisions by state and age",
        "How many versions of decisions are in each state, and for how long.",
        ["State", "Number", *(label for label, _most in AGES), OLDER, "Longest, in days"],
        [[State(state).label, len(each), *_by_age(each), max(each, default=0)]
         for state, each in days.items()],
    )  # fmt: skip


def _by_age(days: Sequence[int]) -> list[int]:
    limits = [-1, *(most for _label, most in AGES)]
    within = [sum(low < day <= most for day in days) for low, most in pairwise(limits)]
    return [*within, sum(day > limits[-1] for day in days)]


def outcomes(at: dt.datetime) -> Report:
    """Outcomes that no training completed today covers, by decisions: what to build or to find."""
    standing = OutcomeCheck.objects.filter(
        outcome=OuterRef("pk"), decision__in=Decision.objects.published().real()
    )
    counting = standing.filter(covered=Covered.YES).exclude(
        decision__finding=Finding.NOT_COMPARABLE
    )
    today = Decision.objects.in_force(clock.bc_day(at))
    lacking = (
        Outcome.objects.filter(~Exists(counting.filter(decision__in=today)))
        .filter(course__is_sample=False)
        .annotate(is_assessed=Exists(standing), was_covered=Exists(counting))
        .select_related("course")
        .order_by("course__code_folded", "position", "pk")
    )
    return Report(
        "outcomes",
        "Outcomes with no comparable training",
        "Learning outcomes that no published decision marks as covered by training completed "
        "today. A decision on the whole certificate counts for the outcomes on its checklist: "
        "those of the courses that the certificate’s rules named when it was assessed.",
        ["Course", "Title", "Outcome", "So far"],
        [
            [each.course.code, each.course.title, each.text,
             _so_far(each.is_assessed, each.was_covered)]
            for each in lacking[:MOST_ROWS]
        ],
    )  # fmt: skip


def _so_far(is_assessed: bool, was_covered: bool) -> str:
    if was_covered:
        return "Covered by training completed on other days only"
    return "Assessed: not covered" if is_assessed else "Not assessed yet"


def waiting(at: dt.datetime) -> Report:
    """Requests nobody has taken up, the oldest first."""
    asked = Decision.objects.filter(state=State.REQUESTED, is_sample=False).order_by("created_at")
    letters = LetterRequest.objects.waiting().filter(record__is_sample=False).order_by("asked_at")
    found = [
        ("Assessment", f"Decision {each.number}", each.created_at) for each in asked[:MOST_ROWS]
    ]
    found += [("Letter", str(each), each.asked_at) for each in letters[:MOST_ROWS]]
    found.sort(key=lambda each: each[2])
    return Report(
        "waiting",
        "Requests waiting",
        "Assessments and letters that people asked for and nobody has taken up.",
        ["Asked for", "Which", "Asked on", "Days waiting"],
        [[what, which, clock.bc_day(when), (at - when).days] for what, which, when in found],
    )


def checks(at: dt.datetime) -> Report:
    """Checks of certificates by outcome, and of postings, month by month: counts only."""
    first = clock.bc_day(at).replace(day=1)
    months = [clock.months_later(first, -back) for back in range(MONTHS)]
    by_outcome = CertificateCheck.objects.aggregate(
        **{
            f"{outcome.name}_{number}": Count("pk", filter=Q(outcome=outcome) & _within(month))
            for number, month in enumerate(months)
            for outcome in CheckOutcome
        }
    )
    postings = dict(
        MonthlyCount.objects.filter(what=Counted.POSTINGS).values_list("month", "number")[:MONTHS]
    )
    return Report(
        "checks",
        "Checks per month",
        "How often certificates and postings were checked. Nothing of who asked is kept, nor of "
        "what for.",
        [
            "Month",
            *(f"Certificate: {outcome.label.lower()}" for outcome in CheckOutcome),
            "Posting",
        ],
        [
            [
                f"{month:%Y-%m}",
                *(by_outcome[f"{outcome.name}_{number}"] for outcome in CheckOutcome),
                postings.get(month, 0),
            ]
            for number, month in enumerate(months)
        ],
    )


def _within(month: dt.date) -> Q:
    first, after = clock.month_of(month)
    return Q(at__gte=clock.start_of_day(first), at__lt=clock.start_of_day(after))


REPORTS: dict[str, Callable[[dt.datetime], Report]] = {
    "decisions": decisions,
    "outcomes": outcomes,
    "waiting": waiting,
    "checks": checks,
}
