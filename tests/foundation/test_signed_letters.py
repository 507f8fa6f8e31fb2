"""Letters the portal vouches for: what makes one valid, and all that ends it."""

import datetime as dt
import math
import re
import threading

import pytest
from django.db import IntegrityError, connection

from learning_portal.foundation import clock, letter_kinds, letters
from learning_portal.foundation.letters import BadLetter, Refused, replace, revoke
from learning_portal.foundation.models import SignedLetter
from tests.factories import make_signed_letter, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november", "letter_kind")]
LAST_DAY = dt.date(2026, 12, 31)


def test_a_letter_is_valid_to_the_end_of_its_last_day_in_bc():
    letter = make_signed_letter(expires_on=LAST_DAY)
    midnight = clock.start_of_day(LAST_DAY + clock.DAY)
    assert letter.state() == "valid"
    assert letter.state(midnight - dt.timedelta(seconds=1)) == "valid"
    assert letter.state(midnight) == "expired"


def test_its_address_cannot_be_guessed():
    tokens = {make_signed_letter().token for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", token) for token in tokens)  # 192 bits


@pytest.mark.parametrize(
    "changed",
    [
        {"content": {"name": "Bob Sample"}},
        {"content": {"name": "Ann Sample", "hours": 6}},
        {"content": {}},
        {"about": "person:0"},
        {"kind": "other"},
        {"expires_on": dt.date(2099, 1, 1)},
        {"issued_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)},
        {"signature": ""},
        {"signature": "x" * 43},
        {"token": "A" * 32},
    ],
)
def test_a_row_that_was_altered_does_not_verify(changed):
    letter = make_signed_letter()
    SignedLetter.objects.filter(pk=letter.pk).update(**changed)
    letter.refresh_from_db()
    assert letter.state() == "altered"
    assert letter.state(dt.datetime(2031, 1, 1, tzinfo=dt.UTC)) == "altered"


def test_the_signature_of_another_letter_does_not_serve():
    one, other = make_signed_letter(), make_signed_letter()
    one.signature = other.signature
    assert one.state() == "altered"


def test_an_older_key_still_verifies_while_it_is_named_and_a_lost_one_does_not(settings):
    letter = make_signed_letter()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
    assert letter.state() == "altered"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert letter.state() == "valid"
    assert make_signed_letter().state() == "valid"


@pytest.mark.parametrize(
    "content",
    [
        {"name": "hən̓q̓əmin̓əm̓ – “Sḵwx̱wú7mesh”", "list": [1, None, True, {"deep": "é"}]},
        {"hours": 5.5, "count": 10**20},
        {"b": 1, "a": 2},
        {},
    ],
)
def test_any_plain_content_verifies_after_it_was_kept(content):
    letter = SignedLetter.objects.get(pk=make_signed_letter(content=content).pk)
    assert letter.content == content
    assert letter.state() == "valid"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"kind": "unheard-of"}, "register it first"),
        ({"expires_on": dt.date(2026, 11, 23)}, "last day is over already"),
        ({"content": {"hours": math.nan}}, "plain JSON"),
        ({"content": {"day": dt.date(2026, 1, 1)}}, "plain JSON"),
        ({"content": {"name": "a\ud800"}}, "plain JSON"),
        ({"content": {"name": "a\x00"}}, "a character that is none"),
        ({"content": {"name": "a" * 20_001}}, "at most 20,000 characters"),
        ({"content": {"hours": 1e16}}, "write numbers as words"),
    ],
)
def test_what_cannot_be_vouched_for_is_refused_and_nothing_is_kept(said, words):
    with pytest.raises(BadLetter, match=words):
        make_signed_letter(**said)
    assert not SignedLetter.objects.exists()


def test_its_last_day_may_be_today():
    assert make_signed_letter(expires_on=dt.date(2026, 11, 24)).state() == "valid"


def test_revoked_it_says_by_whom_when_and_why_and_is_never_valid_again():
    letter, registrar = make_signed_letter(expires_on=LAST_DAY), make_user()
    revoked = revoke(letter, by=registrar, why="  Issued in error. ")
    assert revoked.state() == "revoked"
    assert revoked.state(clock.start_of_day(dt.date(2030, 1, 1))) == "revoked"
    assert (revoked.revoked_at, revoked.revoked_by) == (clock.now(), registrar)
    assert revoked.revoked_reason == "Issued in error."
    with pytest.raises(Refused, match="revoked already"):
        revoke(letter, by=registrar, why="Again")
    revoked.refresh_from_db()
    assert revoked.revoked_reason == "Issued in error."


