import icalendar
import pytest

from catalogue import feeds
from catalogue.models.vocabulary import SessionState, Status
from tests.factories import make_opportunity, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def summaries(response):
    assert response.status_code == 200
    read = icalendar.Calendar.from_ical(response.content)
    return [str(event["SUMMARY"]) for event in read.walk("VEVENT")]


def test_the_feed_of_a_filter_holds_what_the_list_would_show(client):
    make_session(make_opportunity(title="Free", cost="free"))
    make_session(make_opportunity(title="Paid", cost="paid"))
    make_session(make_opportunity(title="Draft", cost="free", status=Status.DRAFT))
    assert summaries(client.get("/opportunities.ics?cost=free")) == ["Free"]
    assert summaries(client.get("/opportunities.ics")) == ["Free", "Paid"]


def test_the_feed_keeps_cancelled_sessions_and_drops_those_that_are_over(client):
    listing = make_opportunity(title="L")
    make_session(listing, "2026-11-20 10:00", "2026-11-20 11:00")
    make_session(listing, "2026-11-21 10:00", "2026-11-21 11:00", state=SessionState.CANCELLED)
    make_session(listing, "2026-12-21 10:00")
    make_session(listing, None, state=SessionState.TO_BE_ANNOUNCED)
    assert summaries(client.get("/opportunities.ics")) == ["Cancelled: L", "L"]


def test_a_listing_whose_only_session_was_cancelled_stays_in_the_feed_for_thirty_days(
    client, november
):
    listing = make_opportunity(title="L")
    make_session(listing, "2026-11-21 10:00", "2026-11-21 11:00", state=SessionState.CANCELLED)
    assert summaries(client.get("/opportunities.ics")) == ["Cancelled: L"]
    november.move_to("2026-12-22T00:00:00Z")
    assert summaries(client.get("/opportunities.ics")) == []


def test_a_filter_that_cannot_be_read_is_refused_not_widened(client):
    make_session()
    response = client.get("/opportunities.ics?kind=seance")
    assert response.status_code == 400
    assert "“seance” is not a choice of “Kind”" in response.content.decode()
    assert response["Content-Type"].startswith("text/plain")


def test_the_file_of_a_listing(client):
    listing = make_opportunity(title="Weeding")
    make_session(listing)
    response = client.get("/opportunities/weeding.ics")
    assert summaries(response) == ["Weeding"]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="weeding.ics"'
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_past_listing_can_still_be_taken(client):
    make_session(make_opportunity(title="Old"), "2020-11-20 10:00")
    assert summaries(client.get("/opportunities/old.ics")) == ["Old"]


def test_a_listing_without_dates_gives_a_valid_empty_file(client):
    make_opportunity(title="Course")
    assert summaries(client.get("/opportunities/course.ics")) == []


def test_a_renamed_listing_redirects_and_an_unpublished_one_is_not_found(client):
    listing = make_opportunity(title="Old")
    listing.slug = "new"
    listing.save()
    response = client.get("/opportunities/old.ics")
    assert (response.status_code, response["Location"]) == (301, "/opportunities/new.ics")
    make_opportunity(title="Draft", status=Status.DRAFT)
    assert client.get("/opportunities/draft.ics").status_code == 404
    assert client.get("/opportunities/nothing.ics").status_code == 404


def test_a_feed_is_capped_soonest_first(client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_SESSIONS", 2)
    for day in (3, 1, 2):
        make_session(make_opportunity(title=f"Day {day}"), f"2026-12-0{day} 10:00")
    assert summaries(client.get("/opportunities.ics")) == ["Day 1", "Day 2"]


def test_links_lead_to_the_sites_configured_address(client, settings):
    settings.SITE_ADDRESS = "https://learn.example"
    make_session(make_opportunity(title="L"))
    assert b"URL:https://learn.example/opportunities/l/" in client.get("/opportunities.ics").content


@pytest.mark.parametrize("address", ["/opportunities.ics", "/opportunities.json"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_head_is_answered(client):
    assert client.head("/opportunities.ics").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_feed_takes_two_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]))
    client.get("/opportunities.ics")  # counts this version of the catalogue, and reads the listings
    with django_assert_num_queries(2):  # the version, which sessions
        client.get("/opportunities.ics")


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_listings_file_takes_four_queries_once(
    client, assert_queries_once_counted, django_assert_num_queries, rows
):
    listing = make_opportunity(title="L", topics=[make_topic()])
    for _ in range(rows):
        make_session(listing)
    with assert_queries_once_counted(4):  # the version, the listing, its sessions, topics
        client.get("/opportunities/l.ics")
    with django_assert_num_queries(1):  # the version: the listing was read
        client.get("/opportunities/l.ics")
