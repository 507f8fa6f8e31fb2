"""The programme at the organisers' desk: with its edition, and each session by itself."""

import pytest
from django.urls import reverse

from events.models import Material, ProgrammeSession, Room, Speaker
from tests import desk_forms
from tests.events.making import at, make_edition, make_part
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client, november):
    user = make_user("Events coordinators")
    client.force_login(user)
    return user


@pytest.fixture
def edition():
    return make_edition()


def page(row):
    return reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk])


def save(client, edition, *rows, **typed):
    """`rows` are what is typed in each row of the programme, in its order on the page."""
    sent = desk_forms.fields(client.get(page(edition)), "edition_form")
    for number, row in enumerate(rows):
        for name, said in row.items():
            sent[f"sessions-{number}-{name}"] = said
    return client.post(page(edition), {**sent, **typed, "_save": "1"})


def talk(title, starts="10:00", ends="11:00", **fields):
    return {"title": title, "starts_wall": starts, "ends_wall": ends, "kind": "session", **fields}


def test_rooms_first_then_sessions_with_their_speakers(client, organiser, edition):
    assert save(client, edition, **{"rooms-0-name": "Room B"}).status_code == 302
    room = Room.objects.get()
    sent = [
        talk("Rhyme", room=str(room.pk), speaker_names="Ann Səl̓ílwət; Bo ;; Bo"),
        talk("Coffee", "11:00", "11:15", kind="break"),
    ]
    assert save(client, edition, *sent).status_code == 302
    rhyme = ProgrammeSession.objects.get(title="Rhyme")
    assert (rhyme.starts, rhyme.ends) == (at("2027-05-12 10:00"), at("2027-05-12 11:00"))
    assert rhyme.room == room
    assert {each.name for each in rhyme.speakers.all()} == {"Ann Səl̓ílwət", "Bo"}
    html = client.get(page(edition)).content.decode()
    assert 'value="2027-05-12 10:00"' in html
    assert 'value="Ann Səl̓ílwət; Bo"' in html


def test_speakers_are_taken_off_and_put_on(client, organiser, edition):
    part = make_part(edition, speakers=("Ann", "Bo"))
    save(client, edition, {"speaker_names": "Bo; Cy"})
    assert {each.name for each in part.speakers.all()} == {"Bo", "Cy"}
    assert Speaker.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (talk("x", ""), "Write when it starts and when it ends"),
        (talk("x", "ten"), "“ten” is not a time"),
        (talk("x", "10:00", "09:00"), "ends before it starts"),
        (talk("x", "2027-05-13 10:00"), "outside the days of the edition"),
        (talk("x", "10:00", "2027-05-13 10:00"), "outside the days of the edition"),
        (talk("x", capacity="0"), "greater than or equal to 1"),
        (talk(""), "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, organiser, edition, row, says):
    response = save(client, edition, row)
    assert response.status_code == 200
    assert says in read(response).text
    assert not ProgrammeSession.objects.exists()


def test_where_there_are_several_days_the_day_is_asked_for(client, organiser):
    edition = make_edition("2027-05-12 09:00", "2027-05-13 16:00")
    response = save(client, edition, talk("x"))
    assert "several days: write the day too, 2027-05-12 10:00." in read(response).text
    assert save(client, edition, talk("x", "2027-05-13 10:00")).status_code == 302
    assert ProgrammeSession.objects.get().starts == at("2027-05-13 10:00")


def test_a_clash_names_both_sessions_and_nothing_is_stored(client, organiser, edition):
    part = make_part(edition, title="Weeding", room="Room B", speakers=("Ann",))
    rows = [{}, talk("Rhyme", "10:30", "11:30", room=str(part.room.pk), speaker_names="Ann")]
    text = read(save(client, edition, *rows)).text
    assert (
        "Room B is taken twice on Wednesday, May 12: “Weeding” (10:00 am to 11:00 am) and "
        "“Rhyme” (10:30 am to 11:30 am)."
    ) in text
    assert "Ann is in two places on Wednesday, May 12" in text
    assert ProgrammeSession.objects.count() == 1


def test_a_speaker_at_another_edition_at_that_time_is_a_clash_too(client, organiser, edition):
    other = make_edition(title="Day in Terrace")
    make_part(other, title="Weeding", speakers=("Ann",))
    text = read(save(client, edition, talk("Rhyme", speaker_names="Ann"))).text
    assert "Ann speaks at Day in Terrace at that time: “Weeding”." in text


def test_two_sessions_change_places_in_one_save(client, organiser, edition):
    one = make_part(edition, "10:00", "11:00", room="Room B", speakers=("Ann",))
    two = make_part(edition, "11:00", "12:00", room="Room B", speakers=("Ann",))
    rows = [
        {"starts_wall": "11:00", "ends_wall": "12:00"},
        {"starts_wall": "10:00", "ends_wall": "11:00"},
    ]
    assert save(client, edition, *rows).status_code == 302
    one.refresh_from_db()
    two.refresh_from_db()
    assert one.starts > two.starts


def test_a_moved_edition_takes_its_programme_along(client, organiser, edition):
    part = make_part(edition)
    assert (
        save(client, edition, starts_wall="2027-06-02 9:00", ends_wall="16:00").status_code == 302
    )
    part.refresh_from_db()
    assert part.starts == at("2027-06-02 10:00")


def test_days_that_would_leave_a_session_out_are_refused_in_words(client, organiser):
    edition = make_edition("2027-05-12 09:00", "2027-05-13 16:00")
    make_part(edition, title="Boards", day="2027-05-13")
    response = save(client, edition, ends_wall="2027-05-12 16:00")
    assert "“Boards” would be outside" in read(response).text


def test_one_session_has_a_page_with_its_materials(client, organiser, edition):
    part = make_part(edition, title="Rhyme", speakers=("Ann",))
    sent = desk_forms.fields(client.get(page(part)), "programmesession_form")
    sent |= {
        "title": "Rhymes", "materials-0-kind": "slides", "materials-0-url": "https://v.example/",
    }  # fmt: skip
    assert client.post(page(part), {**sent, "_save": "1"}).status_code == 302
    part.refresh_from_db()
    assert part.title == "Rhymes"
    assert Material.objects.get().url == "https://v.example/"


def test_a_session_on_its_own_page_is_held_against_the_others(client, organiser, edition):
    make_part(edition, "11:00", "12:00", title="Weeding", room="Room B")
    part = make_part(edition, "10:00", "11:00", title="Rhyme", room="Room B")
    sent = desk_forms.fields(client.get(page(part)), "programmesession_form")
    response = client.post(page(part), {**sent, "ends_wall": "11:30", "_save": "1"})
    assert response.status_code == 200
    assert "Room B is taken twice" in read(response).text


@pytest.mark.parametrize("name", ["programmesession", "speaker"])
@pytest.mark.parametrize(("group", "status"), [("Events coordinators", 200), ("Curators", 403)])
def test_only_organisers_work_here(client, name, group, status):
    client.force_login(make_user(group))
    assert client.get(f"/admin/events/{name}/").status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_the_edition_takes_as_many_queries_whatever_its_programme(
    client, organiser, edition, django_assert_num_queries, rows
):
    for number in range(rows):
        make_part(edition, room=f"Room {number}", track=f"T {number}", speakers=(f"S{number}",))
    client.get(page(edition))
    with django_assert_num_queries(15):
        client.get(page(edition))
