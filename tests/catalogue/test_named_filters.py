"""Words that name a filter are offered as that filter, where it finds more than the words do."""

import pytest

from tests.factories import make_opportunity
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture(autouse=True)
def _catalogue():
    for title, kind, cost in (
        ("Free webinar night", "course", "paid"),
        ("Weeding", "webinar", "free"),
        ("Weeding again", "webinar", "free"),
        ("Shelves", "webinar", "paid"),
    ):
        make_opportunity(title=title, kind=kind, cost=cost)


@pytest.fixture
def offered(client):
    """The labels, the count and the address; None where nothing is offered."""

    def offered(query):
        context = client.get("/opportunities/", query).context
        named = context["named"]
        return named and (", ".join(named.labels), named.said, named.query)

    return offered


@pytest.mark.parametrize("words", ["free webinar", "Webinars FREE", "free, webinars!"])
def test_words_that_name_filters_lead_to_them(offered, words):
    labels, said, query = offered({"q": words})
    assert set(labels.split(", ")) == {"Free", "Webinar"}
    assert said == "2"
    assert set(query.split("&")) == {"kind=webinar", "cost=free"}


def test_the_other_words_and_filters_stay_and_the_count_is_of_what_the_link_finds(offered, client):
    labels, said, query = offered({"q": "weeding webinars", "cost": "free"})
    assert (labels, said) == ("Webinar", "2")
    assert set(query.split("&")) == {"q=weeding", "kind=webinar", "cost=free"}
    assert "2 listings" in read(client.get(f"/opportunities/?{query}")).titles


def test_the_list_stays_what_was_typed_and_the_page_says_what_the_link_does(client):
    page = read(client.get("/opportunities/?q=free+webinar"))
    assert "Free webinar night" in page.titles
    assert "Weeding" not in page.titles
    assert "Choose as filters: Free, Webinar (2)." in page.text
    assert "Choose as a filter: Webinar (3)." in read(client.get("/opportunities/?q=webinar")).text


def test_where_nothing_has_the_words_the_filters_are_offered_before_fewer_words(client):
    text = read(client.get("/opportunities/?q=paid+course")).text
    offers = ["No current listing matches", "Choose as filters: Paid, Course (1).", "Loosen"]
    places = [text.index(offer) for offer in offers]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "webinar", "kind": "course"},  # another kind is chosen: the word is a word
        {"q": "webinar course"},
        {"q": "webinar or weeding"},
        {"q": "weeding -webinar"},
        {"q": "conference"},  # there is none
        {"q": "weeding"},
    ],
)
def test_nothing_is_offered_where_it_would_not_help(offered, query):
    assert offered(query) is None
