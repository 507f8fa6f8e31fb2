"""Letters about a record: asked for by its holder, issued or declined by a registrar.

What mail each causes is queued in the transaction of the step itself.
"""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string

from cltp.certificates.letter_kind import KIND
from cltp.models import CertificateRecord, LetterRequest, RequestState
from cltp.models.letter_request import DAYS_KEPT
from learning_portal.foundation import clock, letters, time_labels
from learning_portal.foundation.mail import queue
from learning_portal.foundation.models import SignedLetter

MONTHS_VALID = 12


class Refused(Exception):
    """The message says why, to the person who asked."""


@transaction.atomic
def ask(*, record_id: int, email: str) -> LetterRequest:
    """One request for a record and an address waits at a time: a second is the first again."""
    record = CertificateRecord.objects.select_for_update().filter(pk=record_id).first()
    if record is None or record.is_withdrawn:
        raise Refused("The record has changed since it was shown. Check the certificate again.")
    waiting = LetterRequest.objects.waiting().filter(record=record, email=email).first()
    if waiting is not None:
        return waiting
    request = LetterRequest.objects.create(record=record, email=email)
    subject = "Your request for a letter has been received"
    _tell(request, "asked", subject, days_kept=DAYS_KEPT)
    return request


@transaction.atomic
def issue(*, request: LetterRequest, by: User, site: str) -> SignedLetter:
    """`site` is `https://host`, in front of the letter's address. Raises Refused."""
    request = _locked(request)
    record = CertificateRecord.objects.select_for_update().get(pk=request.record_id)
    if record.is_withdrawn:
        raise Refused("The certificate is withdrawn: no letter can be issued about it.")
    letter = letters.issue(
        kind=KIND.key,
        about=about(record),
        content=content(record),
        expires_on=clock.months_later(clock.today(), MONTHS_VALID),
    )
    request.letter = letter
    _decide(request, RequestState.ISSUED, by)
    words = {
        "address": f"{site}{letter.get_absolute_url()}",
        "expires": time_labels.day(letter.expires_on),
    }
    _tell(request, "issued", "Your letter from the Libraries Branch", **words)
    return letter


@transaction.atomic
def decline(*, request: LetterRequest, by: User, why: str) -> LetterRequest:
    """`why` is what the person who asked reads. Raises Refused."""
    request = _locked(request)
    if not why.strip():
        raise Refused("Say why: the person who asked reads it.")
    _decide(request, RequestState.DECLINED, by)
    _tell(request, "declined", "Your request for a letter", why=why.strip())
    return request


def revoke_about(record: CertificateRecord, *, by: User, why: str) -> None:
    """Take back every letter about it that is not taken back yet; within the caller's step."""
    for letter in _about(record).filter(revoked_at__isnull=True):
        letters.revoke(letter, by=by, why=why)


def delete_about(records: list[CertificateRecord]) -> int:
    """With the records their letters go: they hold the holder's name. How many."""
    keys = [about(record) for record in records]
    deleted, _by_model = SignedLetter.objects.filter(kind=KIND.key, about__in=keys).delete()
    return deleted


def about(record: CertificateRecord) -> str:
    return f"certificate record {record.pk}"


def content(record: CertificateRecord) -> dict[str, Any]:
    """What the letter says: as the record stands today, and so for as long as it is valid."""
    return {
        "holder": record.holder,
        "number": record.number,
        "earned": record.earned,
        "earned_label": record.get_earned_display(),
        "issued_on": _day(record.issued_on),
        "is_sample": record.is_sample,
        "courses": [
            {"title": each.title, "completed_on": _day(each.completed_on)}
            for each in record.completions.all()
        ],
    }


def _about(record: CertificateRecord) -> Any:
    return SignedLetter.objects.filter(kind=KIND.key, about=about(record))


def _day(day: dt.date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""


def _locked(request: LetterRequest) -> LetterRequest:
    locked = LetterRequest.objects.select_for_update(of=["self"]).get(pk=request.pk)
    if locked.state != RequestState.WAITING:
        raise Refused(f"This was decided already: {locked.get_state_display().lower()}.")
    return locked


def _decide(request: LetterRequest, state: RequestState, by: User) -> None:
    request.state, request.decided_at, request.decided_by = state, clock.now(), by.get_username()
    request.save()


def _tell(request: LetterRequest, what: str, subject: str, **words: Any) -> None:
    queue(
        kind=f"cltp-letter-{what}",
        to=request.email,
        subject=subject,
        text=render_to_string(f"cltp/mail/letter_{what}.txt", words),
        once=f"cltp-letter-{what}-{request.pk}",
    )
