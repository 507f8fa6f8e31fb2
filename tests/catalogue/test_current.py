"""What is current, and what is over: one definition, at the edges."""

import datetime as dt

import pytest

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Status
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_session

pytestmark = pytest.mark.django_db


def at(text, zone=clock.BC_ZONE):
    return clock.instant(dt.datetime.fromisoformat(text), zone)


def is_current(listing, moment):
    """Both ways of asking agree."""
    listing.refresh_from_db()
    by_query = Opportunity.objects.current(at(moment)).filter(pk=listing.pk).exists()
    assert by_query == listing.is_current(at(moment))
    return by_query


@pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
def test_only_published_listings_are_current(status):
    assert not is_current(make_opportunity(status=status), "2026-11-24 10:00")


def test_a_listing_is_current_until_its_last_session_has_ended():
    listing = make_opportunity()
    make_session(listing, "2026-12-01 12:00", "2026-12-01 13:00")
    make_session(listing, "2026-12-08 12:00", "2026-12-08 13:00")
    assert is_current(listing, "2026-12-08 12:59")
    assert not is_current(listing, "2026-12-08 13:00")


def test_a_session_without_an_end_is_over_when_its_bc_day_ends():
    listing = make_opportunity()
    make_session(listing, "2026-11-30 23:30", zone="America/Los_Angeles")  # 00:30 in BC
    assert is_current(listing, "2026-12-01 23:59")
    assert not is_current(listing, "2026-12-02 00:00")


def test_a_session_to_be_announced_keeps_a_listing_current():
    listing = make_opportunity()
    make_session(listing, "2020-01-01 12:00")
    make_session(listing, None, state=SessionState.TO_BE_ANNOUNCED)
    assert is_current(listing, "2026-11-24 10:00")


def test_a_listing_without_sessions_stands_while_published():
    assert is_current(make_opportunity(), "2099-01-01 10:00")


def test_a_listing_without_sessions_stands_until_its_own_close_date():
    listing = make_opportunity(
        registration_closes=at("2026-12-01 17:00"), registration_zone=clock.BC_ZONE
    )
    assert is_current(listing, "2026-12-01 16:59")
    listing.registration_closes = at("2026-12-01 17:30")
    listing.save()
    assert is_current(listing, "2026-12-01 17:29")
    assert not is_current(listing, "2026-12-01 17:30")


def test_closed_registration_does_not_end_a_listing_with_sessions_to_come():
    listing = make_opportunity(
        registration_closes=at("2026-12-01 17:00"), registration_zone=clock.BC_ZONE
    )
    make_session(listing, "2026-12-09 12:00")
    assert is_current(listing, "2026-12-05 10:00")


def test_deleting_or_moving_a_session_settles_its_listing():
    listing = make_opportunity()
    session = make_session(listing, "2026-12-01 12:00", "2026-12-01 13:00")
    session.starts, session.ends = at("2026-12-20 12:00"), at("2026-12-20 13:00")
    session.save()
    assert is_current(listing, "2026-12-10 10:00")
    session.delete()
    assert is_current(listing, "2027-12-10 10:00")


def test_feeds_keep_a_cancelled_session_thirty_days_past_its_date():
    listing = make_opportunity()
    make_session(listing, "2026-12-01 12:00", "2026-12-01 13:00", state=SessionState.CANCELLED)
    make_session(listing, "2026-12-01 12:00", "2026-12-01 13:00")
    kept = Session.objects.for_calendars(at("2026-12-31 12:59"))
    assert [session.state for session in kept] == [SessionState.CANCELLED]
    assert not Session.objects.for_calendars(at("2026-12-31 13:00")).exists()


def test_the_days_of_a_filter_are_bc_days():
    listing = make_opportunity()
    make_session(listing, "2026-11-30 23:30", "2026-12-01 00:30", zone="America/Los_Angeles")
    december = (dt.date(2026, 12, 1), dt.date(2027, 1, 1))
    november = (dt.date(2026, 11, 1), dt.date(2026, 12, 1))
    now = at("2026-11-20 10:00")
    assert Opportunity.objects.on_days(*december, now).exists()
    assert not Opportunity.objects.on_days(*november, now).exists()
