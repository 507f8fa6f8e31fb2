"""What people told an edition is deleted on the days they were told."""

import datetime as dt

import pytest

from events import registration
from events.models import Needs, Registration, TravelSupport
from learning_portal.foundation import clock
from learning_portal.foundation.periodic import run_due
from learning_portal.periodic_tasks import TASKS
from learning_portal.purging import purge
from tests.events.making import at, make_edition, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(november):
    return make_registration(make_edition(), access="Front row", kilometres=300)


@pytest.mark.parametrize(
    ("day", "needs", "people"),
    [("2027-05-25", 1, 1), ("2027-05-26", 0, 1), ("2028-05-11", 0, 1), ("2028-05-12", 0, 0)],
)
def test_needs_go_first_and_people_later_each_on_its_day(november, made, day, needs, people):
    november.move_to(at(f"{day} 12:00"))
    said = " ".join(purge())
    assert (Needs.objects.count(), Registration.objects.count()) == (needs, people)
    assert TravelSupport.objects.count() == people
    assert f"{people} kept; needs of" in said


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
