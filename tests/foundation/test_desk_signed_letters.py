"""Signed letters at the desk: looked at, and taken back with a reason."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from learning_portal.foundation.letters import replace
from learning_portal.foundation.models import SignedLetter
from tests.factories import make_signed_letter, make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november", "letter_kind")]
LIST = "/admin/foundation/signedletter/"


@pytest.fixture
def curator(client):
    user = make_user("Curators")
    client.force_login(user)
    return user


def change(letter):
    return reverse("admin:foundation_signedletter_change", args=[letter.pk])


def revoke(letter):
    return reverse("admin:foundation_signedletter_revoke", args=[letter.pk])


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_see_and_revoke_them(client, group, status):
    client.force_login(make_user(group))
    letter = make_signed_letter()
    for address in (LIST, change(letter), revoke(letter)):
        assert client.get(address).status_code == status


def test_nobody_does_without_signing_in(client):
    letter = make_signed_letter()
    for address in (LIST, change(letter), revoke(letter)):
        assert client.get(address)["Location"].startswith("/admin/login/")
    client.post(revoke(letter), {"why": "Because"})
    assert SignedLetter.objects.get().revoked_at is None


def test_who_may_only_look_cannot_revoke(client):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_signedletter"))
    client.force_login(user)
    letter = make_signed_letter()
    assert "Revoke …" not in client.get(change(letter)).text
    assert client.post(revoke(letter), {"why": "Because"}).status_code == 403
    assert SignedLetter.objects.get().revoked_at is None


def test_nobody_writes_changes_or_deletes_one(admin_client):
    letter = make_signed_letter()
    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(change(letter), {"about": "Forged"}).status_code == 403
    assert admin_client.post(f"{LIST}{letter.pk}/delete/", {"post": "yes"}).status_code == 403


def test_it_shows_how_each_stands(client, curator):
    make_signed_letter(about="person:valid")
    altered = make_signed_letter(about="person:altered")
    SignedLetter.objects.filter(pk=altered.pk).update(content={"name": "<b>Bob</b>"})
    words = read(client.get(LIST)).text
    assert "Valid" in words
    assert "Does not verify" in words
    html = client.get(change(altered)).text
    assert "&lt;b&gt;Bob&lt;/b&gt;" in html
    assert altered.get_absolute_url() in html


def test_one_that_was_replaced_leads_to_the_corrected_one(client, curator):
    letter = make_signed_letter()
    newer = replace(letter, content={"name": "Anne"}, expires_on=letter.expires_on)
    assert (str(newer), change(newer)) in read(client.get(change(letter))).links
    assert "Replaced by a corrected one" in read(client.get(LIST)).text


def test_revoking_asks_why_and_is_logged_without_the_person(client, curator):
    letter = make_signed_letter()
    assert "Revoke …" in client.get(change(letter)).text
    assert "It cannot be undone" in read(client.get(revoke(letter))).text
    response = client.post(revoke(letter), {"why": "Issued in error."}, follow=True)
    assert "The letter was revoked" in read(response).text
    assert "Revoke …" not in response.text
    letter.refresh_from_db()
    assert (letter.revoked_reason, letter.revoked_by) == ("Issued in error.", curator)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.get_change_message()) == (
        curator, str(letter.pk), "Revoked.",
    )  # fmt: skip
    assert "Ann" not in entry.object_repr


@pytest.mark.parametrize("why", ["", "   ", "a" * 301, "a\x00b"])
def test_without_a_fit_reason_nothing_is_revoked_and_it_says_so(client, curator, why):
    letter = make_signed_letter()
    response = client.post(revoke(letter), {"why": why})
    assert response.status_code == 200
    assert "Nothing was revoked yet" in response.text
    letter.refresh_from_db()
    assert letter.revoked_at is None


def test_a_second_time_is_refused(client, curator):
    letter = make_signed_letter()
    client.post(revoke(letter), {"why": "First"})
    response = client.post(revoke(letter), {"why": "Second"}, follow=True)
    assert "revoked already" in read(response).text
    letter.refresh_from_db()
    assert letter.revoked_reason == "First"
    assert LogEntry.objects.count() == 1


def test_one_that_is_not_there_is_not_found(client, curator):
    assert client.get(f"{LIST}999999/revoke/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_seven_queries_whatever_there_is(
    client, curator, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_signed_letter()
    with django_assert_num_queries(7):
        client.get(LIST)
