"""/write/: one plain form to the Branch."""

import datetime as dt
import re

import pytest
from django.test import Client

from faq import views
from faq.models import Contact, Letter
from learning_portal.foundation import protection
from tests.factories import make_letter
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(client, november):
    """Open the form, type, wait as a person does, send it."""

    def write(seconds=30, headers=None, **typed):
        opened = stamp(client.get("/write/"))
        november.shift(dt.timedelta(seconds=seconds))
        sent = {"about": "idea", "message": "More at noon, please.", "opened": opened, **typed}
        return client.post("/write/", sent, headers=headers)

    return write


def stamp(response):
    return re.search('name="opened" value="([^"]+)"', response.content.decode())[1]


def test_a_letter_is_stored_and_the_page_says_plainly_what_happened(client, write):
    response = write(
        about="listing",
        message="The hour is wrong.\r\nIt is noon.",
        page="/opportunities/story-time/",
        name="Səl̓ílwət O'Neil",
        email="reader@example.ca",
    )
    assert (response.status_code, response["Location"]) == (302, "/write/thanks/")
    letter = Letter.objects.get()
    assert (letter.about, letter.state) == ("listing", "new")
    assert letter.message == "The hour is wrong.\nIt is noon."
    assert (letter.page, letter.name) == ("/opportunities/story-time/", "Səl̓ílwət O'Neil")
    assert letter.email == "reader@example.ca"
    page = read(client.get(response["Location"]))
    assert page.titles == ["Thank you. Your letter has been received."]
    assert "No confirmation will come by e-mail" in page.text


def test_only_the_subject_and_the_message_are_needed(write):
    assert write().status_code == 302
    letter = Letter.objects.get()
    assert (letter.page, letter.name, letter.email) == ("", "", "")


def test_the_form_says_why_by_what_authority_how_long_and_whom_to_ask(client):
    page = read(client.get("/write/"))
    assert "to answer you and to improve the portal" in page.text
    assert "section 26(c) of the Freedom of Information and Protection of Privacy Act" in page.text
    assert "kept for 18 months after it arrives, then deleted" in page.text
    assert "If you have a question about this, put it in your letter." in page.text
    assert page.links == []


def test_where_the_contact_is_entered_it_stands_beside_the_form(client):
    Contact.objects.update_or_create(pk=1, defaults={"telephone": "250-555-0100"})
    page = read(client.get("/write/"))
    assert "With a question about this, ask:" in page.text
    assert ("250-555-0100", "tel:2505550100") in page.links


def checked(html):
    return re.findall(r'name="about"[^>]*value="(\w+)" checked', html)


@pytest.mark.parametrize("about", ["idea", "need", "barrier", "listing", "cltp"])
def test_an_address_chooses_what_it_is_about(client, about):
    assert checked(client.get("/write/", {"about": about}).content.decode()) == [about]


@pytest.mark.parametrize("about", ["", "nothing", '"><script>', "Idea", "idea" * 500])
def test_an_address_that_names_nothing_known_chooses_nothing(client, about):
    response = client.get("/write/", {"about": about})
    assert response.status_code == 200
    assert checked(response.content.decode()) == []


def test_an_address_fills_in_the_message_and_the_page_as_text_only(client):
    asked = {"message": ' <b>Please</b> look\x07 for "zines" ', "page": "/opportunities/x/"}
    html = client.get("/write/", asked).content.decode()
    assert ">\n&lt;b&gt;Please&lt;/b&gt; look for &quot;zines&quot;</textarea>" in html
    assert 'id="page" name="page" value="/opportunities/x/"' in html


@pytest.mark.parametrize(
    "address",
    [
        "//example.org/",
        "/\\example.org",
        "javascript:alert(1)",
        "ftp://x.org",
        "x",
        "/" + "x" * 600,
    ],
)
def test_a_page_that_is_neither_ours_nor_on_the_web_is_not_filled_in(client, address):
    response = client.get("/write/", {"page": address})
    assert 'id="page" name="page" value=""' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    ["//example.org/", "/\\example.org", "javascript:alert(1)", "data:text/html,x", "mypage",
     "http://", "https:///", "http//x", "httpx://a.example"],
)  # fmt: skip
def test_such_a_page_is_refused_where_it_is_typed(write, address):
    response = write(page=address)
    assert response.status_code == 400
    assert "starting with https://" in read(response).text
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "address", ["/", "/faq/#q-x", "https://example.ca/é?a=1", "HTTPS://Example.CA"]
)
def test_a_page_of_ours_or_on_the_web_is_kept(write, address):
    assert write(page=address).status_code == 302
    assert Letter.objects.get().page == address


def test_a_refusal_names_each_field_links_to_it_and_keeps_what_was_typed(write):
    response = write(about="", message="", page="x", name="N" * 101, email="nobody")
    assert response.status_code == 400
    page = read(response)
    assert page.titles[:2] == ["Write to the Branch", "Your letter has not been sent yet"]
    assert page.links[:5] == [
        ("Choose what your letter is about.", "#id_about_0"),
        ("Write your message.", "#message"),
        (page.links[2][0], "#page"),
        ("Shorten the name to 100 characters.", "#name"),
        ("Write an e-mail address like name@example.ca, or leave it empty.", "#email"),
    ]
    html = response.content.decode()
    for target in ("id_about_0", "message", "page", "name", "email"):
        assert f' id="{target}"' in html
    for kept in ('value="nobody"', f'value="{"N" * 101}"', 'name="page" value="x"'):
        assert kept in html
    assert 'role="alert"' in html
    assert 'aria-describedby="email-help email-error"' in html
    assert not Letter.objects.exists()


