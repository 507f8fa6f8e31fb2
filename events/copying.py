"""A new edition from an earlier one: its texts, arrangements and programme's frame; no people."""

import datetime as dt
from typing import Any

from django.db import transaction

from events import programme_entry
from events.models import Edition, ProgrammeSession, Room, Stage, Track
from events.registration import Refused
from learning_portal.foundation import clock
from learning_portal.foundation.clock import BadTime

TEXTS = (
    "gathering", "zone", "hours_known", "way", "venue", "summary", "description", "for_whom",
    "access_arrangements", "access_contact", "travel_support", "territory", "capacity",
    "offer_hours",
)  # fmt: skip
FRAME = ("kind", "title", "summary", "capacity")


@transaction.atomic
def copy(*, edition: Edition, title: str, first_day: dt.date) -> Edition:
    """Planned and hidden, on as many days, at the same times of day. Raises Refused.

    Rooms, tracks and sessions come along; speakers, materials and whoever registered do not.
    """
    later = first_day - edition.first_day
    texts = {name: getattr(edition, name) for name in TEXTS}
    new = Edition(title=title, stage=Stage.PLANNED, is_shown=False, **texts)
    new.starts, new.ends = _moved(edition, edition, later)
    new.save()
    rooms = _copied(Room, edition.rooms.all(), new, "name", "note")
    tracks = _copied(Track, edition.tracks.all(), new, "name", "order")
    with programme_entry.all_at_once():
        for session in edition.sessions.filter(is_held=True).order_by("starts", "pk"):
            frame = {name: getattr(session, name) for name in FRAME}
            starts, ends = _moved(session, edition, later)
            ProgrammeSession.objects.create(
                edition=new,
                starts=starts,
                ends=ends,
                room=rooms.get(session.room_id),
                track=tracks.get(session.track_id),
                **frame,
            )
    return new


def _moved(
    what: Edition | ProgrammeSession, edition: Edition, later: dt.timedelta
) -> tuple[dt.datetime, dt.datetime]:
    """The same time of day so many days later, whatever the clocks do in between."""
    try:
        starts, ends = (
            clock.instant(clock.wall(at, edition.zone) + later, edition.zone)
            for at in (what.starts, what.ends)
        )
    except BadTime as error:
        raise Refused(f"“{what}”: {error} Choose another day, or move it first.") from error
    return starts, ends


def _copied(model: Any, rows: Any, new: Edition, *fields: str) -> dict[int | None, Any]:
    """By the key of what each is a copy of."""
    return {
        each.pk: model.objects.create(edition=new, **{name: getattr(each, name) for name in fields})
        for each in rows
    }
