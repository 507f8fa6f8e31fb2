"""Nothing found: which word or filter to leave out, with what the list then holds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue import matching, nothing
from catalogue.models import Synonyms
from tests.factories import make_opportunity
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture(autouse=True)
def _catalogue():
    for title, cost in (("Weeding small shelves", "free"), ("Shelves and carts", "paid")):
        make_opportunity(title=title, kind="course", cost=cost)
    make_opportunity(title="Storytime outdoors", kind="course", cost="free")
    Synonyms.objects.create(words=["weeding", "deselection"])


@pytest.fixture
def offered(client):
    """What the page offers for an address, in its order: the words, the count and the address."""

    def offered(query):
        context = client.get("/opportunities/", query).context
        return [(each.label, each.said, each.query) for each in context["loosened"]]

    return offered


def test_a_word_that_hinders_is_offered_to_be_left_out_before_all_of_them(offered):
    assert offered({"q": "weeding zeppelins shelves"}) == [
        ("without “zeppelins”", "1", "q=weeding+shelves"),
        ("without “weeding zeppelins shelves”", "3", ""),
    ]


def test_the_count_is_of_the_list_it_leads_to_with_the_filters_the_stems_and_the_synonyms(
    offered, client
):
    query = {"q": "deselection shelving zeppelin", "cost": "free"}
    label, said, address = offered(query)[0]
    assert (label, said) == ("without “zeppelin”", "1")
    assert address == "q=deselection+shelving&cost=free"
    assert "1 listing" in read(client.get(f"/opportunities/?{address}")).titles


def test_the_one_that_leaves_most_comes_first(offered):
    labels = [label for label, _, _ in offered({"q": "shelves outdoors"})]
    assert labels == ["without “outdoors”", "without “shelves”", "without “shelves outdoors”"]


def test_where_no_single_word_hinders_each_that_finds_some_alone_is_offered(offered):
    assert offered({"q": "shelves zeppelins outdoors dirigible"})[:2] == [
        ("only “shelves”", "2", "q=shelves"),
        ("only “outdoors”", "1", "q=outdoors"),
    ]


def test_a_phrase_is_one_part_and_so_is_what_is_left_out(offered):
    assert offered({"q": "“small carts” shelves"})[0] == ("without “small carts”", "2", "q=shelves")
    assert ("without “-shelves”", "1", "q=weeding") in offered({"q": "weeding -shelves"})


def test_never_is_only_a_minus_left(offered):
    labels = [label for label, _, _ in offered({"q": "zeppelins -shelves"})]
    assert labels == ["without “zeppelins -shelves”"]


@pytest.mark.parametrize("words", ["zeppelins", "zeppelins zeppelins", "zeppelins &", "'!' ?"])
def test_a_single_word_is_all_of_them(offered, words):
    assert [label for label, _, _ in offered({"q": words})] == [f"without “{words}”"]


def test_words_joined_by_or_are_left_together(offered):
    assert len(offered({"q": "zeppelins or dirigibles"})) == 1


def test_only_some_words_are_counted_however_many_there_are(client):
    few = {"q": " ".join(f"word{number}" for number in range(nothing.MOST_WORDS))}
    many = {"q": " ".join(f"word{number}" for number in range(22))}
    client.get("/opportunities/?q=unheard&when=past")  # counts the catalogue and its words
    client.get("/opportunities/?q=unheard")

    def queries(query):
        with CaptureQueriesContext(connection) as asked:
            client.get("/opportunities/", query)
        return len(asked.captured_queries)

    assert queries(few) == queries(many) == 4 + 2 * nothing.MOST_WORDS


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ('"story time" kids', ['"story time"', "kids"]),
        ('kids -"story time" -x', ["kids", '-"story time"', "-x"]),
        ("Kids kids élagage Elagage", ["Kids", "élagage"]),
        ("« heure du conte » à", ['" heure du conte "', "à"]),
        ('never "closed', ["never", '"closed']),
        ("- & ? ! -", []),
    ],
)
def test_the_parts_of_a_search(words, parts):
    assert matching.parts(words) == parts