def test_a_message_too_long_says_how_long_it_is_and_is_kept(write):
    response = write(message="é" * 5210)
    assert response.status_code == 400
    assert "Your message has 5,210 characters. Shorten it to 5,000" in read(response).text
    assert "é" * 5210 in response.content.decode()


def test_a_message_as_long_as_may_be_is_stored_whole(write):
    assert write(message="é\r\n" * 2500).status_code == 302
    assert len(Letter.objects.get().message) == 4999  # the last line's end is not part of it


def test_two_megabytes_are_refused_with_a_page(write):
    assert write(message="x" * 2_000_000).status_code == 400
    assert not Letter.objects.exists()


def test_more_than_the_portal_reads_is_refused(write):
    assert write(message="x" * 4_000_000).status_code == 400


@pytest.mark.parametrize("typed", ["\x00", " \r\n\t ", "\x00\x1f"])
def test_a_message_of_nothing_is_refused(write, typed):
    response = write(message=typed)
    assert response.status_code == 400
    assert "Write your message." in read(response).text


def test_nul_and_control_characters_are_left_out(write):
    assert write(message="a\x00b\x1bc", name="d\x00e", page="/x\x00y/").status_code == 302
    letter = Letter.objects.get()
    assert (letter.message, letter.name, letter.page) == ("abc", "de", "/xy/")


def test_line_breaks_cannot_make_a_header_of_a_name(write):
    assert write(name="Ann\r\nBcc: everyone@example.ca").status_code == 302
    assert Letter.objects.get().name == "Ann Bcc: everyone@example.ca"


@pytest.mark.parametrize(
    "email",
    ["a@example.ca\nBcc: b@example.ca", "a@example.ca\r\nSubject: x", "a@example.ca, b@example.ca",
     "a@example.ca%0aBcc:b@example.ca\x00", "<a@example.ca>", f"{'a' * 250}@example.ca"],
)  # fmt: skip
def test_an_e_mail_address_that_could_carry_another_is_refused(write, email):
    assert write(email=email).status_code == 400
    assert not Letter.objects.exists()


def test_a_word_that_is_no_subject_is_refused(write):
    assert write(about="gossip").status_code == 400
    assert not Letter.objects.exists()


def test_a_letter_sent_the_moment_the_form_opened_is_asked_for_again_and_kept(client, write):
    response = write(seconds=1, message="Quick words")
    assert response.status_code == 400
    assert protection.TOO_YOUNG in read(response).text
    assert "Quick words</textarea>" in response.content.decode()
    assert not Letter.objects.exists()


def test_a_letter_from_a_form_of_yesterday_passes_when_sent_again(client, write):
    response = write(seconds=24 * 60 * 60 + 1, message="Slow words")
    assert response.status_code == 400
    assert protection.TOO_OLD in read(response).text
    again = {"about": "idea", "message": "Slow words", "opened": stamp(response)}
    assert client.post("/write/", again).status_code == 302
    assert Letter.objects.get().message == "Slow words"


@pytest.mark.parametrize("opened", ["", "1700000000000:forged"])
def test_a_forged_time_is_refused(write, opened):
    assert write(opened=opened).status_code == 400
    assert not Letter.objects.exists()


def test_the_trap_answers_like_success_and_stores_nothing(client, write):
    response = write(website="https://spam.example")
    assert (response.status_code, response["Location"]) == (302, "/write/thanks/")
    assert not Letter.objects.exists()


def test_no_person_meets_the_trap(client):
    html = client.get("/write/").content.decode()
    assert '<div class="visually-hidden" aria-hidden="true">' in html
    trap = re.search('<input[^>]* name="website"[^>]*>', html)[0]
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap


def test_past_the_limit_the_page_says_what_to_do_and_keeps_the_letter(client, write, monkeypatch):
    monkeypatch.setattr(views, "MOST_LETTERS", 2)
    assert [write(seconds=2).status_code for _ in range(2)] == [302, 302]
    response = write(seconds=2, message="The third")
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert protection.TOO_MANY in read(response).text
    assert "The third</textarea>" in response.content.decode()
    assert Letter.objects.count() == 2


def test_a_whole_library_may_write_within_ten_minutes(write):
    assert {write(seconds=2).status_code for _ in range(60)} == {302}
    assert write(seconds=2).status_code == 429


def test_a_claimed_address_does_not_get_past_the_limit(write, monkeypatch):
    monkeypatch.setattr(views, "MOST_LETTERS", 1)
    sent = [write(seconds=2, headers={"X-Forwarded-For": f"1.1.1.{n}"}) for n in range(3)]
    assert [response.status_code for response in sent] == [302, 429, 429]


def test_a_letter_refused_for_its_words_is_not_counted(write, monkeypatch):
    monkeypatch.setattr(views, "MOST_LETTERS", 1)
    for _ in range(3):
        write(seconds=2, message="")
    assert write(seconds=2).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_two_queries_and_sending_it_two(
    client, november, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_letter()
    with django_assert_num_queries(2):  # notices, the contact
        opened = stamp(client.get("/write/"))
    november.shift(dt.timedelta(seconds=5))
    with django_assert_num_queries(2):  # the throttle, the letter
        client.post("/write/", {"about": "idea", "message": "x", "opened": opened})


def test_a_post_needs_its_token():
    response = Client(enforce_csrf_checks=True).post("/write/", {"about": "idea", "message": "x"})
    assert response.status_code == 403
    assert not Letter.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/write/").status_code == 405


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_thanks_are_only_read(client, method):
    assert getattr(client, method)("/write/thanks/").status_code == 405


def test_a_letter_on_its_way_is_never_cached(client):
    assert "no-store" in client.get("/write/")["Cache-Control"]
