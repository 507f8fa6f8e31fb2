"""Sessions in the form of a listing: the organiser's wall time in, BC time shown."""

import datetime as dt

import pytest

from catalogue.models import Session
from learning_portal.foundation import clock
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_provider, make_session, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def listing(country="US", **fields):
    return make_opportunity(provider=make_provider(country=country), **fields)


# The organiser's words, the provider's country, and what the page says the clocks in BC read.
TABLE = [
    ("2016-12-06 11:00", "BC", "CA", "Tuesday, December 6, 2016, 11:00 am"),
    ("2026-10-28 11:00", "PT", "US", "Wednesday, October 28, 2026, 11:00 am"),
    ("2026-11-04 11:00", "PT", "US", "Wednesday, November 4, 2026, 12:00 pm"),
    ("2026-11-24 14:00", "Eastern", "US", "Tuesday, November 24, 2026, 12:00 pm"),
    ("2026-11-24 12:00", "Mountain", "US", "Tuesday, November 24, 2026, 12:00 pm"),
    ("2026-11-25 10:00", "CT", "US", "Wednesday, November 25, 2026, 9:00 am"),
    ("2026-11-30 23:30", "US Pacific", "", "Tuesday, December 1, 2026, 12:30 am"),
    ("2027-03-17 14:00", "ET", "US", "Wednesday, March 17, 2027, 11:00 am"),
]


@pytest.mark.parametrize(("starts", "zone", "country", "in_bc"), TABLE)
def test_the_table_of_stated_times(curator, starts, zone, country, in_bc):
    opportunity = listing(country)
    desk.save(curator, opportunity, session_starts_wall=starts, session_zone_words=zone)
    assert f"In BC: {in_bc} BC time" in curator.get(desk.address(opportunity)).text
    assert Session.objects.get().organiser_words == f"{starts} {zone}"


def test_both_clocks_are_shown_where_they_differ(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_starts_wall="2026-11-30 11:30 pm",
        session_ends_wall="2026-12-01 00:30", session_zone_words="Pacific",
    )  # fmt: skip
    page = curator.get(desk.address(opportunity)).text
    assert "In BC: Tuesday, December 1, 2026, 12:30 am to 1:30 am BC time" in page
    assert (
        "As stated: Monday, November 30, 2026, 11:30 pm to Tuesday, December 1, 12:30 am "
        "US Pacific time"
    ) in page


def test_a_new_listing_takes_its_first_session_with_it(curator):
    provider = make_provider(country="CA")
    desk.save(
        curator, title="Weeding", provider=provider.pk, kind="webinar",
        session_starts_wall="2026-12-09 12:00", session_zone_words="Pacific",
    )  # fmt: skip
    session = Session.objects.get()
    assert clock.utc_text(session.starts) == "2026-12-09T19:00:00Z"
    assert "sessions" in session.opportunity.locked_fields


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"starts_wall": "2026-12-09 12:00"}, "zone_words", "whose clock"),
        (
            {"starts_wall": "2026-12-09 12:00", "zone_words": "Mars"},
            "zone_words",
            "not a time zone",
        ),
        (
            {"starts_wall": "2026-12-09 12:00", "zone_words": "PT"},
            "zone_words",
            "America/Vancouver",
        ),
        ({"starts_wall": "soon", "zone_words": "BC"}, "starts_wall", "write it as 2026-12-09"),
        ({"starts_wall": "2027-03-14 02:30", "zone_words": "US ET"}, "starts_wall", "skip 02:30"),
        ({"starts_wall": "2026-11-01 01:30", "zone_words": "US ET"}, "starts_wall", "twice"),
        (
            {"starts_wall": "2026-12-09 12:00", "ends_wall": "11:00", "zone_words": "BC"},
            "ends_wall",
            "ends before it starts",
        ),
        ({"ends_wall": "2026-12-09 12:00", "zone_words": "BC"}, "starts_wall", "needs a start"),
        ({"label": "Part 1"}, "starts_wall", "To be announced"),
        ({"timing": "all-day", "starts_wall": "2026-12-09 12:00"}, "starts_wall", "only the day"),
        ({"starts_wall": "2" * 121, "zone_words": "BC"}, "starts_wall", "at most 120"),
        ({"starts_wall": "2026-12-09 12:00", "zone_words": "x" * 101}, "zone_words", "at most 100"),
        ({"state": "perhaps", "starts_wall": "2026-12-09 12:00"}, "state", "not one of"),
    ],
)
def test_what_cannot_be_placed_is_refused_beside_its_field(curator, typed, field, said):
    opportunity = listing(country="")
    sent = {f"session_{name}": value for name, value in typed.items()}
    response = desk.save(curator, opportunity, title="Not saved", **sent)
    assert response.status_code == 200
    assert said in " ".join(desk.errors(response)[f"session_{field}"])
    opportunity.refresh_from_db()
    assert opportunity.title != "Not saved"
    assert not Session.objects.exists()
    for value in typed.values():
        assert value in response.text


