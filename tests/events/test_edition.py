"""/events/<edition>/: what it is, when, where, for whom, and where it stands."""

import datetime as dt

import pytest

from events.models import Gathering
from tests.events.making import at, make_edition, make_venue
from tests.pages import read

pytestmark = pytest.mark.django_db


def page_of(client, edition):
    return read(client.get(edition.get_absolute_url()))


def test_it_says_all_a_person_asks_before_they_travel(client):
    venue = make_venue(
        name="Old Mill", address="1 River Road", city="Smithers",
        map_url="https://maps.example/mill", accessibility="Step-free from the car park.",
    )  # fmt: skip
    edition = make_edition(
        title="Rural Library Day in Smithers", venue=venue, for_whom="Branch heads",
        access_arrangements="ASL interpreters.", access_contact="access@example.ca",
        travel_support="Kilometres are paid past 100.", territory="On the land of the Nation.",
        description="Bring *boots*.", summary="A day of practice.",
    )  # fmt: skip
    page = page_of(client, edition)
    assert page.titles[0] == "Rural Library Day in Smithers"
    assert page.times == [("Wednesday, May 12, 2027, 9:00 am", "2027-05-12T16:00:00Z")]
    for said in (
        "to 4:00 pm BC time", "Old Mill, 1 River Road, Smithers", "Step-free from the car park.",
        "ASL interpreters.", "Kilometres are paid past 100.", "On the land of the Nation.",
        "Branch heads", "A day of practice.", "Bring boots",
    ):  # fmt: skip
        assert said in page.text
    assert ("Map of Old Mill", "https://maps.example/mill") in page.links
    assert ("access@example.ca", "mailto:access@example.ca") in page.links


def test_the_clock_on_its_wall_comes_first_and_the_readers_stands_beside(client):
    edition = make_edition(zone="America/Edmonton")
    page = page_of(client, edition)
    assert page.times[0][0] == "Wednesday, May 12, 2027, 9:00 am"
    assert "to 4:00 pm Alberta time" in page.text
    assert "8:00 am to 3:00 pm BC time" in page.text
    client.cookies["clock"] = "ontario"
    assert "11:00 am to 6:00 pm Ontario time" in page_of(client, edition).text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stage": "planned"}, "Planned"),
        ({"stage": "open"}, "Open for registration"),
        ({"registration_opens": at("2027-03-01 09:00")}, "Registration opens Monday, March 1"),
        ({"registration_closes": at("2026-11-01 09:00")}, "Registration closed Sunday, November 1"),
        ({"stage": "closed"}, "Registration is closed"),
        ({"stage": "cancelled"}, "It will not be held."),
        ({"ends": "2026-11-20 16:00", "starts": "2026-11-20 09:00"}, "This day is over."),
    ],
)  # fmt: skip
def test_where_it_stands_is_said(client, november, fields, says):
    assert says in page_of(client, make_edition(**fields)).text


def test_a_sample_says_that_nothing_will_be_held(client):
    assert "Nothing will be held." in page_of(client, make_edition(is_sample=True)).text
    assert "Nothing will be held." not in page_of(client, make_edition()).text


def test_what_is_not_shown_has_no_page(client):
    hidden = make_edition(is_shown=False)
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_an_address_that_changed_leads_to_the_new_one(client):
    edition = make_edition(slug="first")
    edition.slug = "second"
    edition.save()
    response = client.get("/events/first/")
    assert (response.status_code, response["Location"]) == (301, "/events/second/")


def test_a_gatherings_address_leads_to_its_next_edition(client, november):
    past = make_edition("2026-05-12 09:00", "2026-05-12 16:00")
    later = make_edition("2028-05-12 09:00", "2028-05-12 16:00")
    cancelled = make_edition("2027-01-12 09:00", "2027-01-12 16:00", stage="cancelled")
    following = make_edition("2027-05-12 09:00", "2027-05-12 16:00")
    make_edition("2026-12-12 09:00", "2026-12-12 16:00", is_shown=False)
    make_edition("2026-12-13 09:00", "2026-12-13 16:00", gathering=Gathering.named("Forum"))
    assert client.get("/events/rural-library-day/")["Location"] == following.get_absolute_url()
    assert past.pk
    assert later.pk
    following.delete()
    later.delete()
    assert client.get("/events/rural-library-day/")["Location"] == cancelled.get_absolute_url()


@pytest.mark.parametrize("is_there", [True, False])
def test_where_no_edition_is_next_it_leads_to_all_of_them(client, is_there):
    if is_there:
        Gathering.named("Rural Library Day")
    assert client.get("/events/rural-library-day/")["Location"] == "/events/"


@pytest.mark.parametrize("address", ["nothing", "x" * 200, "%E2%98%83", "place", "programme.ics"])
def test_what_was_never_an_edition_is_not_found(client, address):
    assert client.get(f"/events/{address}/").status_code == 404


def test_past_stays_past_by_the_hour_it_ends(client):
    edition = make_edition()
    assert not edition.is_over(edition.ends - dt.timedelta(seconds=1))
    assert edition.is_over(edition.ends)
    assert edition.needs_deleted_on == dt.date(2027, 5, 26)
    assert edition.people_deleted_on == dt.date(2028, 5, 12)


def test_several_days_are_counted_in_its_own_zone():
    edition = make_edition("2027-05-12 09:00", "2027-05-14 00:00", zone="America/Toronto")
    assert edition.days == [dt.date(2027, 5, 12), dt.date(2027, 5, 13)]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(make_edition().get_absolute_url()).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_two_queries(client, django_assert_num_queries, rows):
    editions = [make_edition(venue=make_venue()) for _ in range(rows)]
    with django_assert_num_queries(2):  # notices, the edition
        client.get(editions[0].get_absolute_url())
