"""A person at the door without a place."""

import uuid

import pytest

from events.models import Registration
from tests.events.desk import at_desk
from tests.events.making import at, make_edition, make_registration
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(client, november):
    made = make_edition(capacity=2, stage="open")
    make_registration(made)
    november.move_to(at("2027-05-12 08:30"))
    client.force_login(make_user("Events coordinators"))
    return made


def add(client, edition, **typed):
    sent = {"name": "Ann", "email": "ann@example.ca", "library": "other", "other_library": "Fort",
            "key": str(uuid.uuid4()), **typed}  # fmt: skip
    return client.post(at_desk(edition, "walk_in"), sent, follow=True)


def test_the_rule_and_the_places_that_are_free_are_said(client, edition):
    said = read(client.get(at_desk(edition, "walk_in"))).text
    assert "1 of 2 places are taken: 1 free ." in said
    assert "Nobody is added past the number of places." in said


def test_the_person_has_a_place_is_checked_in_and_a_second_press_adds_nobody(client, edition):
    key = str(uuid.uuid4())
    for _ in range(2):
        page = add(client, edition, key=key)
        assert "Ann has a place and is checked in." in page.content.decode()
    made = Registration.objects.get(name="Ann")
    assert (made.state, made.has_attended, made.other_library) == ("confirmed", True, "Fort")


def test_past_the_places_it_is_refused_in_words_and_kept_as_typed(client, edition):
    add(client, edition)
    page = add(client, edition, name="Bo")
    assert "All 2 places are taken" in read(page).text
    assert 'value="Bo"' in page.content.decode()
    assert Registration.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Write the name."),
        ({"name": "x" * 101}, "Shorten the name"),
        ({"email": "x"}, "Write an e-mail address"),
        ({"library": "library:nowhere"}, "Choose your library from the list"),
        ({"key": "x"}, "Begin again."),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, edition, typed, says):
    assert says in read(add(client, edition, **typed)).text
    assert Registration.objects.count() == 1


def test_before_the_door_opens_nobody_is_added(client, edition, november):
    november.move_to("2027-05-01T17:00:00Z")
    client.force_login(make_user("Events coordinators"))
    assert "Check-in opens Tuesday, May 11" in read(add(client, edition)).text
    assert Registration.objects.count() == 1
