"""What the database refuses of a programme, one by one and by name."""

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import Appearance, Material, ProgrammeSession, Room, SignUp, Speaker, Track
from tests.events.making import at, make_edition, make_part, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition("2027-05-12 09:00", "2027-05-13 16:00")


def refused(name):
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("10:00", "11:00"),
        ("10:30", "10:45"),
        ("09:30", "10:01"),
        ("10:59", "12:00"),
        ("09:00", "12:00"),
    ],
)
def test_a_room_is_in_use_once_at_a_time(edition, starts, ends):
    make_part(edition, "10:00", "11:00", room="Room B")
    with refused("programme_room_once_at_a_time"), transaction.atomic():
        make_part(edition, starts, ends, room="Room B")


@pytest.mark.parametrize(
    ("starts", "ends"), [("10:00", "11:00"), ("10:30", "10:45"), ("10:59", "12:00")]
)
def test_a_speaker_speaks_once_at_a_time_even_at_another_edition(edition, starts, ends):
    make_part(edition, "10:00", "11:00", room="Room A", speakers=("Ann",))
    with refused("appearance_speaker_once_at_a_time"), transaction.atomic():
        make_part(edition, starts, ends, room="Room B", speakers=("Ann",))
    with refused("appearance_speaker_once_at_a_time"), transaction.atomic():
        make_part(make_edition(), starts, ends, speakers=("Ann",))


def test_one_after_the_other_or_elsewhere_or_cancelled_is_no_clash(edition):
    make_part(edition, "10:00", "11:00", room="Room B", speakers=("Ann",))
    make_part(edition, "11:00", "12:00", room="Room B", speakers=("Ann",))
    make_part(edition, "10:00", "11:00", day="2027-05-13", room="Room B", speakers=("Ann",))
    make_part(edition, "10:00", "11:00", room="Room C", speakers=("Bo",))
    make_part(edition, "10:00", "11:00", room="Room B", speakers=("Ann",), is_held=False)
    make_part(edition, "10:00", "11:00")
    make_part(edition, "10:00", "11:00")


def test_a_session_that_moves_onto_its_speakers_other_session_is_refused(edition):
    make_part(edition, "10:00", "11:00", speakers=("Ann",))
    other = make_part(edition, "11:00", "12:00", speakers=("Ann",))
    other.starts = at("2027-05-12 10:30")
    with refused("appearance_speaker_once_at_a_time"), transaction.atomic():
        other.save()
    times = ProgrammeSession.objects.filter(pk=other.pk)
    with refused("appearance_speaker_once_at_a_time"), transaction.atomic():
        times.update(starts=at("2027-05-12 10:30"))


def test_a_speakers_times_are_the_sessions_whoever_writes_them(edition):
    session = make_part(edition, "10:00", "11:00", speakers=("Ann",))
    session.ends, session.is_held = at("2027-05-12 12:00"), False
    session.save()
    appearance = Appearance.objects.get()
    assert (appearance.ends, appearance.is_held) == (session.ends, False)
    with refused("appearance_times_of_session"), transaction.atomic():
        Appearance.objects.update(starts=at("2027-05-12 08:00"))
        connection.check_constraints()


def test_a_cancelled_session_cannot_come_back_onto_another(edition):
    make_part(edition, room="Room B", speakers=("Ann",))
    gone = make_part(edition, room="Room B", speakers=("Ann",), is_held=False)
    gone.is_held = True
    with refused("programme_room_once_at_a_time|appearance_speaker"), transaction.atomic():
        gone.save()


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        ("2027-05-11", "10:00", "11:00"),
        ("2027-05-14", "00:00", "01:00"),
        ("2028-05-12", "10:00", "11:00"),
    ],
)
def test_a_session_outside_its_editions_days_is_refused(edition, day, starts, ends):
    with refused("outside the days of its edition"), transaction.atomic():
        make_part(edition, starts, ends, day=day)


def test_an_edition_whose_days_would_leave_a_session_outside_is_refused(edition):
    make_part(edition, day="2027-05-13")
    edition.ends = at("2027-05-12 16:00")
    with refused("outside the days of its edition"), transaction.atomic():
        edition.save()


def test_the_first_and_the_last_minute_of_its_days_are_inside(edition):
    make_part(edition, "00:00", "01:00")
    session = make_part(edition, "23:00", "23:59", day="2027-05-13")
    session.ends = at("2027-05-14 00:00")
    session.save()


def test_a_session_past_midnight_is_refused(edition):
    session = make_part(edition, "22:00", "23:00")
    session.ends = at("2027-05-13 01:00")
    with refused("programme_within_its_day"), transaction.atomic():
        session.save()


def test_days_are_those_of_the_editions_zone():
    edition = make_edition("2027-05-12 09:00", "2027-05-12 16:00", zone="America/Halifax")
    make_part(edition, "00:00", "01:00")
    session = make_part(edition, "10:00", "11:00")
    with refused("within"), transaction.atomic():
        session.starts, session.ends = at("2027-05-12 20:30"), at("2027-05-12 21:00")
        session.save()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"kind": "party"}, "programme_kind_known"),
        ({"ends": at("2027-05-12 10:00")}, "programme_ends_after_start|range lower bound"),
        ({"capacity": 0}, "programme_capacity_in_reason"),
        ({"capacity": 5001}, "programme_capacity_in_reason"),
    ],
)
def test_a_session_that_cannot_be_is_refused(edition, change, name):
    session = make_part(edition)
    with refused(name), transaction.atomic():
        ProgrammeSession.objects.filter(pk=session.pk).update(**change)


def test_names_stand_once(edition):
    session = make_part(edition, room="Room B", track="Youth", speakers=("Ann",))
    with refused("room_once"), transaction.atomic():
        Room.objects.create(edition=edition, name="Room B")
    with refused("track_once"), transaction.atomic():
        Track.objects.create(edition=edition, name="Youth")
    with refused("speaker_once"), transaction.atomic():
        Speaker.objects.create(name="Ann")
    with refused("appearance_once"), transaction.atomic():
        Appearance.objects.create(session=session, speaker=Speaker.objects.get())


def test_a_material_is_on_the_web_and_of_a_known_kind(edition):
    session = make_part(edition)
    with refused("material_url_is_web"), transaction.atomic():
        Material.objects.create(session=session, kind="slides", url="javascript:alert(1)")
    with refused("material_kind_known"), transaction.atomic():
        Material.objects.create(session=session, kind="song", url="https://example.ca")


def test_one_signs_up_once(edition):
    session, who = make_part(edition, capacity=3), make_registration(edition)
    SignUp.objects.create(session=session, registration=who)
    with refused("sign_up_once"), transaction.atomic():
        SignUp.objects.create(session=session, registration=who)
