"""The links that open a calendar on the web: their queries read back as the calendars would."""

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest

from catalogue.models.vocabulary import SessionState, Timing
from catalogue.outlets import web_calendars
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PAGE = "https://portal.example/opportunities/l/"


def asked(address, host, path):
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", host, path)
    assert "+" not in parts.query  # Outlook would show it
    return {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=True).items()}


def google(session):
    said = asked(web_calendars.google(session, PAGE), "calendar.google.com", "/calendar/render")
    assert said.pop("action") == "TEMPLATE"
    return said


def outlook(session):
    said = asked(
        web_calendars.outlook(session, PAGE),
        "outlook.office.com",
        "/calendar/0/deeplink/compose",
    )
    assert said.pop("path") == "/calendar/action/compose"
    assert said.pop("rru") == "addevent"
    return said


STATED = [
    ("2026-10-28 11:00", "America/Los_Angeles", "20261028T180000Z"),
    ("2026-11-04 11:00", "America/Los_Angeles", "20261104T190000Z"),
    ("2026-11-24 14:00", "America/New_York", "20261124T190000Z"),
    ("2026-11-25 10:00", "America/Chicago", "20261125T160000Z"),
    ("2026-11-30 23:30", "America/Los_Angeles", "20261201T073000Z"),
    ("2027-03-17 14:00", "America/New_York", "20270317T180000Z"),
]


@pytest.mark.parametrize(("stated", "zone", "utc"), STATED)
def test_a_stated_time_is_given_in_utc_with_its_end(stated, zone, utc):
    starts = clock.instant(dt.datetime.fromisoformat(stated), zone)
    session = make_session(None, starts, starts + dt.timedelta(hours=1), zone=zone)
    begins, ends = google(session)["dates"].split("/")
    assert begins == utc
    read = [dt.datetime.strptime(each, "%Y%m%dT%H%M%S%z") for each in (begins, ends)]
    assert read == [starts, starts + dt.timedelta(hours=1)]
    said = outlook(session)
    assert [dt.datetime.fromisoformat(said[name]) for name in ("startdt", "enddt")] == read
    assert "allday" not in said


def test_an_end_nobody_stated_is_not_made_up():
    session = make_session(None, "2026-12-09 12:00")
    assert google(session)["dates"] == "20261209T190000Z/20261209T190000Z"
    said = outlook(session)
    assert said["startdt"] == said["enddt"] == "2026-12-09T19:00:00Z"
    assert "end not stated" in said["body"]


def test_whole_days_are_the_organisers_with_the_end_after_the_last():
    starts = clock.start_of_day(dt.date(2026, 12, 9), "America/Toronto")
    ends = clock.start_of_day(dt.date(2026, 12, 12), "America/Toronto")
    session = make_session(None, starts, ends, zone="America/Toronto", timing=Timing.ALL_DAY)
    assert google(session)["dates"] == "20261209/20261212"
    said = outlook(session)
    assert (said["startdt"], said["enddt"]) == ("2026-12-09", "2026-12-12")
    assert said["allday"] == "true"


def test_a_day_without_a_time_says_so():
    session = make_session(None, "2026-12-09 00:00", timing=Timing.DATE_ONLY)
    assert google(session)["dates"] == "20261209/20261210"
    assert google(session)["text"].endswith("(time to be announced)")


@pytest.mark.parametrize(
    "title",
    ["Sḵwx̱wú7mesh", "hən̓q̓əmin̓əm̓", "Hudson's Hope & friends #1?", "a=b&dates=x", "50% + <b>\r\n💡"],
)
def test_names_come_back_as_they_were(title):
    session = make_session(make_opportunity(title=title), venue=title, city="Nelson")
    assert google(session)["text"] == outlook(session)["subject"] == title
    assert google(session)["location"] == outlook(session)["location"] == f"{title}, Nelson"


def test_the_listings_page_comes_first_in_the_details():
    session = make_session(make_opportunity(summary="What to let go."))
    for said in (google(session)["details"], outlook(session)["body"]):
        assert said.startswith(f"{PAGE}\n\nWhat to let go.\nWhen: ")
        assert said.count(PAGE) == 1


@pytest.mark.parametrize("letter", ["x", "é", "💡", "n̓"])
def test_long_texts_are_cut_and_the_address_stays_short(letter):
    listing = make_opportunity(
        title=letter * (200 // len(letter)),
        summary=letter * (400 // len(letter)),
        price_note=letter * (200 // len(letter)),
        url="https://provider.example/" + "a" * 900,
        registration_url="https://provider.example/" + "b" * 900,
    )
    session = make_session(
        listing,
        label=letter * (120 // len(letter)),
        venue=letter * (200 // len(letter)),
        address=letter * (200 // len(letter)),
        organiser_words=letter * (200 // len(letter)),
    )
    for link in web_calendars.links(session, PAGE):
        assert len(link.address) < 6000
        assert parse_qs(urlsplit(link.address).query, strict_parsing=True)
    assert outlook(session)["body"].startswith(PAGE)


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({}, True),
        ({"state": SessionState.MOVED}, True),
        ({"state": SessionState.CANCELLED}, False),
        ({"state": SessionState.TO_BE_ANNOUNCED}, False),
        ({"state": SessionState.TO_BE_ANNOUNCED, "starts": None}, False),
    ],
)
def test_only_a_date_that_stands_may_be_added(fields, may):
    assert web_calendars.may_be_added(make_session(None, **fields)) is may