def test_a_session_to_be_announced_needs_no_time(curator):
    opportunity = listing()
    desk.save(curator, opportunity, session_state="to-be-announced")
    session = Session.objects.get()
    assert (session.starts, session.organiser_words) == (None, "")
    assert "Date and time to be announced" in curator.get(desk.address(opportunity)).text
    response = desk.save(curator, opportunity, session_state="scheduled")
    assert "session_starts_wall" in desk.errors(response)


def test_whole_days_are_typed_and_read_as_days(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_timing="all-day", session_starts_wall="2026-12-09",
        session_ends_wall="2026-12-11", session_zone_words="ET",
    )  # fmt: skip
    session = Session.objects.get()
    assert clock.wall(session.ends, session.zone) == dt.datetime.fromisoformat("2026-12-12")
    page = curator.get(desk.address(opportunity)).text
    assert "<p>Wednesday, December 9 to Friday, December 11, 2026, all day</p>" in page
    assert "Reads: Wednesday" not in page
    assert 'value="2026-12-11"' in page


def test_a_date_alone_says_that_its_time_is_to_come(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_timing="date-only", session_starts_wall="2026-12-09",
        session_zone_words="BC",
    )  # fmt: skip
    page = curator.get(desk.address(opportunity)).text
    assert "<p>Wednesday, December 9, 2026, time to be announced</p>" in page


def test_a_stored_time_that_is_not_touched_is_not_read_anew(curator):
    """A feed may store what no wall time can say; editing the label must not lose it."""
    twice = dt.datetime(2026, 11, 1, 6, 30, 15, tzinfo=dt.UTC)  # 01:30:15 for the second time
    opportunity = listing()
    session = make_session(opportunity, starts=twice, zone="America/New_York")
    response = desk.save(curator, opportunity, session_label="Part 1")
    assert response.status_code == 302
    session.refresh_from_db()
    assert (session.label, session.starts) == ("Part 1", twice)


def test_the_organisers_own_words_are_left_as_they_are(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_starts_wall="2026-12-09 11:00", session_zone_words="PT",
        session_organiser_words="Dec 9, 11 a.m. Pacific",
    )  # fmt: skip
    desk.save(curator, opportunity, session_starts_wall="2026-12-09 10:00")
    assert Session.objects.get().organiser_words == "Dec 9, 11 a.m. Pacific"


def test_words_made_of_the_typed_times_follow_them(curator):
    opportunity = listing()
    desk.save(curator, opportunity, session_starts_wall="2026-12-09 11:00", session_zone_words="PT")
    desk.save(curator, opportunity, session_ends_wall="12:00")
    session = Session.objects.get()
    assert session.organiser_words == "2026-12-09 11:00 to 12:00 America/Los_Angeles"


def test_a_changed_time_raises_the_sequence_and_keeps_the_uid(curator):
    opportunity = listing()
    session = make_session(opportunity)
    desk.save(curator, opportunity, session_starts_wall="2026-12-10 12:00")
    moved = Session.objects.get()
    assert (moved.uid, moved.sequence) == (session.uid, 1)


def test_a_mislabelled_clock_is_saved_with_a_warning(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_starts_wall="2027-07-07 11:00", session_zone_words="PST"
    )
    assert "daylight time is in force" in curator.get(desk.address(opportunity)).text


