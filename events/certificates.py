"""Certificates of attendance: a letter for each person who was checked in, once each.

One that is wrong is never rewritten: a corrected one takes its place, and the first says so.
"""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from events import messages
from events.letter_kind import KIND
from events.messages import Link, Part
from events.models import Certificate, Edition, Registration, SessionKind, Way
from events.registration import Refused, lock, lock_both, rename
from learning_portal.foundation import clock, letters, time_labels
from learning_portal.foundation.models import SignedLetter

MONTHS_VALID = 60
BATCH = 100  # in one go; the worker goes on with the rest
QUARTERS = 4  # of an hour: what hours are rounded to


def hours(edition: Edition) -> Decimal | None:
    """As stated, else of the programme without breaks, else from start to end; None: unknown."""
    if edition.attended_hours is not None:
        return edition.attended_hours
    parts = edition.sessions.filter(is_held=True).exclude(kind=SessionKind.BREAK)
    spans = list(parts.order_by("starts").values_list("starts", "ends"))
    if not spans and edition.hours_known and len(edition.days) == 1:
        spans = [(edition.starts, edition.ends)]
    quarters = round(_together(spans) / dt.timedelta(hours=1) * QUARTERS)
    return Decimal(quarters) / QUARTERS if quarters else None


def _together(spans: list[tuple[dt.datetime, dt.datetime]]) -> dt.timedelta:
    """How long in all; what runs at the same time counts once."""
    total, until = dt.timedelta(), None
    for starts, ends in spans:
        begins = starts if until is None else max(starts, until)
        total += max(dt.timedelta(), ends - begins)
        until = ends if until is None else max(until, ends)
    return total


def due(edition: Edition) -> QuerySet[Registration]:
    """Who was checked in and has none yet, in the order of registering."""
    rows = edition.registrations.attended().filter(certificate__isnull=True)
    return rows.order_by("number").distinct()


def why_not(edition: Edition, at: dt.datetime | None = None) -> str:
    """Why none can be issued, as a sentence; empty where they can."""
    if edition.is_cancelled:
        return f"{edition.title} was cancelled: there is nothing to certify."
    if not edition.is_over(at):
        until = time_labels.moment(edition.ends, edition.zone)
        return f"Certificates can be issued once the event is over: {until}."
    if hours(edition) is None:
        return "Enter the hours on the certificate with the edition first: they are not known."
    return ""


def start(edition: Edition) -> int:
    """Issue them from now on, to whoever is checked in later too; how many at once.

    Raises Refused.
    """
    why = why_not(edition)
    if why:
        raise Refused(why)
    with transaction.atomic():
        locked = lock(edition.pk)
        locked.certificates_issued = True
        locked.save()
    return issue_due(locked)


def issue_waiting() -> int:
    """For the worker: a batch of every edition whose certificates are issued."""
    editions = Edition.objects.filter(
        certificates_issued=True,
        registrations__check_ins__stands=True,
        registrations__certificate__isnull=True,
    )
    return sum(issue_due(edition) for edition in editions.distinct().order_by("pk"))


@transaction.atomic
def issue_due(edition: Edition) -> int:
    """Under the edition's lock, so that two who press at once issue none twice."""
    locked = lock(edition.pk)
    worth = hours(locked)
    if why_not(locked) or worth is None:
        return 0
    rows = list(due(locked).select_related("library", "federation")[:BATCH])
    for registration in rows:
        registration.edition = locked
        _issue(registration, worth)
    return len(rows)


def _issue(registration: Registration, worth: Decimal) -> None:
    letter = letters.issue(
        kind=KIND.key,
        about=f"edition {registration.edition_id}",
        content=content(registration.name, registration.edition, worth),
        expires_on=_expires(),
    )
    Certificate.objects.create(registration=registration, letter=letter)
    _tell(registration, letter)


@transaction.atomic
def correct(
    *, registration: Registration, looked_at: int, name: str, worth: Decimal
) -> SignedLetter:
    """Issue another in place of the letter of this key, and tell the person. Raises Refused.

    Event, days and place are the edition's as it stands now. The registration takes the name.
    """
    edition, fresh = lock_both(registration)
    kept = Certificate.objects.select_related("letter").filter(registration=fresh).first()
    if kept is None or kept.letter_id != looked_at:
        raise Refused("This certificate was corrected since you looked: read it once more.")
    said = content(name, edition, worth)
    if said == kept.letter.content:
        raise Refused("That is what it says already: no other was issued.")
    if name != fresh.name:
        rename(fresh, name)
    try:
        kept.letter = letters.replace(kept.letter, content=said, expires_on=_expires())
    except letters.Refused as refused:
        raise Refused(f"This certificate cannot be corrected. {refused}") from refused
    kept.issued_at = kept.letter.issued_at
    kept.save()
    _tell_corrected(fresh, kept.letter)
    return kept.letter


def content(name: str, edition: Edition, worth: Decimal) -> dict[str, Any]:
    """All that a certificate keeps of a person."""
    days = dict.fromkeys([edition.first_day, edition.last_day])
    return {
        "name": name,
        "event": edition.title,
        "days": " to ".join(map(time_labels.day, days)),
        "place": edition.place if edition.venue or edition.way == Way.ONLINE else "",
        "hours": f"{worth.normalize():f}",
        "is_sample": edition.is_sample,
    }


def _expires() -> dt.date:
    return clock.months_later(clock.today(), MONTHS_VALID)


def _tell(registration: Registration, letter: SignedLetter) -> None:
    edition = registration.edition
    messages.tell(
        registration,
        "certificate",
        f"Your certificate of attendance: {edition.title}",
        [
            f"Thank you for coming to {edition.title}. Your certificate of attendance is ready to "
            "print.",
            *_address(registration, letter),
            *_feedback(registration),
            *_own(registration),
        ],
        once=f"registration:{registration.pk}:certificate",
    )


def _tell_corrected(registration: Registration, letter: SignedLetter) -> None:
    edition, said = registration.edition, letter.content
    messages.tell(
        registration,
        "certificate-corrected",
        f"Your corrected certificate of attendance: {edition.title}",
        [
            f"Your certificate of attendance for {edition.title} was corrected. It now says "
            f"{said['name']}, {said['days']}, and {said['hours']} "
            f"hour{'' if said['hours'] == '1' else 's'}.",
            *_address(registration, letter),
            "Print it anew, and hand on this address. The earlier one says that it was replaced, "
            "and leads here.",
            *_own(registration),
        ],
        once=f"registration:{registration.pk}:certificate:{letter.pk}",
    )


def _address(registration: Registration, letter: SignedLetter) -> list[Part]:
    return [
        Link("See your certificate", registration.address(letter.get_absolute_url())),
        "That address is private until you hand it on: whoever has it, such as an employer, can "
        f"check the certificate there. It is valid until {time_labels.day(letter.expires_on)}.",
    ]


def _feedback(registration: Registration) -> list[Part]:
    edition = registration.edition
    if not edition.takes_feedback():
        return []
    form = registration.address(f"{edition.get_absolute_url()}feedback/")
    return [
        "How was the day? A few lines help to make the next one better. You need not give a name.",
        Link("Tell us how the day was", form),
    ]


def _own(registration: Registration) -> list[Part]:
    return [
        "What the portal holds about you, and how to delete it:",
        Link("See or delete it", registration.address(f"{registration.get_absolute_url()}data/")),
    ]
