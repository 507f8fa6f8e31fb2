"""Searches judged by hand: for each, the listing a reader means is among the first three."""

import datetime as dt

import pytest
from django.http import QueryDict

from bench import loading
from catalogue import spelling
from catalogue.finding import Finding
from catalogue.intake import starter
from catalogue.models import Provider, Synonyms, Topic
from catalogue.search import OpportunitySearch
from tests.catalogue.found import titles
from tests.catalogue.judged import LISTINGS, SEARCHES, SYNONYMS, TYPOS
from tests.factories import make_opportunity

THREE = 3
FIRST = 0.95  # the share that comes first; measured 81 of 85
NOW = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)
ASKED = [(kind, *each) for kind, searches in SEARCHES.items() for each in searches]


@pytest.fixture
def catalogue(db):
    """The starter catalogue, the judged listings and 300 made-up ones."""
    starter.load_names()
    starter.load_listings()
    for title, provider, topic, summary, languages in LISTINGS:
        make_opportunity(
            title=title,
            provider=Provider.objects.get_or_create(name=provider)[0],
            topics=[Topic.objects.get(name=topic)],
            summary=summary,
            kind="course",
            languages=list(languages),
        )
    Synonyms.objects.bulk_create(Synonyms(words=words) for words in SYNONYMS)
    loading.load(300, today=NOW.date())


def found(words: str, most: int = THREE) -> list[str]:
    query = QueryDict(mutable=True)
    query["q"] = words
    return titles(Finding(OpportunitySearch(query, NOW)), most)


def test_the_listing_meant_is_among_the_first_three(catalogue, capsys, record_property):
    first = sum(found(words, 1) == [title] for _, words, title in ASKED)
    missed = [words for _, words, title in ASKED if title not in found(words)]
    in_three = len(ASKED) - len(missed)
    record_property("judged_searches", len(ASKED))
    record_property("judged_first", first)
    record_property("judged_in_three", in_three)
    with capsys.disabled():
        print(f"\nOf {len(ASKED)} judged searches {first} find it first, {in_three} in three.")  # noqa: T201
    assert missed == []
    assert first / len(ASKED) >= FIRST


def test_words_spelt_wrong_find_nothing_by_themselves(catalogue):
    assert {typed: found(typed) for typed, _ in TYPOS} == {typed: [] for typed, _ in TYPOS}
    for _, meant in TYPOS:
        assert found(meant), meant


def test_what_was_typed_stands_before_what_its_synonyms_find(catalogue):
    assert found("élagage", 1) == ["L’élagage des collections"]
    assert "weeding" in found("deselection", 1)[0].lower()


def test_of_words_spelt_wrong_what_was_meant_is_asked(catalogue):
    asked = {}
    for typed, _ in TYPOS:
        query = QueryDict(mutable=True)
        query["q"] = typed
        search = OpportunitySearch(query, NOW)
        meant = spelling.meant(search, Finding(search))
        asked[typed] = meant.words.split() if meant else []
    assert {typed: asked[typed] for typed, meant in TYPOS if meant not in asked[typed]} == {}
