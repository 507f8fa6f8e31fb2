"""An edition in the catalogue: one listing, kept in step."""

import pytest

from catalogue.models import Opportunity
from events import editions, listing
from events.models import Stage, Way
from tests.events.making import at, make_edition, make_venue
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_a_shown_edition_is_a_published_listing(client):
    edition = make_edition(
        title="Rural Library Day in Smithers", summary="A day.", description="Bring boots.",
        venue=make_venue(name="Old Mill", city="Smithers"),
        registration_closes=at("2027-05-01 17:00"),
    )  # fmt: skip
    made = listing.keep_in_step(edition)
    page = read(client.get(made.get_absolute_url()))
    assert page.titles[0] == "Rural Library Day in Smithers"
    for said in ("Old Mill, Smithers", "Libraries Branch", "Limited to 20 people.", "A day.",
                 "Bring boots.", "Registration closes Saturday, May 1, 2027, 5:00 pm"):  # fmt: skip
        assert said in page.text
    assert ("Programme, arrangements and registration", edition.get_absolute_url()) in page.links
    assert page.times[0] == ("Wednesday, May 12, 2027, 9:00 am", "2027-05-12T16:00:00Z")


def test_its_page_is_a_whole_address_where_the_sites_is_set(settings):
    settings.SITE_ADDRESS = "https://learning.example.ca"
    edition = make_edition()
    made = listing.keep_in_step(edition)
    assert made.url == f"https://learning.example.ca{edition.get_absolute_url()}"


def test_it_follows_the_edition_and_stays_the_same_listing():
    edition = make_edition()
    made = listing.keep_in_step(edition)
    session = made.sessions.get()
    edition.title, edition.starts = "Moved", at("2027-05-12 10:00")
    edition.save()
    again = listing.keep_in_step(edition)
    assert (again.pk, again.title) == (made.pk, "Moved")
    moved = again.sessions.get()
    assert (moved.pk, moved.uid, moved.starts) == (session.pk, session.uid, edition.starts)
    assert moved.calendar_sequence > session.calendar_sequence


def test_what_is_a_curators_is_left_alone():
    edition = make_edition()
    made = listing.keep_in_step(edition)
    made.cost, made.audience = "free", ["branch-head"]
    made.save()
    listing.keep_in_step(edition)
    made.refresh_from_db()
    assert (made.cost, made.audience) == ("free", ["branch-head"])


def test_a_cancelled_edition_is_a_cancelled_session():
    edition = make_edition(stage=Stage.CANCELLED)
    made = listing.keep_in_step(edition)
    assert made.sessions.get().is_cancelled
    assert made.capacity_note == "Cancelled."


def test_hours_to_be_announced_are_no_midnight():
    one = listing.keep_in_step(
        make_edition("2027-05-12 00:00", "2027-05-13 00:00", hours_known=False)
    )
    two = listing.keep_in_step(
        make_edition("2027-05-12 00:00", "2027-05-14 00:00", hours_known=False)
    )
    assert str(one.sessions.get().when()) == "Wednesday, May 12, 2027, time to be announced"
    assert str(two.sessions.get().when()).endswith("May 13, 2027, all day")


def test_what_readers_may_not_see_is_no_listing_and_leaves_the_page():
    assert listing.keep_in_step(make_edition(is_shown=False)) is None
    edition = make_edition()
    made = listing.keep_in_step(edition)
    edition.is_shown = False
    edition.save()
    listing.keep_in_step(edition)
    assert not Opportunity.objects.published().filter(pk=made.pk).exists()
    edition.is_shown = True
    edition.save()
    assert listing.keep_in_step(edition).is_published


def test_online_it_has_no_place():
    made = listing.keep_in_step(make_edition(way=Way.ONLINE, venue=make_venue(city="Smithers")))
    assert (made.delivery, made.sessions.get().place()) == ("online-live", "")


def test_a_deleted_editions_listing_goes_to_the_archive():
    edition = make_edition()
    made = listing.keep_in_step(edition)
    listing.take_off(edition)
    edition.delete()
    made.refresh_from_db()
    assert made.status == "archived"


def test_the_sample_edition_is_loaded_once_open_and_marked(client, november):
    assert editions.load_sample(at("2026-11-24 10:00").date())
    assert not editions.load_sample(at("2026-11-24 10:00").date())
    made = Opportunity.objects.current().get()
    assert made.origin == "sample"
    address = client.get("/events/rural-library-day/")["Location"]
    page = read(client.get(address))
    assert page.titles[0].startswith("Sample: Rural Library Day 2027")
    assert "Nothing will be held." in page.text
    assert "Open for registration" in page.text


def test_a_sample_that_was_deleted_does_not_come_back(november):
    day = at("2026-11-24 10:00").date()
    editions.load_sample(day)
    editions.Edition.objects.all().delete()
    assert not editions.load_sample(day)
