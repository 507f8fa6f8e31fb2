"""Check-in at the door: the plain forms, what a phone sends, and where a QR code leads."""

import json
import uuid

import pytest

from events import door_codes, registration
from events.models import CheckIn, Registration
from tests.desk_forms import Form
from tests.events.desk import at_desk
from tests.events.making import at, make_edition, make_registration
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
DAY = at("2027-05-12 08:30")


@pytest.fixture
def edition(november):
    made = make_edition(capacity=3)
    for name in ("Ann Lee", "Bo Sḵwx̱wú7mesh", "Cy Lee", "Dee Wait"):
        make_registration(made, name=name, other_library="Fort Library")
    november.move_to(DAY)
    return made


@pytest.fixture(autouse=True)
def coordinator(client, november):
    november.move_to(DAY)
    user = make_user("Events coordinators")
    client.force_login(user)
    november.move_to("2026-11-24T17:00:00Z")
    return user


@pytest.fixture
def signed_in(client, edition, coordinator):
    client.force_login(coordinator)
    return client


def of(edition, name):
    return edition.registrations.get(name__startswith=name)


def send(client, edition, *presses):
    return client.post(
        at_desk(edition, "presses"), json.dumps({"presses": presses}), "application/json"
    )


def press(made, act="in", key=None):
    return {"act": act, "person": made.pk, "key": str(key or uuid.uuid4())}


def test_a_name_is_found_however_it_is_typed_and_checked_in_by_one_button(signed_in, edition):
    where = f"{at_desk(edition, 'door')}?q=SKWXWU7"
    page = signed_in.get(where)
    said = read(page).text
    assert "0 of 3 checked in" in said
    assert "1 found." in said
    sent = one_form(page)
    done = signed_in.post(at_desk(edition, "press"), {**sent, "act": "in"}, follow=True)
    assert "Bo Sḵwx̱wú7mesh is checked in." in done.content.decode()
    assert "1 of 3 checked in" in read(done).text
    signed_in.post(at_desk(edition, "press"), {**sent, "act": "in"})
    assert CheckIn.objects.count() == 1
    undone = signed_in.post(at_desk(edition, "press"), {**one_form(done), "act": "undo"})
    assert undone["Location"].endswith("?q=SKWXWU7")
    assert not Registration.objects.attended().exists()


def one_form(page):
    """The last form of the page: its one person's."""
    html = page.content.decode()
    part = html[html.index('class="door-people"') :].replace('method="post"', 'id="x"', 1)
    return {name: values[0] for name, values in Form(part, "x").fields.items()}


def test_nobody_of_a_name_is_said_and_so_is_a_door_that_is_not_open_yet(client, edition, november):
    november.move_to("2026-11-24T17:00:00Z")
    said = read(client.get(f"{at_desk(edition, 'door')}?q=zzz")).text
    assert "Nobody of that name is expected." in said
    assert "Check-in opens Tuesday, May 11, 2027" in said


def test_the_list_holds_names_libraries_and_states_and_no_address_or_need(signed_in, edition):
    make_registration(edition, name="Eve", email="eve@example.ca", access="A ramp")
    registration.cancel(registration=of(edition, "Cy"))
    answer = signed_in.get(at_desk(edition, "door_list"))
    listed = answer.json()
    assert [each["name"] for each in listed["people"]] == [
        "Ann Lee", "Bo Sḵwx̱wú7mesh", "Dee Wait", "Eve",
    ]  # fmt: skip
    assert listed["people"][1]["folded"] == "bo skwxwu7mesh"
    assert "example.ca" not in answer.content.decode()
    assert "ramp" not in answer.content.decode()


def test_what_a_phone_kept_is_taken_in_order_and_sent_again_changes_nothing(signed_in, edition):
    ann, bo, key = of(edition, "Ann"), of(edition, "Bo"), uuid.uuid4()
    kept = [press(ann, key=key), press(bo), press(ann, "undo", key)]
    for _ in range(2):
        answer = send(signed_in, edition, *kept).json()
        assert answer["in"] == 1
        assert list(Registration.objects.attended()) == [bo]
        assert [each["problem"] for each in answer["done"]] == ["", "", ""]