@pytest.mark.parametrize("why", ["", "  \n", "a" * 301])
def test_it_is_not_revoked_without_a_reason(why):
    letter = make_signed_letter()
    with pytest.raises(Refused, match="Say why"):
        revoke(letter, by=make_user(), why=why)
    letter.refresh_from_db()
    assert letter.state() == "valid"


def test_it_outlives_the_account_of_who_revoked_it():
    registrar = make_user()
    letter = revoke(make_signed_letter(), by=registrar, why="Issued in error.")
    registrar.delete()
    letter.refresh_from_db()
    assert (letter.state(), letter.revoked_by) == ("revoked", None)


@pytest.mark.django_db(transaction=True)
def test_two_who_revoke_at_once_do_it_once():
    letter, registrar = make_signed_letter(), make_user()
    ready, refused = threading.Barrier(2), []

    def one(why):
        ready.wait()
        try:
            revoke(letter, by=registrar, why=why)
        except Refused:
            refused.append(why)
        connection.close()

    both = [threading.Thread(target=one, args=[why]) for why in ("One", "Other")]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    letter.refresh_from_db()
    assert {letter.revoked_reason, *refused} == {"One", "Other"}


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("signedletter_token_is_long", {"token": "short"}),
        ("signedletter_token_is_long", {"token": "a" * 31 + "/"}),
        ("signedletter_revoked_says_why", {"revoked_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}),
        ("signedletter_revoked_says_why", {"revoked_reason": "Because"}),
    ],
)
def test_the_database_refuses(name, fields):
    letter = make_signed_letter()
    with pytest.raises(IntegrityError, match=name):
        SignedLetter.objects.filter(pk=letter.pk).update(**fields)


def test_a_kind_is_registered_by_one_app(letter_kind):
    letter_kinds.register(letter_kind)
    with pytest.raises(ValueError, match="Two kinds"):
        letter_kinds.register(letter_kinds.LetterKind("test", "Another", "x.html"))


def test_the_qr_code_is_inline_dark_on_light_and_named():
    svg = letters.qr_svg("https://learn.example/letters/abc/?a=1&b=<2>")
    assert svg.startswith('<svg role="img" ')
    assert "<title>QR code of this page’s address</title>" in svg
    assert 'fill="#fff"' in svg
    assert "style=" not in svg
    assert svg != letters.qr_svg("https://learn.example/letters/abd/")


def test_it_says_nothing_of_the_person_where_the_log_keeps_its_name():
    assert str(make_signed_letter()) == "test, Tuesday, November 24, 2026, 10:00 am BC time"


def replaced(letter, **content):
    return replace(letter, content={"name": "Anne Sample", **content}, expires_on=LAST_DAY)


def test_replaced_it_leads_to_the_newest_however_often_and_is_never_valid_again():
    first = make_signed_letter()
    second = replaced(first)
    third = replaced(second, hours="6")
    for letter in (first, second):
        letter.refresh_from_db()
        assert letter.state() == "replaced"
        assert letter.state(clock.start_of_day(dt.date(2030, 1, 1))) == "replaced"
        assert letter.replaced_by == third
    assert (third.state(), third.kind, third.about) == ("valid", first.kind, first.about)
    assert first.content == {"name": "Ann Sample"}


def test_one_that_was_replaced_or_revoked_is_not_replaced_again():
    first, revoked = make_signed_letter(), make_signed_letter()
    replaced(first)
    revoke(revoked, by=make_user(), why="Issued in error.")
    with pytest.raises(Refused, match="issued already"):
        replaced(first)
    with pytest.raises(Refused, match="was revoked"):
        replaced(revoked)
    assert SignedLetter.objects.count() == 3


def test_revoked_or_altered_after_it_was_replaced_it_says_that_first():
    first = make_signed_letter()
    replaced(first)
    assert revoke(first, by=make_user(), why="Issued in error.").state() == "revoked"
    SignedLetter.objects.filter(pk=first.pk).update(content={})
    first.refresh_from_db()
    assert first.state() == "altered"


def test_with_the_newest_all_it_replaced_are_deleted():
    other, first = make_signed_letter(), make_signed_letter()
    replaced(replaced(first)).delete()
    assert SignedLetter.objects.get() == other
