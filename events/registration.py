"""Who has a place: every write about it is here, under the edition's lock.

The lock decides the order. Nobody is confirmed while somebody waits, and a place that becomes
free is offered, in the same transaction, to the first who waits.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max

from catalogue.models import Federation, Library
from events import messages
from events.models import Edition, Needs, Registration, Role, Stage, State, TravelSupport
from learning_portal.foundation import clock, time_labels


class Refused(Exception):
    """It cannot be done; the message says why, and what to do instead."""


@dataclass(frozen=True)
class Person:
    """What a person says of themselves when they register, or change it later."""

    name: str
    email: str
    library: Library | None = None
    federation: Federation | None = None
    other_library: str = ""
    role: str = Role.NOT_STATED
    access: str = ""
    dietary: str = ""
    kilometres: int = 0
    nights: int = 0


@transaction.atomic
def register(
    *, edition: Edition, person: Person, site: str, at: dt.datetime | None = None
) -> Registration:
    """A place or, when there is none, the next number on the waiting list. Raises Refused.

    Who is registered already gets the registration they have.
    """
    return add(_open(edition, at), person, site=site, at=at)


@transaction.atomic
def register_group(
    *,
    edition: Edition,
    people: Iterable[Person],
    by: str,
    site: str,
    at: dt.datetime | None = None,
) -> list[Registration]:
    """Each a registration of their own, in the order given. Raises Refused; then nobody is."""
    locked, group = _open(edition, at), uuid.uuid4()
    return [add(locked, person, site=site, at=at, by=by, group=group) for person in people]


@transaction.atomic
def cancel(*, registration: Registration, at: dt.datetime | None = None) -> Registration:
    """Give up a place, an offer, or a number on the waiting list; a second time changes nothing."""
    edition, registration = lock_both(registration)
    if registration.is_live:
        had_place = registration.state == State.CONFIRMED
        registration.sign_ups.all().delete()
        turn(registration, State.CANCELLED, at)
        messages.cancelled(registration, had_place=had_place)
        settle(edition, at)
    return registration


@transaction.atomic
def accept(*, registration: Registration, at: dt.datetime | None = None) -> Registration:
    """Take the place offered; a second time changes nothing. Raises Refused."""
    edition, registration = lock_both(registration)
    if registration.state == State.CONFIRMED:
        return registration
    if registration.state != State.OFFERED:
        raise Refused(_no_offer(registration))
    if edition.is_cancelled:
        raise Refused(f"{edition.title} is cancelled: there is no place to take.")
    assert registration.offered_until is not None  # noqa: S101 - an offer has a deadline
    if registration.offered_until <= (at or clock.now()):
        until = time_labels.moment(registration.offered_until, edition.zone)
        raise Refused(
            f"This offer ran out {until}, and the place passes to the next person waiting. "
            "Register again to join the end of the waiting list."
        )
    turn(registration, State.CONFIRMED, at)
    messages.confirmed(registration)
    return registration


@transaction.atomic
def revise(
    *, registration: Registration, person: Person, at: dt.datetime | None = None
) -> Registration:
    """Write what a person changed about themselves. Raises Refused."""
    edition, registration = lock_both(registration)
    if not registration.is_live or edition.is_cancelled or edition.is_over(at):
        raise Refused("This registration can no longer be changed.")
    _refuse_taken(registration, person.email, person.name)
    old_email = registration.email
    before = replace(_told(registration), access="", dietary="", kilometres=0, nights=0)
    _describe(registration, person)
    _change_needs(registration, person)
    if before != replace(person, access="", dietary="", kilometres=0, nights=0):
        turn(registration, registration.state, at)
        has_place = registration.state == State.CONFIRMED
        messages.changed(registration, has_place=has_place, old_email=old_email)
    return registration


@transaction.atomic
def expire_offers(at: dt.datetime | None = None) -> int:
    """Pass on every place that was offered and not taken in time; how many those are."""
    overdue = Registration.objects.ran_out(at or clock.now()).order_by()
    editions = Edition.objects.filter(pk__in=overdue.values("edition"))
    return sum(settle(lock(edition.pk), at) for edition in editions.order_by("pk"))


def lock(edition_pk: int) -> Edition:
    """The edition, for this transaction alone until it ends: whoever comes next waits."""
    return Edition.objects.select_for_update().get(pk=edition_pk)


def places_left(edition: Edition) -> int:
    """Never below none: a capacity cannot be lowered past those who have a place."""
    return max(0, edition.capacity - edition.registrations.holding().count())


def settle(edition: Edition, at: dt.datetime | None = None) -> int:
    """Pass on what was offered in vain, and offer what is free, under the edition's lock.

    How many offers had run out.
    """
    at = at or clock.now()
    overdue = list(edition.registrations.ran_out(at))
    for registration in overdue:
        registration.edition = edition
        turn(registration, State.LAPSED, at)
        if not edition.is_cancelled:
            messages.lapsed(registration)
    if edition.stage in {Stage.OPEN, Stage.CLOSED} and at < edition.starts:
        for registration in edition.registrations.waiting()[: places_left(edition)]:
            registration.edition = edition
            until = min(at + dt.timedelta(hours=edition.offer_hours), edition.starts)
            turn(registration, State.OFFERED, at, until)
            messages.offered(registration)
    return len(overdue)


def why_closed(edition: Edition, at: dt.datetime | None = None) -> str:
    """Why nobody can register now, as a sentence; empty where one can."""
    at = at or clock.now()
    if edition.takes_registrations(at):
        return ""
    if edition.is_cancelled:
        return f"{edition.title} is cancelled, so nobody can register."
    if edition.is_over(at):
        return f"{edition.title} is over, so nobody can register."
    opens = edition.registration_opens
    if edition.stage == Stage.OPEN and opens and opens > at:
        return f"Registration opens {time_labels.moment(opens, edition.zone)}."
    if edition.stage == Stage.PLANNED:
        return "Registration has not opened yet."
    return "Registration is closed."


def _open(edition: Edition, at: dt.datetime | None) -> Edition:
    """Locked, and everything in it settled. Raises Refused where nobody can register."""
    locked = lock(edition.pk)
    why = why_closed(locked, at)
    if why:
        raise Refused(why)
    settle(locked, at)
    return locked


def add(
    edition: Edition,
    person: Person,
    *,
    site: str,
    at: dt.datetime | None,
    by: str = "",
    group: uuid.UUID | None = None,
) -> Registration:
    same = edition.registrations.live().of_person(person.email, person.name).first()
    if same is not None:
        same.edition = edition
        return same
    number = edition.registrations.aggregate(last=Max("number"))["last"] or 0
    at = at or clock.now()
    registration = Registration(
        edition=edition,
        number=number + 1,
        state=State.CONFIRMED if places_left(edition) else State.WAITING,
        site=site,
        registered_by=by,
        group=group,
        registered_at=at,
        changed_at=at,
    )
    _describe(registration, person)
    registration.save()
    _keep_needs(registration, person)
    if registration.state == State.CONFIRMED:
        messages.confirmed(registration)
    else:
        messages.waiting(registration)
    return registration


def lock_both(registration: Registration) -> tuple[Edition, Registration]:
    """The edition first, as everywhere; then the registration as it stands under that lock."""
    edition = lock(registration.edition_id)
    fresh = Registration.objects.select_related("library", "federation").get(pk=registration.pk)
    fresh.edition = edition
    return edition, fresh


def turn(
    registration: Registration,
    state: str,
    at: dt.datetime | None,
    offered_until: dt.datetime | None = None,
) -> None:
    registration.state = state
    registration.offered_until = offered_until
    registration.sequence += 1
    registration.changed_at = at or clock.now()
    registration.save()


def rename(registration: Registration, name: str) -> None:
    """As its certificate is corrected to say, under the edition's lock. Raises Refused."""
    _refuse_taken(registration, registration.email, name)
    registration.name, registration.changed_at = name, clock.now()
    registration.save()


