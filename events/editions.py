"""Making an edition, and the sample one."""

import datetime as dt
from typing import Any

from django.db import transaction

from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Topic
from events import listing, programme_table
from events.models import Call, CallTopic, Edition, Gathering, Stage, Venue
from learning_portal.foundation import clock

NAME = "Rural Library Day"
SAMPLE = "Sample: Rural Library Day"
PROGRAMME = """starts,ends,title,kind,room,track,speakers,summary,capacity
9:00,9:30,Welcome,plenary,Hall,,,Sample text: who is here and how the day goes.,
9:30,10:30,Storytime with few hands,session,Hall,Children and youth,Sample Speaker A,,
9:30,10:30,Weeding a small collection,session,Room B,Collections,Sample Speaker B,,
10:30,10:45,Coffee (morning),break,,,,,
10:45,12:00,Try it: the makerspace in a box,session,Hall,Technology,Sample Speaker C,,12
10:45,12:00,Working with your board,session,Room B,Running a library,Sample Speaker B,,
12:00,13:00,Lunch,break,,,,,
13:00,14:30,What libraries named as needs,plenary,Hall,,Sample Speaker A; Sample Speaker C,,
14:30,14:45,Coffee (afternoon),break,,,,,
14:45,15:45,Reaching people who do not come in,session,Hall,Community,Sample Speaker B,,
15:45,16:00,What we take home,plenary,Hall,,,,
"""


TOPICS = (
    "Weeding a small collection", "Storytime with few hands", "Working with your board",
    "A makerspace in a box", "Reaching people who do not come in",
)  # fmt: skip


@transaction.atomic
def create(*, gathering: str = NAME, **fields: Any) -> Edition:
    """A new edition of the gathering of this name, with its listing in the catalogue.

    Raises ValidationError, whose messages say what to write instead.
    """
    edition = Edition(gathering=Gathering.named(gathering), is_shown=True, **fields)
    edition.full_clean()
    edition.save()
    listing.keep_in_step(edition)
    return edition


def load_sample(today: dt.date) -> bool:
    """The one sample edition, open, ten weeks on; false where it has ever been here."""
    if Edition.history.filter(is_sample=True).exists():
        return False
    day = clock.week_of(today + 10 * clock.WEEK)[0] + 2 * clock.DAY  # a Wednesday
    venue, _made = Venue.objects.get_or_create(
        name="Sample Community Hall",
        city="Prince George",
        defaults={
            "address": "300 Example Avenue",
            "accessibility": "Sample text: step-free from the car park, an accessible washroom "
            "on the same floor, a hearing loop in the hall.",
        },
    )
    edition = create(
        programme_shown=True,
        title=f"{SAMPLE} {day.year}",
        is_sample=True,
        stage=Stage.OPEN,
        starts=_at(day, 9),
        ends=_at(day, 16),
        venue=venue,
        capacity=60,
        summary="This is sample content. A day of talk and practice for people in rural "
        "libraries, shaped by the needs that libraries named.",
        for_whom="Everyone who works or volunteers in a rural library, and trustees.",
        access_arrangements="Sample text: captions on the screen, a quiet room, breaks each hour.",
        access_contact="Sample contact: events coordinator, events@example.org",
        travel_support="Sample text: kilometres and up to two nights can be paid for people who "
        "come from farther than 100 km. Ask for it when you register; staff decide.",
        territory="Sample text: here stands the acknowledgement agreed with the Nation on whose "
        "territory the day is held.",
        registration_closes=_at(day - clock.WEEK, 17),
    )
    programme_table.bring_in(edition, PROGRAMME.encode())
    _call_for_needs(edition, today)
    about = Topic.objects.filter(name="Community outreach")
    edition.opportunity.topics.set(about)  # type: ignore[union-attr]
    refresh_found_by(Opportunity.objects.filter(edition=edition))
    return True


def _call_for_needs(edition: Edition, today: dt.date) -> None:
    call = Call.objects.create(
        edition=edition,
        opens_on=today,
        closes_on=today + 6 * clock.WEEK,
        introduction="Sample text: what would help you most in your daily work?",
    )
    CallTopic.objects.bulk_create(
        CallTopic(call=call, title=title, order=place) for place, title in enumerate(TOPICS, 1)
    )


def _at(day: dt.date, hour: int) -> dt.datetime:
    return clock.instant(dt.datetime.combine(day, dt.time(hour)), clock.BC_ZONE)
