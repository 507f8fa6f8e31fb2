"""A certificate is withdrawn, or that was a mistake: nothing else changes its standing."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import transaction

from cltp.certificates import letters
from cltp.models import CertificateRecord
from learning_portal.foundation import clock, time_labels


class Refused(Exception):
    """The message says why, to the person who asked."""


@transaction.atomic
def withdraw(*, record: CertificateRecord, on: dt.date, why: str, by: User) -> CertificateRecord:
    """Every letter about it is taken back in the same step. Raises Refused."""
    locked = CertificateRecord.objects.select_for_update().get(pk=record.pk)
    if locked.is_withdrawn:
        raise Refused("This certificate is withdrawn already.")
    if not why.strip():
        raise Refused("Say why: who asks later needs the reason.")
    if on > clock.today():
        raise Refused("This day is still to come: a withdrawal holds at once.")
    if locked.issued_on and on < locked.issued_on:
        issued = time_labels.day(locked.issued_on)
        raise Refused(f"This is before the day it was issued, {issued}.")
    locked.withdrawn_on, locked.withdrawn_why = on, why.strip()
    locked.save()
    said = f"The certificate was withdrawn on {time_labels.day(on)}. It is not valid."
    letters.revoke_about(locked, by=by, why=said)
    return locked


@transaction.atomic
def reinstate(*, record: CertificateRecord) -> CertificateRecord:
    """Letters that were taken back stay so: a new one can be issued. Raises Refused."""
    locked = CertificateRecord.objects.select_for_update().get(pk=record.pk)
    if not locked.is_withdrawn:
        raise Refused("This certificate is not withdrawn.")
    locked.withdrawn_on, locked.withdrawn_why = None, ""
    locked.save()
    return locked
