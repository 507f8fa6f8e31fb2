"""Every look at a record is kept: who, which, when."""

from collections.abc import Iterable

from django.contrib.auth.models import User

from cltp.models import CertificateRecord, RecordView, Seen


def keep(*, by: User, records: Iterable[CertificateRecord], seen: Seen) -> None:
    """One statement, however many were seen; call it before they are shown."""
    RecordView.objects.bulk_create(
        RecordView(person_id=by.pk, person=by.get_username(), record_id=record.pk, seen=seen)
        for record in records
    )
