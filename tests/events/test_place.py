"""A registration's private address: see it, take an offer, change it, give it up."""

import datetime as dt
import re

import pytest
from django.test import Client

from events import registration
from events.models import Registration
from tests.events.making import make_edition, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(title="Rural Library Day", capacity=1, offer_hours=24)


@pytest.fixture
def offered(edition, november):
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    second.refresh_from_db()
    return second


def at(made, what=""):
    return f"{made.get_absolute_url()}{what}"


def state(made):
    return Registration.objects.get(pk=made.pk).state


def test_it_shows_what_was_told(client, edition):
    made = make_registration(edition, name="Ann", access="Front row", kilometres=300)
    page = read(client.get(at(made)))
    assert page.titles[0] == "You have a place"
    for said in ("Ann", made.email, "Front row", "None stated", "Asked for: 300 kilometres"):
        assert said in page.text
    assert ("Calendar file (.ics)", at(made, "event.ics")) in page.links


def test_one_who_waits_sees_who_is_ahead(client, edition):
    make_registration(edition)
    first, second = make_registration(edition), make_registration(edition)
    assert "You are the first on the list." in read(client.get(at(first))).text
    page = read(client.get(at(second)))
    assert page.titles[0] == "You are on the waiting list"
    assert "1 person is ahead of you." in page.text


def test_an_offer_is_taken_by_post_and_not_by_a_mail_scanner(client, offered):
    page = read(client.get(at(offered)))
    assert page.titles[0] == "A place is offered to you"
    assert "Take it by Wednesday, November 25, 2026, 10:00 am BC time." in page.text
    assert client.get(at(offered, "accept/")).status_code == 405
    assert state(offered) == "offered"
    for _ in range(2):  # a button pressed twice
        response = client.post(at(offered, "accept/"))
        assert (response.status_code, response["Location"]) == (302, at(offered))
    assert read(client.get(at(offered))).titles[0] == "You have a place"


def test_an_offer_that_ran_out_says_so_and_where_to_go(client, offered, november):
    november.shift(dt.timedelta(hours=24))
    response = client.post(at(offered, "accept/"))
    assert response.status_code == 409
    assert "This offer ran out" in read(response).text
    registration.expire_offers()
    page = read(client.get(at(offered)))
    assert page.titles[0] == "The place offered to you has passed on"
    assert "Register again" in [text for text, _ in page.links]


def test_giving_up_asks_first_and_is_by_post(client, edition):
    made, waits = make_registration(edition), make_registration(edition)
    assert read(client.get(at(made, "cancel/"))).titles == ["Give up your place?"]
    assert read(client.get(at(waits, "cancel/"))).titles == ["Leave the waiting list?"]
    assert state(made) == "confirmed"
    for _ in range(2):
        assert client.post(at(made, "cancel/"))["Location"] == at(made)
    assert (state(made), state(waits)) == ("cancelled", "offered")
    assert read(client.get(at(made))).titles[0] == "Your registration is cancelled"
    assert client.get(at(made, "cancel/"))["Location"] == at(made)


def test_what_was_told_can_be_changed(client, edition, november):
    made = make_registration(edition, name="Ann", email="a@example.ca", access="Front row")
    html = client.get(at(made, "change/")).content.decode()
    assert 'value="Ann"' in html
    assert "Front row</textarea>" in html
    november.shift(dt.timedelta(seconds=10))
    sent = {"name": "Anne", "email": "a@example.ca", "library": "other", "dietary": "No nuts",
            "opened": re.search('name="opened" value="([^"]+)"', html)[1]}  # fmt: skip
    assert client.post(at(made, "change/"), sent)["Location"] == at(made)
    text = read(client.get(at(made))).text
    assert "Anne" in text
    assert "No nuts" in text
    assert "Front row" not in text


def test_a_change_that_cannot_be_is_refused_and_kept(client, edition, november):
    edition.capacity = 2
    edition.save()
    make_registration(edition, name="Bo", email="b@example.ca")
    made = make_registration(edition, name="Ann", email="a@example.ca")
    html = client.get(at(made, "change/")).content.decode()
    november.shift(dt.timedelta(seconds=10))
    opened = re.search('name="opened" value="([^"]+)"', html)[1]
    sent = {"name": "Bo", "email": "b@example.ca", "library": "other", "opened": opened}
    response = client.post(at(made, "change/"), sent)
    assert response.status_code == 409
    assert "Bo is registered with b@example.ca already" in read(response).text
    refused = client.post(at(made, "change/"), {**sent, "name": ""})
    assert refused.status_code == 400
    assert read(refused).titles[1] == "Nothing has been changed yet"
    assert Registration.objects.get(pk=made.pk).name == "Ann"


def test_a_cancelled_edition_is_said_to_those_who_had_a_place(client, edition):
    made = make_registration(edition)
    edition.stage = "cancelled"
    edition.save()
    page = read(client.get(at(made)))
    assert page.titles[0] == "Cancelled: Rural Library Day"
    assert "It will not be held." in page.text
    assert client.post(at(made, "accept/")).status_code == 302


@pytest.mark.parametrize("token", ["x", "x" * 500, "%E2%98%83", "%ED%A0%80", "..", "register"])
@pytest.mark.parametrize("what", ["", "cancel/", "change/", "event.ics"])
def test_an_address_that_is_nobodys_is_not_found(client, token, what):
    assert client.get(f"/events/place/{token}/{what}").status_code == 404


@pytest.mark.parametrize("what", ["accept/", "cancel/", "change/"])
def test_a_post_needs_its_token(edition, what):
    made = make_registration(edition)
    response = Client(enforce_csrf_checks=True).post(at(made, what))
    assert response.status_code == 403
    assert state(made) == "confirmed"


def test_it_is_neither_kept_nor_indexed(client, edition):
    response = client.get(at(make_registration(edition)))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "Disallow: /events/place/" in client.get("/robots.txt").content.decode()


def test_addresses_cannot_be_guessed(edition):
    tokens = {make_registration(edition).token for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {32}


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_two_queries(client, django_assert_num_queries, rows):
    edition = make_edition()
    made = [make_registration(edition, access="x") for _ in range(rows)]
    with django_assert_num_queries(2):  # the registration and all that is its, notices
        client.get(at(made[-1]))
