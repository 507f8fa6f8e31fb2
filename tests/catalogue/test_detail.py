import datetime as dt

import pytest

from catalogue.models.vocabulary import SessionState, Status, Timing
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_session, make_topic, make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def page_of(client, listing, **cookies):
    for name, value in cookies.items():
        client.cookies[name] = value
    response = client.get(listing.get_absolute_url())
    assert response.status_code == 200
    return read(response)


STATED = [
    ("2026-10-28 11:00", "America/Los_Angeles", "Wednesday, October 28, 2026, 11:00 am"),
    ("2026-11-04 11:00", "America/Los_Angeles", "Wednesday, November 4, 2026, 12:00 pm"),
    ("2026-11-24 14:00", "America/New_York", "Tuesday, November 24, 2026, 12:00 pm"),
    ("2026-11-24 12:00", "America/Denver", "Tuesday, November 24, 2026, 12:00 pm"),
    ("2026-11-25 10:00", "America/Chicago", "Wednesday, November 25, 2026, 9:00 am"),
    ("2026-11-30 23:30", "America/Los_Angeles", "Tuesday, December 1, 2026, 12:30 am"),
    ("2027-03-17 14:00", "America/New_York", "Wednesday, March 17, 2027, 11:00 am"),
]


@pytest.mark.parametrize(("stated", "zone", "said"), STATED)
def test_the_first_time_on_the_page_is_the_start_in_bc(client, stated, zone, said):
    session = make_session(None, stated, zone=zone)
    page = page_of(client, session.opportunity)
    assert page.times[0] == (said, clock.utc_text(session.starts))


def test_a_start_is_never_confused_with_its_end(client):
    session = make_session(None, "2026-12-09 11:00", "2026-12-09 12:00")
    page = page_of(client, session.opportunity)
    assert page.times == [("Wednesday, December 9, 2026, 11:00 am", "2026-12-09T18:00:00Z")]
    assert "11:00 am to 12:00 pm BC time" in page.text


def test_the_organisers_time_stands_beside_bcs_where_it_differs(client):
    session = make_session(None, "2026-11-30 23:30", zone="America/Los_Angeles")
    page = page_of(client, session.opportunity)
    assert "Mon, Nov 30, 11:30 pm US Pacific time" in page.text


def test_the_readers_clock_is_written_first_with_bc_beside_it(client):
    session = make_session(None, "2026-12-09 14:00", "2026-12-09 15:00", zone="America/New_York")
    page = page_of(client, session.opportunity, clock="alberta")
    assert page.times[0] == ("Wednesday, December 9, 2026, 1:00 pm", "2026-12-09T19:00:00Z")
    assert "to 2:00 pm Alberta time" in page.text
    assert "12:00 pm to 1:00 pm BC time" in page.text
    assert "2:00 pm to 3:00 pm US Eastern time" in page.text


def test_a_cookie_nobody_offered_means_bc(client):
    session = make_session(None, "2026-12-09 12:00")
    page = page_of(client, session.opportunity, clock="<script>")
    assert page.times[0][0] == "Wednesday, December 9, 2026, 12:00 pm"


SHAPES = [
    ({"starts": "2026-12-09 22:00", "ends": "2026-12-10 02:00"},
     "Wednesday, December 9, 2026, 10:00 pm to Thursday, December 10, 2:00 am BC time"),
    ({"starts": "2026-12-09 00:00", "ends": "2026-12-12 00:00", "timing": Timing.ALL_DAY},
     "Wednesday, December 9 to Friday, December 11, 2026, all day"),
    ({"starts": "2026-12-09 00:00", "ends": "2026-12-10 00:00", "timing": Timing.ALL_DAY},
     "Wednesday, December 9, 2026, all day"),
    ({"starts": "2026-12-09 00:00", "timing": Timing.DATE_ONLY},
     "Wednesday, December 9, 2026, time to be announced"),
    ({"starts": None, "state": SessionState.TO_BE_ANNOUNCED}, "Date and time to be announced"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), SHAPES)
def test_every_shape_of_session_reads_naturally(client, fields, said):
    page = page_of(client, make_session(None, **fields).opportunity)
    assert said in page.text.replace(" ,", ",")
    assert "12:00 am" not in page.text


def test_whole_days_keep_the_organisers_dates(client):
    starts = clock.start_of_day(dt.date(2026, 12, 9), "America/Toronto")
    session = make_session(None, starts, zone="America/Toronto", timing=Timing.ALL_DAY)
    assert page_of(client, session.opportunity).times[0][0] == "Wednesday, December 9, 2026"


def test_unknown_is_a_value(client):
    page = page_of(client, make_opportunity())
    for label in ("Cost", "Length", "Recording", "Certificate", "Level", "Access", "Language"):
        assert f"{label} Not stated" in page.text


