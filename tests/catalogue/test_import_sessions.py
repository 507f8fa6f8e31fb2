"""Rows and stored sessions: which row means which, so that UIDs stay."""

import datetime as dt

import pytest

from catalogue.intake import report
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState
from learning_portal.foundation import clock
from tests.catalogue.import_tables import bring_in, problem, row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def series(*starts: str, **cells: str):
    return [row(starts=start, zone="BC", **cells) for start in starts]


def uids() -> dict[str, object]:
    """Wall start in BC → UID."""
    return {
        f"{clock.wall(each.starts):%Y-%m-%d %H:%M}" if each.starts else "": each.uid
        for each in Session.objects.all()
    }


def test_several_rows_of_one_listing_are_its_sessions():
    bring_in(*series("2026-12-02 10:00", "2026-12-09 10:00", "2026-12-16 10:00"))
    assert list(uids()) == ["2026-12-02 10:00", "2026-12-09 10:00", "2026-12-16 10:00"]
    assert Opportunity.objects.count() == 1
    assert Opportunity.objects.get().over_at == clock.start_of_day(dt.date(2026, 12, 17))


def test_a_row_that_repeats_a_dated_session_counts_once_and_is_reported():
    plan = bring_in(*series("2026-12-02 10:00", "2026-12-02 10:00"))
    assert Session.objects.count() == 1
    assert "repeats the session of line 2" in plan.remarks[0].right


def test_two_sessions_to_be_announced_are_two():
    bring_in(*series("2026-12-02 10:00", "TBA", "TBA"))
    assert Session.objects.filter(state=SessionState.TO_BE_ANNOUNCED).count() == 2
    bring_in(*series("2026-12-02 10:00", "TBA", "TBA"))
    assert Session.objects.count() == 3


def test_the_same_start_in_two_places_is_two_sessions_that_stay_apart():
    rows = [row(starts="2026-12-02 10:00", zone="BC", city=city) for city in ("Hope", "Golden")]
    bring_in(*rows)
    before = dict(Session.objects.values_list("city", "uid"))
    assert bring_in(*reversed(rows)).changed == []
    assert dict(Session.objects.values_list("city", "uid")) == before


def test_a_session_that_moves_keeps_its_uid_and_raises_its_sequence():
    bring_in(*series("2026-12-02 10:00", "2026-12-09 10:00"))
    before = uids()
    bring_in(*series("2026-12-09 10:00", "2026-12-03 14:00"))
    assert uids() == {
        "2026-12-03 14:00": before["2026-12-02 10:00"],
        "2026-12-09 10:00": before["2026-12-09 10:00"],
    }
    assert Session.objects.order_by("starts").first().sequence == 1


def test_the_same_day_is_preferred_over_the_order():
    bring_in(*series("2026-12-02 10:00", "2026-12-09 10:00"))
    before = uids()
    bring_in(*series("2026-12-09 14:00", "2026-12-30 10:00"))
    assert uids()["2026-12-09 14:00"] == before["2026-12-09 10:00"]
    assert uids()["2026-12-30 10:00"] == before["2026-12-02 10:00"]


def test_a_past_session_never_becomes_a_coming_one():
    bring_in(*series("2026-11-03 10:00", "2026-12-02 10:00"))
    before = uids()
    plan = bring_in(*series("2026-12-02 10:00", "2026-12-09 10:00"))
    assert uids()["2026-11-03 10:00"] == before["2026-11-03 10:00"]
    assert len(uids()) == 3
    assert "November 3, 2026" in str(next(report.remarks(plan)))


def test_a_session_no_longer_in_the_table_is_reported_and_stays():
    bring_in(*series("2026-12-02 10:00", "2026-12-09 10:00"))
    plan = bring_in(*series("2026-12-02 10:00"))
    assert Session.objects.count() == 2
    [remark] = report.remarks(plan)
    assert "not in the table any more" in remark.right
    assert plan.changed == []


def test_a_cancelled_session_stays_cancelled_and_where_it_was():
    bring_in(*series("2026-12-02 10:00"))
    Session.objects.update(state=SessionState.CANCELLED)
    assert bring_in(*series("2026-12-02 10:00")).changed == []
    bring_in(*series("2026-12-16 10:00"))
    states = dict(Session.objects.values_list("starts__day", "state"))
    assert states == {2: SessionState.CANCELLED, 16: SessionState.SCHEDULED}


def test_a_session_to_be_announced_becomes_the_dated_one():
    bring_in(*series("TBA"))
    before = uids()[""]
    bring_in(*series("2026-12-16 10:00"))
    assert uids() == {"2026-12-16 10:00": before}
    assert Session.objects.get().state == SessionState.SCHEDULED


def test_a_time_replaces_a_bare_date_and_keeps_the_uid():
    bring_in(*series("2026-12-16"))
    bring_in(*series("2026-12-16 10:00"))
    assert Session.objects.get().timing == "timed"


def test_a_blank_end_leaves_the_stored_one_unless_the_start_moved():
    bring_in(row(starts="2026-12-02 10:00", ends="11:00", zone="BC"))
    bring_in(row(starts="2026-12-02 10:00", zone="BC", city="Hope"))
    assert clock.wall(Session.objects.get().ends).hour == 11
    bring_in(row(starts="2026-12-02 13:00", zone="BC"))
    assert Session.objects.get().ends is None
    assert Session.objects.get().city == "Hope"


def test_sessions_a_curator_edited_are_all_kept_and_reported():
    bring_in(*series("2026-12-02 10:00"))
    Opportunity.objects.update(locked_fields=["sessions"])
    plan = bring_in(*series("2026-12-03 10:00", "2026-12-09 10:00", level="all"))
    assert list(uids()) == ["2026-12-02 10:00"]
    assert Opportunity.objects.get().level == "all"
    assert "2 differences in the table" in str(next(report.kept(plan)))


def test_a_listing_without_sessions_in_the_table_keeps_those_it_has():
    bring_in(*series("2026-12-02 10:00"))
    plan = bring_in(row())
    assert Session.objects.count() == 1
    assert list(report.remarks(plan)) == []


def test_a_venue_without_a_start_is_a_session_to_be_announced_there():
    plan = bring_in(row(venue="Library", city="Fernie", region="BC"))
    session = Session.objects.get()
    assert (session.state, session.venue) == (SessionState.TO_BE_ANNOUNCED, "Library")
    assert session.organiser_words == ""
    assert "to be announced" in plan.remarks[0].right
    assert bring_in(row(venue="Library", city="Fernie", region="BC")).changed == []


def test_a_session_of_long_words_is_refused_by_column():
    found = problem(row(starts="2026-12-02 10:00", zone="BC", venue="x" * 201))
    assert (found.line, found.column) == (2, "venue")
