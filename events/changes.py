"""What follows when the organisers change an edition: places, the listing, and who is told."""

from django.db import transaction

from events import listing, messages, programme, registration
from events.models import Edition, Stage, State
from events.registration import Refused

# A change to any of these is a new date or place, which everyone registered is told.
WHEN_AND_WHERE = ("starts", "ends", "zone", "hours_known", "way", "venue_id", "join_url")


@transaction.atomic
def keep(edition: Edition) -> None:
    """Store an edition as an organiser has changed it. Raises Refused, and then nothing is."""
    before = registration.lock(edition.pk)
    why = why_too_few(before, edition.capacity)
    if why:
        raise Refused(why)
    why = programme.why_left_out(before, edition)
    if why:
        raise Refused(why)
    # Another may have saved since this one was read.
    edition.sequence, edition.opportunity = before.sequence, before.opportunity
    programme.hold_days_until_the_end()
    programme.move_with(edition, before)
    edition.save()
    programme.hold_days_now()
    listing.keep_in_step(edition)
    registration.settle(edition)
    if not edition.is_over():
        _tell(before, edition)


def why_too_few(edition: Edition, capacity: int) -> str:
    """Why the edition cannot have so few places; empty where it can."""
    held = edition.registrations.holding().count()
    if capacity >= held:
        return ""
    people = "1 person has" if held == 1 else f"{held} people have"
    return (
        f"{people} a place, or the offer of one: places cannot be fewer than {held}. Cancel "
        "registrations first, or write a higher number."
    )


def _tell(before: Edition, edition: Edition) -> None:
    """Everyone registered, of the greatest change alone."""
    people = edition.registrations.live().order_by("number")
    if edition.is_cancelled:
        if before.is_cancelled:
            return
        for person in people:
            person.edition = edition
            has_place = person.state == State.CONFIRMED
            messages.edition_cancelled(person, has_place=has_place)
    elif before.is_cancelled or _has_moved(before, edition):
        for person in people:
            person.edition = edition
            has_place = person.state == State.CONFIRMED
            messages.edition_moved(person, before, has_place=has_place)
    elif edition.stage == Stage.CLOSED and before.stage != Stage.CLOSED:
        for person in people:
            person.edition = edition
            has_place = person.state == State.CONFIRMED
            messages.edition_closed(person, has_place=has_place)


def _has_moved(before: Edition, edition: Edition) -> bool:
    return any(getattr(before, name) != getattr(edition, name) for name in WHEN_AND_WHERE)
