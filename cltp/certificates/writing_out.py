"""A record as plain text, for the person it is about."""

import datetime as dt
from typing import Any

from cltp.models import CertificateRecord
from learning_portal.foundation import time_labels

UNSAID = "not recorded"


def written(record: CertificateRecord) -> str:
    """All that is held of it; fetched with its courses and requests."""
    facts: list[tuple[str, Any]] = [
        ("Certificate number", record.number),
        ("Given names", record.given_names),
        ("Family name", record.family_name),
        ("Former family names", ", ".join(record.former_names)),
        ("Earned", record.get_earned_display()),
        ("Issued", _day(record.issued_on)),
        ("Withdrawn", _withdrawn(record)),
        ("Source", record.source),
        ("Added", time_labels.moment(record.added_at)),
        ("To be deleted on", _day(record.retain_until)),
    ]
    head = [f"{name}: {value or UNSAID}" for name, value in facts]
    courses = [
        f"  {each.title}: {_day(each.completed_on) or UNSAID}" for each in record.completions.all()
    ]
    requests = [
        f"  {time_labels.moment(each.asked_at)}, {each.email}: {each.get_state_display()}"
        for each in record.letter_requests.all()
    ]
    return "\n".join(
        [*head, "Courses completed:", *(courses or [f"  {UNSAID}"])]
        + (["Letters asked for:", *requests] if requests else [])
        + ["-" * 40]
    )


def _day(day: dt.date | None) -> str:
    return time_labels.day(day) if day else ""


def _withdrawn(record: CertificateRecord) -> str:
    day = _day(record.withdrawn_on)
    return f"{day}: {record.withdrawn_why}" if day else "no"
