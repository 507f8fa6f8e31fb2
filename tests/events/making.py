"""Plain makers of gatherings for tests."""

import datetime as dt
from itertools import count
from typing import Any

from events.models import Edition, Gathering, Stage, Venue
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
