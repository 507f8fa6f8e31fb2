"""/events/<edition>/register/: one page, one POST."""

import datetime as dt
import re

import pytest
from django.test import Client

from catalogue.models import Federation, Library
from events import registering
from events.models import Registration
from learning_portal.foundation import protection
from learning_portal.foundation.models import Message
from tests.events.making import at, make_edition, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGE = "/events/day/register/"


@pytest.fixture
def edition():
    return make_edition(slug="day", title="Rural Library Day", travel_support="Ask for it.")


@pytest.fixture
def send(client, november, edition):
    """Open the form, type, wait as a person does, send it."""

    def send(seconds=30, page=PAGE, **typed):
        opened = stamp(client.get(page))
        november.shift(dt.timedelta(seconds=seconds))
        sent = {
            "name": "Ann Reader", "email": "ann@example.ca", "library": "other",
            "consent": "yes", "opened": opened, **typed,
        }  # fmt: skip
        return client.post(page, {name: said for name, said in sent.items() if said is not None})

    return send


def stamp(response):
    return re.search('name="opened" value="([^"]+)"', response.content.decode())[1]


def test_one_post_is_answered_with_a_place(send):
    response = send()
    assert response.status_code == 200
    page = read(response)
    assert page.titles == ["You have a place"]
    assert "goes to ann@example.ca" in page.text
    made = Registration.objects.get()
    assert (made.name, made.email, made.state, made.site) == (
        "Ann Reader", "ann@example.ca", "confirmed", "http://testserver",
    )  # fmt: skip
    assert Message.objects.get().to == "ann@example.ca"


def test_when_it_is_full_the_answer_is_the_waiting_list(client, send, edition):
    edition.capacity = 1
    edition.save()
    make_registration(edition)
    assert read(client.get(PAGE)).titles[0] == "Join the waiting list"
    first = read(send(name="Ann"))
    assert first.titles == ["You are on the waiting list"]
    assert "you are the first on the list" in first.text
    assert "1 person is ahead of you" in read(send(name="Bo")).text


def test_all_that_is_told_is_kept(send):
    federation = Federation.objects.create(name="Northwest")
    library = Library.objects.create(name="Hazelton District Public Library")
    send(
        library=f"library:{library.slug}", role="branch-head", access="Front row\r\nplease",
        dietary="No nuts", kilometres="300", nights="1",
    )  # fmt: skip
    made = Registration.objects.get()
    assert (made.library, made.role, made.affiliation) == (library, "branch-head", library.name)
    assert (made.needs.access, made.needs.dietary) == ("Front row\nplease", "No nuts")
    assert (made.travel.kilometres, made.travel.nights) == (300, 1)
    send(name="Bo", library=f"federation:{federation.slug}")
    send(name="Cy", library="other", other_library="A Nation’s library")
    assert [each.affiliation for each in Registration.objects.order_by("number")] == [
        library.name, "Northwest", "A Nation’s library",
    ]  # fmt: skip


def test_a_repeat_gets_the_same_answer_and_keeps_the_private_address_private(send):
    first, again = send(), send()
    assert read(first).text == read(again).text
    assert Registration.objects.get().token not in again.content.decode()
    assert (Registration.objects.count(), Message.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "name", ["Sḵwx̱wú7mesh Snichim", "hən̓q̓əmin̓əm̓", "Səl̓ílwətaɬ O'Neil", "李 小龙", "🦫", "N" * 100]
)
def test_names_survive(send, name):
    assert read(send(name=name)).titles == ["You have a place"]
    assert Registration.objects.get().name == name


def test_a_refusal_names_each_field_links_to_it_and_keeps_what_was_typed(send):
    response = send(
        name="", email="nobody", library="library:none", role="king", access="x" * 2001,
        kilometres="-3", nights="many", consent=None,
    )  # fmt: skip
    assert response.status_code == 400
    page = read(response)
    assert page.titles[:2] == ["Register", "You are not registered yet"]
    targets = [href for _, href in page.links if href.startswith("#")]
    assert targets == [
        "#name", "#email", "#library", "#role", "#access", "#kilometres", "#nights", "#consent",
    ]  # fmt: skip
    html = response.content.decode()
    for target in targets:
        assert f' id="{target[1:]}"' in html
    for kept in ('value="nobody"', 'value="-3"', 'value="many"', "x" * 2001):
        assert kept in html
    assert "Write the kilometres as a whole number from 0 to 5,000" in page.text
    assert not Registration.objects.exists()


