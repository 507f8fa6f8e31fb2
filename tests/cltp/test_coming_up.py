"""What is coming up in the catalogue that counts for a course: never past a decision's dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Status, Timing
from cltp.coming_up import can_be_completed
from cltp.models import Decision
from cltp.models.vocabulary import Finding
from learning_portal.foundation import clock
from tests.cltp.making import make_course, make_decision, make_training
from tests.factories import make_opportunity, make_session
from tests.pages import read

NOW = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 24)
days = st.dates(dt.date(2026, 11, 1), dt.date(2026, 12, 31))


def coming(client, course):
    text = read(client.get(course.get_absolute_url())).text
    return text.partition("Coming up ")[2].partition(" Not assessed yet ")[0]


@pytest.fixture
def course(november, db):
    return make_course(["One", "Two", "Three"])


def listed(title="L", starts="2026-12-09 12:00", ends="2026-12-09 13:00", **fields):
    listing = make_opportunity(title=title, **fields)
    make_session(listing, starts, ends)
    return listing


def test_a_listing_that_counts_is_named_with_its_time_and_its_decision(client, course):
    decision = make_decision(courses=[course], trainings=[make_training(listed(cost="free"))])
    said = coming(client, course)
    assert said.startswith("L (Provider ")
    assert "Wed, Dec 9, 2026, 12:00 pm to 1:00 pm BC time. Free." in said
    assert f"Equivalent (decision {decision.number}, version 1)." in said


def test_without_any_it_says_so_and_where_to_look(client, course):
    make_decision(courses=[course])
    page = read(client.get(course.get_absolute_url()))
    assert "Nothing that these decisions name is in the catalogue now." in page.text
    assert ("Look for learning", "/opportunities/") in page.links


@pytest.mark.parametrize(
    "fields",
    [{"starts": "2026-11-01 10:00", "ends": "2026-11-01 11:00"}, {"status": Status.ARCHIVED},
     {"status": Status.DRAFT}],
)  # fmt: skip
def test_what_is_over_or_not_published_is_not_coming(client, course, fields):
    make_decision(courses=[course], trainings=[make_training(listed(**fields))])
    assert coming(client, course).startswith("Nothing")


def test_what_does_not_count_is_not_coming(client, course):
    training = make_training(listed())
    make_decision(courses=[course], trainings=[training], finding=Finding.NOT_COMPARABLE)
    assert coming(client, course).startswith("Nothing")


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"completed_to": dt.date(2026, 12, 8)}, "Nothing"),
        ({"completed_to": dt.date(2026, 12, 9)}, "or earlier."),
        ({"completed_from": dt.date(2026, 12, 10)}, "Nothing"),
        ({"completed_from": dt.date(2026, 12, 9)}, "or later."),
        ({"completed_from": dt.date(2026, 11, 24)}, "version 1)."),
    ],
)
def test_only_what_can_be_completed_within_the_dates_is_coming(client, course, dates, said):
    make_decision(courses=[course], trainings=[make_training(listed())], **dates)
    found = coming(client, course)
    assert said in found
    assert ("Counts if you complete it" in found) == ("or " in said)


def test_together_says_what_else_is_needed(client, course):
    both = [make_training(listed()), make_training(title="A placement")]
    make_decision(courses=[course], trainings=both)
    assert "Counts only together with A placement (A college)." in coming(client, course)


def test_it_names_the_gap_it_fills(client, course):
    make_decision(courses=[course], trainings=[make_training(listed())], missing=["Two"])
    assert "leaves out" not in coming(client, course)
    make_decision(courses=[course], missing=["One", "Two"])
    assert "It covers what other training leaves out: One." in coming(client, course)


def test_a_listing_all_of_whose_dates_ahead_are_cancelled_is_not_coming(client, course):
    listing = make_opportunity()
    session = make_session(listing, "2026-12-09 12:00", "2026-12-09 13:00")
    make_decision(courses=[course], trainings=[make_training(listing)])
    assert not coming(client, course).startswith("Nothing")
    session.state = SessionState.CANCELLED
    session.save()
    assert coming(client, course).startswith("Nothing")


def test_what_is_on_demand_can_be_completed_today(client, course):
    listing = make_opportunity(title="Any time", kind="course")
    make_decision(courses=[course], trainings=[make_training(listing)], completed_to=TODAY)
    assert "Any time" in coming(client, course)


@given(st.lists(days, min_size=1, max_size=4), st.none() | days, st.none() | days)
def test_it_equals_a_brute_force_reading(starts, first, last):
    """Some day from the first date ahead, or today, to the last of them lies within the dates."""
    sessions = []
    for day in starts:
        at = clock.start_of_day(day) + 12 * dt.timedelta(hours=1)
        hour = dt.timedelta(hours=1)
        sessions.append(
            Session(starts=at, ends=at + hour, over_at=at + hour, zone=clock.BC_ZONE,
                    timing=Timing.TIMED, state=SessionState.SCHEDULED)
        )  # fmt: skip
    listing = Opportunity(pk=1, over_at=max(each.over_at for each in sessions))
    listing._prefetched_objects_cache = {"sessions": sessions}
    ahead = [day for day in starts if day >= TODAY]
    window = []
    if ahead:
        window = [min(ahead) + dt.timedelta(n) for n in range((max(ahead) - min(ahead)).days + 1)]
    expected = any(
        (first is None or first <= day) and (last is None or day <= last) for day in window
    )
    decision = Decision(completed_from=first, completed_to=last)
    is_sensible = first is None or last is None or first <= last
    if ahead and is_sensible:
        assert can_be_completed(decision, listing, NOW) == expected
