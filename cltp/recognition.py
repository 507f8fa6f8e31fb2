"""What training counts for, read from decisions already loaded. No query is made here.

The reading is narrow on purpose. A decision applies only where *all* the training it names was
completed, each on a day within its effective dates. It is read one way, from training to
courses; courses it yields are never looked up again as training, so nothing is chained.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cltp.models import Decision, OutcomeCheck
from cltp.models.vocabulary import Finding

IN_THE_FUTURE = "That day is still to come: write the day on which the training was completed."


class NotYet(ValueError):
    """A completion in the future; the message is for the reader."""


@dataclass(frozen=True)
class Recognition:
    """That one decision applies to somebody's completed training."""

    decision: Decision
    completed_on: dt.date  # the last of its trainings to be completed

    @property
    def finding(self) -> str:
        return self.decision.finding

    @property
    def courses(self) -> frozenset[int]:
        """The courses it counts for, by key: none where it is the whole certificate."""
        return frozenset(link.course_id for link in self.decision.course_links.all())

    @property
    def certificate(self) -> int | None:
        return self.decision.certificate_id

    @property
    def counts(self) -> bool:
        """False where the finding is that it does not."""
        return self.finding != Finding.NOT_COMPARABLE

    def missing(self, course: int | None = None) -> list[OutcomeCheck]:
        """The outcomes not covered, of that course or of all."""
        lacking = self.decision.missing()
        return [check for check in lacking if course in (None, check.outcome.course_id)]


def refuse_future(completed_on: dt.date, today: dt.date) -> None:
    """Raises NotYet."""
    if completed_on > today:
        raise NotYet(IN_THE_FUTURE)


def recognised(
    decisions: Iterable[Decision], completed: Mapping[int, dt.date], today: dt.date
) -> list[Recognition]:
    """What these completed trainings (key → day) count for, under these decisions.

    `decisions` are rows of `Decision.objects.published().for_reading()`; of others none applies.
    Raises NotYet where a day is after `today`.
    """
    for day in completed.values():
        refuse_future(day, today)
    found = []
    for decision in decisions:
        days = _days(decision, completed)
        if decision.stands and days and all(map(decision.holds_for, days)):
            found.append(Recognition(decision, max(days)))
    return found


def _days(decision: Decision, completed: Mapping[int, dt.date]) -> Sequence[dt.date]:
    """When each training it names was completed; empty where one was not."""
    named = [link.training_id for link in decision.training_links.all()]
    return [completed[key] for key in named] if all(key in completed for key in named) else []


def about_course(decisions: Iterable[Decision], course: int) -> list[Decision]:
    """The decisions that name this course, alone or with others: never by way of another."""
    return [
        decision
        for decision in decisions
        if any(link.course_id == course for link in decision.course_links.all())
    ]


def about_training(decisions: Iterable[Decision], training: int) -> list[Decision]:
    """The decisions that name this training, alone or together with others."""
    return [
        decision
        for decision in decisions
        if any(link.training_id == training for link in decision.training_links.all())
    ]
