"""The public check of a certificate: what its number and its holder's family name come to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from cltp.models import CertificateCheck, CertificateRecord, CheckOutcome, Completion


@dataclass(frozen=True)
class Answer:
    """`record` is None both where no number is like it and where the name is another's."""

    outcome: CheckOutcome
    record: CertificateRecord | None = None
    completions: Sequence[Completion] = ()


NO_RECORD = Answer(CheckOutcome.NO_RECORD)


@transaction.atomic
def check(*, number: str, family_name: str) -> Answer:
    """The same statements whatever the answer is. That it was asked, and the outcome, is kept."""
    found = CertificateRecord.objects.of(number, family_name)
    record = found.first()
    completions = list(
        Completion.objects.filter(record__in=found.order_by()).select_related("course")
    )
    answer = Answer(_outcome(record), record, completions) if record else NO_RECORD
    CertificateCheck.objects.create(outcome=answer.outcome)
    return answer


def _outcome(record: CertificateRecord) -> CheckOutcome:
    return CheckOutcome.WITHDRAWN if record.is_withdrawn else CheckOutcome.FOUND
