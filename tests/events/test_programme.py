"""/events/<edition>/programme/: by time, by track, my own part, and calendar files."""

import icalendar
import pytest
import vobject

from events import changes
from events.models import Material, Room
from events.registration import Refused
from tests.events.making import at, make_edition, make_part
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return make_edition(
        "2027-05-12 09:00", "2027-05-13 16:00", slug="day", title="Rural Library Day",
        programme_shown=True,
    )  # fmt: skip


@pytest.fixture
def parts(edition):
    return {
        "welcome": make_part(
            edition, "09:00", "09:30", title="Welcome", kind="plenary", room="Hall"
        ),
        "rhyme": make_part(
            edition, "09:30", "10:30", title="Rhyme", room="Hall", track="Youth", speakers=("Ann",),
            summary="Songs to take home.",
        ),
        "weeding": make_part(
            edition, "09:30", "10:30", title="Weeding", room="Room B", track="Collections",
        ),
        "coffee": make_part(edition, "10:30", "10:45", title="Coffee", kind="break"),
        "boards": make_part(edition, "10:00", "11:00", title="Boards", day="2027-05-13"),
    }  # fmt: skip


PAGE = "/events/day/programme/"


def titles(client, query=""):
    return read(client.get(f"{PAGE}{query}")).titles


def test_by_time_it_is_day_by_day(client, parts):
    assert titles(client) == [
        "Programme", "Wednesday, May 12, 2027", "Welcome", "Rhyme", "Weeding", "Coffee",
        "Thursday, May 13, 2027", "Boards",
    ]  # fmt: skip
    page = read(client.get(PAGE))
    assert page.times[0] == ("Wednesday, May 12, 2027, 9:00 am", "2027-05-12T16:00:00Z")
    for said in ("Hall", "Youth", "Ann", "Songs to take home.", "to 9:30 am", "in BC time"):
        assert said in page.text


def test_by_track_what_is_for_everyone_comes_first(client, parts):
    assert titles(client, "?by=track") == [
        "Programme", "For everyone", "Welcome", "Coffee", "Boards", "Collections", "Weeding",
        "Youth", "Rhyme",
    ]  # fmt: skip


def test_mine_is_what_the_address_names_and_what_is_for_everyone(client, parts):
    query = f"?mine={parts['rhyme'].pk}&mine={parts['boards'].pk}"
    assert titles(client, query) == [
        "My programme", "Wednesday, May 12, 2027", "Welcome", "Rhyme", "Coffee",
        "Thursday, May 13, 2027", "Boards",
    ]  # fmt: skip
    page = client.get(PAGE + query)
    links = dict(read(page).links)
    assert links["All sessions"] == f"{PAGE}{query}&all=1"
    assert links["My programme as a calendar file (.ics)"] == f"/events/day/programme.ics{query}"
    assert "Weeding" in titles(client, f"{query}&all=1")
    html = client.get(f"{PAGE}{query}&all=1").content.decode()
    assert f'value="{parts["rhyme"].pk}" id="mine-{parts["rhyme"].pk}" checked' in html


def test_two_of_mine_at_the_same_time_are_said(client, parts):
    query = f"?mine={parts['rhyme'].pk},{parts['weeding'].pk}"
    text = read(client.get(PAGE + query)).text
    assert "At the same time as “Weeding”" in text
    assert "At the same time as “Rhyme”" in text


@pytest.mark.parametrize(
    "query",
    ["?mine=", "?mine=x", "?mine=99999999999999999999", "?mine=-1", "?by=colour", "?mine=٣",
     "?mine=1.5&by=track&by=time", "?" + "&".join(f"mine={n}" for n in range(400))],
)  # fmt: skip
def test_an_address_that_names_nothing_known_is_no_failure(client, parts, query):
    assert client.get(PAGE + query).status_code == 200
    assert client.get("/events/day/programme.ics" + query).status_code == 200


def test_what_changed_since_it_was_shown_is_marked_until_it_is_so_again(client, edition, parts):
    rhyme = parts["rhyme"]
    rhyme.starts, rhyme.ends = at("2027-05-12 11:00"), at("2027-05-12 12:00")
    rhyme.room = Room.objects.get(name="Room B")
    rhyme.save()
    assert "Changed: was 9:30 am, Hall" in read(client.get(PAGE)).text
    rhyme.starts = at("2027-05-13 09:00")
    rhyme.ends = at("2027-05-13 09:30")
    rhyme.save()
    assert "Changed: was Wed, May 12, 9:30 am, Hall" in read(client.get(PAGE)).text
    rhyme.starts, rhyme.ends = at("2027-05-12 09:30"), at("2027-05-12 10:30")
    rhyme.room = Room.objects.get(name="Hall")
    rhyme.save()
    assert "Changed:" not in read(client.get(PAGE)).text


