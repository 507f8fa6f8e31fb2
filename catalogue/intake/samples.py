"""Made-up listings with dates around today, so that a new catalogue shows what its pages can do."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from catalogue.models import vocabulary as v
from learning_portal.foundation import clock

EASTERN, MELBOURNE = "America/New_York", "Australia/Melbourne"
HERE = {"city": "Prince George", "region": v.Region.BC}


@dataclass(frozen=True)
class Sample:
    title: str
    kind: str
    summary: str
    topics: list[str]
    fields: dict[str, Any] = field(default_factory=dict)
    sessions: list[dict[str, Any]] = field(default_factory=list)


def around(today: dt.date) -> list[Sample]:
    """The samples for a catalogue begun on this BC day."""
    monday, next_monday = clock.week_of(today)
    tomorrow = today + clock.DAY
    wednesday = next_monday + dt.timedelta(days=2)
    closes = today + dt.timedelta(days=2)
    thursday = monday + dt.timedelta(days=38)
    month_ago = today - dt.timedelta(days=26)
    return [
        Sample(
            "Sample: Weeding a small collection in an hour",
            v.Kind.WEBINAR,
            "A kind and quick way to decide what leaves the shelf, for branches with one person.",
            ["Collections", "Library management"],
            {
                "cost": v.Cost.FREE, "delivery": v.Delivery.ONLINE_LIVE, "hours": Decimal(1),
                "bc_context": v.BCContext.YES, "level": v.Level.INTRODUCTORY,
                "recording": v.Recording.PROMISED, "certificate": [v.Certificate.LIVE],
                "access": [v.Access.CAPTIONS, v.Access.TELEPHONE],
                "audience": [v.Audience.LIBRARY_ASSISTANT, v.Audience.BRANCH_HEAD],
                "capacity_note": "Limited to 100 people.",
            },
            # On a Sunday what is left of this week is its evening.
            [_timed(tomorrow, "12:00", "13:00")
             if tomorrow < next_monday
             else _timed(today, "20:00", "21:00")],
        ),
        Sample(
            "Sample: Reading digital statistics without fear",
            v.Kind.WEBINAR,
            "What a circulation report can and cannot tell, with a sheet to take home.",
            ["Data and digital skills"],
            {
                "cost": v.Cost.PAID, "price": Decimal(43), "price_high": Decimal(59),
                "currency": "USD", "price_per": v.PricePer.PERSON,
                "price_note": "$43 for members, $59 for others.",
                "delivery": v.Delivery.ONLINE_LIVE, "hours": Decimal("1.5"),
                "recording": v.Recording.NONE, "bc_context": v.BCContext.NO,
                "certificate": [v.Certificate.LIVE, v.Certificate.GROUP],
                "registration_closes": _at(closes, "23:59", EASTERN),
                "registration_zone": EASTERN,
                "registration_words": f"{closes} 23:59 US Eastern",
                "registration_url": "https://example.org/register",
            },
            [_timed(wednesday, "14:00", "15:30", EASTERN, "US Eastern")],
        ),
        Sample(
            "Sample: Three days of small libraries",
            v.Kind.CONFERENCE,
            "A conference for people who run a library with few hands and much to do.",
            ["Leadership", "Community outreach", "Technology"],
            {
                "cost": v.Cost.PAID, "price": Decimal(250), "price_high": Decimal(400),
                "currency": "CAD", "price_per": v.PricePer.PERSON,
                "price_note": "$250 for staff of rural libraries, $400 for others.",
                "delivery": v.Delivery.HYBRID, "hours": Decimal(18),
                "bc_context": v.BCContext.YES, "recording": v.Recording.PENDING,
                "access": [v.Access.CAPTIONS, v.Access.ASL],
                "length_note": "Three days",
            },
            [{
                **_timed(thursday, "09:00", "16:00", last=thursday + dt.timedelta(days=2)),
                "venue": "Sample Conference Centre", "address": "100 Example Street",
                "city": "Vancouver", "region": v.Region.BC,
            }],
        ),
        Sample(
            "Sample: Libraries around the clock",
            v.Kind.WEBINAR,
            "Talks from the far side of the Pacific: evening there, the small hours here.",
            ["Public services"],
            {
                "cost": v.Cost.FREE, "delivery": v.Delivery.ONLINE_LIVE, "hours": Decimal(6),
                "recording": v.Recording.PROMISED, "bc_context": v.BCContext.NO,
                "access": [v.Access.LOW_BANDWIDTH],
            },
            [_timed(today + dt.timedelta(days=12), "16:00", "22:00", MELBOURNE, "Melbourne")],
        ),
        Sample(
            "Sample: Northern library day",
            v.Kind.IN_PERSON_EVENT,
            "A day of talk and practice for library people of the North, with lunch.",
            ["Community outreach", "Programming"],
            {
                "cost": v.Cost.FREE, "delivery": v.Delivery.IN_PERSON, "hours": Decimal(7),
                "bc_context": v.BCContext.YES, "recording": v.Recording.NONE,
                "audience": [v.Audience.EVERYONE], "certificate": [v.Certificate.NONE],
                "capacity_note": "Limited to 60 people.",
            },
            [{
                **_days(today + dt.timedelta(days=20)),
                "venue": "Sample Hall", "address": "200 Example Avenue", **HERE,
            }],
        ),
        Sample(
            "Sample: Storytime from the ground up",
            v.Kind.WEBINAR_SERIES,
            "Four short sessions on rhyme, rhythm, books and the people who bring the children.",
            ["Youth services", "Literacy"],
            {
                "cost": v.Cost.MIXED, "price": Decimal(20), "currency": "CAD",
                "price_per": v.PricePer.SITE, "price_note": "The first session is free.",
                "delivery": v.Delivery.ONLINE_LIVE, "hours": Decimal(4),
                "audience": [v.Audience.CHILDREN_AND_YOUTH, v.Audience.PROGRAMMING],
                "recording": v.Recording.PENDING, "certificate": [v.Certificate.COMPLETION],
            },
            [
                {
                    **_timed(
                        next_monday + dt.timedelta(days=1 + 7 * week), "10:00", "11:00"
                    ),
                    "label": f"Part {week + 1}: {part}",
                    "state": v.SessionState.CANCELLED if week == 2 else v.SessionState.SCHEDULED,
                }
                for week, part in enumerate(["Rhyme", "Rhythm", "Books", "Families"])
            ],
        ),
        Sample(
            "Sample: A study visit to a one-room library",
            v.Kind.IN_PERSON_EVENT,
            "See how one room serves a whole valley. The day is still to be agreed.",
            ["Library management"],
            {"delivery": v.Delivery.IN_PERSON, "bc_context": v.BCContext.YES},
            [{"state": v.SessionState.TO_BE_ANNOUNCED, "organiser_words": "TBA", **HERE}],
        ),
        Sample(
            "Sample: Helping people with their first tablet",
            v.Kind.WEBINAR,
            "A patient hour at the desk: settings, e-mail and not losing the thread.",
            ["Technology", "Accessibility"],
            {
                "cost": v.Cost.FREE, "delivery": v.Delivery.ONLINE_LIVE, "hours": Decimal(1),
                "bc_context": v.BCContext.YES, "recording": v.Recording.AVAILABLE,
                "recording_url": "https://example.org/recording",
                "recording_until": today + dt.timedelta(days=90),
                "certificate": [v.Certificate.LIVE, v.Certificate.RECORDED],
                "access": [v.Access.CAPTIONS],
            },
            [_timed(month_ago, "10:00", "11:00")],
        ),
    ]  # fmt: skip


def _at(day: dt.date, time: str, zone_name: str = clock.BC_ZONE) -> dt.datetime:
    return clock.instant(dt.datetime.combine(day, dt.time.fromisoformat(time)), zone_name)


def _timed(
    day: dt.date,
    starts: str,
    ends: str,
    zone_name: str = clock.BC_ZONE,
    words: str = "BC",
    last: dt.date | None = None,
) -> dict[str, Any]:
    return {
        "starts": _at(day, starts, zone_name),
        "ends": _at(last or day, ends, zone_name),
        "zone": zone_name,
        "organiser_words": f"{day} {starts} {words}",
    }


def _days(day: dt.date) -> dict[str, Any]:
    return {
        "timing": v.Timing.ALL_DAY,
        "starts": clock.start_of_day(day),
        "ends": clock.start_of_day(day + clock.DAY),
        "organiser_words": f"{day} all day",
    }
