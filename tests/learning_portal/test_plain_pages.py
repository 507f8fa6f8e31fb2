"""/about/, /accessibility/ and /privacy/: who runs the portal and what it holds itself to."""

import re
from itertools import pairwise

import pytest

from faq.models import Contact
from tests.factories import make_notice
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGES = ["/about/", "/accessibility/", "/privacy/"]


@pytest.mark.parametrize(
    ("address", "title", "says"),
    [
        (
            "/about/",
            "About the Learning Portal",
            [
                "The Libraries Branch supports professional learning in many ways",
                "71 public libraries",
                "The Libraries Branch of the Province of British Columbia runs the portal",
                "Continuing Education Committee of the British Columbia Library Association",
                "A listing is not an endorsement",
            ],
        ),
        (
            "/accessibility/",
            "Accessibility",
            [
                "(WCAG) 2.2, level AA",
                "Everything works without JavaScript",
                "Each time says which clock it is on",
                "What we know is not right yet",
            ],
        ),
        (
            "/privacy/",
            "Privacy",
            [
                "You need no account",
                "There are no analytics",
                "section 26(c)",
                "18 months from the day it arrives",
                "When a search finds nothing current, the portal counts each of its words",
                "The counts are deleted after 12 months",
                "The address and the words are deleted after 90 days",
                "is deleted 12 months after it expired",
                "ask for it to be corrected or deleted",
            ],
        ),
    ],
)
def test_it_says_what_a_reader_looks_for(client, address, title, says):
    page = read(client.get(address))
    assert page.titles[0] == title
    assert [words for words in says if words not in page.text] == []


def test_a_barrier_is_reported_from_the_accessibility_page(client):
    links = read(client.get("/accessibility/")).links
    assert ("tell us about the barrier", "/write/?about=barrier") in links


def test_every_cookie_a_reader_can_get_is_named(client):
    said = read(client.get("/privacy/")).text
    for address in ("/", "/write/", "/clock/", "/faq/", "/opportunities/"):
        client.get(address)
    client.post("/clock/", {"clock": "alberta"})
    assert set(client.cookies) == {"csrftoken", "clock"}
    assert {name for name in client.cookies if name not in said} == set()


@pytest.mark.parametrize("address", PAGES)
def test_none_of_its_links_is_dead(client, address):
    Contact.objects.all().delete()
    links = {href for _, href in read(client.get(address)).links}
    assert links
    assert {client.get(href).status_code for href in links} == {200}


@pytest.mark.parametrize("address", [*PAGES, "/faq/", "/write/", "/write/thanks/", "/cltp/"])
def test_it_loads_nothing_from_elsewhere_and_has_one_main_heading(client, address):
    html = client.get(address).content.decode()
    assert html.count("<h1>") == 1
    assert "style=" not in html
    assert re.findall(r'(?:src|action)="(?:https?:)?//', html) == []
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_two_queries(client, django_assert_num_queries, address, rows):
    for _ in range(rows):
        make_notice()
    with django_assert_num_queries(2):  # notices, the contact
        client.get(address)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, address, method):
    assert client.head(address).status_code == 200
    assert getattr(client, method)(address).status_code == 405
