"""Plain makers of gatherings for tests."""

import datetime as dt
import uuid
from itertools import count
from typing import Any

from events import registration
from events.models import (
    Appearance,
    Call,
    CallTopic,
    CheckIn,
    Edition,
    Feedback,
    Gathering,
    ProgrammeSession,
    Registration,
    Room,
    Speaker,
    Stage,
    Track,
    Venue,
)
from events.registration import Person
from learning_portal.foundation import clock

number = count(1)


def at(text: str, zone: str = clock.BC_ZONE) -> dt.datetime:
    """The instant at which clocks in the zone read this."""
    return clock.instant(dt.datetime.fromisoformat(text), zone)


def make_edition(
    starts: str = "2027-05-12 09:00", ends: str = "2027-05-12 16:00", **fields: Any
) -> Edition:
    """An open edition of 20 places that readers see, unless told; times are wall time in `zone`."""
    zone = fields.setdefault("zone", clock.BC_ZONE)
    fields.setdefault("title", f"Rural Library Day {next(number)}")
    fields.setdefault("stage", Stage.OPEN)
    fields.setdefault("is_shown", True)
    fields.setdefault("capacity", 20)
    if "gathering" not in fields:
        fields["gathering"] = Gathering.named("Rural Library Day")
    return Edition.objects.create(starts=at(starts, zone), ends=at(ends, zone), **fields)


def make_venue(**fields: Any) -> Venue:
    fields.setdefault("name", f"Hall {next(number)}")
    return Venue.objects.create(**fields)


def person(name: str = "", email: str = "", **fields: Any) -> Person:
    """Somebody new, unless named."""
    each = next(number)
    return Person(
        name=name or f"Reader {each}", email=email or f"reader{each}@example.ca", **fields
    )


def make_registration(edition: Edition | None = None, **fields: Any) -> Registration:
    """Registered as a reader would be; `state` and other columns are then as told."""
    columns = {
        name: fields.pop(name) for name in ("state", "offered_until", "number") if name in fields
    }
    made = registration.register(
        edition=edition or make_edition(), person=person(**fields), site="http://testserver"
    )
    if columns:
        Registration.objects.filter(pk=made.pk).update(**columns)
        made.refresh_from_db()
    return made


def make_part(
    edition: Edition | None = None,
    starts: str = "10:00",
    ends: str = "11:00",
    *,
    day: str = "2027-05-12",
    room: str = "",
    track: str = "",
    speakers: tuple[str, ...] = (),
    **fields: Any,
) -> ProgrammeSession:
    """A session of the programme; rooms, tracks and speakers by name, made where there is none."""
    edition = edition or make_edition(programme_shown=True)
    fields.setdefault("title", f"Talk {next(number)}")
    if room:
        fields["room"] = Room.objects.get_or_create(edition=edition, name=room)[0]
    if track:
        fields["track"] = Track.objects.get_or_create(edition=edition, name=track)[0]
    session = ProgrammeSession.objects.create(
        edition=edition,
        starts=at(f"{day} {starts}", edition.zone),
        ends=at(f"{day} {ends}", edition.zone),
        **fields,
    )
    for name in speakers:
        speaker, _made = Speaker.objects.get_or_create(name=name)
        Appearance.objects.create(session=session, speaker=speaker)
    return session


def make_feedback(edition: Edition | None = None, **fields: Any) -> Feedback:
    """Of somebody without a name who found the day good, unless told."""
    edition = edition or make_edition()
    fields.setdefault("rating", 4)
    fields.setdefault("day", edition.last_day)
    return Feedback.objects.create(edition=edition, **fields)


def make_call(edition: Edition | None = None, *topics: str, **fields: Any) -> Call:
    """A call for needs that is open all of November 2026, unless told."""
    fields.setdefault("opens_on", dt.date(2026, 11, 1))
    fields.setdefault("closes_on", dt.date(2026, 11, 30))
    call = Call.objects.create(edition=edition or make_edition(), **fields)
    for place, title in enumerate(topics):
        CallTopic.objects.create(call=call, title=title, order=place)
    return call


def check_in(registration: Registration) -> CheckIn:
    """As the door does, whatever the hour."""
    return CheckIn.objects.create(registration=registration, key=uuid.uuid4())
