"""Name badges and the sign-in sheet."""

import pytest

from tests.events.desk import at_desk
from tests.events.making import make_edition, make_registration
from tests.factories import make_user
from tests.pages import read
from tests.test_valid_html import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
SHEETS = ["badges", "sign_in"]


@pytest.fixture(autouse=True)
def organiser(client, november):
    client.force_login(make_user("Events coordinators"))


def test_badges_are_for_those_with_a_place_by_name_eight_to_a_sheet(client):
    edition = make_edition(capacity=9)
    for letter in "JIHGFEDCBA":
        make_registration(edition, name=f"{letter}. Reader", other_library="Fort Library")
    html = client.get(at_desk(edition, "badges")).content.decode()
    assert html.count('class="badges"') == 2
    assert html.index("B. Reader") < html.index("C. Reader")
    assert "A. Reader" not in html  # came tenth, and waits
    assert html.count("Fort Library") == 9


def test_a_long_name_is_set_smaller(client):
    made = make_registration(name="x" * 25)
    assert "badge-long" in client.get(at_desk(made.edition, "badges")).content.decode()


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_shows_no_address_and_no_need(client, sheet):
    made = make_registration(email="ann@example.ca", access="A ramp", dietary="No nuts")
    html = client.get(at_desk(made.edition, sheet)).content.decode()
    for private in ("ann@example.ca", "A ramp", "No nuts", made.token):
        assert private not in html


def test_the_sign_in_sheet_has_lines_for_others(client):
    page = client.get(at_desk(make_registration(name="Ann").edition, "sign_in"))
    assert "Ann" in read(page).text
    assert page.content.decode().count("<tr>") == 1 + 1 + 12


def test_without_people_the_badges_say_so(client):
    assert (
        "Nobody has a place yet" in client.get(at_desk(make_edition(), "badges")).content.decode()
    )


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_takes_as_many_queries_whatever_it_holds(
    client, django_assert_num_queries, sheet, rows
):
    edition = make_edition()
    for _ in range(rows):
        make_registration(edition, other_library="x")
    with django_assert_num_queries(7):
        client.get(at_desk(edition, sheet))


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_valid_html(client, tmp_path, sheet):
    edition = make_edition(capacity=1)
    file = tmp_path / "sheet.html"
    for _ in range(2):
        file.write_bytes(client.get(at_desk(edition, sheet)).content)
        assert faults(file) == ""
        make_registration(edition)
