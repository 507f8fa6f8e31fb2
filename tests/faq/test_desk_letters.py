"""Letters at the curators' desk: read, followed up, never rewritten."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from faq.models import Letter
from tests.factories import make_letter, make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
LIST = "/admin/faq/letter/"


@pytest.fixture
def curator(client):
    user = make_user("Curators")
    client.force_login(user)
    return user


def change(letter):
    return reverse("admin:faq_letter_change", args=[letter.pk])


def act(client, name, *letters):
    chosen = {"action": name, "_selected_action": [letter.pk for letter in letters]}
    return client.post(LIST, chosen, follow=name.startswith("mark"))


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_read_letters(client, group, status):
    client.force_login(make_user(group))
    assert client.get(LIST).status_code == status
    assert client.get(change(make_letter())).status_code == status


def test_nobody_reads_them_without_signing_in(client):
    for address in (LIST, change(make_letter())):
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/")


def test_a_curator_cannot_write_or_delete_one(client, curator):
    letter = make_letter()
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{letter.pk}/delete/", {"post": "yes"}).status_code == 403
    act(client, "delete_selected", letter)
    assert Letter.objects.filter(pk=letter.pk).exists()


def test_the_administrator_may_delete_one_who_asks_for_it(client):
    client.force_login(make_user(is_superuser=True))
    letter = make_letter()
    client.post(f"{LIST}{letter.pk}/delete/", {"post": "yes"})
    assert not Letter.objects.exists()
    assert "Letter" not in LogEntry.objects.get().object_repr


def test_the_letter_is_shown_and_only_its_state_and_the_note_can_change(client, curator):
    letter = make_letter(
        message="<b>Bold</b>\nSecond line", name="Ann", email="ann@example.ca", page="/faq/"
    )
    response = client.get(change(letter))
    html = response.content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt;<br>Second line" in html
    assert ("ann@example.ca", "mailto:ann@example.ca") in read(response).links
    assert ("/faq/", "/faq/") in read(response).links
    assert set(re.findall(r'name="(\w+)"', html)) >= {"state", "note"}
    client.post(
        change(letter),
        {"state": "answered", "note": "By telephone", "message": "Rewritten", "purge_after": ""},
    )
    letter.refresh_from_db()
    assert (letter.state, letter.note) == ("answered", "By telephone")
    assert letter.message == "<b>Bold</b>\nSecond line"
    assert letter.purge_after is not None


def test_its_times_say_which_clock(client, curator, november):
    letter = make_letter()
    words = read(client.get(change(letter))).text + read(client.get(LIST)).text
    assert words.count("Tuesday, November 24, 2026, 10:00 am BC time") == 2
    assert "Wednesday, May 24, 2028" in words


def test_a_hostile_page_address_cannot_become_a_script(client, curator):
    letter = make_letter(page='https://example.ca/"><script>alert(1)</script>')
    for address in (LIST, change(letter)):
        assert "<script>alert" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("action", "state"),
    [("mark_read", "read"), ("mark_answered", "answered"), ("mark_closed", "closed")],
)
def test_letters_are_marked_together_and_the_log_says_by_whom(client, curator, action, state):
    one, other, untouched = make_letter(), make_letter(state=state), make_letter()
    response = act(client, action, one, other)
    assert f"1 letter was marked as {state}." in read(response).text
    states = {letter.pk: letter.state for letter in Letter.objects.all()}
    assert states == {one.pk: state, other.pk: state, untouched.pk: "new"}
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (curator, str(one.pk))
    assert entry.get_change_message() == f"Marked as {state}."


def test_someone_who_may_only_look_cannot_mark(client):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_letter"))
    client.force_login(user)
    letter = make_letter()
    act(client, "mark_read", letter)
    letter.refresh_from_db()
    assert letter.state == "new"
    assert act(client, "write_out", letter)["Content-Type"].startswith("text/plain")


def test_what_is_held_of_a_person_can_be_written_out(client, curator, november):
    mine = [
        make_letter(email="ann@example.ca", name="Sḵwx̱wú7mesh", message="One", note="desk only"),
        make_letter(email="ann@example.ca", message="Two"),
    ]
    other = make_letter(email="bob@example.ca", message="Three")
    found = read(client.get(LIST, {"q": "ann@example.ca"}))
    assert [text for text, href in found.links if href and href.startswith(f"{LIST}{mine[0].pk}/")]
    assert not [href for _, href in found.links if href and href.startswith(f"{LIST}{other.pk}/")]
    response = act(client, "write_out", *mine)
    text = response.content.decode()
    assert 'filename="letters-2026-11-24.txt"' in response["Content-Disposition"]
    assert text.index("One") < text.index("Two")
    for line in ("Name: Sḵwx̱wú7mesh", "E-mail: ann@example.ca", "Page: not given"):
        assert line in text
    assert "Received: Tuesday, November 24, 2026, 10:00 am BC time" in text
    assert "desk only" not in text
    assert "Three" not in text


def test_the_list_is_filtered_and_searched(client, curator):
    make_letter(about="barrier", message="Ramp too steep")
    make_letter(about="idea", message="Zines", state="closed")
    assert "Zines" not in read(client.get(LIST, {"state__exact": "new"})).text
    assert "Zines" not in read(client.get(LIST, {"about__exact": "barrier"})).text
    assert "Ramp" not in read(client.get(LIST, {"q": "zines"})).text
    assert client.get(LIST, {"q": "\ufffd'%_\\"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_the_list_takes_six_queries(client, curator, django_assert_num_queries, rows):
    for _ in range(rows):
        make_letter()
    client.get(LIST)
    with django_assert_num_queries(6):  # session, person, permissions twice, count, letters
        client.get(LIST)