def test_before_it_was_shown_nothing_is_marked(edition):
    edition.programme_shown = False
    edition.save()
    part = make_part(edition)
    part.starts = at("2027-05-12 09:00")
    part.save()
    assert part.was() == ""


def test_a_cancelled_session_says_so(client, parts):
    parts["rhyme"].is_held = False
    parts["rhyme"].save()
    assert "Cancelled" in read(client.get(PAGE)).text


def test_materials_and_recordings_stand_with_their_session(client, parts):
    Material.objects.create(session=parts["rhyme"], kind="recording", url="https://v.example/1")
    Material.objects.create(
        session=parts["rhyme"], kind="slides", title="Slides of songs", url="https://v.example/2"
    )
    links = read(client.get(PAGE)).links
    assert ("Rhyme", "https://v.example/1") in links
    assert ("Slides of songs", "https://v.example/2") in links


def test_another_clock_stands_beside(client):
    edition = make_edition(zone="America/Edmonton", programme_shown=True, slug="alberta")
    make_part(edition, "10:00", "11:00")
    text = read(client.get("/events/alberta/programme/")).text
    assert "in Alberta time" in text
    assert "9:00 am to 10:00 am BC time" in text


def test_it_is_there_only_once_it_is_shown(client, edition, parts):
    edition.programme_shown = False
    edition.save()
    for address in (
        PAGE,
        "/events/day/programme.ics",
        f"/events/day/programme/{parts['rhyme'].pk}.ics",
    ):
        assert client.get(address).status_code == 404
    assert PAGE not in dict(read(client.get("/events/day/")).links).values()


def test_an_empty_programme_says_so(client, edition):
    assert "No session is in the programme yet." in read(client.get(PAGE)).text
    assert ("See the programme", PAGE) in read(client.get("/events/day/")).links


def test_mine_that_is_gone_says_so(client, edition):
    text = read(client.get(f"{PAGE}?mine=1")).text
    assert "None of the sessions you chose is in the programme any more." in text


def events(client, address):
    """As two independent programs read it."""
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    ours = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    theirs = vobject.readOne(answer.content.decode()).vevent_list
    assert [str(each["UID"]) for each in ours] == [each.uid.value for each in theirs]
    assert [each["DTSTART"].dt for each in ours] == [each.dtstart.value for each in theirs]
    return {str(each["SUMMARY"]): each for each in ours}


def test_calendars_of_one_of_all_and_of_mine(client, parts):
    rhyme = parts["rhyme"]
    assert set(events(client, f"/events/day/programme/{rhyme.pk}.ics")) == {"Rhyme"}
    assert len(events(client, "/events/day/programme.ics")) == 5
    mine = events(client, f"/events/day/programme.ics?mine={rhyme.pk}")
    assert set(mine) == {"Welcome", "Rhyme", "Coffee"}
    event = mine["Rhyme"]
    assert event["DTSTART"].dt == at("2027-05-12 09:30")
    assert str(event["LOCATION"]).startswith("Hall, ")
    assert "With Ann" in event["DESCRIPTION"]
    assert event["URL"] == f"http://testserver{PAGE}#session-{rhyme.pk}"


def test_a_change_raises_the_sequence_and_a_cancelled_session_stays_marked(client, parts):
    rhyme = parts["rhyme"]
    address = f"/events/day/programme/{rhyme.pk}.ics"
    before = events(client, address)["Rhyme"]
    rhyme.is_held = False
    rhyme.save()
    after = events(client, address)["Cancelled: Rhyme"]
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.mark.parametrize("address", ["/events/day/programme/999.ics", "/events/no/programme/"])
def test_what_is_not_there_is_not_found(client, edition, address):
    assert client.get(address).status_code == 404


def test_a_programme_moves_with_its_edition_to_other_days(edition, parts):
    edition.starts, edition.ends = at("2027-05-13 09:00"), at("2027-05-14 16:00")
    changes.keep(edition)
    parts["rhyme"].refresh_from_db()
    parts["boards"].refresh_from_db()
    assert parts["rhyme"].starts == at("2027-05-13 09:30")
    assert parts["boards"].starts == at("2027-05-14 10:00")
    assert parts["rhyme"].appearances.get().starts == at("2027-05-13 09:30")
    assert parts["rhyme"].was() == ""


def test_days_that_would_leave_sessions_out_are_refused_in_a_sentence(edition, parts):
    edition.ends = at("2027-05-12 16:00")
    with pytest.raises(Refused, match="would not fit in these days: “Boards” would be outside"):
        changes.keep(edition)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_five_queries(client, edition, django_assert_num_queries, rows):
    for number in range(rows):
        part = make_part(edition, room=f"Room {number}", track="T", speakers=(f"S {number}",))
        Material.objects.create(session=part, kind="slides", url="https://v.example/")
    with django_assert_num_queries(5):  # the edition, sessions, speakers, materials, notices
        client.get(PAGE)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, edition, method):
    assert getattr(client, method)(PAGE).status_code == 405
