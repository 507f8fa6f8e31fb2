"""A page that has not changed is not sent again, and one that has always is."""

import gzip

import pytest

from tests.factories import make_notice, make_opportunity, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db
PAGES = ["/", "/opportunities/", "/opportunities/?kind=webinar", "/opportunities/l/",
         "/opportunities/calendar/", "/opportunities/calendar/2026/12/?view=grid"]  # fmt: skip


@pytest.fixture
def listing(november):
    listing = make_opportunity(title="L", topics=[make_topic()])
    make_session(listing)
    return listing


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_has_not_changed_is_not_sent_again(client, listing, page):
    first = client.get(page)
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "Cookie" in again["Vary"]
    assert again["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("page", PAGES)
def test_a_change_of_the_catalogue_sends_it_again(client, listing, page):
    first = client.get(page)
    listing.title = "Another"
    listing.save()
    assert client.get(page, headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_new_notice_sends_it_again(client, listing, page):
    first = client.get(page)
    make_notice(text="Closed on Friday")
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert "Closed on Friday" in again.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_time_sends_it_again(client, listing, november, page):
    first = client.get(page)
    november.shift(301)
    assert client.get(page, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_each_clock_and_each_address_has_a_page_of_its_own(client, listing):
    first = client.get("/opportunities/")
    client.cookies["clock"] = "ontario"
    had = {"If-None-Match": first["ETag"]}
    assert client.get("/opportunities/", headers=had).status_code == 200
    client.cookies.clear()
    assert client.get("/opportunities/?kind=webinar", headers=had).status_code == 200
    part = client.get("/opportunities/", headers=had | {"Portal-Fragment": "finder"})
    assert part.status_code == 200


def test_who_is_signed_in_is_never_told_of_an_earlier_page(client, listing):
    first = client.get("/opportunities/l/")
    client.force_login(make_user("Curators"))
    page = client.get("/opportunities/l/", headers={"If-None-Match": first["ETag"]})
    assert "Edit this listing" in page.content.decode()
    assert "ETag" not in page


@pytest.mark.parametrize("page", ["/opportunities/?cost=cheap", "/opportunities/?page=99",
                                  "/opportunities/none/"])  # fmt: skip
def test_a_refusal_has_no_etag(client, listing, page):
    assert "ETag" not in client.get(page)


def test_an_answer_that_stands_takes_one_query(client, listing, django_assert_num_queries):
    first = client.get("/opportunities/")
    with django_assert_num_queries(1):  # the version
        client.get("/opportunities/", headers={"If-None-Match": first["ETag"]})


def test_pages_are_sent_compressed_to_whoever_can_read_that(client, listing):
    page = client.get("/opportunities/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert b"<h1>Find learning</h1>" in gzip.decompress(page.content)
