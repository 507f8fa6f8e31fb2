"""An edition's board, its list of people and its export, at the organisers' desk."""

import io

import openpyxl
import pytest

from events import registration
from events.models import AttendeeExport, Registration
from learning_portal.foundation.models import Message
from tests.events.desk import at_desk
from tests.events.making import make_edition, make_registration
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, november):
    user = make_user("Events coordinators", username="coordinator")
    client.force_login(user)
    return user


def board(client, edition):
    return read(client.get(at_desk(edition))).text


def export(client, edition, form="csv", part="places", **more):
    return client.post(at_desk(edition, "export"), {"form": form, "part": part, **more})


def test_an_empty_board_says_so(client):
    said = board(client, make_edition(capacity=7))
    for each in ("Places taken 0 of 7", "Free 7", "Nothing: no travel support waits"):
        assert each in said


def test_the_board_counts_places_offers_the_waiting_list_and_what_waits(client):
    edition = make_edition(capacity=2, travel_support="x")
    first = make_registration(edition, kilometres=300)
    for _ in range(4):
        make_registration(edition)
    registration.cancel(registration=first)
    make_registration(edition, access="A ramp")
    said = board(client, edition)
    for each in ("Places taken 1 of 2", "Free 0", "Offers open 1", "Waiting list 3", "Checked in 0",
                 "Cancelled or let go 1", "1 person stated access or dietary needs"):  # fmt: skip
        assert each in said
    assert "travel support waits" not in said.replace("no travel support waits", "")


def test_the_board_names_whom_mail_did_not_reach(client):
    edition = make_edition(travel_support="x")
    ann, bo = (
        make_registration(edition, name="Ann", nights=1),
        make_registration(edition, name="Bo"),
    )
    make_registration(make_edition(), name="Cy")
    states = {ann: "dead", bo: "in-doubt"}
    for made, state in states.items():
        Message.objects.filter(once__startswith=f"registration:{made.pk}:").update(
            state=state, why="550 no"
        )
    said = board(client, edition)
    assert "Ann : a message could not be delivered to" in said
    assert "Bo : a message may not have arrived" in said
    assert "1 request for travel support waits for a decision" in said
    assert "Cy" not in said


@pytest.mark.parametrize(
    ("part", "names"),
    [
        ("places", ["Ann"]),
        ("waiting", ["Bo", "Cy"]),
        ("gone", []),
        ("needs", ["Bo"]),
        ("all", ["Ann", "Bo", "Cy"]),
        ("nonsense", ["Ann", "Bo", "Cy"]),
        ("all&q=b%C3%B6", ["Bo"]),
        ("all&q=CY%40", ["Cy"]),
        ("all&q=archive", ["Ann"]),
        ("all&page=zz9", ["Ann", "Bo", "Cy"]),
    ],
)
def test_the_list_shows_the_part_and_the_words_asked_for(client, part, names):
    edition = make_edition(capacity=1)
    make_registration(edition, name="Ann", other_library="Archives")
    make_registration(edition, name="Bo", access="x")
    make_registration(edition, name="Cy", email="cy@example.ca")
    make_registration(make_edition(), name="Zed")
    page = read(client.get(f"{at_desk(edition, 'people')}?part={part}"))
    assert [said for said, where in page.links if said in {"Ann", "Bo", "Cy", "Zed"}] == names


def test_a_person_can_be_given_up_for_and_is_told(client):
    edition = make_edition(capacity=1)
    first, second = make_registration(edition), make_registration(edition)
    client.post(at_desk(edition, "person_cancel", person=first.pk))
    assert Registration.objects.get(pk=first.pk).state == "cancelled"
    assert Registration.objects.get(pk=second.pk).state == "offered"
    assert Message.objects.filter(kind="events.cancelled", to=first.email).count() == 1


def test_one_editions_person_is_not_found_at_another(client):
    made, other = make_registration(), make_edition()
    for name in ("person", "person_cancel"):
        where = at_desk(other, name, person=made.pk)
        answer = client.get(where) if name == "person" else client.post(where)
        assert answer.status_code == 404
    assert Registration.objects.get().state == "confirmed"


def test_a_person_shows_their_needs_and_until_when_they_are_kept(client):
    made = make_registration(access="A ramp", dietary="No nuts")
    said = read(client.get(at_desk(made.edition, "person", person=made.pk))).text
    for each in ("A ramp", "No nuts", "Needs are deleted on Wednesday, May 26, 2027"):
        assert each in said


def test_an_export_is_a_file_no_cell_of_which_is_a_formula_and_it_is_kept_who_took_it(
    client, organiser
):
    edition = make_edition(slug="day")
    make_registration(edition, name="=HYPERLINK(1)", other_library="+1", access="Secret")
    answer = export(client, edition)
    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",'+1," in text
    assert "Secret" not in text
    assert answer["Content-Disposition"] == 'attachment; filename="day-places-2026-11-24.csv"'
    kept = AttendeeExport.objects.get()
    assert (kept.by, kept.edition, kept.form, kept.part, kept.people) == (
        organiser, edition, "csv", "places", 1,
    )  # fmt: skip
    assert "coordinator, Tuesday, November 24" in board(client, edition)


def test_an_export_as_a_workbook_holds_what_the_list_shows(client):
    edition = make_edition()
    for name in ("Ann", "Bo"):
        make_registration(edition, name=name, dietary="No nuts")
    book = openpyxl.load_workbook(io.BytesIO(export(client, edition, "xlsx", "needs").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["name", "Ann", "Bo"]
    assert rows[1][-1] == "No nuts"
    book = openpyxl.load_workbook(io.BytesIO(export(client, edition, "xlsx", q="bo").content))
    assert [row[1] for row in book.active.iter_rows(values_only=True)] == ["name", "Bo"]


@pytest.mark.parametrize("sent", [{"form": "pdf"}, {"part": "x"}, {"form": "\x00"}])
def test_an_export_of_no_known_kind_is_not_found_and_not_counted(client, sent):
    assert export(client, make_edition(), **sent).status_code == 404
    assert not AttendeeExport.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("board", 9), ("people", 8)])
def test_pages_take_as_many_queries_whatever_they_hold(
    client, django_assert_num_queries, page, queries, rows
):
    edition = make_edition()
    for _ in range(rows):
        make_registration(edition, dietary="x", other_library="Y")
    client.get(at_desk(edition, page))
    with django_assert_num_queries(queries):
        client.get(at_desk(edition, page))
