"""The illustrative set a new portal shows until the programme's own list is entered.

It is made up throughout, names only invented training, and goes in one step.
"""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cltp import decisions
from cltp.models import Course, CourseSet, Decision, Outcome, ProgrammeCertificate, Training
from cltp.models.vocabulary import Covered, Finding
from learning_portal.foundation import clock

COURSES = Path(settings.BASE_DIR) / "data" / "sample_courses.csv"
REASON = "Illustrative sample"
WHY = "Made up, to show how the portal works."
NOBODY = {"decided_by": "Nobody (a sample)", "capacity": "made up to show how a decision reads"}
CHANGED = dt.date(2005, 1, 1)


@transaction.atomic
def load() -> int:
    """Load the set where there is no course and never was one; how many courses it has."""
    if Course.objects.exists() or Course.history.exists():
        return 0
    courses = {row["code"]: _course(row) for row in _rows()}
    _certificate(courses)
    _decisions(courses)
    return len(courses)


@transaction.atomic
def remove() -> int:
    """Take the whole set away; how many courses it had. Within a step that enters the real list."""
    samples = Decision.objects.filter(is_sample=True)
    while samples.filter(supersedes__isnull=True).delete()[0]:  # what each superseded goes first
        pass
    Training.objects.filter(is_sample=True).delete()
    ProgrammeCertificate.objects.filter(is_sample=True).delete()
    courses = Course.objects.sample()
    total = courses.count()
    for course in courses:
        _note(course)
        course.delete()
    return total


def _rows() -> list[dict[str, str]]:
    with COURSES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _note(row: Any) -> None:
    row._change_reason = REASON


def _course(row: dict[str, str]) -> Course:
    outcomes = row.pop("outcomes").split("|")
    course = Course(is_sample=True, **row)
    _note(course)
    course.save()
    Outcome.objects.bulk_create(
        Outcome(course=course, position=position, text=text)
        for position, text in enumerate(outcomes, start=1)
    )
    return course


def _certificate(courses: dict[str, Course]) -> None:
    """Two rules, so that a page shows how a changed rule reads."""
    certificate = ProgrammeCertificate(
        name="Sample: programme certificate",
        summary="Made up: what the programme's certificate asked for is not known here yet.",
        is_sample=True,
    )
    _note(certificate)
    certificate.save()
    required = [course for course in courses.values() if course.requirement == "required"]
    elective = [course for course in courses.values() if course.requirement == "elective"]
    for how_many, days in ((2, {"registered_before": CHANGED}), (3, {"registered_from": CHANGED})):
        rule = certificate.rules.create(**days)
        CourseSet.objects.create(rule=rule).courses.set(required)
        CourseSet.objects.create(rule=rule, how_many=how_many).courses.set(elective)


def _decisions(courses: dict[str, Course]) -> None:
    desk = _training("Sample: Reference work at the desk", 30)
    storytime, teens = _training("Sample: Storytime", 12), _training("Sample: Teens", 14)
    shelf = _training("Sample: A morning among the shelves", 3)
    _decision([courses["CLTP-C"]], [desk], Finding.EQUIVALENT)
    _decision([courses["CLTP-B"]], [desk], Finding.IN_PART, missing=1)
    _decision(
        [courses["CLTP-F"]], [storytime, teens], Finding.EQUIVALENT,
        conditions="Both parts, with the final assignment of each.",
        completed_from=dt.date(2018, 9, 1),
    )  # fmt: skip
    _decision([courses["CLTP-E"]], [shelf], Finding.NOT_COMPARABLE)


def _training(title: str, hours: int) -> Training:
    named = {"title": title, "provider": "Sample college", "hours": hours}
    return Training.objects.create(is_sample=True, **named)


def _decision(
    courses: list[Course],
    trainings: list[Training],
    finding: str,
    missing: int = 0,
    **fields: Any,
) -> None:
    """`missing` outcomes, the last of them, are not covered."""
    draft = decisions.draft(
        by=None, why=WHY, courses=courses, trainings=trainings, finding=finding,
        decided_on=clock.today(), is_sample=True, **NOBODY, **fields,
    )  # fmt: skip
    checks = list(draft.checks.order_by("outcome__course__code_folded", "outcome__position"))
    for place, check in enumerate(checks):
        check.covered = Covered.NO if place >= len(checks) - missing else Covered.YES
        check.save()
    draft.evidence.create(text="A made-up outline", is_public=True)
    proposed = decisions.propose(decision=draft, by=None, why=WHY)
    decisions.publish(decision=proposed, by=None, why=WHY)
