"""The made-up listings: the same each time, as varied as meant, and right by the portal's rules."""

import datetime as dt
from collections import Counter

import pytest

from bench import catalogue, loading
from bench.catalogue import Catalogue
from catalogue import matching
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Provider, Session, Topic

TODAY = dt.date(2026, 11, 24)
NUMBER = 200


def made(seed=catalogue.SEED, number=30):
    names = ("Leadership", "Privacy", "Library management")
    topics = [Topic(pk=place, name=name) for place, name in enumerate(names)]
    whole = Catalogue(catalogue.providers(number, seed), topics, TODAY, seed=seed)
    return [
        (
            listing.opportunity.title,
            listing.opportunity.slug,
            listing.opportunity.summary,
            listing.opportunity.description,
            listing.opportunity.provider.name,
            listing.opportunity.status,
            listing.opportunity.over_at,
            listing.opportunity.published_at,
            listing.opportunity.price,
            [topic.name for topic in listing.topics],
            [(session.uid, session.starts, session.ends) for session in listing.sessions],
        )
        for listing in whole.listings(number)
    ]


def test_the_same_number_seed_and_day_give_the_same_listings():
    assert made() == made()


def test_another_seed_gives_others():
    assert not {listing[1] for listing in made()} & {listing[1] for listing in made(seed=1)}


def test_texts_are_as_long_as_real_ones():
    for title, _slug, summary, description, *_ in made(number=300):
        assert 2 <= len(title.split()) <= 12
        assert 5 <= len(summary.split()) <= 40
        assert 55 <= len(description.split()) <= 255


def test_an_article_stands_right_before_a_vowel():
    assert not [text for listing in made() for text in listing[:4] if " a open" in text]


@pytest.fixture
def loaded(november, db):
    loading.load(NUMBER, today=TODAY)


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    def test_every_listing_is_there(self):
        assert Opportunity.objects.count() == NUMBER
        assert Opportunity.history.count() == 0

    def test_each_is_what_a_person_could_have_saved(self):
        for opportunity in Opportunity.objects.all()[:25]:
            opportunity.full_clean()
            for session in opportunity.sessions.all()[:3]:
                session.full_clean()
        for provider in Provider.objects.all():
            provider.full_clean()

    def test_saving_one_changes_nothing_that_was_worked_out(self):
        for before in Opportunity.objects.select_related("provider")[:25]:
            opportunity = Opportunity.objects.get(pk=before.pk)
            for session in opportunity.sessions.all()[:3]:
                over_at = session.over_at
                session.save()
                assert session.over_at == over_at
            opportunity.settle()
            opportunity.save()
            assert opportunity.over_at == before.over_at
            assert opportunity.slug == before.slug
            assert opportunity.sequence == 0
            assert opportunity.description_html == before.description_html
            refresh_found_by(Opportunity.objects.filter(pk=before.pk))
            found_by = ("keywords", "topic_keys", "regions", "facets")
            opportunity.refresh_from_db()
            for name in found_by:
                assert getattr(opportunity, name) == getattr(before, name)

    def test_the_common_word_finds_about_half(self):
        found = Opportunity.objects.matching(matching.asked(catalogue.COMMON_WORD)).count()
        assert 0.4 * NUMBER < found < 0.6 * NUMBER

    def test_most_are_published_and_about_half_of_those_are_current(self):
        published = Opportunity.objects.published().count()
        assert 0.8 * NUMBER < published < 0.95 * NUMBER
        assert 0.35 * published < Opportunity.objects.current().count() < 0.65 * published
        assert Opportunity.objects.on_demand().count() > 0.1 * NUMBER

    def test_a_few_providers_have_most_listings(self):
        counted = Counter(Opportunity.objects.values_list("provider", flat=True))
        assert 3 < len(counted) <= 14
        (_, most), *_rest = counted.most_common()
        assert most > NUMBER / 6

    def test_some_are_in_french_and_some_names_have_letters_of_their_own(self):
        assert 0.03 * NUMBER < Opportunity.objects.filter(languages=["fr"]).count() < 0.15 * NUMBER
        assert Opportunity.objects.matching(matching.asked("bibliothèque")).exists()
        assert Opportunity.objects.filter(description__contains="səl̓ílwətaɬ").exists()

    def test_one_has_a_hundred_sessions_to_come(self):
        first = Opportunity.objects.earliest("pk")
        assert first.sessions.count() == catalogue.MANY_SESSIONS
        assert first.is_current()

    def test_sessions_are_of_every_state(self):
        assert len(set(Session.objects.values_list("state", flat=True))) == 3

    def test_more_may_be_added(self):
        loading.load(20, today=TODAY, seed=1)
        assert Opportunity.objects.count() == NUMBER + 20
