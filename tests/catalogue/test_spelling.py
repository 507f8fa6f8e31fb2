"""“Did you mean”: offered where a search finds little and other words find more."""

import pytest
from django.http import QueryDict

from catalogue import spelling
from catalogue.finding import Finding
from catalogue.models import Synonyms
from catalogue.models.vocabulary import Status
from catalogue.search import OpportunitySearch
from catalogue.tally import tally
from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def meant(words, query=""):
    params = QueryDict(query, mutable=True)
    params["q"] = words
    search = OpportunitySearch(params)
    return spelling.meant(search, Finding(search))


def said(words):
    found = meant(words)
    return found.words if found else None


@pytest.fixture
def shelf():
    """Four listings, and words of 4, 5 and more letters among theirs."""
    make_opportunity(title="Storytime for families")
    make_opportunity(
        title="Weeding in a week",
        provider=make_provider(name="Naloxone Network"),
        topics=[make_topic(name="Readers advisory")],
    )
    make_opportunity(title="Storytime outdoors")
    make_opportunity(title="Books and grants")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("storytme", "storytime"),  # one left out
        ("stoyrtime", "storytime"),  # two turned round
        ("storrytimme", "storytime"),  # two too many
        ("STORYTMIE", "storytime"),
        ("naloxne", "naloxone"),  # a provider's
        ("advisroy", "advisory"),  # a topic's
        ("boks", "books"),
        ("grnats", "grants"),
        ("weke", "week"),
    ],
)
def test_a_misspelled_word_is_put_right(shelf, typed, words):
    assert said(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "storrytimmme",  # three wrong of twelve
        "bxxks",  # two wrong of five
        "wek",  # three letters
        "storytime",
        "qqqqqqqq",
        "20267",
        "x" * 41,
        '"!"',
        "-storytme",
    ],
)
def test_what_is_known_or_like_nothing_is_left_alone(shelf, typed):
    assert said(typed) is None


@pytest.mark.parametrize("typed", ["weeded", "familie", "grant", "outdoor"])
def test_another_form_of_a_word_is_no_mistake(shelf, typed):
    """By one letter or two they are near to words of the list."""
    assert spelling.corrected(typed, tally()) == typed


def test_a_word_that_stands_in_a_description_alone_is_no_mistake(shelf):
    make_opportunity(description="About boots.")
    assert said("boots") is None


def test_a_word_curators_gave_as_a_synonym_is_no_mistake(shelf):
    assert said("storytine") == "storytime"
    Synonyms.objects.create(words=["storytine circle", "rhymes"])
    assert said("storytine") is None


def test_of_words_as_near_the_more_frequent_is_meant():
    for title in ("Grants one", "Plants two", "Plants three"):
        make_opportunity(title=title)
    assert said("glants") == "plants"
    for title in ("Grants four", "Grants five"):
        make_opportunity(title=title)
    assert said("glants") == "grants"


def test_fewer_letters_wrong_count_for_more_than_frequency():
    make_opportunity(title="Trusteed")
    for number in range(3):
        make_opportunity(title=f"Trusting {number}")
    assert said("trusteedd") == "trusteed"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('"storytme for famlies"', '"storytime for families"'),
        ("storytme OR weedng", "storytime OR weeding"),
        ("storytme -outdors", "storytime -outdors"),
        ('storytme -"outdors famlies"', 'storytime -"outdors famlies"'),
        ("storytme, outdors!", "storytime, outdoors!"),
        ("Storytime outdors", "Storytime outdoors"),
        ("storytme storytme", "storytime storytime"),
    ],
)
def test_quotation_marks_or_and_what_is_left_out_stay_as_typed(shelf, typed, words):
    assert said(typed) == words


def test_names_with_letters_of_this_province_are_read_as_words():
    make_opportunity(title="Learning from Sḵwx̱wú7mesh elders", topics=[make_topic()])
    for typed in ("Sḵwx̱wú7mehs", "skwxwu7mehs"):
        assert said(typed) == "skwxwu7mesh"


