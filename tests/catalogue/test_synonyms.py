"""Sets of synonyms: what they hold, and what they do to a search."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalogue import matching, widening
from catalogue.models import Opportunity, Synonyms
from tests.factories import make_opportunity, make_session
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def refusal(*words, pk=None):
    with pytest.raises(ValidationError) as refused:
        Synonyms(words=list(words), pk=pk).full_clean()
    return " ".join(refused.value.messages)


def test_words_are_tidied_and_said_once():
    each = Synonyms(words=[" e-book ", "E book", "livre \n numérique"])
    each.full_clean()
    assert each.words == ["E book", "livre numérique"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ILL"], "Write at least two"),
        (["ILL", "ill"], "Write at least two"),
        (["ILL", "..."], "Each needs a letter or a digit"),
        ([f"word {number}" for number in range(13)], "no more than 12"),
        (["ILL", "x" * 61], "at most 60"),
    ],
)
def test_what_is_no_set_is_refused(words, said):
    assert said in refusal(*words)


def test_a_word_stands_in_one_set_alone_and_the_refusal_says_which():
    kept = Synonyms.objects.create(words=["ILL", "e-book"])
    said = refusal("E book", "borrowing")
    assert said.startswith("“E book” is in another set already: ILL, e-book.")
    kept.full_clean()


def test_the_database_holds_that_a_set_is_several():
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Synonyms.objects.create(words=["alone"])
    assert "synonyms_are_several" in str(refused.value)


def test_a_search_for_one_finds_what_the_others_find_and_says_so(client):
    make_opportunity(title="Interlibrary loan basics")
    make_opportunity(title="Loan of an interlibrary kind")
    address = "/opportunities/?q=ill"
    assert "Interlibrary loan basics" not in client.get(address).text
    Synonyms.objects.create(words=["ILL", "interlibrary loan"])
    page = read(client.get(address))
    assert "Interlibrary loan basics" in page.titles
    assert "Loan of an interlibrary kind" not in page.titles
    assert "Also looked for interlibrary loan." in page.text


@pytest.mark.parametrize("left_out", ["-deselection", '-"taking out"', "-“taking out”"])
def test_what_is_left_out_calls_up_no_synonyms(client, left_out):
    make_opportunity(title="Weeding made kind")
    Synonyms.objects.create(words=["weeding", "deselection", "taking out"])
    alone = read(client.get("/opportunities/", {"q": f"made {left_out}"}))
    assert "Weeding made kind" in alone.titles
    assert "Also looked for" not in alone.text
    beside = read(client.get("/opportunities/", {"q": f"weeding {left_out}"}))
    assert "Weeding made kind" in beside.titles


def test_several_searches_are_read_in_one_query(django_assert_num_queries):
    sets = [["ILL", "interlibrary loan"]]
    with django_assert_num_queries(1):
        together = matching.asked_each(["ILL", "weeding -ILL", "!"], sets)
    assert together == [matching.asked(words, sets) for words in ("ILL", "weeding -ILL", "!")]
    assert together[2] == ""


def test_not_matching_is_all_the_others():
    make_opportunity(title="Knitting")
    other = make_opportunity(title="Weeding")
    assert list(Opportunity.objects.not_matching(matching.asked("knitting"))) == [other]


def test_what_a_search_passes_over():
    assert matching.passed_over(["the", "of the", "the ILL", "AI", "avec"]) == ["the", "of the"]


def test_the_effect_of_each_word_is_counted_among_current_listings():
    make_opportunity(title="ILL today")
    make_opportunity(title="Interlibrary loan one")
    make_opportunity(title="A second interlibrary loan", description="ILL")
    make_opportunity(title="Unlike")
    make_opportunity(title="Interlibrary loan draft", status="draft")
    past = make_opportunity(title="Interlibrary loan past")
    make_session(past, "2026-11-01 10:00", "2026-11-01 11:00")
    one, other = widening.effects(["ILL", "interlibrary loan"])
    assert (one.word, one.alone, one.together) == ("ILL", 2, 3)
    assert (one.titles, one.more) == (["Interlibrary loan one"], 0)
    assert (other.alone, other.together, other.titles) == (2, 3, ["ILL today"])


def test_five_of_the_listings_added_are_named_by_title():
    for number in (7, 3, 1, 6, 2, 5, 4):
        make_opportunity(title=f"Weeding {number}")
    nothing, _weeding = widening.effects(["qqqq", "weeding"])
    assert (nothing.alone, nothing.together) == (0, 7)
    assert nothing.titles == [f"Weeding {number}" for number in range(1, 6)]
    assert nothing.more == 2


def test_words_no_listing_has_add_nothing():
    assert [(each.together, each.titles) for each in widening.effects(["qqqq", "zzzz"])] == [
        (0, []), (0, []),
    ]  # fmt: skip


@pytest.mark.parametrize("words", [2, 12])
def test_the_effects_take_four_queries(django_assert_num_queries, words):
    make_opportunity(title="Word 1")
    with django_assert_num_queries(4):
        assert len(widening.effects([f"word {number}" for number in range(words)])) == words
