"""The calendar files: read back by two parsers, and line by line."""

import datetime as dt
import logging
from decimal import Decimal

import icalendar
import pytest
import vobject

from catalogue import history, tally
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Timing
from catalogue.outlets import ical_lines
from catalogue.outlets import icalendar as outlet
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
SITE = "https://portal.example"


def write(*sessions):
    """The file of these sessions, checked line by line on the way."""
    wanted = Session.objects.filter(pk__in=[session.pk for session in sessions])
    body = outlet.calendar(tally.tally().listed_sessions(wanted), name="Test", site=SITE)
    check_lines(body)
    return body


def check_lines(body):
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is split between two lines


def events(body):
    """Both parsers' readings of the events, which must agree in number."""
    ours = icalendar.Calendar.from_ical(body).walk("VEVENT")
    theirs = getattr(vobject.readOne(body.decode()), "vevent_list", [])
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert str(one["UID"]) == other.uid.value
        assert one["DTSTART"].dt == other.dtstart.value
        assert str(one["SUMMARY"]) == other.summary.value
        assert not one.errors
    return ours


def only(body):
    (event,) = events(body)
    return event


STATED = [
    ("2016-12-06 11:00", "America/Vancouver", "2016-12-06 19:00"),
    ("2026-10-28 11:00", "America/Los_Angeles", "2026-10-28 18:00"),
    ("2026-11-04 11:00", "America/Los_Angeles", "2026-11-04 19:00"),
    ("2026-11-24 14:00", "America/New_York", "2026-11-24 19:00"),
    ("2026-11-24 12:00", "America/Denver", "2026-11-24 19:00"),
    ("2026-11-25 10:00", "America/Chicago", "2026-11-25 16:00"),
    ("2026-11-30 23:30", "America/Los_Angeles", "2026-12-01 07:30"),
    ("2027-03-17 14:00", "America/New_York", "2027-03-17 18:00"),
]


@pytest.mark.parametrize(("stated", "zone", "utc"), STATED)
def test_a_time_is_written_in_utc(stated, zone, utc):
    event = only(write(make_session(None, stated, zone=zone)))
    assert event["DTSTART"].dt == dt.datetime.fromisoformat(f"{utc}+00:00")
    assert "DTEND" not in event


def test_start_and_end_are_not_confused():
    event = only(write(make_session(None, "2026-12-09 11:00", "2026-12-09 12:00")))
    assert event["DTSTART"].dt.hour == 18
    assert event["DTEND"].dt.hour == 19


def test_an_entry_says_what_a_calendar_shows():
    listing = make_opportunity(
        title="Weeding; why, & how\\",
        summary="Two lines,\nof it",
        delivery="in-person",
        topics=[make_topic(name="Collections, mostly")],
        url="https://provider.example/a?b=1,2;3",
    )
    session = make_session(
        listing, venue="Civic Centre; room 2", city="Prince George", organiser_words="noon PT"
    )
    event = only(write(session))
    assert event["SUMMARY"] == "Weeding; why, & how\\"
    assert event["LOCATION"] == "Civic Centre; room 2, Prince George"
    assert event["URL"] == f"{SITE}{listing.get_absolute_url()}"
    assert event["CATEGORIES"].cats == ["Webinar", "Collections, mostly"]
    assert event["STATUS"] == "CONFIRMED"
    for said in ("Two lines,\nof it", "BC time", "noon PT", "https://provider.example/a?b=1,2;3"):
        assert said in event["DESCRIPTION"]


CATEGORIES = [
    [],
    ["Collections, mostly"],
    ["Boards; trustees", "Back\\slash", "hən̓q̓əmin̓əm̓ " * 6 + "end", "Sḵwx̱wú7mesh, səl̓ílwətaɬ"],
]


@pytest.mark.parametrize("topics", CATEGORIES)
def test_categories_are_the_kind_and_the_topics_for_both_readers(topics):
    listing = make_opportunity(topics=[make_topic(name=name) for name in topics])
    body = write(make_session(listing))
    assert set(only(body)["CATEGORIES"].cats) == {"Webinar", *topics}
    theirs = vobject.readOne(body.decode()).vevent.categories.value
    assert (theirs[0], set(theirs)) == ("Webinar", {"Webinar", *topics})


