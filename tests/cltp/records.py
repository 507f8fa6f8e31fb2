"""Plain makers of certificate records for tests."""

import datetime as dt
from itertools import count
from typing import Any

from cltp.models import CertificateRecord, Completion

number = count(1)


def make_record(*, courses: Any = (), **fields: Any) -> CertificateRecord:
    """A certificate issued in 2009, unless told; `courses` are titles, or (title, day) pairs."""
    made = next(number)
    fields.setdefault("number", f"C-{made:05}")
    fields.setdefault("given_names", "Given")
    fields.setdefault("family_name", f"Holder{made}")
    fields.setdefault("issued_on", dt.date(2009, 6, 1))
    fields.setdefault("source", "Register of the tests")
    fields.setdefault("retain_until", dt.date(2060, 1, 1))
    record = CertificateRecord.objects.create(**fields)
    for each in courses:
        title, day = each if isinstance(each, tuple) else (each, None)
        Completion.objects.create(record=record, title=title, completed_on=day)
    return record
