"""The page of a letter: valid as of now, or plainly not."""

import datetime as dt

import pytest
from defusedxml import ElementTree

from learning_portal.foundation import letter_kinds
from learning_portal.foundation.letters import replace, revoke
from learning_portal.foundation.models import SignedLetter
from tests.factories import make_signed_letter, make_user
from tests.html_validator import MISSING, PROGRAM
from tests.pages import read
from tests.test_valid_html import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november", "letter_kind")]


@pytest.fixture
def letter():
    return make_signed_letter(expires_on=dt.date(2026, 12, 31))


def shown(client, letter):
    return client.get(letter.get_absolute_url())


def test_a_valid_one_says_so_as_of_now_and_what_it_vouches_for(client, letter):
    response = shown(client, letter)
    page = read(response)
    assert response.status_code == 200
    assert page.titles[0] == "Letter of attendance"
    assert "Valid as of Tuesday, November 24, 2026, 10:00 am BC time" in page.text
    assert "Ann Sample attended." in page.text
    assert "the end of Thursday, December 31, 2026, BC time" in page.text
    assert f"http://testserver/letters/{letter.token}/" in page.text


def test_an_expired_one_says_so_before_what_it_said(client, letter, november):
    november.move_to("2027-01-01T07:00:00Z")
    page = read(shown(client, letter))
    assert page.titles[0] == "This letter has expired"
    assert "Expired as of Friday, January 1, 2027, 12:00 am BC time" in page.text
    assert page.text.index("has expired") < page.text.index("Ann Sample attended.")
    assert "Valid" not in page.text


def test_a_revoked_one_can_never_be_read_as_valid(client, letter, november):
    revoke(letter, by=make_user(username="registrar"), why="Issued in <error>.")
    for moment in ("2026-11-24T17:00:00Z", "2031-01-01T00:00:00Z"):
        november.move_to(moment)
        response = shown(client, letter)
        page = read(response)
        assert page.titles[0] == "This letter was revoked"
        assert "Issued in &lt;error&gt;." in response.text
        assert "Tuesday, November 24, 2026, 10:00 am BC time" in page.text
        for word in ("valid", "ann sample", "registrar"):
            assert word not in response.text.lower(), word


def corrected(letter):
    return replace(letter, content={"name": "Anne Sample"}, expires_on=dt.date(2027, 12, 31))


def test_a_replaced_one_says_by_which_and_leads_to_it_and_can_never_be_read_as_valid(
    client, letter, november
):
    november.move_to("2026-11-25T17:00:00Z")
    newer = corrected(letter)
    for moment in ("2026-11-25T17:00:00Z", "2031-01-01T00:00:00Z"):
        november.move_to(moment)
        response = shown(client, letter)
        page = read(response)
        assert page.titles[0] == "This letter was replaced"
        assert "Issued Tuesday, November 24, 2026, 10:00 am BC time" in page.text
        assert "Corrected Wednesday, November 25, 2026, 10:00 am BC time" in page.text
        assert ("Open the corrected letter", newer.get_absolute_url()) in page.links
        for word in ("valid", "ann sample", "anne"):
            assert word not in response.text.lower(), word
    november.move_to("2026-11-25T17:00:00Z")
    assert "Anne Sample attended." in read(shown(client, newer)).text
    revoke(newer, by=make_user(), why="Issued in error.")
    assert read(shown(client, newer)).titles[0] == "This letter was revoked"


def test_an_altered_one_says_so_and_shows_nothing_of_it(client, letter):
    SignedLetter.objects.update(content={"name": "Bob Forged"})
    response = shown(client, letter)
    page = read(response)
    assert page.titles[0] == "This letter does not verify"
    for word in ("Bob Forged", "Letter of attendance", "Valid"):
        assert word not in response.text


@pytest.mark.parametrize(
    "token", ["x", "A" * 32, "A" * 3000, "%F0%9F%92%A9", "%ff%fe", "..", "<b>", "%0A", "a b"]
)
def test_an_unknown_address_is_told_in_words(client, letter, token):
    response = client.get(f"/letters/{token}/")
    assert response.status_code == 404
    if token != "..":
        page = read(response)
        assert page.titles[0] == "No letter stands at this address"
        assert "not evidence either way" in page.text
        assert response["Cache-Control"].find("no-store") > 0


def test_a_nul_in_the_address_is_refused(client):
    assert client.get("/letters/%00/").status_code == 400


def test_a_letter_of_a_kind_that_is_no_more_is_unknown(client, letter, monkeypatch):
    monkeypatch.setattr(letter_kinds, "_kinds", {})
    assert shown(client, letter).status_code == 404


def test_nobody_keeps_or_learns_the_address(client, letter):
    for response in (shown(client, letter), client.get("/letters/unknown/")):
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex, nofollow">' in response.text
        assert "script-src 'self'" in response["Content-Security-Policy"]
    maps = client.get("/sitemap.xml").text + client.get("/sitemap-pages.xml").text
    assert "/letters/" not in maps


def test_its_qr_code_is_drawn_in_the_page_for_the_address_that_is_configured(
    client, letter, settings
):
    settings.SITE_ADDRESS = "https://learn.example"
    html = shown(client, letter).text
    assert f"https://learn.example/letters/{letter.token}/" in read(shown(client, letter)).text
    drawn = html[html.index("<svg") : html.index("</svg>") + len("</svg>")]
    assert ElementTree.fromstring(drawn).get("role") == "img"


def test_it_is_only_read(client, letter):
    assert client.post(letter.get_absolute_url()).status_code == 405
    assert client.head(letter.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("letters", [1, 3])
def test_it_takes_three_queries(client, letter, django_assert_num_queries, letters):
    for _ in range(letters):
        make_signed_letter()
    if letters == 3:
        corrected(letter)
    with django_assert_num_queries(3):  # the letter, the contact, the notices
        shown(client, letter)


def test_every_state_is_valid_html(client, letter, november, tmp_path):
    if not PROGRAM.exists():
        pytest.fail(MISSING)
    files = []

    def keep(name):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(shown(client, letter).content)

    keep("valid")
    november.move_to("2027-01-01T08:00:00Z")
    keep("expired")
    revoke(letter, by=make_user(), why="Issued in error.")
    keep("revoked")
    letter = make_signed_letter(expires_on=dt.date(2027, 12, 31))
    corrected(letter)
    keep("replaced")
    SignedLetter.objects.update(content={})
    keep("altered")
    files.append(tmp_path / "unknown.html")
    files[-1].write_bytes(client.get("/letters/unknown/").content)
    assert faults(*files) == ""
