import datetime as dt
import json
import re

import pytest

from catalogue.models.vocabulary import Origin, SessionState, Timing
from tests.factories import make_opportunity, make_provider, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def graph(client, listing):
    page = client.get(listing.get_absolute_url()).content.decode()
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(said)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def test_a_session_is_an_education_event_in_bc_time(client):
    listing = make_opportunity(
        title="Weeding",
        provider=make_provider(name="Coop", url="https://coop.example/"),
        delivery="online-live",
        cost="free",
        languages=["en", "fr", "other"],
        url="https://coop.example/weeding",
    )
    make_session(listing, "2026-12-09 14:00", "2026-12-09 15:00", zone="America/New_York")
    (event,) = graph(client, listing)
    assert event == {
        "@type": "EducationEvent",
        "name": "Weeding",
        "description": "Weeding",
        "url": "http://testserver/opportunities/weeding/",
        "inLanguage": ["en", "fr"],
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "CAD",
            "url": "https://coop.example/weeding",
        },
        "startDate": "2026-12-09T12:00:00-07:00",
        "endDate": "2026-12-09T13:00:00-07:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": [{"@type": "VirtualLocation", "url": "https://coop.example/weeding"}],
        "organizer": {"@type": "Organization", "name": "Coop", "url": "https://coop.example/"},
    }


def test_a_gathering_is_an_event_at_a_place(client):
    listing = make_opportunity(kind="conference", delivery="hybrid")
    make_session(
        listing, "2026-12-09 00:00", "2026-12-11 00:00", timing=Timing.ALL_DAY,
        venue="Civic Centre", address="1 Main St", city="Prince George", region="BC",
    )  # fmt: skip
    (event,) = graph(client, listing)
    assert event["@type"] == "Event"
    assert (event["startDate"], event["endDate"]) == ("2026-12-09", "2026-12-10")
    assert event["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert event["location"][1] == {
        "@type": "Place",
        "name": "Civic Centre",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Main St",
            "addressLocality": "Prince George",
            "addressRegion": "BC",
        },
    }


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (SessionState.CANCELLED, "EventCancelled"),
        (SessionState.MOVED, "EventRescheduled"),
        (SessionState.SCHEDULED, "EventScheduled"),
    ],
)
def test_a_sessions_state_is_its_status(client, state, status):
    listing = make_opportunity()
    make_session(listing, state=state)
    assert graph(client, listing)[0]["eventStatus"] == f"https://schema.org/{status}"


def test_a_date_without_a_time_is_a_day(client):
    listing = make_opportunity()
    make_session(listing, "2026-12-09 00:00", timing=Timing.DATE_ONLY)
    assert graph(client, listing)[0]["startDate"] == "2026-12-09"


def test_without_dates_it_is_a_course(client):
    listing = make_opportunity(
        kind="course", delivery="online-self-paced", hours="1.5", level="introductory",
        cost="paid", price="43.50", currency="USD",
    )  # fmt: skip
    (course,) = graph(client, listing)
    assert course["@type"] == "Course"
    assert course["hasCourseInstance"] == {
        "@type": "CourseInstance",
        "courseMode": "Online",
        "courseWorkload": "PT1H30M",
    }
    assert course["offers"]["price"] == "43.50"
    assert course["isAccessibleForFree"] is False


def test_what_is_not_known_is_not_claimed(client):
    (course,) = graph(client, make_opportunity(kind="course"))
    assert set(course) == {"@type", "name", "description", "url", "provider"}


def test_a_collection_is_a_resource(client):
    assert graph(client, make_opportunity(kind="collection"))[0]["@type"] == "LearningResource"


def test_a_title_cannot_end_the_script(client):
    listing = make_opportunity(title="</script><script>alert(1)</script> & more", kind="course")
    assert graph(client, listing)[0]["name"] == "</script><script>alert(1)</script> & more"


def test_a_long_series_is_cut_short(client):
    listing = make_opportunity()
    for day in range(1, 29):
        make_session(listing, dt.datetime(2026, 12, day, 20, tzinfo=dt.UTC))
    assert len(graph(client, listing)) == 20


def test_of_a_long_series_those_to_come_are_told(client, november):
    listing = make_opportunity()
    for day in range(1, 29):
        make_session(listing, dt.datetime(2026, 12, day, 20, tzinfo=dt.UTC))
    november.move_to("2026-12-20T17:00:00Z")
    days = [event["startDate"][:10] for event in graph(client, listing)]
    assert (days[0], days[-1], len(days)) == ("2026-12-20", "2026-12-28", 9)
    november.move_to("2027-02-01T17:00:00Z")
    assert len(graph(client, listing)) == 20


def test_the_events_of_a_series_have_names_of_their_own(client):
    listing = make_opportunity(title="Storytime")
    make_session(listing, "2026-12-01 10:00", label="Part 1: Rhyme")
    make_session(listing, "2026-12-08 10:00")
    assert [event["name"] for event in graph(client, listing)] == [
        "Storytime: Part 1: Rhyme",
        "Storytime",
    ]


def test_an_online_event_is_somewhere_though_nobody_gave_an_address(client):
    listing = make_opportunity(title="Weeding", delivery="online-live")
    make_session(listing)
    (place,) = graph(client, listing)[0]["location"]
    assert place == {
        "@type": "VirtualLocation",
        "url": "http://testserver/opportunities/weeding/",
    }


def test_several_prices_are_a_range_never_the_lowest_alone(client):
    listing = make_opportunity(kind="course", cost="paid", price=43, price_high=59, currency="USD")
    assert graph(client, listing)[0]["offers"] == {
        "@type": "AggregateOffer",
        "lowPrice": "43.00",
        "highPrice": "59.00",
        "priceCurrency": "USD",
    }


def test_a_sample_is_no_event_for_search_engines(client):
    listing = make_opportunity(title="Sample: it", origin=Origin.SAMPLE)
    make_session(listing)
    said = client.get(listing.get_absolute_url()).content.decode()
    assert "ld+json" not in said
    assert '<meta name="robots" content="noindex">' in said
    other = make_opportunity()
    assert "noindex" not in client.get(other.get_absolute_url()).content.decode()
