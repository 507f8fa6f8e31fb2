"""Each kind of personal data goes on its edition's day for it; what stays is numbers.

Batch by batch, each in a transaction of its own: whatever stops it, what is done stays done and
the next run goes on. A second run finds nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from events import registration
from events.models import (
    Counted,
    Edition,
    Feedback,
    KeptCount,
    Needs,
    Registration,
    State,
    Support,
    TravelSupport,
)
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message

BATCH = 500


def purge(*, at: dt.datetime | None = None) -> list[str]:
    """Delete what is due; a sentence for each kind, with how much went and how much is kept."""
    at = at or clock.now()
    gone = {purging: _all(purging, at) for purging in (_needs, _travel, _messages, _names, _people)}
    names = Feedback.objects.exclude(name="", email="").count()
    return [
        f"Needs of {_said(gone[_needs], 'registration')} deleted, {Needs.objects.count()} kept.",
        f"{_said(gone[_travel], 'request')} for travel support deleted, "
        f"{TravelSupport.objects.count()} kept.",
        f"{_said(gone[_messages], 'message')} about events emptied.",
        f"{_said(gone[_names], 'name')} taken off feedback, {names} kept.",
        f"{_said(gone[_people], 'registration')} for events deleted, "
        f"{Registration.objects.count()} kept.",
    ]


def empty_messages(people: Iterable[int]) -> int:
    """Empty what was written to these registrations; what is still on its way, once it ends."""
    theirs = Message.objects.not_emptied().filter(told__registration__in=list(people))
    keys = list(theirs.values_list("pk", flat=True))
    messages = Message.objects.filter(pk__in=keys)
    messages.update(purge_after=clock.today())
    return messages.empty()


def keep_counts(edition: Edition, people: Iterable[int]) -> None:
    """Add these registrations, about to be deleted, to the edition's numbers."""
    rows = Registration.objects.filter(pk__in=list(people))
    KeptCount.add(edition, {what: rows.filter(told).count() for what, told in COUNTED.items()})


COUNTED: dict[Counted, Q] = {
    Counted.REGISTERED: Q(),
    Counted.CONFIRMED: Q(state=State.CONFIRMED),
    Counted.ATTENDED: Q(check_ins__stands=True),
    Counted.WAITING: Q(state__in=[State.WAITING, State.OFFERED]),
    Counted.GAVE_UP: Q(state__in=[State.CANCELLED, State.LAPSED]),
}


def _all(one_batch: Callable[[dt.datetime], int], at: dt.datetime) -> int:
    total = 0
    while number := one_batch(at):
        total += number
    return total


@transaction.atomic
def _needs(at: dt.datetime) -> int:
    due = Edition.objects.due_to_lose("needs_deleted_on", at)
    edition = due.filter(registrations__needs__isnull=False).order_by("pk").first()
    if edition is None:
        return 0
    registration.lock(edition.pk)
    keys = _batch(Needs.objects.filter(registration__edition=edition))
    rows = Needs.objects.filter(pk__in=keys)
    counts = {
        Counted.ACCESS: rows.exclude(access="").count(),
        Counted.DIETARY: rows.exclude(dietary="").count(),
    }
    KeptCount.add(edition, counts)
    rows.delete()
    return len(keys)


@transaction.atomic
def _travel(at: dt.datetime) -> int:
    due = Edition.objects.due_to_lose("travel_deleted_on", at)
    edition = due.filter(registrations__travel__isnull=False).order_by("pk").first()
    if edition is None:
        return 0
    registration.lock(edition.pk)
    keys = _batch(TravelSupport.objects.filter(registration__edition=edition))
    rows = TravelSupport.objects.filter(pk__in=keys)
    granted = rows.filter(decision=Support.GRANTED).count()
    KeptCount.add(edition, {Counted.TRAVEL: len(keys), Counted.GRANTED: granted})
    rows.delete()
    return len(keys)


@transaction.atomic
def _messages(at: dt.datetime) -> int:
    """Those that have ended: one that is still being sent goes with a later run."""
    editions = Edition.objects.due_to_lose("messages_deleted_on", at)
    ended = Message.objects.ended().filter(told__registration__edition__in=editions)
    keys = _batch(ended)
    return Message.objects.filter(pk__in=keys).empty() if keys else 0


@transaction.atomic
def _names(at: dt.datetime) -> int:
    editions = Edition.objects.due_to_lose("feedback_names_deleted_on", at)
    named = Feedback.objects.exclude(name="", email="").filter(edition__in=editions)
    keys = _batch(named)
    return Feedback.objects.filter(pk__in=keys).update(name="", email="") if keys else 0


@transaction.atomic
def _people(at: dt.datetime) -> int:
    """With all that is theirs: needs, travel support, check-ins, sessions. Letters stay."""
    due = Edition.objects.due_to_lose("people_deleted_on", at)
    edition = due.filter(registrations__isnull=False).order_by("pk").first()
    if edition is None:
        return 0
    registration.lock(edition.pk)
    keys = _batch(Registration.objects.filter(edition=edition))
    keep_counts(edition, keys)
    empty_messages(keys)
    Registration.objects.filter(pk__in=keys).delete()
    return len(keys)


def _batch(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _said(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
