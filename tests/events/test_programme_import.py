"""A programme from a table: all of it or nothing, and clashes said plainly."""

import pytest
from django.urls import reverse

from events import programme_table
from events.models import ProgrammeSession, Room, Speaker
from events.programme_table import Unreadable
from tests.events.making import at, make_edition, make_part
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
TABLE = """day,starts,ends,title,kind,room,track,speakers,summary,capacity
2027-05-12,9:00 am,9:30,Welcome,plenary,Hall,,Ann Səl̓ílwət,,
2027-05-12,09:30,10:30,Rhyme,,Hall,Youth,Bo; Cy,Songs to take home.,20
2027-05-12,09:30,10:30,Weeding,session,Room B,Collections,Dee,,
2027-05-12,10:30,10:45,Coffee,Break,,,,,
"""


@pytest.fixture
def edition():
    return make_edition()


def bring_in(edition, table):
    return programme_table.bring_in(edition, table.encode() if isinstance(table, str) else table)


def refusal(edition, table):
    with pytest.raises(Unreadable) as refused:
        bring_in(edition, table)
    return refused.value.problems


def test_a_table_makes_sessions_rooms_tracks_and_speakers(edition):
    done = bring_in(edition, TABLE)
    assert (done.added, done.changed) == (4, 0)
    rhyme = ProgrammeSession.objects.get(title="Rhyme")
    assert (rhyme.starts, rhyme.ends) == (at("2027-05-12 09:30"), at("2027-05-12 10:30"))
    assert (rhyme.room.name, rhyme.track.name, rhyme.capacity) == ("Hall", "Youth", 20)
    assert {each.name for each in rhyme.speakers.all()} == {"Bo", "Cy"}
    assert Speaker.objects.filter(name="Ann Səl̓ílwət").exists()
    kinds = ProgrammeSession.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["plenary", "session", "session", "break"]


def test_the_same_table_again_changes_what_is_here_and_adds_nothing(edition):
    bring_in(edition, TABLE)
    done = bring_in(edition, TABLE.replace("09:30,10:30,Weeding", "10:45,11:45,Weeding"))
    assert (done.added, done.changed) == (0, 4)
    assert ProgrammeSession.objects.get(title="Weeding").starts == at("2027-05-12 10:45")
    assert Room.objects.count() == 2


def test_two_sessions_change_places_in_one_table(edition):
    make_part(edition, "10:00", "11:00", title="One", room="Hall", speakers=("Ann",))
    make_part(edition, "11:00", "12:00", title="Two", room="Hall", speakers=("Ann",))
    table = "starts,ends,title,room,speakers\n11:00,12:00,One,Hall,Ann\n10:00,11:00,Two,Hall,Ann\n"
    assert bring_in(edition, table).changed == 2


def test_semicolons_tabs_marks_and_older_windows_are_read(edition):
    bring_in(edition, "\ufeffStarts;Ends;Title\n10:00;11:00;Été\n".encode())
    bring_in(edition, "starts\tends\ttitle\n11:00\t12:00\tNoon\n")
    bring_in(edition, "starts,ends,title\n12:00,13:00,Après-midi\n".encode("cp1252"))
    titles = ProgrammeSession.objects.values_list("title", flat=True)
    assert list(titles) == ["Été", "Noon", "Après-midi"]


def test_a_clash_in_the_table_names_both_lines_and_writes_nothing(edition):
    table = TABLE + "2027-05-12,10:00,11:00,Boards,,Room B,,Bo,,\n"
    problems = refusal(edition, table)
    assert problems == [
        "Bo is in two places on Wednesday, May 12: “Rhyme” on line 3 (9:30 am to 10:30 am) and "
        "“Boards” on line 6 (10:00 am to 11:00 am). Change the time, the room or the speaker of "
        "one.",
        "Room B is taken twice on Wednesday, May 12: “Weeding” on line 4 (9:30 am to 10:30 am) "
        "and “Boards” on line 6 (10:00 am to 11:00 am). Change the time or the room of one.",
    ]
    assert not ProgrammeSession.objects.exists()


def test_a_clash_with_what_is_here_already_names_both(edition):
    make_part(edition, "09:00", "12:00", title="All morning", room="Hall")
    (first, *_rest) = refusal(edition, TABLE)
    assert "“All morning” (9:00 am to 12:00 pm)" in first
    assert "“Welcome” on line 2 (9:00 am to 9:30 am)" in first


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "The table is empty"),
        ("starts,ends,title\n", "There is no session in the table."),
        ("starts,title\n10:00,x\n", "The column “ends” is missing."),
        ("starts,ends,title,colour\n10:00,11:00,x,red\n", "There is no column “colour”"),
        ("starts,ends,title\n10:00,11:00,\n", "Line 2: write a title."),
        ("starts,ends,title\nten,11:00,x\n", "Line 2: “ten” is not a time"),
        ("starts,ends,title\n11:00,10:00,x\n", "Line 2: The session ends before it starts"),
        ("day,starts,ends,title\n2027-05-13,10:00,11:00,x\n", "outside the days of the edition"),
        ("day,starts,ends,title\nsoon,10:00,11:00,x\n", "Line 2: "),
        ("starts,ends,title,kind\n10:00,11:00,x,party\n", "“party” is no kind"),
        ("starts,ends,title,capacity\n10:00,11:00,x,-3\n", "“-3” is no number of places"),
        ("starts,ends,title,capacity\n10:00,11:00,x,99999999\n", "is no number of places"),
        ("starts,ends,title\n10:00,11:00,x\n11:00,12:00,x\n", "Line 3: “x” stands on line 2"),
        (f"starts,ends,title\n10:00,11:00,{'x' * 201}\n", "the title is longer than 200"),
        ("starts,ends,title\n" + "10:00,11:00,x\n" * 151, "more than 150 sessions"),
        (b"x" * 600_000, "larger than 512 KB"),
        (b"\x81\x8d\x00\xff", "This is not a table of text"),
        ('starts,ends,title\n10:00,11:00,"x\n', "Line"),
    ],
)
def test_what_cannot_be_read_is_said_by_line_and_nothing_is_written(edition, table, says):
    if says == "Line":
        assert bring_in(edition, table).added == 1  # an open quotation mark at the end is closed
        return
    assert any(says in each for each in refusal(edition, table))
    assert not ProgrammeSession.objects.exists()


def page(edition):
    return reverse("admin:events_programme_import", args=[edition.pk])


def test_it_is_done_at_the_desk(client, edition):
    client.force_login(make_user("Events coordinators"))
    desk = client.get(reverse("admin:events_edition_change", args=[edition.pk]))
    assert page(edition) in desk.content.decode()
    text = read(client.post(page(edition), {"pasted": "starts,ends,title\nten,11:00,x"})).text
    assert "Nothing was written." in text
    assert "Line 2: “ten” is not a time" in text
    sent = client.post(page(edition), {"pasted": TABLE}, follow=True)
    assert "4 sessions added, 0 changed." in sent.content.decode()


def test_nothing_chosen_is_asked_for(client, edition):
    client.force_login(make_user("Events coordinators"))
    assert "Choose a file, or paste a table." in read(client.post(page(edition))).text


@pytest.mark.parametrize("group", ["Curators", "HR officers", ""])
def test_others_are_refused(client, edition, group):
    client.force_login(make_user(group))
    assert client.get(page(edition)).status_code == 403


def test_an_edition_that_is_not_there_is_not_found(client):
    client.force_login(make_user("Events coordinators"))
    assert client.get("/admin/events/edition/999/programme/").status_code == 404
