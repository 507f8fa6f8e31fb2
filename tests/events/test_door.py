"""Who came: the rules of the door, one by one."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from events import door, purging, registration
from events.models import CheckIn, Registration
from events.registration import Refused
from learning_portal.foundation.models import Message
from tests.events.making import at, make_edition, make_registration, person

pytestmark = pytest.mark.django_db
DAY = at("2027-05-12 08:30")


@pytest.fixture
def day(november):
    """The morning of every edition here."""
    november.move_to(DAY)
    return november


def pressed(made, key=None, by=None):
    return door.check_in(registration=made, key=key or uuid.uuid4(), by=by)


def came(made):
    return Registration.objects.get(pk=made.pk).has_attended


def test_a_press_checks_in_and_pressed_again_counts_once(november):
    made = make_registration()
    november.move_to(DAY)
    key = uuid.uuid4()
    for each in (key, key, uuid.uuid4()):
        assert pressed(made, each).has_attended
    assert made.check_ins.filter(stands=True).count() == 1
    assert list(Registration.objects.attended()) == [made]
    assert not Registration.objects.not_attended().exists()


def test_a_press_sent_again_after_an_undo_changes_nothing(november):
    made = make_registration()
    november.move_to(DAY)
    first, other_phone = uuid.uuid4(), uuid.uuid4()
    pressed(made, first)
    pressed(made, other_phone)
    for _ in range(2):
        door.undo(registration=made, key=first)
        assert not came(made)
    pressed(made, first)
    pressed(made, other_phone)
    assert not came(made)
    pressed(made)
    door.undo(registration=made, key=first)
    assert came(made)


def test_an_undo_takes_back_its_own_press_and_nobody_elses(november):
    edition = make_edition()
    made, other = make_registration(edition), make_registration(edition)
    november.move_to(DAY)
    key = uuid.uuid4()
    pressed(made, key)
    door.undo(registration=other, key=key)
    door.undo(registration=made, key=uuid.uuid4())
    assert came(made)


def test_check_in_opens_the_day_before_and_not_for_a_cancelled_edition(november):
    made = make_registration()
    november.move_to(at("2027-05-10 23:59"))
    with pytest.raises(Refused, match="Check-in opens Tuesday, May 11, 2027"):
        pressed(made)
    november.move_to(at("2027-05-11 00:00"))
    type(made.edition).objects.update(stage="cancelled")
    with pytest.raises(Refused, match="is cancelled"):
        pressed(made)
    type(made.edition).objects.update(stage="closed")
    assert pressed(made).has_attended


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("waiting", "is on the waiting list"),
        ("cancelled", "has cancelled"),
        ("lapsed", "did not take the place"),
    ],
)
def test_who_has_no_place_is_not_checked_in(november, state, says):
    made = make_registration(state=state)
    november.move_to(DAY)
    with pytest.raises(Refused, match=says):
        pressed(made)
    assert not CheckIn.objects.exists()


def test_someone_waiting_is_given_a_free_place_at_the_door_and_not_one_too_many(november):
    edition = make_edition(capacity=1)
    first, second = make_registration(edition), make_registration(edition)
    november.move_to(at("2027-05-12 09:05"))
    with pytest.raises(Refused, match="All 1 places are taken"):
        door.admit(registration=second, key=uuid.uuid4(), by=None)
    registration.cancel(registration=first)
    key = uuid.uuid4()
    for _ in range(2):
        given = door.admit(registration=second, key=key, by=None)
        assert (given.state, given.has_attended) == ("confirmed", True)
    assert Message.objects.filter(kind="events.confirmed").count() == 2


def test_before_it_begins_a_free_place_goes_to_the_waiting_list_first(november):
    edition = make_edition(capacity=1)
    first, second = make_registration(edition), make_registration(edition)
    november.move_to(DAY)
    registration.cancel(registration=first)
    with pytest.raises(Refused, match="or offered to people on the waiting list"):
        walk_in(edition)
    given = door.admit(registration=second, key=uuid.uuid4(), by=None)
    assert (given.state, given.has_attended) == ("confirmed", True)


def walk_in(edition, key=None, **fields):
    return door.walk_in(
        edition=edition, person=person(**fields), key=key or uuid.uuid4(), by=None,
        site="http://testserver",
    )  # fmt: skip


def test_a_person_without_a_place_is_added_once_and_never_past_the_places(november):
    edition = make_edition(capacity=1, stage="closed")
    november.move_to(DAY)
    key = uuid.uuid4()
    made = [walk_in(edition, key, name="Ann", email="ann@example.ca") for _ in range(2)]
    assert made[0] == made[1]
    assert (made[0].state, came(made[0])) == ("confirmed", True)
    with pytest.raises(Refused, match="Bo cannot be given one"):
        walk_in(edition, name="Bo")
    assert edition.registrations.count() == 1


def test_who_is_registered_already_keeps_that_registration(november):
    made = make_registration(name="Ann", email="ann@example.ca")
    november.move_to(DAY)
    assert walk_in(made.edition, name="ANN", email="ann@example.ca") == made
    assert came(made)


def test_the_database_refuses_two_that_stand_and_one_that_is_undone_and_stands():
    made = make_registration()
    CheckIn.objects.create(registration=made, key=uuid.uuid4())
    for fields, name in [
        ({}, "check_in_stands_once"),
        ({"key": CheckIn.objects.get().key, "stands": False}, "events_checkin_key_key"),
        ({"undone_at": DAY}, "check_in_undone_does_not_stand"),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CheckIn.objects.create(**{"registration": made, "key": uuid.uuid4(), **fields})


@pytest.mark.django_db(transaction=True)
def test_the_same_presses_sent_by_many_at_once_count_once_each(november):
    edition = make_edition()
    people = [make_registration(edition) for _ in range(4)]
    november.move_to(DAY)
    keys = [uuid.uuid4() for _ in people]
    wrong, start = [], threading.Barrier(6)

    def replay():
        try:
            start.wait()
            for made, key in zip(people, keys, strict=True):
                pressed(made, key)
                pressed(made)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=replay) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
    assert Registration.objects.attended().count() == 4
    assert CheckIn.objects.filter(stands=True).count() == 4
    assert CheckIn.objects.count() == 4 + 6 * 4


def test_check_ins_go_with_the_registration(november):
    made = make_registration()
    november.move_to(DAY)
    pressed(made)
    november.move_to(DAY + dt.timedelta(days=400))
    purging.purge()
    assert not CheckIn.objects.exists()
