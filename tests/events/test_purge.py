"""What people told an edition is deleted on the days they were told; numbers stay."""

import datetime as dt

import pytest
from django.core.management import call_command

from events import purging, registration
from events.models import Counted, Feedback, KeptCount, Needs, Registration, TravelSupport
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message, PeriodicRun
from learning_portal.foundation.periodic import run_due
from learning_portal.periodic_tasks import TASKS
from learning_portal.purging import purge
from tests.events.making import at, make_edition, make_feedback, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(november):
    return make_edition(travel_support="Kilometres are paid.", title="Rural Library Day")


@pytest.fixture
def made(edition):
    made = make_registration(edition, access="Front row", kilometres=300)
    Message.objects.update(state="sent", sent_at=clock.now())
    make_feedback(edition, name="Ann", email="ann@example.ca", useful="The map")
    return made


def kept():
    return {each.what: each.number for each in KeptCount.objects.all()}


# The event is on May 12, 2027.
@pytest.mark.parametrize(
    ("day", "needs", "travel", "messages", "names", "people"),
    [
        ("2027-05-25", 1, 1, 1, 1, 1),
        ("2027-05-26", 0, 1, 1, 1, 1),
        ("2027-08-11", 0, 1, 1, 1, 1),
        ("2027-08-12", 0, 0, 0, 1, 1),
        ("2027-11-11", 0, 0, 0, 1, 1),
        ("2027-11-12", 0, 0, 0, 0, 1),
        ("2028-05-11", 0, 0, 0, 0, 1),
        ("2028-05-12", 0, 0, 0, 0, 0),
    ],
)
def test_each_kind_goes_on_its_own_day(november, made, day, needs, travel, messages, names, people):
    november.move_to(at(f"{day} 12:00"))
    purging.purge()
    assert Needs.objects.count() == needs
    assert TravelSupport.objects.count() == travel
    assert Message.objects.exclude(to="").count() == messages
    assert Feedback.objects.exclude(name="").count() == names
    assert Registration.objects.count() == people
    assert Feedback.objects.get().useful == "The map"


def test_a_second_run_finds_nothing(november, made):
    november.move_to(at("2028-05-12 12:00"))
    first, numbers = purging.purge(), kept()
    assert first[4] == "1 registration for events deleted, 0 kept."
    assert purging.purge() == [
        "Needs of 0 registrations deleted, 0 kept.",
        "0 requests for travel support deleted, 0 kept.",
        "0 messages about events emptied.",
        "0 names taken off feedback, 0 kept.",
        "0 registrations for events deleted, 0 kept.",
    ]
    assert kept() == numbers


def test_numbers_stay_of_what_is_deleted(november, edition, made):
    make_registration(edition, dietary="No nuts", nights=1)
    registration.cancel(registration=make_registration(edition))
    TravelSupport.objects.filter(registration=made).update(decision="granted", amount=100)
    november.move_to(at("2028-05-12 12:00"))
    purging.purge()
    assert kept() == {
        Counted.REGISTERED: 3, Counted.CONFIRMED: 2, Counted.GAVE_UP: 1, Counted.ACCESS: 1,
        Counted.DIETARY: 1, Counted.TRAVEL: 2, Counted.GRANTED: 1,
    }  # fmt: skip


def test_it_works_batch_by_batch(november, edition, monkeypatch):
    monkeypatch.setattr(purging, "BATCH", 2)
    for _ in range(5):
        make_registration(edition, access="x", kilometres=1)
    november.move_to(at("2028-05-12 12:00"))
    said = purging.purge()
    assert said[0] == "Needs of 5 registrations deleted, 0 kept."
    assert said[4] == "5 registrations for events deleted, 0 kept."
    assert kept()[Counted.REGISTERED] == 5


def test_what_stops_it_halfway_leaves_whole_batches(november, edition, monkeypatch):
    monkeypatch.setattr(purging, "BATCH", 1)
    for _ in range(2):
        make_registration(edition)
    november.move_to(at("2028-05-12 12:00"))
    calls = []

    def stop_at_the_second(edition, people):
        calls.append(people)
        if len(calls) == 2:
            raise RuntimeError
        counted(edition, people)

    counted = purging.keep_counts
    monkeypatch.setattr(purging, "keep_counts", stop_at_the_second)
    with pytest.raises(RuntimeError):
        purging.purge()
    monkeypatch.setattr(purging, "keep_counts", counted)
    assert (Registration.objects.count(), kept()[Counted.REGISTERED]) == (1, 1)
    purging.purge()
    assert (Registration.objects.count(), kept()[Counted.REGISTERED]) == (0, 2)


def test_a_day_entered_too_early_takes_nothing_before_the_event(november, edition, made):
    type(edition).objects.update(needs_deleted_on="2026-12-01", people_deleted_on="2026-12-01")
    november.move_to(at("2027-05-12 15:59"))
    purging.purge()
    assert (Needs.objects.count(), Registration.objects.count()) == (1, 1)


def test_a_message_still_being_sent_goes_with_a_later_run(november, edition, made):
    Message.objects.update(state="retrying", sent_at=None, why="450 busy")
    november.move_to(at("2028-05-12 12:00"))
    purging.purge()
    message = Message.objects.get()
    assert message.to != ""
    Message.objects.update(state="sent", sent_at=clock.now(), why="")
    purge()
    message.refresh_from_db()
    assert (message.to, message.text) == ("", "")


def test_pages_and_lists_stand_after_it(client, november, edition, made):
    november.move_to(at("2028-05-12 12:00"))
    purging.purge()
    assert "Rural Library Day" in read(client.get("/events/")).text
    assert client.get(edition.get_absolute_url()).status_code == 200
    assert client.get(made.get_absolute_url()).status_code == 404


def test_the_worker_does_it_every_hour(november, made):
    november.move_to(at("2028-05-12 12:00"))
    assert "personal data of events" in run_due(TASKS)
    assert not Registration.objects.exists()
    due = PeriodicRun.objects.get(name="personal data of events").due_at
    assert due == clock.now() + dt.timedelta(hours=1)


def test_the_commands_say_how_much_went_and_how_much_is_kept(november, made, capsys):
    november.move_to(at("2027-05-26 12:00"))
    call_command("purge_personal_data")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Needs of 1 registration deleted, 0 kept."
    assert said[4] == "0 registrations for events deleted, 1 kept."
    assert "Needs of 0 registrations deleted, 0 kept." in purge()


def test_the_worker_passes_on_what_was_not_taken(november):
    edition = make_edition(capacity=1, offer_hours=24)
    first, second, third = (make_registration(edition) for _ in range(3))
    registration.cancel(registration=first)
    november.shift(dt.timedelta(hours=25))
    assert "offers" in run_due(TASKS)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("lapsed", "offered")
    assert third.offered_until == clock.now() + dt.timedelta(hours=24)