def test_one_press_that_cannot_be_does_not_hold_up_the_others(signed_in, edition):
    ann, waiting, stranger = of(edition, "Ann"), of(edition, "Dee"), make_registration()
    wrong = [
        press(waiting), press(stranger), {"act": ["in"], "person": ann.pk, "key": "x"}, {},
        {"act": "in", "person": 10**30, "key": str(uuid.uuid4())},
        {"act": "in", "person": True, "key": "\ud800"},
    ]  # fmt: skip
    answer = send(signed_in, edition, *wrong, press(ann)).json()
    problems = [each["problem"] for each in answer["done"]]
    assert problems[0] == "Dee Wait is on the waiting list and has no place."
    assert all(each.startswith("This check-in is of nobody") for each in problems[1:6])
    assert problems[6] == ""
    assert list(Registration.objects.attended()) == [ann]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"presses": 3}', "\x00", "[" * 15_000])
def test_what_is_no_list_of_presses_is_refused_in_words(client, edition, coordinator, body):
    client.force_login(coordinator)
    answer = client.post(at_desk(edition, "presses"), body, "application/json")
    assert (answer.status_code, answer.json()) == (
        400, {"problem": "These check-ins cannot be read."},
    )  # fmt: skip


def test_nothing_is_checked_in_by_looking(signed_in, edition):
    for name in ("press", "presses"):
        assert signed_in.get(at_desk(edition, name)).status_code == 405
    code = door_codes.path(of(edition, "Ann"))
    assert signed_in.get(code, follow=True).status_code == 200
    assert not CheckIn.objects.exists()


def test_a_qr_code_leads_a_coordinator_to_the_one_button(signed_in, edition):
    ann = of(edition, "Ann")
    page = signed_in.get(door_codes.path(ann), follow=True)
    assert page.redirect_chain == [(at_desk(edition, "scanned", person=ann.pk), 302)]
    sent = {"person": ann.pk, "key": str(uuid.uuid4()), "act": "in", "back": "scanned"}
    done = signed_in.post(at_desk(edition, "press"), sent, follow=True)
    assert done.redirect_chain == [(at_desk(edition, "scanned", person=ann.pk), 302)]
    assert list(Registration.objects.attended()) == [ann]


@pytest.mark.parametrize("group", ["Curators", "HR officers", "", None])
def test_a_qr_code_tells_others_what_it_is_for_and_not_whose(client, edition, group):
    client.logout()
    if group is not None:
        client.force_login(make_user(group))
    page = client.get(door_codes.path(of(edition, "Ann")))
    assert page.status_code == 403
    assert "Show this code at the door" in read(page).text
    assert "Ann" not in page.content.decode()
    assert ("Sign in" in read(page).text) == (group is None)


def test_a_code_that_is_not_ours_is_not_found(signed_in, edition):
    code = door_codes.path(of(edition, "Ann"))
    for wrong in (f"{code[:-3]}x/", "/events/place/door/1/", f"{code[:-1]}%C3%A9/"):
        assert signed_in.get(wrong).status_code == 404


def test_someone_waiting_is_given_a_place_from_the_plain_form(signed_in, edition, november):
    november.move_to(at("2027-05-12 10:00"))
    registration.cancel(registration=of(edition, "Ann"))
    dee = of(edition, "Dee")
    sent = {"person": dee.pk, "key": str(uuid.uuid4()), "act": "admit", "back": "person"}
    done = signed_in.post(at_desk(edition, "press"), sent, follow=True)
    assert "Dee Wait is checked in." in done.content.decode()
    assert Registration.objects.get(pk=dee.pk).state == "confirmed"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_whatever_it_holds(
    client, coordinator, django_assert_num_queries, rows
):
    edition = make_edition()
    for _ in range(rows):
        make_registration(edition, other_library="x")
    with django_assert_num_queries(9):
        client.get(at_desk(edition, "door_list"))
    with django_assert_num_queries(9):
        client.get(f"{at_desk(edition, 'door')}?q=reader")
