"""A listing is found by its provider, its topics, and names typed in plain letters."""

import pytest

from catalogue import matching
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Session
from tests.catalogue.import_tables import bring_in, row
from tests.factories import make_opportunity, make_provider, make_topic

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return [listing.title for listing in Opportunity.objects.matching(matching.asked(words))]


def test_an_imported_listing_is_found_by_provider_topic_and_plain_letters():
    bring_in(row(title="hən̓q̓əmin̓əm̓ names", provider="Maple", topics="Cataloguing"))
    for words in ("maple", "cataloguing", "henqeminem", "hən̓q̓əmin̓əm̓", "names"):
        assert found(words) == ["hən̓q̓əmin̓əm̓ names"], words
    assert found("oak") == []


def test_a_renamed_provider_or_topic_is_found_by_its_new_name_after_a_refresh():
    topic = make_topic(name="Weeding")
    listing = make_opportunity(provider=make_provider(name="Maple"), topics=[topic])
    refresh_found_by(Opportunity.objects.all())
    topic.name = "Deselection"
    topic.save()
    refresh_found_by(topic.opportunities.all())
    assert found("deselection") == [listing.title]
    assert found("weeding") == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("K’ómoks welcome", "komoks"),
        ("Gitga'at harvest", "gitgaat"),
        ("Nisg̱a’a names", "nisgaa"),
        ("Sts’ailes stories", "stsailes"),
        ("San'yas", "sanyas"),
    ],
)
def test_a_name_is_found_without_the_apostrophe_within_it_and_with_it(name, typed):
    bring_in(row(title=name, provider="Maple"))
    assert found(typed) == [name]
    assert found(name) == [name]


def test_an_english_possessive_adds_no_words():
    bring_in(row(title="The library’s children's books", provider="Maple"))
    assert "librarys" not in Opportunity.objects.get().keywords
    assert "childrens" not in Opportunity.objects.get().keywords


def test_a_refresh_is_no_edit():
    listing = make_opportunity()
    before = listing.history.count(), listing.changed_at
    refresh_found_by(Opportunity.objects.all())
    listing.refresh_from_db()
    assert listing.keywords
    assert (listing.history.count(), listing.changed_at) == before


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_refresh_takes_the_same_queries_for_any_number_of_rows(rows, django_assert_num_queries):
    topic = make_topic()
    for _ in range(rows):
        make_opportunity(topics=[topic])
    Opportunity.objects.update(keywords="")
    with django_assert_num_queries(5):  # listings, their topics, their sessions, two updates
        refresh_found_by(Opportunity.objects.all())
    with django_assert_num_queries(3):
        refresh_found_by(Opportunity.objects.all())


def test_a_listing_with_sessions_is_one_row_of_the_search():
    bring_in(*[row(topics="A|B", starts=f"2026-12-0{n} 10:00", zone="BC") for n in (1, 2)])
    assert found("maple") == ["Weeding"]
    assert Session.objects.count() == 2


@pytest.mark.parametrize("asked", ["storytime", "“storytime”", "reader’s", "reader's", "rhyme"])
def test_curly_quotation_marks_and_dashes_are_no_letters(asked):
    title = "“Storytime”—rhyme for every reader’s child"
    make_opportunity(title=title)
    assert found(asked) == [title]


def test_a_set_of_synonyms_never_narrows_what_was_typed():
    for title in ("Small libraries", "Libraries of small towns", "Rural branches"):
        make_opportunity(title=title)
    alone = found("small libraries")
    with_others = [
        listing.title
        for listing in Opportunity.objects.matching(
            matching.asked("small libraries", [["small libraries", "rural"]])
        )
    ]
    assert sorted(alone) == ["Libraries of small towns", "Small libraries"]
    assert sorted(with_others) == ["Libraries of small towns", "Rural branches", "Small libraries"]
