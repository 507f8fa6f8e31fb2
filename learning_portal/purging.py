"""What is kept for a time only, and how it goes when its day has come."""

from catalogue.models import MissedSearch
from cltp.certificates import retention
from cltp.models import Request
from events import purging as personal_data
from faq.models import Letter
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message, SignedLetter


def purge() -> list[str]:
    """Delete what has been kept as long as the privacy page promises; says of each how much."""
    at = clock.now()
    letters, _by_model = Letter.objects.due_for_purge(at).delete()
    counts, _by_model = MissedSearch.objects.due_for_purge(clock.bc_day(at)).delete()
    requests, _by_model = Request.objects.due_for_purge(at).delete()
    messages = Message.objects.due_for_purge(clock.bc_day(at)).empty()
    signed, _by_model = SignedLetter.objects.due_for_purge(clock.bc_day(at)).delete()
    records = retention.purge(at=at)
    return [
        f"{_said(letters, 'letter')} deleted, {Letter.objects.count()} kept.",
        f"{_said(counts, 'count')} of missed searches deleted, "
        f"{MissedSearch.objects.count()} kept.",
        f"{_said(requests, 'request')} for assessments deleted, {Request.objects.count()} kept.",
        f"{_said(signed, 'signed letter')} deleted, {SignedLetter.objects.count()} kept.",
        f"{_said(messages, 'message')} emptied, {Message.objects.not_emptied().count()} kept.",
        *(f"{_said(number, what)} deleted." for what, number in records.items()),
        *personal_data.purge(at=at),
    ]


def _said(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