def _refuse_taken(registration: Registration, email: str, name: str) -> None:
    same = registration.edition.registrations.live().of_person(email, name)
    if registration.is_live and same.exclude(pk=registration.pk).exists():
        raise Refused(
            f"{name} is registered with {email} already: that registration has a private address "
            "of its own."
        )


def _describe(registration: Registration, person: Person) -> None:
    registration.name, registration.email = person.name, person.email
    registration.library, registration.federation = person.library, person.federation
    registration.other_library, registration.role = person.other_library, person.role


def _told(registration: Registration) -> Person:
    return Person(
        name=registration.name,
        email=registration.email,
        library=registration.library,
        federation=registration.federation,
        other_library=registration.other_library,
        role=registration.role,
    )


def _keep_needs(registration: Registration, person: Person) -> None:
    if person.access or person.dietary:
        Needs.objects.create(
            registration=registration, access=person.access, dietary=person.dietary
        )
    if person.kilometres or person.nights:
        TravelSupport.objects.create(
            registration=registration, kilometres=person.kilometres, nights=person.nights
        )


def _change_needs(registration: Registration, person: Person) -> None:
    """As now stated. A decision on travel support stands while what was asked for does."""
    Needs.objects.filter(registration=registration).delete()
    asked = {"kilometres": person.kilometres, "nights": person.nights}
    travel = TravelSupport.objects.filter(registration=registration)
    is_kept = travel.filter(**asked).exists()
    if not is_kept:
        travel.delete()
    _keep_needs(registration, replace(person, kilometres=0, nights=0) if is_kept else person)


def _no_offer(registration: Registration) -> str:
    match registration.state:
        case State.WAITING:
            return "No place is offered to you yet: you are on the waiting list."
        case State.LAPSED:
            return (
                "This offer ran out, and the place passed to the next person waiting. Register "
                "again to join the end of the waiting list."
            )
    return "This registration was cancelled: register again to come."
