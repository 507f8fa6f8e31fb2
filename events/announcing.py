"""A message from the organisers to a part of an edition's people, sent once."""

import uuid
from typing import Any

from django.db import transaction

from events import attendees, messages
from events.models import Announcement, Edition, Part
from events.registration import Refused, lock

# Whom a message can go to: not those who have cancelled.
TO = [Part.PLACES, Part.IN, Part.NOT_IN, Part.OFFERED, Part.WAITING]


def people(edition: Edition, part: Part) -> int:
    return attendees.chosen(edition, part).count()


@transaction.atomic
def announce(
    *,
    edition: Edition,
    key: uuid.UUID,
    part: Part,
    subject: str,
    text: str,
    previewed: int,
    by: Any,
) -> Announcement:
    """One message a person, all of them or none; the same key again sends nothing.

    Raises Refused where it would go to nobody, or not to as many as the preview said.
    """
    locked = lock(edition.pk)
    sent = Announcement.objects.filter(key=key).first()
    if sent is not None:
        return sent
    to = list(attendees.chosen(locked, part))
    if not to:
        raise Refused("Nobody is in this part of the list now: choose another.")
    if len(to) != previewed:
        raise Refused(
            f"The list has changed since you looked: it would go to {len(to)}, not {previewed}. "
            "Look again, and send it."
        )
    sent = Announcement.objects.create(
        edition=locked, key=key, part=part, subject=subject, text=text, people=len(to), by=by
    )
    for person in to:
        person.edition = locked
        messages.announced(person, sent)
    return sent
