"""Work that is done every so often, once a period however many workers there are."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, transaction

from learning_portal.foundation import clock, outcomes
from learning_portal.foundation.models import PeriodicRun

SOONER = dt.timedelta(minutes=5)  # after a failure

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """`run` works in a transaction: a worker that dies in it leaves nothing, and it runs anew."""

    name: str
    every: dt.timedelta
    run: Callable[[], object]


def run_due(tasks: Iterable[Task]) -> list[str]:
    """Run what is due and nobody else is running; the names of what was run.

    Raises what a lost database raises: what was under way is rolled back, and runs anew.
    """
    due = dict(PeriodicRun.objects.values_list("name", "due_at"))
    now = clock.now()
    return [task.name for task in tasks if due.get(task.name, now) <= now and _run(task)]


def _run(task: Task) -> bool:
    PeriodicRun.objects.bulk_create([PeriodicRun(name=task.name)], ignore_conflicts=True)
    try:
        return _run_alone(task)
    except (OperationalError, InterfaceError):  # the task did not fail: it is still due
        raise
    except Exception as error:
        logger.exception("The periodic task “%s” failed.", task.name)
        now = clock.now()
        PeriodicRun.objects.filter(name=task.name).update(
            failed_at=now,
            why=outcomes.in_words(error)[: outcomes.LONGEST_REASON],
            due_at=now + min(task.every, SOONER),
        )
        return True


@transaction.atomic
def _run_alone(task: Task) -> bool:
    rows = PeriodicRun.objects.select_for_update(skip_locked=True)
    row = rows.filter(name=task.name, due_at__lte=clock.now()).first()
    if row is None:
        return False
    task.run()
    row.ran_at = clock.now()
    row.due_at, row.failed_at, row.why = row.ran_at + task.every, None, ""
    row.save()
    return True
