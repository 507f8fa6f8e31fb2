"""Letters about a record: asked for by its holder, issued or declined by a registrar."""

from django.db import transaction

from cltp.models import CertificateRecord, LetterRequest


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
    return LetterRequest.objects.create(record=record, email=email)
