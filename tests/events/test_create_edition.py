"""`manage.py create_edition`: an edition from the command line; its last line is the address."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import Opportunity
from events.models import Edition, Gathering
from tests.events.making import at
from tests.pages import read

pytestmark = pytest.mark.django_db


def create(**asked):
    asked = {
        "title": "Rural Library Day in Smithers", "starts": "2027-05-12T09:00",
        "ends": "2027-05-12T16:00", "zone": "America/Vancouver", "capacity": 20, **asked,
    }  # fmt: skip
    out = StringIO()
    call_command("create_edition", **asked, stdout=out)
    return out.getvalue().splitlines()


def test_its_last_line_is_the_address_and_the_address_answers(client):
    address = create(open=True)[-1]
    assert address == "/events/rural-library-day-in-smithers-2027/"
    page = read(client.get(address))
    assert page.titles[0] == "Rural Library Day in Smithers"
    assert "Open for registration" in page.text
    assert page.times[0] == ("Wednesday, May 12, 2027, 9:00 am", "2027-05-12T16:00:00Z")


def test_where_the_sites_address_is_set_it_is_whole(settings):
    settings.SITE_ADDRESS = "https://learning.example.ca"
    address = create()[-1]
    assert address == "https://learning.example.ca/events/rural-library-day-in-smithers-2027/"


def test_it_is_planned_unless_it_is_opened():
    create()
    edition = Edition.objects.get()
    assert (edition.stage, edition.capacity, edition.is_shown) == ("planned", 20, True)
    assert edition.gathering == Gathering.objects.get(slug="rural-library-day")


def test_times_are_those_of_the_zone_or_of_an_offset():
    create(zone="America/Toronto", ends="2027-05-12T16:00-07:00")
    edition = Edition.objects.get()
    assert edition.starts == at("2027-05-12 09:00", "America/Toronto")
    assert edition.ends == at("2027-05-12 16:00")


def test_days_without_hours_say_that_the_hours_are_to_be_announced(client):
    address = create(starts="2027-05-12", ends="2027-05-13")[-1]
    assert not Edition.objects.get().hours_known
    page = read(client.get(address))
    expected = "Wednesday, May 12 to Thursday, May 13, 2027, hours to be announced"
    assert expected.replace("12 to", "12, 2027 to") in page.text or expected in page.text


def test_it_stands_in_the_catalogue_at_once(client):
    create(open=True)
    listing = Opportunity.objects.current().get()
    assert listing.title == "Rural Library Day in Smithers"
    assert listing.sessions.get().starts == at("2027-05-12 09:00")


def test_a_second_of_the_same_name_has_an_address_of_its_own():
    assert [create()[-1], create()[-1]] == [
        "/events/rural-library-day-in-smithers-2027/",
        "/events/rural-library-day-in-smithers-2027-2/",
    ]


def test_the_gatherings_own_address_stays_free():
    assert create(title="Rural Library Day")[-1] == "/events/rural-library-day-2027/"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"starts": "noon"}, "--starts is not a time"),
        ({"ends": "2027-05-12T08:00"}, "ends before it starts"),
        ({"ends": "2027-05-12"}, "both as days"),
        ({"zone": "Smithers"}, "not a time zone this portal knows"),
        ({"zone": "America/Los_Angeles", "starts": "2027-03-14T02:30"}, "skip 02:30"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": -3}, "capacity"),
        ({"capacity": 10**9}, "capacity"),
        ({"title": " \x00 "}, "--title: write some words"),
        ({"title": "x" * 300}, "title"),
        ({"starts": "9999-12-31", "ends": "9999-12-31"}, "is not a time"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_made(asked, says):
    with pytest.raises(CommandError, match=says):
        create(**asked)
    assert not Edition.objects.exists()
    assert not Opportunity.objects.exists()


def test_names_of_this_province_survive(client):
    address = create(title="Sḵwx̱wú7mesh hən̓q̓əmin̓əm̓ Day")[-1]
    assert address == "/events/skwxwu7mesh-henqeminem-day-2027/"
    assert read(client.get(address)).titles[0] == "Sḵwx̱wú7mesh hən̓q̓əmin̓əm̓ Day"
