"""What the portal holds about one registered person, and deleting it when they say so."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from events import purging, registration
from events.models import Counted, KeptCount, Registration, TravelSupport
from learning_portal.foundation.models import Message, SignedLetter


@dataclass(frozen=True)
class Held:
    """One kind of data: what it is, what it says, and the day it goes by itself."""

    what: str
    said: str
    deleted_on: dt.date | None


@transaction.atomic
def delete(
    *, registration: Registration, with_certificate: bool = False, at: dt.datetime | None = None
) -> None:
    """All of it. A place, an offer or a number in the waiting list is freed, as by cancelling.

    The last message goes out; its words and address go as soon as it is sent.
    """
    _free(registration, at)
    key, edition = registration.pk, registration.edition
    purging.keep_counts(edition, [key])
    KeptCount.add(edition, {Counted.SELF_DELETED: 1})
    if with_certificate:
        SignedLetter.objects.filter(attendance__registration=key).delete()
    purging.empty_messages([key])
    Registration.objects.filter(pk=key).delete()


def _free(made: Registration, at: dt.datetime | None) -> None:
    edition = registration.lock(made.edition_id)
    if not edition.is_over(at):
        registration.cancel(registration=made, at=at)


def held(made: Registration) -> list[Held]:
    """What the person sees of it; fetched with its library, needs, travel and certificate."""
    edition = made.edition
    people, needs = edition.people_deleted_on, getattr(made, "needs", None)
    travel = getattr(made, "travel", None)
    rows = [
        Held("Name", made.name, people),
        Held("E-mail", made.email, people),
        Held("Library", made.affiliation, people),
        Held("Role", str(made.get_role_display()), people),
        Held("Registered by", made.registered_by, people),
        Held("Where it stands", str(made.get_state_display()), people),
        Held("Access needs", needs.access if needs else "", edition.needs_deleted_on),
        Held("Dietary needs", needs.dietary if needs else "", edition.needs_deleted_on),
        Held("Travel support", _travel(travel), edition.travel_deleted_on),
        Held("Sessions you signed up for", _sessions(made), people),
        Held("Checked in at the door", "Yes" if made.has_attended else "", people),
        Held("Messages written to you", _messages(made), edition.messages_deleted_on),
    ]
    return [row for row in rows if row.said]


def _travel(travel: TravelSupport | None) -> str:
    if travel is None:
        return ""
    note = f". {travel.note}" if travel.note else ""
    nights = "1 night" if travel.nights == 1 else f"{travel.nights} nights"
    asked = f"{travel.kilometres} kilometres, {nights}"
    return f"{travel.get_decision_display()}: {asked}{note}"


def _sessions(made: Registration) -> str:
    return "; ".join(each.session.title for each in made.sign_ups.select_related("session"))


def _messages(made: Registration) -> str:
    number = Message.objects.not_emptied().filter(told__registration=made).count()
    return f"{number}, with their words" if number else ""


def letter_of(made: Registration) -> SignedLetter | None:
    certificate = getattr(made, "certificate", None)
    return certificate.letter if certificate else None
