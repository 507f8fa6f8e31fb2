"""A few made-up records for a demonstration: nobody's, and marked so wherever they show."""

import datetime as dt

from cltp.models import CertificateRecord, Completion, Earned
from learning_portal.foundation import clock

SOURCE = "Made up, to show how a check works"
COURSES = (
    ("CLTP-A (sample)", dt.date(2008, 3, 14)),
    ("CLTP-B (sample)", dt.date(2008, 11, 21)),
    ("CLTP-C (sample)", None),
)


def load() -> int:
    """Make them where there is no record of any kind; how many. Within the caller's step."""
    if CertificateRecord.objects.exists():
        return 0
    stands = _record("SAMPLE-001", "Sample", former_names=["Old-Sample"])
    _record("SAMPLE-002", "Sample", withdrawn_on=dt.date(2012, 5, 4), withdrawn_why=SOURCE)
    single = _record("SAMPLE-003", "Sám̓ple", earned=Earned.COURSES, issued_on=None)
    for record, courses in ((stands, COURSES), (single, COURSES[:1])):
        for title, day in courses:
            Completion.objects.create(record=record, title=title, completed_on=day)
    return CertificateRecord.objects.count()


def _record(number: str, family_name: str, **fields: object) -> CertificateRecord:
    values = {"issued_on": dt.date(2009, 6, 1), "given_names": "Illustrative", **fields}
    return CertificateRecord.objects.create(
        number=number,
        family_name=family_name,
        source=SOURCE,
        retain_until=clock.months_later(clock.today(), 12),
        is_sample=True,
        **values,
    )
