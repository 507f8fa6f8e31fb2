"""Plain makers of the closed programme's rows. Each makes what a test did not name."""

import datetime as dt
from itertools import count

from cltp import decisions
from cltp.models import Course, Decision, Training
from cltp.models.vocabulary import Covered, Finding
from tests.factories import make_user

number = count(1)
WHY = "A test asks for it."


def make_course(outcomes=(), **fields):
    fields.setdefault("code", f"C-{next(number)}")
    fields.setdefault("title", f"Course {next(number)}")
    course = Course.objects.create(**fields)
    for position, text in enumerate(outcomes, start=1):
        course.outcomes.create(position=position, text=text)
    return course


def make_training(opportunity=None, **fields):
    """An outside course, unless a listing is given."""
    if opportunity is None:
        fields.setdefault("title", f"Training {next(number)}")
        fields.setdefault("provider", "A college")
    return Training.objects.create(opportunity=opportunity, **fields)


def officer():
    return make_user("HR officers")


def registrar():
    return make_user("CLTP registrars")


def make_draft(courses=None, trainings=None, missing=(), by=None, **fields):
    """Under assessment, with all that a proposal needs; `missing` are outcomes' texts."""
    sample = {"is_sample": fields.get("is_sample", False)}
    fields.setdefault("finding", Finding.IN_PART if missing else Finding.EQUIVALENT)
    fields.setdefault("decided_by", "A panel")
    fields.setdefault("capacity", "Assessors for the Branch")
    fields.setdefault("decided_on", dt.date(2026, 1, 15))
    if courses is None and "certificate" not in fields:
        courses = [make_course(**sample)]
    trainings = [make_training(**sample)] if trainings is None else trainings
    decision = decisions.draft(
        by=by or officer(), why=WHY, courses=courses or [], trainings=trainings, **fields
    )
    for check in decision.checks.all():
        check.covered = Covered.NO if check.outcome.text in missing else Covered.YES
        check.save()
    return decision


def make_proposed(**fields) -> Decision:
    decision = make_draft(**fields)
    return decisions.propose(decision=decision, by=fields.get("by") or officer(), why=WHY)


def make_decision(**fields) -> Decision:
    """Published by a registrar."""
    return decisions.publish(decision=make_proposed(**fields), by=registrar(), why=WHY)
