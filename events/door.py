"""Who came: check-ins, their undoing, and people without a place, under the edition's lock.

Capacity at the door: who comes without a place gets one only while one is free. A place is free
when nobody has it and nobody is offered it; before the day begins, free places go to the waiting
list first, from then on to whoever stands at the door.
"""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from events import messages
from events.models import CheckIn, Edition, Registration, State
from events.registration import Person, Refused, add, lock, lock_both, places_left, settle, turn
from learning_portal.foundation import clock, time_labels

WITHOUT_PLACE = {
    State.OFFERED: "is offered a place and has not taken it: give it here",
    State.WAITING: "is on the waiting list and has no place",
    State.LAPSED: "did not take the place offered in time, and has none",
    State.CANCELLED: "has cancelled, and has no place",
}


def why_shut(edition: Edition, at: dt.datetime | None = None) -> str:
    """Why nobody can be checked in now, as a sentence; empty where one can."""
    if edition.is_cancelled:
        return f"{edition.title} is cancelled: nobody can be checked in."
    opens = opens_at(edition)
    if (at or clock.now()) < opens:
        return (
            f"Check-in opens {time_labels.moment(opens, edition.zone)}, the day before it begins."
        )
    return ""


def opens_at(edition: Edition) -> dt.datetime:
    return clock.start_of_day(edition.first_day - clock.DAY, edition.zone)


@transaction.atomic
def check_in(
    *, registration: Registration, key: uuid.UUID, by: Any, at: dt.datetime | None = None
) -> Registration:
    """One press; the same key again changes nothing. Raises Refused."""
    edition, fresh = lock_both(registration)
    if not CheckIn.objects.filter(key=key).exists():
        _refuse_shut(edition, at)
        if fresh.state != State.CONFIRMED:
            raise Refused(f"{fresh.name} {WITHOUT_PLACE[State(fresh.state)]}.")
        _press(fresh, key, by, at)
    return fresh


@transaction.atomic
def undo(
    *, registration: Registration, key: uuid.UUID, at: dt.datetime | None = None
) -> Registration:
    """Take back the press of this key; a second time, or of no such press, changes nothing."""
    _edition, fresh = lock_both(registration)
    pressed = fresh.check_ins.filter(key=key, stands=True).first()
    if pressed is not None:
        pressed.undo(at or clock.now())
    return fresh


@transaction.atomic
def admit(
    *, registration: Registration, key: uuid.UUID, by: Any, at: dt.datetime | None = None
) -> Registration:
    """Give a place to who waits or was offered one, and check them in. Raises Refused."""
    edition = lock(registration.edition_id)
    if not CheckIn.objects.filter(key=key).exists():
        _refuse_shut(edition, at)
        settle(edition, at)
        _place_and_press(edition, registration, key, by, at)
    return lock_both(registration)[1]


@transaction.atomic
def walk_in(
    *,
    edition: Edition,
    person: Person,
    key: uuid.UUID,
    by: Any,
    site: str,
    at: dt.datetime | None = None,
) -> Registration:
    """Register who stands at the door, and check them in; the same key again adds nobody.

    Who is registered already keeps that registration. Raises Refused where no place is free.
    """
    locked = lock(edition.pk)
    known = CheckIn.objects.filter(key=key).select_related("registration").first()
    if known is not None:
        return lock_both(known.registration)[1]
    _refuse_shut(locked, at)
    settle(locked, at)
    same = locked.registrations.live().of_person(person.email, person.name).first()
    if same is None:
        _refuse_full(locked, person.name)
        same = add(locked, person, site=site, at=at)
    _place_and_press(locked, same, key, by, at)
    return lock_both(same)[1]


def _place_and_press(
    edition: Edition, registration: Registration, key: uuid.UUID, by: Any, at: dt.datetime | None
) -> None:
    fresh = lock_both(registration)[1]
    if not fresh.is_live:
        raise Refused(
            f"{fresh.name} {WITHOUT_PLACE[State(fresh.state)]}. Add them as a person without a "
            "place."
        )
    if fresh.state != State.CONFIRMED:
        if fresh.state == State.WAITING:
            _refuse_full(edition, fresh.name)
        turn(fresh, State.CONFIRMED, at)
        messages.confirmed(fresh)
    _press(fresh, key, by, at)


def _press(registration: Registration, key: uuid.UUID, by: Any, at: dt.datetime | None) -> None:
    """Kept even where another stands: sent again after an undo, it must not count anew."""
    stands = not registration.check_ins.filter(stands=True).exists()
    CheckIn.objects.create(
        registration=registration, key=key, by=by, stands=stands, at=at or clock.now()
    )


def _refuse_shut(edition: Edition, at: dt.datetime | None) -> None:
    why = why_shut(edition, at)
    if why:
        raise Refused(why)


def _refuse_full(edition: Edition, name: str) -> None:
    if not places_left(edition):
        raise Refused(
            f"All {edition.capacity} places are taken, or offered to people on the waiting list: "
            f"{name} cannot be given one. Give up the place of somebody who is not coming, or "
            "raise the number of places, and try again."
        )
