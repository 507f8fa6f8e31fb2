"""/cltp/: what is true of the closed programme today."""

import pytest

from tests.factories import make_notice
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_it_says_the_programme_is_closed_and_what_it_is_still_worth(client):
    page = read(client.get("/cltp/"))
    assert page.titles[0] == "CLTP recognition"
    for words in (
        "is closed",
        "A certificate of completion stays valid",
        "recognised throughout the province, even without the full certificate",
        "change them to include equivalent or comparable training",
    ):
        assert words in page.text


def test_it_says_what_an_answer_means_and_what_not_assessed_yet_is(client):
    text = read(client.get("/cltp/")).text
    assert "It is read one way only" in text
    assert "has not been assessed yet. That is different from “assessed: not comparable”" in text


def test_its_doors_and_links_all_open(client):
    links = {href for _, href in read(client.get("/cltp/")).links}
    assert links == {
        "/cltp/decisions/", "/cltp/courses/", "/cltp/ask/", "/cltp/verify/",
        "/cltp/posting/", "/cltp/compare/", "/opportunities/",
        "/write/?about=cltp", "/faq/",
    }  # fmt: skip
    assert {client.get(href).status_code for href in links} == {200}


def test_the_menu_shows_where_the_reader_is(client):
    assert 'href="/cltp/" aria-current="true"' in client.get("/cltp/").content.decode()


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_it_takes_one_query(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_notice()
    with django_assert_num_queries(1):  # notices
        client.get("/cltp/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)("/cltp/").status_code == 405
