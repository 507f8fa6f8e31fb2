"""What a decision still lacks before it can be proposed, in sentences to who assesses it."""

import datetime as dt
from collections.abc import Iterator

from cltp.models import Course, Decision, ProgrammeCertificate, Training
from cltp.models.vocabulary import Covered, Finding


def lacking(decision: Decision, today: dt.date) -> list[str]:
    return [
        *_sides(decision),
        *_words(decision),
        *_days(decision, today),
        *_outcomes(decision),
    ]


def _sides(decision: Decision) -> Iterator[str]:
    courses = list(decision.courses.all())
    trainings = list(decision.trainings.all())
    if not courses and decision.certificate is None:
        yield "Name the CLTP courses it is about, or the whole certificate."
    if courses and decision.certificate is not None:
        yield "Name courses or the whole certificate, not both."
    if not trainings:
        yield "Name the training."
    sides: list[Course | ProgrammeCertificate | Training] = [*courses, *trainings]
    if decision.certificate is not None:
        sides.append(decision.certificate)
    for side in sides:
        if side.is_sample and not decision.is_sample:
            yield f"{side} is an illustrative sample: only sample decisions may name it."
        elif decision.is_sample and not side.is_sample:
            yield f"{side} is real: a sample decision may not name it."


def _words(decision: Decision) -> Iterator[str]:
    if not decision.finding:
        yield "Choose a finding."
    if not decision.decided_by:
        yield "Say who decided."
    if not decision.capacity:
        yield "Say in what capacity they decided."


def _days(decision: Decision, today: dt.date) -> Iterator[str]:
    if decision.decided_on is None:
        yield "Say on which day it was decided."
    elif decision.decided_on > today:
        yield "It was decided on a day still to come: correct the day."
    first, last = decision.completed_from, decision.completed_to
    if first and last and last < first:
        yield "The last day of completion is before the first: change one of them."
    if decision.decided_on and decision.review_by and decision.review_by <= decision.decided_on:
        yield "It is to be reviewed after it was decided: choose a later day."


def _outcomes(decision: Decision) -> Iterator[str]:
    checks = list(decision.checks.all())
    missing = [check for check in checks if check.covered == Covered.NO]
    if decision.finding == Finding.IN_PART and not missing:
        yield (
            "Comparable in part names what is missing: mark the outcomes that are not covered. "
            "Where the course has no outcomes yet, a curator enters them first."
        )
    if decision.finding == Finding.EQUIVALENT and missing:
        yield "An outcome is marked as not covered, so the finding cannot be equivalent."
    unread = [check for check in checks if check.covered == Covered.OPEN]
    if unread and decision.finding in (Finding.EQUIVALENT, Finding.IN_PART):
        yield f"Look at each outcome: {len(unread)} of {len(checks)} are not looked at yet."
