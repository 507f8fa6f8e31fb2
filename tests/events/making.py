"""Plain makers of gatherings for tests."""

import datetime as dt
from itertools import count
from typing import Any

from events import registration
from events.models import Edition, Gathering, Registration, Stage, Venue
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