def test_two_megabytes_of_dietary_needs_are_refused_with_a_page(send):
    response = send(dietary="x" * 2_000_000)
    assert response.status_code == 400
    assert "What you wrote on food has 2,000,000 characters." in read(response).text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "email",
    ["a@example.ca\nBcc: b@example.ca", "a@example.ca\r\nSubject: x", "a@example.ca, b@example.ca",
     "<a@example.ca>", '"a b"@example.ca', f"{'a' * 250}@example.ca"],
)  # fmt: skip
def test_an_e_mail_address_that_could_carry_another_is_refused(send, email):
    assert send(email=email).status_code == 400
    assert not Message.objects.exists()


def test_line_breaks_and_nul_cannot_make_a_header_of_a_name(send):
    assert send(name="Ann\r\nBcc: everyone@example.ca\x00").status_code == 200
    assert Registration.objects.get().name == "Ann Bcc: everyone@example.ca"
    assert "\nBcc" not in Message.objects.get().subject


def test_marks_nobody_sees_make_neither_a_name_nor_another_person(send):
    assert send(name="\u200b \u2060").status_code == 400
    for name in ("Ann Lee", "Ann\u200b \ufeffLee"):
        assert send(name=name).status_code == 200
    assert Registration.objects.get().name == "Ann Lee"


def test_three_seconds_are_long_enough_and_one_is_not(send):
    response = send(seconds=1)
    assert response.status_code == 400
    assert protection.TOO_YOUNG in read(response).text
    assert send(seconds=3).status_code == 200


def test_a_form_of_yesterday_passes_when_sent_again(client, send):
    response = send(seconds=24 * 60 * 60 + 1)
    assert protection.TOO_OLD in read(response).text
    again = {"name": "Ann", "email": "a@example.ca", "library": "other", "consent": "yes"}
    sent = client.post(PAGE, {**again, "opened": stamp(response)})
    assert read(sent).titles == ["You have a place"]


def test_the_trap_answers_like_success_and_keeps_nothing(send):
    page = read(send(website="https://spam.example"))
    assert page.titles == ["You have a place"]
    assert not Registration.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.long
def test_a_whole_building_registers_within_ten_minutes_from_one_address(send, edition):
    edition.capacity = 250
    edition.save()
    answers = [read(send(seconds=2, name=f"Reader {n}")).titles[0] for n in range(300)]
    assert answers.count("You have a place") == 250
    assert answers.count("You are on the waiting list") == 50


def test_past_the_limit_the_page_says_what_to_do_and_keeps_the_typing(send, monkeypatch):
    monkeypatch.setattr(registering, "MOST_REGISTRATIONS", 1)
    send(seconds=2)
    response = send(seconds=2, name="The second")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert 'value="The second"' in response.content.decode()
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stage": "planned"}, "Registration has not opened yet."),
        ({"stage": "cancelled"}, "is cancelled, so nobody can register."),
        ({"ends": at("2026-11-20 16:00"), "starts": at("2026-11-20 09:00")}, "is over"),
        ({"registration_opens": at("2027-03-01 09:00")}, "Registration opens Monday, March 1"),
        ({"registration_closes": at("2026-11-23 09:00")}, "Registration is closed."),
    ],
)
def test_before_after_and_cancelled_are_said_plainly(client, send, edition, fields, says):
    opened = stamp(client.get(PAGE))
    for name, value in fields.items():
        setattr(edition, name, value)
    edition.save()
    shown = client.get(PAGE)
    assert shown.status_code == 200
    assert says in read(shown).text
    sent = client.post(PAGE, {"name": "Ann", "email": "a@example.ca", "opened": opened})
    assert sent.status_code == 409
    assert read(sent).titles == ["You cannot register now"]
    assert not Registration.objects.exists()