def test_online_is_where_an_online_session_is():
    session = make_session(make_opportunity(delivery="online-live"))
    assert only(write(session))["LOCATION"] == "Online, live"
    assert "LOCATION" not in only(write(make_session()))


def test_whole_days_are_the_organisers_days_with_the_end_after_the_last():
    starts = clock.start_of_day(dt.date(2026, 12, 9), "America/Toronto")
    ends = clock.start_of_day(dt.date(2026, 12, 12), "America/Toronto")
    session = make_session(None, starts, ends, zone="America/Toronto", timing=Timing.ALL_DAY)
    event = only(write(session))
    assert event["DTSTART"].dt == dt.date(2026, 12, 9)
    assert event["DTEND"].dt == dt.date(2026, 12, 12)


def test_a_date_without_a_time_is_a_day_that_says_so():
    event = only(write(make_session(None, "2026-12-09 00:00", timing=Timing.DATE_ONLY)))
    assert event["DTSTART"].dt == dt.date(2026, 12, 9)
    assert event["DTEND"].dt == dt.date(2026, 12, 10)
    assert event["SUMMARY"].endswith("(time to be announced)")
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_cancelled_session_is_marked_and_keeps_its_uid():
    session = make_session()
    before = only(write(session))
    session = Session.objects.get()
    session.state = SessionState.CANCELLED
    session.save()
    after = only(write(session))
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"].startswith("Cancelled: ")
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


CHANGES = [
    lambda s: setattr(s, "starts", s.starts + dt.timedelta(hours=1)),
    lambda s: setattr(s, "ends", s.starts + dt.timedelta(hours=1)),
    lambda s: setattr(s, "city", "Nelson"),
    lambda s: setattr(s, "state", SessionState.MOVED),
    lambda s: setattr(s.opportunity, "title", "Another"),
    lambda s: setattr(s.opportunity, "url", "https://another.example/"),
]


def test_sequence_rises_with_each_change_and_the_uid_never_changes():
    make_session()
    seen = []
    for change in [lambda s: None, *CHANGES]:
        session = Session.objects.select_related("opportunity").get()
        change(session)
        session.opportunity.save()
        session.save()
        event = only(write(session))
        seen.append((event["SEQUENCE"], str(event["UID"])))
    sequences = [sequence for sequence, _ in seen]
    assert sequences == sorted(set(sequences))
    assert len({uid for _, uid in seen}) == 1


# Each field a curator writes, as it stands and as it then reads.
OF_A_LISTING = {
    "title": "Weeding", "kind": "course", "summary": "Less is more.", "description": "More.",
    "url": "https://example.org/new", "link_dead_since": dt.date(2026, 11, 1),
    "audience": ["trustee"], "level": "advanced", "languages": ["fr"], "bc_context": "yes",
    "delivery": "in-person", "hours": Decimal("1.5"), "length_note": "Six weeks", "cost": "paid",
    "price": Decimal(30), "price_high": Decimal(90), "currency": "USD", "price_per": "site",
    "price_note": "Less for members", "registration_url": "https://example.org/register",
    "registration_closes": dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
    "registration_zone": "America/Toronto", "registration_words": "by noon",
    "recording": "promised", "recording_url": "https://example.org/seen",
    "recording_until": dt.date(2027, 1, 1), "certificate": ["live"], "access": ["captions"],
    "capacity_note": "For 30", "slug": "weeding-2",
}  # fmt: skip
OF_A_SESSION = {
    "state": SessionState.CANCELLED, "label": "Part 2", "timing": Timing.ALL_DAY,
    "starts": dt.datetime(2026, 12, 9, 18, tzinfo=dt.UTC),
    "ends": dt.datetime(2026, 12, 9, 23, tzinfo=dt.UTC), "zone": "America/Toronto",
    "organiser_words": "noon, PT", "venue": "Hall", "address": "1 Main St", "city": "Nelson",
    "region": "BC",
}  # fmt: skip


