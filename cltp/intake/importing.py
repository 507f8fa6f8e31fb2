"""Writes what a table of courses says, all of it or nothing; the sample goes in the same step."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError

from catalogue.intake.agreeing import agree, alone
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import Table
from cltp import sample
from cltp.intake import plan as planning
from cltp.intake.plan import Plan, Planned
from cltp.models import Outcome

ONE_IMPORT_AT_A_TIME = 20_261_209  # any number, the same everywhere


def bring_in(*, table: Table, by: User | None = None, expected: str | None = None) -> Plan:
    """`expected` is the digest of a plan somebody agreed to. Raises Refused and Stale."""
    try:
        with alone(ONE_IMPORT_AT_A_TIME):
            plan = planning.make(table)
            agree(plan, expected)
            sample.remove()
            new, changed = plan.new, plan.changed  # before the new ones have keys
            for planned in [*new, *changed]:
                _write(planned, plan.table.source, by)
    except IntegrityError as error:
        right = "A row says something that the database refuses: look at codes and outcomes."
        raise Refused([Problem(0, "", "", right)]) from error
    return plan


def _write(planned: Planned, source: str, by: User | None) -> None:
    course: Any = planned.course
    course._change_reason = f"Imported from {source}, line {planned.line}"[:100]
    if by is not None:
        course._history_user = by
    course.save()
    if planned.outcomes is None:
        return
    for outcome in planned.gone:
        outcome.delete()
    there = {outcome.text: outcome for outcome in course.outcomes.all()}
    for position, text in enumerate(planned.outcomes, start=1):
        outcome = there.get(text) or Outcome(course=course, text=text)
        outcome.position = position
        outcome.save()
