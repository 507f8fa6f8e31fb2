"""One import at a time, and what was looked at is what is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from catalogue.intake.problems import Refused, Stale


@contextmanager
def alone(number: int) -> Iterator[None]:
    """A transaction that no other of this number runs beside: nothing is made twice."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        yield


def agree(plan: Any, expected: str | None) -> None:
    """`expected` is the digest of the plan somebody agreed to. Raises Stale and Refused."""
    if expected is not None and plan.digest() != expected:
        raise Stale(plan)
    if plan.problems:
        raise Refused(plan.problems)
