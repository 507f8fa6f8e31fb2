"""Listings as plain rows, beside the models they are read from."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue import listed, reading, rows, tally
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def shelf():
    """Published listings of every kind bench and tests make, and one that is not published."""
    full = make_opportunity(
        title="Full", provider=make_provider(name="P", url="https://p.example"), summary="S",
        description="*About*", topics=[make_topic(name="B"), make_topic(name="Á")],
        cost="paid", price="10", price_high="12.50", currency="CAD", price_per="person",
        hours="1.5", audience=["librarian"], languages=["en", "fr"], certificate=["live", "group"],
        access=["captions"], recording="available", recording_until=dt.date(2026, 12, 31),
        registration_closes=dt.datetime(2026, 11, 27, tzinfo=dt.UTC),
        registration_zone=clock.BC_ZONE,
    )  # fmt: skip
    make_session(full, "2026-12-09 12:00", "2026-12-09 13:00", label="Two", venue="Hall")
    make_session(full, "2026-11-20 12:00", zone="America/Toronto", city="Toronto", region="BC")
    make_session(full, None, state=SessionState.TO_BE_ANNOUNCED)
    make_opportunity(title="Bare", kind="course")
    make_session(make_opportunity(title="Days"), "2026-12-01 00:00", timing="all-day")
    return make_opportunity(title="Draft", status="draft")


def test_every_value_is_the_models_own(shelf):
    kept = Opportunity.objects.published().for_data()
    read = listed.of_keys(each.pk for each in kept)
    assert len(read) == 3
    for model in kept:
        row = read[model.pk]
        assert row[:-1] == listed.of_slug(model.slug)[:-1]  # its sessions name it in turn
        for name in listed.OF_LISTING:
            assert getattr(row, name) == getattr(model, name), name
        assert row.provider == (model.provider.name, model.provider.slug, model.provider.url)
        assert [tuple(each) for each in row.topics] == [
            (each.name, each.slug) for each in model.topics.all()
        ]
        assert row.get_absolute_url() == model.get_absolute_url()
        assert listed.published_description(row.pk) == model.description_html
        for one, other in zip(row.sessions, model.sessions.all(), strict=True):
            for name in listed.OF_SESSION:
                assert getattr(one, name) == getattr(other, name), name
            assert one.opportunity is row
            assert one.calendar_sequence == other.calendar_sequence


@pytest.mark.parametrize("readers", ["bc", "east-kootenay"])
def test_both_read_alike(shelf, readers):
    clocks = clock.clocks("America/Edmonton")
    for model in Opportunity.objects.published().for_data():
        row, at = listed.of_slug(model.slug), clock.now()
        assert reading.facts(row) == reading.facts(model)
        one, other = (rows.row(each, clocks[readers], at) for each in (row, model))
        for name in rows.Row.__dataclass_fields__:
            if name not in ("opportunity", "times"):
                assert getattr(one, name) == getattr(other, name), name
        assert str(one.times and one.times.main) == str(other.times and other.times.main)


def test_what_is_not_published_is_not_read(shelf):
    assert listed.of_keys([shelf.pk]) == {}
    assert listed.of_slug(shelf.slug) is None
    assert listed.published_description(shelf.pk) == ""
    assert tally.tally().listed([shelf.pk]) == {}
    assert tally.tally().listed_at(shelf.slug) is None


def test_which_sessions_calendars_hold_is_the_querysets_rule():
    for state in SessionState.values:
        for day in ("2026-10-20", "2026-10-25", "2026-10-26", "2026-11-23", "2026-11-24"):
            for ends in (None, f"{day} 10:00", f"{day} 10:01"):
                make_session(starts=f"{day} 09:00", ends=ends, state=state)
    make_session(starts=None, state=SessionState.TO_BE_ANNOUNCED)
    at = clock.now()
    expected = set(Session.objects.for_calendars(at).values_list("pk", flat=True))
    assert 0 < len(expected) < Session.objects.count()
    assert {each.pk for each in Session.objects.all() if each.is_for_calendars(at)} == expected


def queries(ask):
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def test_what_was_read_is_not_read_again_until_the_catalogue_changes(shelf):
    keys = list(Opportunity.objects.published().values_list("pk", flat=True))
    kept = tally.tally()
    assert queries(lambda: kept.listed(keys[:2])) == 3
    assert queries(lambda: kept.listed(keys)) == 3
    assert queries(lambda: kept.listed(keys)) == 0
    assert list(kept.listed(reversed(keys))) == keys[::-1]
    slug = kept.listed(keys)[keys[0]].slug
    assert queries(lambda: kept.listed_at(slug)) == 0
    Opportunity.objects.filter(pk=keys[0]).update(title="Renamed")
    assert tally.tally().listed(keys)[keys[0]].title == "Renamed"
    assert tally.tally().listed_at(slug).title == "Renamed"


@pytest.mark.parametrize(("most", "again"), [(0, 3), (2, 3), (3, 0)])
def test_no_more_are_kept_than_the_setting_says(shelf, settings, most, again):
    settings.KEPT_LISTINGS = most
    keys = list(Opportunity.objects.published().values_list("pk", flat=True))
    kept = tally.tally()
    assert len(kept.listed(keys)) == 3
    assert queries(lambda: kept.listed(keys)) == again
    assert len(kept._listed) <= most
