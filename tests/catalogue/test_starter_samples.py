"""The samples: made-up listings around today, one of each shape a page must show."""

import datetime as dt

import pytest
import time_machine

from catalogue.intake import sample_listings, samples, starter
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Origin, SessionState, Status, Timing
from learning_portal.foundation import clock

pytestmark = pytest.mark.django_db
# A Monday, a Sunday, the days on which clocks change elsewhere, a leap day.
DAYS = ["2026-11-23", "2026-11-29", "2026-10-24", "2026-10-31", "2027-03-07", "2028-02-29"]


@pytest.fixture(params=DAYS)
def today(request):
    day = dt.date.fromisoformat(request.param)
    with time_machine.travel(clock.start_of_day(day) + dt.timedelta(hours=9), tick=False):
        starter.load_names()
        yield day


def one(title: str) -> Opportunity:
    return Opportunity.objects.get(title__startswith=f"Sample: {title}")


def test_they_are_published_marked_as_samples_and_say_so(today):
    assert sample_listings.load(today) == 8
    for listing in Opportunity.objects.all():
        assert listing.origin == Origin.SAMPLE
        assert listing.status == Status.PUBLISHED
        assert listing.title.startswith("Sample: ")
        assert listing.provider.name == "Sample provider (illustrative)"
        assert listing.topics.exists()
        assert listing.summary
        listing.full_clean()
        for session in listing.sessions.all():
            session.full_clean()


def test_one_is_this_week_and_one_next_week_on_another_clock_and_closing_soon(today):
    sample_listings.load(today)
    this_week, next_week = clock.week_of(today)[1], clock.week_of(today)[1] + clock.WEEK
    soon = one("Weeding").sessions.get()
    assert clock.now() < soon.starts < clock.start_of_day(this_week)
    later = one("Reading").sessions.get()
    assert clock.start_of_day(this_week) < later.starts < clock.start_of_day(next_week)
    assert later.zone == "America/New_York"
    assert clock.wall(later.starts, later.zone).hour == 14
    closing = one("Reading").registration_closes
    assert clock.now() < closing < later.starts
    assert one("Reading") in Opportunity.objects.closing_soon()


def test_there_is_one_of_every_shape(today):
    sample_listings.load(today)
    conference = one("Three days").sessions.get()
    assert (clock.bc_day(conference.ends) - clock.bc_day(conference.starts)).days == 2
    overnight = one("Libraries around").sessions.get()
    assert clock.bc_day(overnight.ends) == clock.bc_day(overnight.starts) + clock.DAY
    assert overnight.ends - overnight.starts == dt.timedelta(hours=6)
    northern = one("Northern").sessions.get()
    assert (northern.timing, northern.city) == (Timing.ALL_DAY, "Prince George")
    assert northern.venue
    assert northern.address
    states = one("Storytime").sessions.values_list("state", flat=True)
    assert list(states) == ["scheduled", "scheduled", "cancelled", "scheduled"]
    assert one("A study").sessions.get().state == SessionState.TO_BE_ANNOUNCED
    past = one("Helping")
    assert past.is_over()
    assert past.recording_url


def test_costs_certificates_access_and_recordings_vary(today):
    sample_listings.load(today)
    listings = Opportunity.objects.all()
    for field, least in (("cost", 3), ("recording", 4), ("delivery", 3), ("kind", 4)):
        assert len(set(listings.values_list(field, flat=True))) >= least, field
    for field in ("certificate", "access"):
        assert len({word for words in listings.values_list(field, flat=True) for word in words}) > 3


def test_a_second_load_even_another_week_brings_nothing_back(today):
    sample_listings.load(today)
    one("Weeding").delete()
    listing = one("Reading")
    listing.title = "Sample: Reading numbers"
    listing.save()
    before = Session.objects.count(), Opportunity.history.count()
    assert sample_listings.load(today + dt.timedelta(days=30)) == 0
    assert (Session.objects.count(), Opportunity.history.count()) == before


def test_their_times_exist_on_any_day_of_two_years():
    for days in range(730):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=days)
        assert len(samples.around(day)) == 8