def test_the_form_says_by_what_authority_and_how_long(client, edition):
    page = read(client.get(PAGE))
    assert "section 26(c) of the Freedom of Information and Protection of Privacy Act" in page.text
    for said in (
        "access and dietary needs: May 26, 2027",
        "travel support asked for: August 12, 2027",
        "90 days after each, and on August 12, 2027 at the latest",
        "the registration, name and e-mail address: May 12, 2028",
        "a certificate of attendance, which keeps the name, the event and the hours for five years",
    ):
        assert said in page.text


def test_travel_support_is_asked_only_where_there_is_any(client, edition):
    assert 'name="kilometres"' in client.get(PAGE).content.decode()
    edition.travel_support = ""
    edition.save()
    assert 'name="kilometres"' not in client.get(PAGE).content.decode()


def test_the_list_holds_libraries_federations_and_another(client, edition):
    Library.objects.create(name="Hazelton District Public Library")
    Federation.objects.create(name="Northwest")
    html = client.get(PAGE).content.decode()
    assert '<option value="library:hazelton-district-public-library">' in html
    assert '<option value="federation:northwest">' in html
    assert '<option value="other">' in html


def test_a_post_needs_its_token(edition):
    response = Client(enforce_csrf_checks=True).post(PAGE, {"name": "Ann"})
    assert response.status_code == 403


@pytest.mark.parametrize("address", ["/events/none/register/", "/events/none/register/group/"])
def test_an_edition_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_what_is_not_shown_takes_nobody(client):
    make_edition(slug="hidden", is_shown=False)
    assert client.get("/events/hidden/register/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, edition, method):
    assert getattr(client, method)(PAGE).status_code == 405


def test_it_is_never_cached(client, edition):
    assert "no-store" in client.get(PAGE)["Cache-Control"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_four_queries(client, edition, django_assert_num_queries, rows):
    for _ in range(rows):
        Library.objects.create(name=f"Library {rows}{_}")
        make_registration(edition)
    with django_assert_num_queries(4):  # the edition, libraries, federations, notices
        client.get(PAGE)


GROUP = "/events/day/register/group/"


def test_a_group_is_one_post_each_with_a_place_of_their_own(send, edition):
    edition.capacity = 2
    edition.save()
    people = "Bo Reader, bo@example.ca\r\n\r\nCy Reader <cy@example.ca>\r\nDee Reader"
    page = read(send(page=GROUP, people=people))
    assert page.titles == ["3 people are registered", "With a place", "On the waiting list"]
    rows = Registration.objects.order_by("number").values_list("name", "email", "registered_by")
    assert list(rows) == [
        ("Bo Reader", "bo@example.ca", "Ann Reader"),
        ("Cy Reader", "cy@example.ca", "Ann Reader"),
        ("Dee Reader", "ann@example.ca", "Ann Reader"),
    ]


def test_what_is_wrong_with_a_list_is_said_line_by_line_and_nobody_is_registered(send):
    people = "Bo, bo@example.ca\n, cy@example.ca\nDee, dee@\nEve, e@x.ca, f@x.ca\nFlo, f@nowhere"
    response = send(page=GROUP, people=people)
    assert response.status_code == 400
    text = read(response).text
    for said in (
        "Line 2 has no name.", "Line 3: write the e-mail address like name@example.ca.",
        "Line 4 has two e-mail addresses", "Line 5: “f@nowhere” is not an e-mail address.",
    ):  # fmt: skip
        assert said in text
    assert "Bo, bo@example.ca" in text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("people", "says"),
    [("", "Write each person on a line of their own"), ("Bo\n" * 41, "There are 41 people"),
     ("x" * 10_001, "The list has 10,001 characters"), ("N" * 101, "shorten the name")],
)  # fmt: skip
def test_a_list_of_nobody_or_of_too_many_is_refused(send, people, says):
    response = send(page=GROUP, people=people)
    assert response.status_code == 400
    assert says in read(response).text


def test_a_group_meets_the_trap_and_the_closed_door_too(client, send, edition):
    assert read(send(page=GROUP, people="Bo", website="x")).titles[0] == "1 person is registered"
    assert not Registration.objects.exists()
    edition.stage = "closed"
    edition.save()
    assert read(client.get(GROUP)).titles == ["You cannot register now"]