def told(session):
    """What calendars are told of a session, and its SEQUENCE."""
    event = only(write(session))
    number = event.pop("SEQUENCE")
    for when in ("DTSTAMP", "LAST-MODIFIED"):
        event.pop(when)
    return event.to_ical(), number


@pytest.fixture
def said():
    listing = make_opportunity(
        title="L", url="https://example.org/l", cost="mixed", price=Decimal(20), currency="CAD",
        topics=[make_topic(name="T")], provider=make_provider(name="P"),
        registration_zone=clock.BC_ZONE,
    )  # fmt: skip
    session = make_session(listing, "2026-12-09 12:00", "2026-12-09 13:00")
    refresh_found_by(Opportunity.objects.all())
    return session


def test_each_field_that_is_written_is_tried():
    listing = {name.removesuffix("_id") for name in history.EDITORIAL} | {"slug"}
    assert set(OF_A_LISTING) | {"provider"} == listing
    assert set(OF_A_SESSION) == set(history.OF_SESSION)


@pytest.mark.parametrize("name", OF_A_LISTING)
def test_what_changes_an_entry_by_its_listing_raises_sequence(said, name):
    before, number = told(said)
    listing = Opportunity.objects.get()
    setattr(listing, name, OF_A_LISTING[name])
    listing.save()
    after, then = told(said)
    assert (after != before) == (then > number)


@pytest.mark.parametrize("name", OF_A_SESSION)
def test_what_changes_an_entry_by_its_session_raises_sequence(said, name):
    before, number = told(said)
    setattr(said, name, OF_A_SESSION[name])
    said.save()
    after, then = told(said)
    assert then > number or after == before


def another_provider(listing):
    listing.provider = make_provider(name="Q")
    listing.save()


def provider_renamed(listing):
    listing.provider.name = "Q"
    listing.provider.save()


def topic_renamed(listing):
    listing.topics.update(name="U")


def other_topics(listing):
    listing.topics.set([make_topic(name="U")])


def no_topics(listing):
    listing.topics.clear()


@pytest.mark.parametrize(
    "change", [another_provider, provider_renamed, topic_renamed, other_topics, no_topics]
)
def test_other_names_in_an_entry_raise_sequence(said, change):
    make_session(make_opportunity(title="Beside"))
    before, number = told(said)
    change(Opportunity.objects.get(title="L"))
    refresh_found_by(Opportunity.objects.filter(title="L"))
    after, then = told(said)
    assert after != before
    assert then > number
    assert Opportunity.objects.get(title="Beside").sequence == 0


def test_names_worked_out_anew_without_a_change_raise_nothing(said):
    before = told(said)
    refresh_found_by(Opportunity.objects.all())
    assert told(said) == before


@pytest.mark.parametrize(
    "title",
    ["Sḵwx̱wú7mesh", "hən̓q̓əmin̓əm̓ " * 12, "səl̓ílwətaɬ", "Hudson's Hope", "💡" * 60, "é" * 199,
     "a\r\nBEGIN:VALARM\r\nx", "tab\there \x07 bell"],
)  # fmt: skip
def test_names_survive_and_nothing_breaks_out_of_its_line(title):
    listing = make_opportunity(title="x", slug="x")
    type(listing).objects.update(title=title)
    event = only(write(make_session(listing)))
    expected = ical_lines.CONTROL.sub("", title.replace("\r\n", "\n"))
    assert event["SUMMARY"] == expected


def test_one_bad_row_never_takes_the_feed_down(caplog):
    good, bad = make_session(), make_session(timing=Timing.ALL_DAY)
    Session.objects.filter(pk=bad.pk).update(zone="Nowhere/Else")
    with caplog.at_level(logging.ERROR):
        event = only(write(good, bad))
    assert str(event["UID"]) == str(good.uid)
    assert f"Session {bad.pk} was left out" in caplog.text


def test_a_bad_row_leaves_no_half_event():
    bad = make_session(timing=Timing.ALL_DAY)
    Session.objects.filter(pk=bad.pk).update(zone="Nowhere/Else")
    assert b"BEGIN:VEVENT" not in write(bad)
