"""A registrant sees what is held about them, and deletes it."""

import pytest
from django.test import Client

from events import registration
from events.models import Counted, KeptCount, Needs, Registration, Told
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message
from learning_portal.purging import purge
from tests.events.making import at, check_in, make_edition, make_part, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(november):
    return make_edition(
        title="Rural Library Day", capacity=1, travel_support="Kilometres are paid."
    )


@pytest.fixture
def made(edition):
    return make_registration(
        edition, name="Ann", email="ann@example.ca", access="Front row", dietary="No nuts",
        kilometres=300, nights=1,
    )  # fmt: skip


def own(made, what="data/"):
    return f"{made.get_absolute_url()}{what}"


def test_all_of_it_is_shown_each_with_its_day(client, edition, made):
    make_part(edition, title="Weeding", capacity=5).sign_ups.create(registration=made)
    check_in(made)
    page = read(client.get(own(made)))
    assert page.titles[0] == "What the portal holds about you"
    for said in (
        "Ann May 12, 2028", "ann@example.ca May 12, 2028", "Front row May 26, 2027",
        "No nuts May 26, 2027", "300 kilometres, 1 night August 12, 2027",
        "Weeding May 12, 2028", "Checked in at the door Yes May 12, 2028",
        "1, with their words August 12, 2027",
    ):  # fmt: skip
        assert said in page.text
    assert ("Delete what is held about me", own(made, "delete/")) in page.links


def test_the_private_page_leads_there(client, made):
    assert ("What the portal holds about you", own(made)) in read(
        client.get(made.get_absolute_url())
    ).links


def test_deleting_asks_first_and_tells_what_stays(client, made):
    page = read(client.get(own(made, "delete/")))
    assert page.titles == [
        "Delete what is held about you?", "What is deleted", "What stays"
    ]  # fmt: skip
    assert "goes to the next person waiting" in page.text
    assert "One last message goes to ann@example.ca" in page.text
    assert Registration.objects.filter(pk=made.pk).exists()


def test_deleting_frees_the_place_and_leaves_numbers_alone(client, edition, made):
    Message.objects.update(state="sent", sent_at=clock.now())
    waits = make_registration(edition)
    page = read(client.post(own(made, "delete/")))
    assert page.titles == ["It is deleted"]
    assert "for someone else" in page.text
    waits.refresh_from_db()
    assert waits.state == "offered"
    assert not Registration.objects.filter(pk=made.pk).exists()
    assert not Needs.objects.exists()
    assert not Told.objects.filter(registration=made.pk).exists()
    assert {each.what: each.number for each in KeptCount.objects.all()} == {
        Counted.REGISTERED: 1, Counted.GAVE_UP: 1, Counted.SELF_DELETED: 1,
    }  # fmt: skip
    for what in ("", "data/", "delete/"):
        assert client.get(own(made, what)).status_code == 404


def test_messages_are_emptied_and_the_last_one_once_it_is_sent(client, edition, made):
    Message.objects.update(state="sent", sent_at=clock.now())
    client.post(own(made, "delete/"))
    first, last = Message.objects.order_by("pk")
    assert (first.to, first.text) == ("", "")
    assert last.to == "ann@example.ca"
    assert last.subject == "Your place is given up: Rural Library Day"
    assert last.attachments.count() == 1
    Message.objects.filter(pk=last.pk).update(state="sent", sent_at=clock.now())
    purge()
    last.refresh_from_db()
    assert (last.to, last.text, last.attachments.count()) == ("", "", 0)


def test_after_the_event_nothing_is_freed_and_nobody_is_written_to(client, november, edition, made):
    november.move_to(at("2027-05-13 12:00"))
    before = Message.objects.count()
    page = read(client.post(own(made, "delete/")))
    assert "last message" not in page.text
    assert Message.objects.count() == before
    assert not Registration.objects.exists()


def test_one_who_had_cancelled_can_delete_it_too(client, made):
    registration.cancel(registration=made)
    assert "You cannot take that back" not in read(client.get(own(made, "delete/"))).text
    assert client.post(own(made, "delete/")).status_code == 200
    assert not Registration.objects.exists()


def test_granted_travel_support_is_warned_of(client, made):
    made.travel.decision, made.travel.amount = "granted", 100
    made.travel.save()
    assert "Travel support was granted to you." in read(client.get(own(made, "delete/"))).text


@pytest.mark.parametrize("what", ["data/", "delete/"])
def test_it_is_neither_kept_nor_indexed_nor_told_to_other_sites(client, made, what):
    response = client.get(own(made, what))
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


def test_deleting_needs_its_token(made):
    assert Client(enforce_csrf_checks=True).post(own(made, "delete/")).status_code == 403
    assert Registration.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 500, "%E2%98%83", "%ED%A0%80"])
@pytest.mark.parametrize("what", ["data/", "delete/"])
def test_an_address_that_is_nobodys_is_not_found(client, token, what):
    assert client.get(f"/events/place/{token}/{what}").status_code == 404
    assert client.post(f"/events/place/{token}/{what}").status_code in (404, 405)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_as_many_queries_whatever_there_is(client, django_assert_num_queries, rows):
    edition = make_edition()
    made = make_registration(edition, access="x", kilometres=1)
    for number in range(rows):
        part = make_part(edition, f"{10 + number}:00", f"{11 + number}:00")
        part.sign_ups.create(registration=made)
    # the registration and all that is its, check-ins, sessions, messages, notices
    with django_assert_num_queries(5):
        client.get(own(made))