def test_a_session_of_weeks_is_saved_with_a_warning_that_stays_beside_it(curator):
    opportunity = listing()
    make_session(opportunity, starts="2027-01-03 12:00", ends="2027-01-03 13:00")
    desk.save(curator, opportunity, session_starts_wall="2026-12-09 13:00")
    said = "This session lasts 25 days, until Sunday, January 3, 2027: check both."
    assert curator.get(desk.address(opportunity)).text.count(said) == 2
    assert curator.get(desk.address(opportunity)).text.count(said) == 1


def test_a_weekday_that_is_not_that_days_is_saved_with_a_warning(curator):
    opportunity = listing()
    desk.save(
        curator, opportunity, session_starts_wall="Thursday, December 9, 2026, 11:00 am",
        session_ends_wall="noon", session_zone_words="BC",
    )  # fmt: skip
    page = curator.get(desk.address(opportunity)).text
    assert "You typed Thursday, but December 9, 2026 is a Wednesday" in page
    assert "Wednesday, December 9, 2026, 11:00 am to 12:00 pm BC time" in page


def test_a_deleted_session_unsettles_the_listing(curator, november):
    opportunity = listing()
    make_session(opportunity, starts="2026-11-01 12:00")
    opportunity.refresh_from_db()
    assert opportunity.is_over()
    desk.save(curator, opportunity, **{"sessions-0-DELETE": "on"})
    opportunity.refresh_from_db()
    assert not Session.objects.exists()
    assert opportunity.over_at is None


def test_no_field_offers_now_or_today(curator):
    opportunity = listing()
    make_session(opportunity)
    page = curator.get(desk.address(opportunity)).text
    for trap in ("vDateField", "vTimeField", "DateTimeShortcuts", 'type="datetime-local"'):
        assert trap not in page


def reads(curator, **asked):
    return curator.get(desk.address(page="reads"), asked)


def test_while_typing_the_server_says_what_it_reads(curator):
    provider = make_provider(country="US")
    said = reads(
        curator, starts="2026-12-09 11:00", ends="12:00", zone="PT", provider=provider.pk
    ).text
    assert "In BC: Wednesday, December 9, 2026, 12:00 pm to 1:00 pm BC time" in said
    assert "As stated: Wednesday, December 9, 2026, 11:00 am to 12:00 pm US Pacific time" in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, ""),
        ({"starts": "2026-12-09 11:00", "zone": "PT"}, "could mean"),
        ({"starts": "2026-12-09 11:00", "zone": "PT", "provider": "9" * 30}, "could mean"),
        ({"starts": "2026-12-09 11:00", "zone": "PT", "provider": "²"}, "could mean"),
        ({"starts": "<b>soon</b>", "zone": "BC"}, "&lt;b&gt;soon"),
        ({"starts": "x" * 2000, "zone": "y" * 1000}, "cannot"),
        ({"starts": "2026-12-09", "zone": "BC", "timing": "date-only"}, "time to be announced"),
        ({"starts": "2026-12-09", "zone": "BC", "timing": "whenever"}, "Add the time"),
        ({"starts": "2026-12-09", "zone": "BC", "moment": "1"}, "23:59"),
        ({"starts": "2026-12-09 17:00", "zone": "US ET", "moment": "1"}, "3:00 pm BC time"),
        ({"starts": "2027-07-07 11:00", "zone": "PST", "provider": ""}, "daylight"),
    ],
)
def test_the_fragment_answers_in_words_whatever_is_asked(curator, asked, said):
    response = reads(curator, **asked)
    assert response.status_code == 200
    assert said.replace("cannot", "is not a day") in response.text
    assert "<b>" not in response.text


def test_the_fragment_is_for_people_at_the_desk(client):
    assert reads(client, starts="2026-12-09").status_code == 302
    for group, status in (("", 403), ("HR officers", 403), ("Events coordinators", 200)):
        client.force_login(make_user(group))
        assert reads(client, starts="2026-12-09").status_code == status
    assert client.post(desk.address(page="reads")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_fragment_takes_five_queries_at_most(curator, django_assert_num_queries, rows):
    for _ in range(rows):
        provider = make_provider(country="US")
    with django_assert_num_queries(5):
        reads(curator, starts="2026-12-09 11:00", zone="PT", provider=provider.pk)
