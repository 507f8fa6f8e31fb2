"""Two hundred people at once through the real web server, for twenty places."""

import os
import signal
import time
from functools import partial

import pytest
from django.db import connection

from catalogue.models import Library
from events.models import Needs, Registration
from learning_portal.foundation.models import Message
from tests.events import rush
from tests.events.making import make_edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]
PEOPLE, PLACES, TIMES = 200, 20, 5


@pytest.fixture
def library():
    return Library.objects.create(name="Hazelton District Public Library")


@pytest.fixture
def edition(library):
    return make_edition(capacity=PLACES)


def typed(number):
    return {
        "name": f"Reader {number}", "email": f"reader{number}@example.ca", "library": "other",
        "role": "librarian", "access": f"Seat {number}", "consent": "yes",
    }  # fmt: skip


def register_all(served, edition):
    page = f"{edition.get_absolute_url()}register/"
    visitors = rush.opened(served, page, PEOPLE)
    return visitors, [
        partial(visitor.send, page, **typed(number)) for number, visitor in enumerate(visitors)
    ]


def registered(edition):
    return list(edition.registrations.order_by("number"))


def everyone_is_whole(edition):
    """Every registration with what its person needs, and with its one message."""
    made = registered(edition)
    assert [each.number for each in made] == list(range(1, len(made) + 1))
    assert Needs.objects.filter(registration__edition=edition).count() == len(made)
    told = list(Message.objects.values_list("to", flat=True))
    assert sorted(told) == sorted(each.email for each in made)
    for each in made:
        assert each.needs.access == f"Seat {each.name.removeprefix('Reader ')}"
    return made


def test_five_times_twenty_have_places_and_the_rest_wait_in_order_each_told_once(library):
    with rush.portal() as served:
        for _ in range(TIMES):
            rush_for(served, make_edition(capacity=PLACES))
            Message.objects.all().delete()


def rush_for(served, edition):
    _visitors, tasks = register_all(served, edition)
    answers = rush.at_once(tasks)
    assert {answer.status for answer in answers} == {200}
    titles = [answer.title for answer in answers]
    assert titles.count("You have a place") == PLACES
    assert titles.count("You are on the waiting list") == PEOPLE - PLACES
    made = everyone_is_whole(edition)
    assert [each.state for each in made] == ["confirmed"] * PLACES + ["waiting"] * 180
    moments = [each.registered_at for each in made]  # read under the lock, so in its order
    assert moments == sorted(moments)
    by_name = {each.name: each for each in made}
    for number, answer in enumerate(answers):
        is_confirmed = by_name[f"Reader {number}"].state == "confirmed"
        assert (answer.title == "You have a place") == is_confirmed
    free_all(served, edition, made)


def free_all(served, edition, made):
    """Then twenty give up at once: the first twenty who wait are offered, none of them twice."""
    leaving, waiting = made[:PLACES], made[PLACES:]
    visitors = [rush.Visitor(served) for _ in leaving]
    tasks = []
    for visitor, each in zip(visitors, leaving, strict=True):
        page = f"{each.get_absolute_url()}cancel/"
        visitor.open(page)
        tasks.append(partial(visitor.send, page))
    assert {answer.status for answer in rush.at_once(tasks)} == {302}
    offered = edition.registrations.filter(state="offered").order_by("number")
    assert [each.pk for each in offered] == [each.pk for each in waiting[:PLACES]]
    told = Message.objects.filter(kind="events.offered").values_list("to", flat=True)
    assert sorted(told) == sorted(each.email for each in waiting[:PLACES])
    assert Message.objects.filter(kind="events.cancelled").count() == PLACES


def test_a_server_killed_in_the_middle_leaves_nobody_half_registered(edition):
    with rush.portal() as served:
        _visitors, tasks = register_all(served, edition)

        def kill():
            while Registration.objects.count() < 30:
                time.sleep(0.01)
            connection.close()
            os.killpg(served.process.pid, signal.SIGKILL)

        answers = rush.at_once([*tasks, kill])[:-1]
    before = everyone_is_whole(edition)
    assert 30 <= len(before) < PEOPLE
    told = {f"Reader {number}" for number, answer in enumerate(answers) if answer.status == 200}
    assert told <= {each.name for each in before}  # nobody who was answered is lost
    with rush.portal() as served:
        _visitors, tasks = register_all(served, edition)
        assert {answer.status for answer in rush.at_once(tasks)} == {200}
    after = everyone_is_whole(edition)
    assert [each.pk for each in after[: len(before)]] == [each.pk for each in before]
    assert [each.state for each in after] == ["confirmed"] * PLACES + ["waiting"] * 180
