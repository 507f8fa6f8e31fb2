"""A new edition copied from an earlier one."""

import pytest

from events.models import Edition, Registration, Speaker
from tests.events.desk import at_desk
from tests.events.making import at, make_edition, make_part, make_registration, make_venue
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, november):
    client.force_login(make_user("Events coordinators"))


@pytest.fixture
def last_year():
    edition = make_edition(
        title="Day 2027", venue=make_venue(name="Hall"), territory="On the territory of X.",
        travel_support="Two nights.", programme_shown=True,
        registration_closes=at("2027-05-01 17:00"),
    )  # fmt: skip
    make_registration(edition, access="A ramp")
    make_part(edition, "09:00", "10:00", room="A", track="T", speakers=("Sam",), title="One")
    make_part(edition, "10:00", "11:00", room="A", title="Two", capacity=12)
    make_part(edition, "11:00", "12:00", title="Off", is_held=False)
    return edition


def copy(client, edition, **typed):
    sent = {"title": "Day 2028", "first_day": "2028-03-20", **typed}
    return client.post(at_desk(edition, "copy"), sent)


def test_texts_arrangements_and_the_programmes_frame_come_along_at_the_same_times(
    client, last_year
):
    copy(client, last_year)
    new = Edition.objects.get(title="Day 2028")
    assert (new.starts, new.ends) == (at("2028-03-20 09:00"), at("2028-03-20 16:00"))
    assert (new.stage, new.is_shown, new.programme_shown) == ("planned", False, False)
    assert (new.venue, new.territory, new.travel_support) == (
        last_year.venue, "On the territory of X.", "Two nights.",
    )  # fmt: skip
    assert new.registration_closes is None
    sessions = list(new.sessions.order_by("starts"))
    assert [(each.title, each.starts, each.capacity) for each in sessions] == [
        ("One", at("2028-03-20 09:00"), None), ("Two", at("2028-03-20 10:00"), 12),
    ]  # fmt: skip
    assert {each.room for each in sessions} == set(new.rooms.all())
    assert sessions[0].track.edition == new


def test_no_person_comes_along_and_the_old_edition_stays_as_it_was(client, last_year):
    before = Edition.objects.filter(pk=last_year.pk).values().get()
    copy(client, last_year)
    new = Edition.objects.get(title="Day 2028")
    assert Registration.objects.count() == 1
    assert not Speaker.objects.filter(sessions__edition=new).exists()
    assert Edition.objects.filter(pk=last_year.pk).values().get() == before
    assert last_year.sessions.count() == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": " "}, "Write a title."),
        ({"first_day": ""}, "Write the first day"),
        ({"first_day": "soon"}, "Write the first day"),
        ({"first_day": "2026-11-23"}, "Choose a day from today to 2031-11-24."),
        ({"first_day": "9999-12-31"}, "Choose a day from today to 2031-11-24."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(client, last_year, typed, says):
    assert says in read(copy(client, last_year, **typed)).text
    assert Edition.objects.count() == 1


def test_a_time_that_the_new_day_does_not_have_is_said_and_nothing_is_made(client):
    edition = make_edition("2027-05-12 02:30", "2027-05-12 16:00", zone="America/Toronto")
    page = copy(client, edition, first_day="2027-03-14")
    assert "Clocks in Ontario skip 02:30 on 2027-03-14" in read(page).text
    assert Edition.objects.count() == 1


def test_the_next_years_title_is_offered(client, last_year):
    assert 'value="Day 2028"' in client.get(at_desk(last_year, "copy")).content.decode()
