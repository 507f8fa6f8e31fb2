"""Signing up for a session of the programme, for who has a place."""

from functools import partial

import pytest
from django.test import Client

from events import programme, registration
from events.models import SignUp
from events.registration import Refused
from tests.events import rush
from tests.events.making import make_edition, make_part, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(programme_shown=True)


def page(made):
    return f"{made.get_absolute_url()}sessions/"


def test_one_signs_up_and_leaves_by_its_button(client, edition):
    session, made = make_part(edition, title="Makerspace", capacity=2), make_registration(edition)
    make_part(edition, title="Just come")
    assert ("sign up for sessions", page(made)) in read(client.get(made.get_absolute_url())).links
    shown = read(client.get(page(made)))
    assert "Makerspace" in shown.titles
    assert "Just come" not in shown.text
    assert "2 places left." in shown.text
    for _ in range(2):  # a button pressed twice
        assert client.post(page(made), {"join": session.pk})["Location"] == page(made)
    assert SignUp.objects.count() == 1
    assert "You have signed up." in read(client.get(page(made))).text
    for _ in range(2):
        client.post(page(made), {"leave": session.pk})
    assert not SignUp.objects.exists()


def test_a_full_session_takes_nobody(client, edition):
    session = make_part(edition, title="Makerspace", capacity=1)
    programme.sign_up(registration=make_registration(edition), session=session)
    made = make_registration(edition)
    response = client.post(page(made), {"join": session.pk})
    assert response.status_code == 409
    assert "“Makerspace” is full: every place is taken." in read(response).text


def test_two_at_the_same_time_are_refused(client, edition):
    one = make_part(edition, title="Makerspace", capacity=9)
    two = make_part(edition, "10:30", "11:30", title="Boards", capacity=9)
    made = make_registration(edition)
    client.post(page(made), {"join": one.pk})
    response = client.post(page(made), {"join": two.pk})
    assert "You have signed up for “Makerspace” at that time" in read(response).text


def test_one_that_needs_none_or_is_cancelled_takes_none(edition):
    made = make_registration(edition)
    for session in (make_part(edition), make_part(edition, capacity=3, is_held=False)):
        with pytest.raises(Refused, match="needs no signing up"):
            programme.sign_up(registration=made, session=session)


def test_only_a_person_with_a_place_signs_up(client):
    edition = make_edition(capacity=1, programme_shown=True)
    make_registration(edition)
    waits, session = make_registration(edition), make_part(edition, capacity=3)
    assert client.get(page(waits)).status_code == 404
    with pytest.raises(Refused, match="Only a person with a place"):
        programme.sign_up(registration=waits, session=session)


def test_who_gives_up_the_day_gives_up_its_sessions(edition):
    session, made = make_part(edition, capacity=1), make_registration(edition)
    programme.sign_up(registration=made, session=session)
    registration.cancel(registration=made)
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"join": "x"}, {"join": "9" * 30}, {"leave": "-1"}])
def test_what_is_no_session_is_asked_for_again(client, edition, typed):
    response = client.post(page(make_registration(edition)), typed)
    assert response.status_code == 400
    assert "Choose a session, and press its button." in read(response).text


def test_a_session_of_another_edition_is_not_found(client, edition):
    made, other = make_registration(edition), make_part(capacity=3)
    assert client.post(page(made), {"join": other.pk}).status_code == 404


def test_a_post_needs_its_token(edition):
    made = make_registration(edition)
    assert Client(enforce_csrf_checks=True).post(page(made), {"join": 1}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_six_queries(client, edition, django_assert_num_queries, rows):
    made = make_registration(edition)
    for number in range(rows):
        make_part(edition, capacity=3, room=f"Room {number}", speakers=(f"S {number}",))
    with django_assert_num_queries(
        6
    ):  # the place, sign-ups, sessions, speakers, materials, notices
        client.get(page(made))


@pytest.mark.django_db(transaction=True)
def test_five_places_are_taken_by_five_of_twenty_at_once():
    edition = make_edition(programme_shown=True)
    session = make_part(edition, capacity=5)
    people = [make_registration(edition) for _ in range(20)]
    with rush.portal() as served:
        tasks = []
        for made in people:
            visitor = rush.Visitor(served)
            visitor.open(page(made))
            tasks.append(partial(visitor.send, page(made), join=str(session.pk)))
        statuses = [answer.status for answer in rush.at_once(tasks)]
    assert (statuses.count(302), statuses.count(409)) == (5, 15)
    assert session.sign_ups.count() == 5
