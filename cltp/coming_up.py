"""What is coming up in the catalogue that counts, by decisions already loaded. No query is made.

A listing is named only where somebody who takes it now can still complete it within the
decision's effective dates.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue import rows
from catalogue.models import Opportunity
from catalogue.models.vocabulary import SessionState
from catalogue.reading import AnyListing
from cltp.answers import Answer, Sheet
from cltp.models import Decision, DecisionTraining, OutcomeCheck
from cltp.models.vocabulary import Covered, Finding
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock

AN_INSTANT = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Coming:
    row: rows.Row
    answer: Answer
    together_with: list[DecisionTraining]
    fills: list[OutcomeCheck]  # which other training, comparable in part, does not cover
    condition: str  # on the day of completion, where the decision has one; or empty

    @property
    def together(self) -> str:
        others = ", ".join(map(str, self.together_with))
        return f"Counts only together with {others}." if others else ""


def listings(sheet: Sheet) -> set[int]:
    """The keys of the listings that the sheet's counting decisions name."""
    named = (link for each in sheet.counting for link in each.decision.training_links.all())
    return {key for link in named if (key := link.training.opportunity_id) is not None}


def coming_up(
    sheet: Sheet, current: Iterable[Opportunity], readers: Clock, at: dt.datetime
) -> list[Coming]:
    """One for each decision that counts, in the order of `current`.

    `current` are current listings of `listings(sheet)`, read `for_rows`.
    """
    return [
        _coming(sheet, answer, listing, readers, at)
        for listing in current
        for answer in sheet.counting
        if _names(answer.decision, listing) and can_be_completed(answer.decision, listing, at)
    ]


def can_be_completed(decision: Decision, listing: AnyListing, at: dt.datetime) -> bool:
    """Whether it can be completed, from `at` on, on a day for which the decision holds."""
    ahead = [each for each in listing.sittings() if not each.is_over(at)]
    held = [each for each in ahead if each.state != SessionState.CANCELLED]
    if ahead and not held:
        return False
    days = [clock.bc_day(each.starts) for each in held if each.starts]
    earliest = max(min(days, default=clock.bc_day(at)), clock.bc_day(at))
    latest = clock.bc_day(listing.over_at - AN_INSTANT) if listing.over_at else None
    first, last = decision.completed_from, decision.completed_to
    return (last is None or earliest <= last) and (
        first is None or latest is None or latest >= first
    )


def condition(decision: Decision, today: dt.date) -> str:
    """What its effective dates ask of who completes the training from today on; or empty."""
    first, last = decision.completed_from, decision.completed_to
    parts = []
    if first and first > today:
        parts.append(f"on {time_labels.day(first)} or later")
    if last:
        parts.append(f"on {time_labels.day(last)} or earlier")
    return f"Counts if you complete it {' and '.join(parts)}." if parts else ""


def _names(decision: Decision, listing: Opportunity) -> bool:
    links = decision.training_links.all()
    return any(link.training.opportunity_id == listing.pk for link in links)


def _coming(
    sheet: Sheet, answer: Answer, listing: Opportunity, readers: Clock, at: dt.datetime
) -> Coming:
    links = answer.decision.training_links.all()
    return Coming(
        row=rows.row(listing, readers, at),
        answer=answer,
        together_with=[each for each in links if each.training.opportunity_id != listing.pk],
        fills=_filled(sheet, answer.decision),
        condition=condition(answer.decision, answer.today),
    )


def _filled(sheet: Sheet, decision: Decision) -> list[OutcomeCheck]:
    """Comparable in part: the outcomes it covers and another such training does not."""
    if decision.finding != Finding.IN_PART:
        return []
    lacking = {
        check.outcome_id
        for each in sheet.in_part
        if each.decision != decision
        for check in each.decision.missing()
    }
    checks = decision.checks.all()
    return [each for each in checks if each.covered == Covered.YES and each.outcome_id in lacking]
