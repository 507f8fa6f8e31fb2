"""Letters about a certificate: asked for from a found record, issued, opened, taken back."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cltp import verifying
from cltp.certificates import letters, withdrawing
from cltp.models import CertificateRecord, LetterRequest, RecordView
from learning_portal.foundation import clock, protection
from learning_portal.foundation.models import Message, SignedLetter
from tests.cltp.records import make_record
from tests.cltp.roles import EVERYBODY, sign_in, status_for
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
VERIFY, ASK = "/cltp/verify/", "/cltp/verify/letter/"


@pytest.fixture
def record():
    return make_record(
        number="C-7",
        given_names="Ann",
        family_name="Sḵwx̱wú7mesh",
        courses=[("Reference", dt.date(2008, 1, 2)), "Story time"],
    )


@pytest.fixture
def found(client, record, november):
    """The page that shows the record, as a person reached it."""
    opened = field(client.get(VERIFY), "opened")
    november.shift(dt.timedelta(seconds=30))
    sent = {"number": "C-7", "family_name": record.family_name, "opened": opened}
    return client.post(VERIFY, sent)


@pytest.fixture
def ask(client, found, november):
    def ask(seconds=30, **typed):
        november.shift(dt.timedelta(seconds=seconds))
        carried = {name: field(found, name) for name in ("opened", "proof")}
        return client.post(ASK, {**carried, "email": "ann@example.ca", "is_holder": "yes", **typed})

    return ask


def field(response, name):
    return re.search(f'name="{name}" value="([^"]+)"', response.content.decode())[1]


def test_a_holder_asks_from_the_found_record(client, ask, record):
    response = ask()
    assert (response.status_code, response["Location"]) == (302, "/cltp/verify/letter/asked/")
    request = LetterRequest.objects.get()
    assert (request.record, request.email, request.state) == (record, "ann@example.ca", "waiting")
    assert request.purge_after == dt.date(2026, 11, 24) + dt.timedelta(days=90)
    page = read(client.get(response["Location"]))
    assert "Your request has been received." in page.titles[0]


def test_a_message_confirms_it_in_the_same_transaction_without_a_word_of_the_record(ask):
    ask()
    message = Message.objects.get()
    assert (message.kind, message.to) == ("cltp-letter-asked", "ann@example.ca")
    for word in ("C-7", "Ann", "Sḵwx"):
        assert word not in message.text
    assert "90 days after" in message.text


def test_asking_twice_is_asking_once(ask):
    assert ask().status_code == 302
    assert ask().status_code == 302
    assert LetterRequest.objects.count() == Message.objects.count() == 1


def test_where_the_mail_cannot_be_queued_nothing_is_kept(record, monkeypatch):
    monkeypatch.setattr(letters, "queue", None)
    with pytest.raises(TypeError):
        letters.ask(record_id=record.pk, email="ann@example.ca")
    assert not LetterRequest.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said", "target"),
    [
        ({"email": ""}, "Write the e-mail address", "#email"),
        ({"email": "ann"}, "Write an e-mail address like name@example.ca.", "#email"),
        ({"email": "a@example.ca\nBcc: b@example.ca"}, "like name@example.ca", "#email"),
        ({"email": '"ann,home"@example.ca'}, "like name@example.ca", "#email"),
        ({"is_holder": ""}, "Only the holder of a certificate may ask", "#is_holder"),
    ],
)
def test_a_refusal_names_the_field_and_keeps_what_was_typed(ask, typed, said, target):
    response = ask(**typed)
    assert response.status_code == 400
    assert any(said in words and href == target for words, href in read(response).links)
    assert 'name="proof" value=' in response.content.decode()
    assert not LetterRequest.objects.exists()


@pytest.mark.parametrize("proof", ["", "1", "x:y:z", "\x00"])
def test_without_having_been_shown_the_record_nobody_asks(ask, proof):
    response = ask(proof=proof)
    assert response.status_code == 400
    assert "Check the certificate again" in read(response).text
    assert not LetterRequest.objects.exists()


def test_a_record_shown_long_ago_is_to_be_checked_again(ask):
    assert "Check the certificate again" in read(ask(seconds=60 * 60 + 1)).text


def test_a_certificate_withdrawn_meanwhile_gets_no_request(ask, record):
    withdrawing.withdraw(record=record, on=clock.today(), why="Mistaken", by=make_user())
    assert "The record has changed" in read(ask()).text
    assert not LetterRequest.objects.exists()


def test_the_trap_answers_like_success_and_keeps_nothing(ask):
    assert ask(website="x").status_code == 302
    assert not LetterRequest.objects.exists()


def test_past_the_limit_it_says_so(ask, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_REQUESTS", 1)
    ask()
    response = ask(email="other@example.ca")
    assert response.status_code == 429
    assert protection.TOO_MANY in read(response).text


def test_the_page_is_reached_from_a_record_only(client):
    assert client.get(ASK)["Location"] == VERIFY


DECIDE = "/admin/cltp/letterrequest/{}/decide/"


@pytest.fixture
def request_of(record):
    return letters.ask(record_id=record.pk, email="ann@example.ca")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_registrars_decide(client, request_of, who):
    sign_in(client, who)
    address = DECIDE.format(request_of.pk)
    assert client.get(address).status_code == status_for(who, ["CLTP registrars"])
    status = client.post(address, {"issue": "1"}).status_code
    is_allowed = who in ("CLTP registrars", "administrator")
    assert (status == 302) if is_allowed or who == "anonymous" else (status == 403)
    assert SignedLetter.objects.exists() == is_allowed


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_those_who_may_see_the_record_see_its_letter_at_the_desk(client, request_of, who):
    letter = letters.issue(request=request_of, by=make_user(), site="https://x.example")
    sign_in(client, who)
    page = client.get(f"/admin/foundation/signedletter/{letter.pk}/change/")
    assert (b"Sk\xcc\xb1wx" in page.content or "Sḵwx" in page.content.decode()) == (
        who in ("CLTP registrars", "administrator")
    )
    listed = client.get("/admin/foundation/signedletter/").content.decode()
    assert (f"/signedletter/{letter.pk}/" in listed) == (
        who in ("CLTP registrars", "administrator")
    )


def test_a_registrar_looks_issues_and_the_address_is_sent(client, request_of, record, november):
    registrar = sign_in(client, "CLTP registrars")
    page = client.get(DECIDE.format(request_of.pk)).content.decode()
    assert "make sure first that this address is the holder’s" in page
    assert "Ann Sḵwx̱wú7mesh" in page
    assert RecordView.objects.get().record_id == record.pk
    assert client.post(DECIDE.format(request_of.pk), {"issue": "1"}).status_code == 302
    request_of.refresh_from_db()
    assert (request_of.state, request_of.decided_by) == ("issued", registrar.get_username())
    letter = request_of.letter
    assert letter.expires_on == dt.date(2027, 11, 24)
    message = Message.objects.get(kind="cltp-letter-issued")
    assert f"http://testserver/letters/{letter.token}/" in message.text
    assert "C-7" not in message.text
    shown = read(client.get(letter.get_absolute_url()))
    for words in ("Ann Sḵwx̱wú7mesh", "number C-7", "June 1, 2009", "Reference January 2, 2008",
                  "Story time day not recorded", "Valid as of"):  # fmt: skip
        assert words in shown.text


def test_a_withdrawn_certificate_makes_its_letters_say_so_at_once(client, request_of, record):
    letter = letters.issue(request=request_of, by=make_user(), site="https://x.example")
    withdrawing.withdraw(
        record=record, on=dt.date(2026, 11, 20), why="A private reason", by=make_user()
    )
    page = client.get(letter.get_absolute_url())
    text = read(page).text
    assert "This letter was revoked" in text
    assert "The certificate was withdrawn on Friday, November 20, 2026. It is not valid." in text
    for words in ("Sḵwx", "private reason", "Valid as of", "stay valid"):
        assert words not in page.content.decode()


def test_undoing_a_withdrawal_brings_no_letter_back(client, request_of, record):
    letter = letters.issue(request=request_of, by=make_user(), site="https://x.example")
    withdrawing.withdraw(record=record, on=clock.today(), why="x", by=make_user())
    withdrawing.reinstate(record=record)
    assert "This letter was revoked" in read(client.get(letter.get_absolute_url())).text


def test_no_letter_is_issued_about_a_withdrawn_certificate(client, request_of, record):
    withdrawing.withdraw(record=record, on=clock.today(), why="x", by=make_user())
    sign_in(client, "CLTP registrars")
    page = client.get(DECIDE.format(request_of.pk)).content.decode()
    assert "no letter can be issued" in page
    assert "Issue the letter" not in page
    done = client.post(DECIDE.format(request_of.pk), {"issue": "1"}, follow=True)
    assert "no letter can be issued about it" in done.content.decode()
    assert not SignedLetter.objects.exists()


def test_a_registrar_declines_with_a_reason_that_is_sent(client, request_of):
    sign_in(client, "CLTP registrars")
    address = DECIDE.format(request_of.pk)
    refused = client.post(address, {"decline": "1", "why": ""})
    assert "Say why: the person who asked reads it." in refused.content.decode()
    client.post(address, {"decline": "1", "why": "We could not reach you."})
    request_of.refresh_from_db()
    assert (request_of.state, request_of.letter) == ("declined", None)
    assert "We could not reach you." in Message.objects.get(kind="cltp-letter-declined").text


def test_one_decided_already_stays_decided(client, request_of):
    sign_in(client, "CLTP registrars")
    address = DECIDE.format(request_of.pk)
    client.post(address, {"issue": "1"})
    again = client.post(address, {"issue": "1"}, follow=True).content.decode()
    assert "This was decided already: letter issued." in again
    assert SignedLetter.objects.count() == 1
    assert "This was decided already" in client.get(address).content.decode()


def test_where_the_letter_cannot_be_sent_none_is_issued(request_of, monkeypatch):
    monkeypatch.setattr(letters, "queue", None)
    with pytest.raises(TypeError):
        letters.issue(request=request_of, by=make_user(), site="https://x.example")
    assert not SignedLetter.objects.exists()
    assert LetterRequest.objects.get().state == "waiting"


def test_with_a_record_its_letters_go(client, request_of, record):
    letter = letters.issue(request=request_of, by=make_user(), site="https://x.example")
    sign_in(client, "administrator")
    address = reverse("admin:cltp_certificaterecord_delete", args=[record.pk])
    client.post(address, {"post": "yes"})
    assert not CertificateRecord.objects.exists()
    assert client.get(letter.get_absolute_url()).status_code == 404


def test_the_desk_says_that_letters_wait(client, request_of):
    sign_in(client, "CLTP registrars")
    needs = {need.key: need.total for need in client.get("/admin/").context["needs"]}
    assert needs["certificate-letters"] == 1
    sign_in(client, "Curators")
    assert "certificate-letters" not in {
        need.key for need in client.get("/admin/").context["needs"]
    }


@pytest.mark.parametrize("asked", ["x", "0", "999999999999999999999", "-1"])
def test_a_request_that_is_not_there_is_no_failure(client, asked):
    sign_in(client, "CLTP registrars")
    assert client.get(f"/admin/cltp/letterrequest/{asked}/change/").status_code in (302, 404)
