"""What a course of the programme, or its certificate, counts as today: an answer sheet.

Read from decisions already loaded; no query is made here. A sheet holds the decisions that name
its own subject and nothing else: one about the whole certificate says nothing of a course, and
no decision is read in reverse or by way of another.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from cltp import reading
from cltp.models import Course, Decision, DecisionCourse, Evidence, OutcomeCheck
from cltp.models import ProgrammeCertificate as Certificate
from cltp.models.vocabulary import Finding, State
from learning_portal.foundation import folding, time_labels

Subject = Course | Certificate

UNDER_REVIEW = "Under review: it stands until the review has ended. Ask before you rely on it."
CHANGED = "The training has changed since this decision; under review."
REVIEW_DUE = "Past its review date. Ask before you rely on it."
COURSE_KEPT = (
    "A completed course stays recognised throughout the province, even without the certificate."
)
CERTIFICATE_KEPT = "A certificate of completion stays valid, and it is still valued."
NOT_ASSESSED = "Nobody has set it beside the CLTP side here: that says nothing for or against it."


def keeps(subject: Subject) -> str:
    """What who holds it keeps, whatever is decided of other training."""
    return COURSE_KEPT if isinstance(subject, Course) else CERTIFICATE_KEPT


def cautions(decision: Decision, today: dt.date) -> list[str]:
    """What a reader should know before relying on it; of a row of `for_reading()`."""
    said = []
    if decision.state == State.UNDER_REVIEW:
        said.append(UNDER_REVIEW)
    if changes := decision.changes():
        each = [f"{link}: {' '.join(sentences)}" for link, sentences in changes]
        said.append(" ".join([CHANGED, *each]))
    if decision.is_review_due(today):
        said.append(REVIEW_DUE)
    return said


@dataclass(frozen=True)
class Answer:
    """One decision, as the sheet of one course or of the certificate says it."""

    decision: Decision
    subject: Subject
    today: dt.date

    @property
    def training(self) -> str:
        return reading.training_side(self.decision)

    @property
    def counts(self) -> bool:
        return self.decision.finding != Finding.NOT_COMPARABLE

    @property
    def beside(self) -> list[DecisionCourse]:
        """The courses it is about together with this one."""
        links = self.decision.course_links.all()
        return [link for link in links if not self._is_own(link.course_id)]

    @property
    def missing(self) -> list[OutcomeCheck]:
        """What the training does not cover; of this course first."""
        lacking = self.decision.missing()
        return sorted(lacking, key=lambda check: not self._is_own(check.outcome.course_id))

    @property
    def completed(self) -> str:
        """The effective dates; of training that does not count only where there are any."""
        is_dated = self.decision.completed_from or self.decision.completed_to
        return reading.completed(self.decision) if self.counts or is_dated else ""

    @property
    def decided(self) -> str:
        """`A panel, Assessors for the Branch, on Thu, Jan 15, 2026`."""
        row = self.decision
        return f"{row.decided_by}, {row.capacity}, on {_day(row.decided_on)}"

    @property
    def review_by(self) -> str:
        return _day(self.decision.review_by)

    @property
    def cautions(self) -> list[str]:
        return cautions(self.decision, self.today)

    @property
    def evidence(self) -> list[Evidence]:
        return [each for each in self.decision.evidence.all() if each.is_public]

    def _is_own(self, course: int) -> bool:
        return isinstance(self.subject, Course) and course == self.subject.pk


@dataclass(frozen=True)
class Sheet:
    subject: Subject
    equivalent: list[Answer]
    in_part: list[Answer]
    not_comparable: list[Answer]

    @property
    def counting(self) -> list[Answer]:
        return [*self.equivalent, *self.in_part]

    @property
    def answers(self) -> list[Answer]:
        return [*self.counting, *self.not_comparable]


def sheet(decisions: Iterable[Decision], subject: Subject, today: dt.date) -> Sheet:
    """`decisions` are rows of `for_reading()`, with their evidence."""
    answers = [Answer(row, subject, today) for row in decisions if _is_about(row, subject)]
    answers.sort(key=lambda each: (folding.fold(each.training), each.decision.number))

    def found(finding: str) -> list[Answer]:
        return [each for each in answers if each.decision.finding == finding]

    return Sheet(
        subject,
        found(Finding.EQUIVALENT),
        found(Finding.IN_PART),
        found(Finding.NOT_COMPARABLE),
    )


def _is_about(decision: Decision, subject: Subject) -> bool:
    """A sample answers for a sample alone, and only what stands answers."""
    if not decision.stands or decision.is_sample != subject.is_sample:
        return False
    if isinstance(subject, Course):
        return any(link.course_id == subject.pk for link in decision.course_links.all())
    return decision.certificate_id == subject.pk


def _day(day: dt.date | None) -> str:
    return time_labels.short_day(day) if day else "a day not stated"
