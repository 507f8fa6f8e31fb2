"""The pages of a provider and of a topic."""

import pytest

from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture(params=["provider", "topic"])
def named(request):
    """(address, make a listing under it, the row itself)"""
    if request.param == "provider":
        row = make_provider(name="Sḵwx̱wú7mesh Nation")
        return f"/providers/{row.slug}/", lambda **f: make_opportunity(provider=row, **f), row
    row = make_topic(name="Sḵwx̱wú7mesh Nation")
    return f"/topics/{row.slug}/", lambda **f: make_opportunity(topics=[row], **f), row


def test_it_lists_what_is_current(client, named):
    address, make, row = named
    make(title="Current")
    make(title="Draft", status="draft")
    make_session(make(title="Past"), "2026-11-01 10:00", "2026-11-01 11:00")
    make_opportunity(title="Elsewhere")
    page = read(client.get(address))
    assert page.titles == [row.name, "1 current listing", "Current", "Take this list with you"]


def test_with_nothing_current_it_says_where_to_look(client, named):
    assert "Nothing current just now" in read(client.get(named[0])).text


def test_a_changed_address_redirects(client, named):
    address, _make, row = named
    row.slug = "new-address"
    row.save()
    response = client.get(address)
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_it_is_paged(client, named):
    address, make, _row = named
    for _ in range(26):
        make()
    assert ("Next page", "?page=2") in read(client.get(address)).links
    assert client.get(f"{address}?page=2").status_code == 200
    assert client.get(f"{address}?page=3").status_code == 404


@pytest.mark.parametrize("address", ["/providers/nobody/", "/topics/nothing/"])
def test_an_unknown_one_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_it_takes_four_queries(client, django_assert_num_queries, named, rows):
    address, make, _row = named
    for _ in range(rows):
        make_session(make())
    with django_assert_num_queries(4):  # notices, the row, the page with its count, sessions
        client.get(address)


@pytest.mark.parametrize("ending", ["/", ".ics", ".atom"])
def test_a_filter_by_one_whose_last_listing_is_gone_finds_nothing_and_is_no_mistake(client, ending):
    topic, provider = make_topic(name="Weeding"), make_provider(name="Maple")
    make_opportunity(topics=[topic], provider=provider, status="archived")
    for query in ("topic=weeding", "provider=maple", "provider=maple&when=past"):
        assert client.get(f"/opportunities{ending}?{query}").status_code == 200, query