def test_at_most_eight_words_are_put_right(shelf):
    typed = " OR ".join(f"storytim{letter}x" for letter in "abcdfghij")
    assert spelling.corrected(typed, tally()).split(" OR ") == ["storytime"] * 8 + ["storytimjx"]


def test_it_is_offered_only_where_it_finds_more(shelf):
    found = meant("storytme")
    assert (found.total, found.said, found.query) == (2, "2", "q=storytime")
    assert meant("storytme", "kind=course") is None
    assert meant("storytme weding") is None  # no listing is about both
    make_session(make_opportunity(title="Mentorship"), "2026-11-01 10:00", "2026-11-01 11:00")
    assert meant("mentorshop") is None
    assert meant("mentorshop", "when=past").query == "q=mentorship&when=past"


def test_a_search_that_finds_three_is_not_questioned(shelf):
    for number in range(2):
        make_opportunity(title=f"Rare {number}", description="storytme")
    assert said("rare OR storytne") == "rare OR storytime"
    make_opportunity(title="Rare too")
    assert said("rare OR storytne") is None


def test_a_line_that_would_be_too_long_is_not_offered(shelf):
    typed = "storytme OR " + "OR OR " * 31 + "xx"
    assert len(typed) == 200
    assert said(typed) is None


def test_only_published_listings_lend_their_words(shelf):
    for status in set(Status) - {Status.PUBLISHED}:
        make_opportunity(title="Bookmobile", status=status)
    assert said("bokmobile") is None
    assert "bookmobile" not in tally().words
    make_opportunity(title="Bookmobile")
    assert said("bokmobile") == "bookmobile"


def test_words_are_folded_and_counted_by_listing():
    topic = make_topic(name="A to Z")
    for title in ("Élagage: l’élagage et/ou e-books, 2026", "Elagage"):
        make_opportunity(title=title, provider=make_provider(name=f"Coop {title}"), topics=[topic])
    assert tally().words == {"elagage": 2, "books": 1, "coop": 2, "lelagage": 1}


def test_the_list_shows_what_was_typed_and_asks(client, shelf):
    make_opportunity(title="Gardens")
    page = read(client.get("/opportunities/?q=storytme+OR+gardens"))
    assert "Did you mean storytime OR gardens (3)?" in page.text
    assert ("storytime OR gardens", "/opportunities/?q=storytime+OR+gardens") in page.links
    assert "Gardens" in page.titles
    assert "Storytime outdoors" not in page.titles


def test_nothing_found_asks_too(client, shelf):
    page = read(client.get("/opportunities/?q=advisroy"))
    assert "No current listing matches Did you mean advisory (1)?" in page.text


@pytest.mark.parametrize(
    "query", ["q=storytme&kind=seance", "q=storytme&page=2", "q=storytime", "kind=course"]
)
def test_it_does_not_ask(client, shelf, query):
    assert "Did you mean" not in client.get(f"/opportunities/?{query}").text


def test_markup_typed_comes_back_as_text(client, shelf):
    page = client.get("/opportunities/", {"q": "<b>storytme</b> OR storytime"}).text
    assert "<b>storyt" not in page


@pytest.mark.parametrize("rows", [1, 2])
def test_asking_takes_four_queries_more_than_a_search(client, django_assert_num_queries, rows):
    make_session(make_opportunity(title="Storytime"))
    for _ in range(rows):
        make_session(make_opportunity(title="Alone"))
    client.get("/opportunities/?q=storytme")  # reads the words of this version of the catalogue
    with django_assert_num_queries(11):  # two for the words typed, two for those meant
        response = client.get("/opportunities/?q=storytme+OR+alone")
    assert response.context["meant"].total == rows + 1
    with django_assert_num_queries(4):  # every word is known, and the listings were read
        client.get("/opportunities/?q=alone")
