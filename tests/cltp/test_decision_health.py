"""Decisions whose training has changed since, and those past their day of review."""

import datetime as dt

import pytest

from catalogue.models import Opportunity, Provider
from catalogue.models.vocabulary import Status
from cltp import decisions
from cltp.models import Decision
from tests.cltp.making import WHY, make_decision, make_training, registrar
from tests.factories import make_opportunity, make_provider

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


@pytest.fixture
def listing():
    return make_opportunity(title="T", hours=10, url="https://example.org/a")


@pytest.fixture
def decision(listing):
    return make_decision(trainings=[make_training(listing)])


def said(decision):
    read = Decision.objects.for_reading().get(pk=decision.pk)
    return [words for _link, sentences in read.changes() for words in sentences]


def test_nothing_is_flagged_while_nothing_changes(decision, listing):
    Opportunity.objects.filter(pk=listing.pk).update(summary="Reworded", hours="10.00")
    assert said(decision) == []
    assert not Decision.objects.training_changed().exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Status.ARCHIVED}, "It is no longer in the catalogue."),
        ({"status": Status.DRAFT}, "It is no longer in the catalogue."),
        ({"title": "U"}, "It has another name now: U."),
        ({"hours": 11}, "Its length has changed."),
        ({"hours": None}, "Its length has changed."),
        ({"url": "https://example.org/b"}, "Its web page has moved."),
        ({"url": ""}, "Its web page has moved."),
    ],
)
def test_a_changed_listing_is_flagged(decision, listing, fields, words):
    Opportunity.objects.filter(pk=listing.pk).update(**fields)
    assert said(decision) == [words]
    assert Decision.objects.training_changed().get() == decision


@pytest.mark.parametrize("renamed", [False, True])
def test_so_is_another_provider_or_the_same_by_another_name(decision, listing, renamed):
    if renamed:
        Provider.objects.update(name="Another college")
    else:
        other = make_provider(name="Another college")
        Opportunity.objects.filter(pk=listing.pk).update(provider=other)
    assert said(decision) == ["It is offered by another provider now: Another college."]


def test_braces_in_a_name_are_only_a_name(decision, listing):
    Opportunity.objects.filter(pk=listing.pk).update(title="{0} {title_now}")
    assert said(decision) == ["It has another name now: {0} {title_now}."]


def test_a_described_course_is_watched_too():
    training = make_training(title="T", hours=None)
    decision = make_decision(trainings=[training, make_training()])
    assert said(decision) == []
    training.hours = 5
    training.save()
    assert said(decision) == ["Its length has changed."]


def test_only_what_stands_is_flagged(decision, listing):
    Opportunity.objects.filter(pk=listing.pk).update(title="U")
    under_review = decisions.review(decision=decision, by=registrar(), why=WHY)
    assert Decision.objects.training_changed().get() == under_review
    decisions.withdraw(decision=under_review, by=registrar(), why=WHY)
    assert said(decision) == []
    assert not Decision.objects.training_changed().exists()


@pytest.mark.parametrize(("review_by", "due"), [(23, True), (24, False), (25, False)])
def test_a_decision_past_its_day_of_review_is_flagged(review_by, due):
    decision = make_decision(review_by=dt.date(2026, 11, review_by))
    assert decision.is_review_due() == due
    assert Decision.objects.review_due().exists() == due


def test_a_dead_link_is_said_of_a_listing_and_of_a_described_course(decision, listing):
    day = dt.date(2026, 11, 20)
    Opportunity.objects.filter(pk=listing.pk).update(link_dead_since=day)
    training = make_training(url="https://example.org/", link_dead_since=day)
    for each in (decision, make_decision(trainings=[training])):
        assert said(each) == ["Its web page did not answer when the Branch last looked."]
    assert Decision.objects.training_changed().count() == 2