def test_what_is_known_is_said(client):
    listing = make_opportunity(
        cost="mixed", price=20, currency="CAD", price_per="site", price_note="members pay less",
        hours="1.5", recording="available", recording_until=dt.date(2026, 12, 31),
        certificate=["live", "group"], access=["captions", "asl"], languages=["en", "fr"],
        audience=["trustee"], capacity_note="Limited to 30", level="introductory",
        delivery="online-live", bc_context="yes",
    )  # fmt: skip
    text = page_of(client, listing).text
    for said in (
        "Cost Some free, some paid ($20 CAD per site): members pay less",
        "Length 1 hour 30 minutes",
        "Recording Recording available until Thursday, December 31, 2026",
        "Certificate For attending live, For watching as a group",
        "Access Captions, ASL interpretation",
        "Language English, French",
        "For whom Trustee",
        "Places Limited to 30",
        "BC context Made in or for BC",
    ):
        assert said in text


def test_a_page_that_did_not_answer_is_said(client):
    assert "did not answer" not in page_of(client, make_opportunity()).text
    listing = make_opportunity(link_dead_since=dt.date(2026, 11, 20))
    said = "did not answer when the Branch last looked, on Friday, November 20, 2026"
    assert said in page_of(client, listing).text


def test_a_place_is_named(client):
    session = make_session(None, venue="Civic Centre", address="1 Main St", city="Prince George")
    assert "Civic Centre, 1 Main St, Prince George" in page_of(client, session.opportunity).text


def test_a_past_listing_keeps_its_page_and_offers_what_is_next(client):
    topic = make_topic()
    listing = make_opportunity(topics=[topic])
    make_session(listing, "2026-11-01 10:00", "2026-11-01 11:00")
    alike = make_opportunity(title="Alike", topics=[topic])
    make_opportunity(title="Unlike")
    page = page_of(client, listing)
    assert "This is over" in page.text
    assert ("Alike", alike.get_absolute_url()) in page.links
    assert "Unlike" not in page.text


def test_upcoming_dates_come_first_and_earlier_ones_are_kept(client):
    listing = make_opportunity()
    make_session(listing, "2026-11-01 10:00", "2026-11-01 11:00")
    make_session(listing, "2026-12-01 10:00", "2026-12-01 11:00")
    page = page_of(client, listing)
    assert page.times[0][0] == "Tuesday, December 1, 2026, 10:00 am"
    assert "1 earlier date" in page.text


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_a_listing_that_is_not_published_has_no_page(client, status):
    listing = make_opportunity(status=status)
    response = client.get(listing.get_absolute_url())
    assert response.status_code == 404
    assert "There is no such page" in read(response).text


def test_a_renamed_listing_redirects_for_good(client):
    listing = make_opportunity(title="Old")
    listing.slug = "new"
    listing.save()
    response = client.get("/opportunities/old/")
    assert (response.status_code, response["Location"]) == (301, "/opportunities/new/")


def test_a_renamed_listing_off_the_site_does_not_redirect(client):
    listing = make_opportunity(title="Old", status=Status.ARCHIVED)
    listing.slug = "new"
    listing.save()
    assert client.get("/opportunities/old/").status_code == 404


@pytest.mark.parametrize("slug", ["none", "x" * 300, "%00", "..%2f", "Old%20One", "%F0%9F%92%A9"])
def test_an_address_that_never_was_is_not_found(client, slug):
    assert client.get(f"/opportunities/{slug}/").status_code in (400, 404)


def test_starter_and_sample_content_say_what_they_are(client):
    starter = make_opportunity(origin="starter")
    assert "has not yet checked its details" in page_of(client, starter).text
    starter.checked_on = dt.date(2026, 11, 24)
    starter.save()
    assert "has not yet checked" not in page_of(client, starter).text
    assert "made up to show" in page_of(client, make_opportunity(origin="sample")).text


def test_markup_in_a_listing_is_text(client):
    listing = make_opportunity(title="<script>alert(1)</script>", summary="</title><b>")
    response = client.get(listing.get_absolute_url())
    assert b"<script>alert(1)" not in response.content


def test_only_a_curator_is_offered_to_edit(client):
    listing = make_opportunity()
    assert "Edit this listing" not in page_of(client, listing).text
    client.force_login(make_user("Events coordinators"))
    assert "Edit this listing" not in page_of(client, listing).text
    client.force_login(make_user("Curators"))
    assert "Edit this listing" in page_of(client, listing).text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(make_opportunity().get_absolute_url()).status_code == 405


@pytest.mark.parametrize("sessions", [1, 3, 50])
def test_a_listing_takes_seven_queries_once(
    client, assert_queries_once_counted, django_assert_num_queries, sessions
):
    listing = make_opportunity(topics=[make_topic() for _ in range(sessions)])
    for _ in range(sessions):
        make_session(listing)
    # notices, the version, the listing, its sessions, its topics, its description, which listings
    # decisions name
    with assert_queries_once_counted(7):
        client.get(listing.get_absolute_url())
    with django_assert_num_queries(1):  # the version: its parts are kept
        client.get(listing.get_absolute_url())
