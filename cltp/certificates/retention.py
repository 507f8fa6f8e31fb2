"""Deletes records, and what is kept about them, when their day has come."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from cltp.certificates import letters
from cltp.models import CertificateCheck, CertificateRecord, LetterRequest, RecordView
from learning_portal.foundation import clock

SETTING = "portal.retention"


@contextmanager
def allowed() -> Iterator[None]:
    """A transaction within which rows of the insert-only tables may be deleted."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [SETTING])
        yield
        cursor.execute("SELECT set_config(%s, '', true)", [SETTING])


def purge(*, at: dt.datetime) -> dict[str, int]:
    """How many of each were deleted, by what a person calls them."""
    today = clock.bc_day(at)
    with allowed():
        requests, _by_model = LetterRequest.objects.due_for_purge(today).delete()
        due = CertificateRecord.objects.due_for_purge(today)
        letters.delete_about(list(due.only("pk")))
        _all, by_model = due.delete()
        looks, _by_model = RecordView.objects.due_for_purge(at).delete()
        checks, _by_model = CertificateCheck.objects.due_for_purge(at).delete()
    return {
        "letter request": requests + by_model.get("cltp.LetterRequest", 0),
        "certificate record": by_model.get("cltp.CertificateRecord", 0),
        "record view": looks,
        "certificate check": checks,
    }
