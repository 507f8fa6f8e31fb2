"""The organiser's wall time and words, through the import, to the instant that is kept."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.intake import when
from catalogue.intake.problems import Wrong
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Timing
from learning_portal.foundation import clock
from tests.catalogue.import_tables import bring_in, problem, row
from tests.factories import make_provider

pytestmark = pytest.mark.django_db


def session(**cells: str) -> Session:
    bring_in(row(**cells))
    return Session.objects.get()


@pytest.mark.parametrize(
    ("starts", "zone", "bc"),
    [
        ("2016-12-06 11:00", "BC", "2016-12-06 11:00"),
        ("2026-10-28 11:00", "US Pacific", "2026-10-28 11:00"),
        ("2026-11-04 11:00", "US Pacific", "2026-11-04 12:00"),
        ("2026-11-24 14:00", "US Eastern", "2026-11-24 12:00"),
        ("2026-11-24 12:00", "US Mountain", "2026-11-24 12:00"),
        ("2026-11-25 10:00", "US Central", "2026-11-25 09:00"),
        ("2026-11-30 23:30", "US Pacific", "2026-12-01 00:30"),
        ("2027-03-17 14:00", "US Eastern", "2027-03-17 11:00"),
    ],
)
def test_what_the_organiser_states_is_right_in_bc(starts, zone, bc):
    kept = session(starts=starts, zone=zone)
    assert clock.wall(kept.starts) == dt.datetime.fromisoformat(bc)
    assert kept.organiser_words == f"{starts} {zone}"
    assert (kept.timing, kept.state, kept.ends) == (Timing.TIMED, SessionState.SCHEDULED, None)


@pytest.mark.parametrize(
    ("words", "country", "utc_hour"),
    [
        ("Pacific", "US", 19), ("PT", "US", 19), ("PST", "US", 19), ("Pacific", "CA", 18),
        ("PT", "CA", 18), ("BC", "", 18), ("BC", "US", 18), ("America/Vancouver", "US", 18),
        ("Eastern", "", 16), ("Eastern", "CA", 16), ("CT", "US", 17), ("US Central", "CA", 17),
        ("Alberta", "", 17), ("America/Los_Angeles", "CA", 19), ("UTC", "", 11),
    ],
)  # fmt: skip
def test_the_words_and_the_providers_country_decide_in_winter(words, country, utc_hour):
    kept = session(starts="2026-12-09 11:00", zone=words, provider_country=country)
    assert kept.starts == dt.datetime(2026, 12, 9, utc_hour, tzinfo=dt.UTC)


def test_the_country_the_catalogue_knows_decides_where_the_row_says_none():
    make_provider(name="Maple Library", country="US")
    assert session(starts="2026-12-09 11:00", zone="PT").zone == "America/Los_Angeles"


def test_the_country_another_row_of_the_provider_states_decides_too():
    bring_in(
        row(title="One", provider_country="US"),
        row(title="Two", starts="2026-12-09 11:00", zone="PT"),
    )
    assert Session.objects.get().zone == "America/Los_Angeles"


def test_bare_pacific_in_summer_is_no_riddle():
    kept = session(starts="2026-07-09 11:00", zone="Pacific")
    assert kept.starts == dt.datetime(2026, 7, 9, 18, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("words", "country", "starts", "both"),
    [
        ("Pacific", "", "2026-12-09 11:00", ("America/Los_Angeles", "America/Vancouver")),
        ("PT", "GB", "2026-12-09 11:00", ("America/Los_Angeles", "America/Vancouver")),
        ("Central", "CA", "2026-12-09 11:00", ("America/Winnipeg", "America/Regina")),
        ("Mountain", "CA", "2026-12-09 11:00", ("America/Edmonton", "America/Dawson_Creek")),
        ("Pacific", "", "2026-12-09", ("America/Los_Angeles", "America/Vancouver")),
    ],
)
def test_words_with_two_readings_on_that_date_are_refused_naming_both(words, country, starts, both):
    found = problem(row(starts=starts, zone=words, provider_country=country))
    assert (found.line, found.column, found.value) == (2, "zone", words)
    assert all(f"write “{name}”" in found.right for name in both)
    assert not Opportunity.objects.exists()


def test_words_plain_at_the_start_and_ambiguous_at_the_end_are_refused():
    # BC keeps its clocks while the US turns them back on November 1, 2026.
    found = problem(row(starts="2026-10-30 09:00", ends="2026-11-03 16:00", zone="Pacific"))
    assert found.column == "zone"
    assert "America/Vancouver" in found.right


def test_a_start_without_a_zone_is_refused():
    found = problem(row(starts="2026-12-09 11:00"))
    assert (found.column, found.value) == ("zone", "")
    assert "never guessed" in found.right


def test_an_unknown_zone_is_refused_with_examples():
    found = problem(row(starts="2026-12-09 11:00", zone="Melbourne"))
    assert found.column == "zone"
    assert "US Pacific" in found.right


def test_a_zone_of_ten_thousand_letters_is_refused():
    assert problem(row(starts="2026-12-09 11:00", zone="x" * 10_000)).column == "zone"


@pytest.mark.parametrize(
    ("starts", "zone", "says"),
    [
        ("2027-03-14 02:30", "US Pacific", "skip"),
        ("2026-11-01 01:30", "US Eastern", "twice"),
    ],
)
def test_a_time_that_never_is_or_is_twice_is_refused(starts, zone, says):
    found = problem(row(starts=starts, zone=zone))
    assert found.column == "starts"
    assert says in found.right


@pytest.mark.parametrize(
    "starts",
    [
        "2026-02-30 10:00", "2026-13-01 10:00", "2026-12-09 24:00", "2026-12-09 10:60",
        "12/09/2026 10:00", "December 9, 2026", "2026-12-09T19:00:00Z", "2026-12-09 10:00-08:00",
        "2026-12-09 2 pm", "0001-01-01 10:00", "9999-12-31 23:59", "noon",
        "2026-12-09 10:00 all day", "20261209T100000", "٢٠٢٦-12-09 10:00", "1" * 5000,
    ],
)  # fmt: skip
def test_an_impossible_or_unclear_start_is_refused(starts):
    found = problem(row(starts=starts, zone="BC"))
    assert (found.column, found.value) == ("starts", starts)
    assert not Opportunity.objects.exists()


def test_pst_in_summer_is_taken_with_a_warning():
    plan = bring_in(row(starts="2026-07-09 11:00", zone="PST", provider_country="US"))
    assert Session.objects.get().starts == dt.datetime(2026, 7, 9, 18, tzinfo=dt.UTC)
    [remark] = plan.remarks
    assert (remark.line, remark.column) == (2, "zone")
    assert "daylight time is in force" in remark.right


def test_a_start_is_never_confused_with_its_end():
    kept = session(starts="2026-11-24 14:00", ends="2026-11-24 15:30", zone="US Eastern")
    assert clock.utc_text(kept.starts) == "2026-11-24T19:00:00Z"
    assert clock.utc_text(kept.ends) == "2026-11-24T20:30:00Z"
    assert kept.organiser_words == "2026-11-24 14:00 to 2026-11-24 15:30 US Eastern"


def test_an_end_may_be_only_the_time():
    kept = session(starts="2026-11-24 14:00", ends="15:30", zone="US Eastern")
    assert clock.utc_text(kept.ends) == "2026-11-24T20:30:00Z"


def test_a_session_may_run_past_midnight_and_past_a_change_of_clocks():
    kept = session(starts="2026-10-31 22:00", ends="2026-11-01 06:00", zone="US Eastern")
    assert kept.ends - kept.starts == dt.timedelta(hours=9)


@pytest.mark.parametrize("ends", ["13:00", "14:00", "2026-11-23 15:00", "2026-11-24 14:00"])
def test_an_end_before_or_at_the_start_is_refused(ends):
    found = problem(row(starts="2026-11-24 14:00", ends=ends, zone="BC"))
    assert found.column == "ends"
    assert "past midnight" in found.right


@pytest.mark.parametrize(
    ("starts", "ends"), [("2026-11-24", "2026-11-24 15:00"), ("2026-11-24 15:00", "2026-11-25")]
)
def test_a_day_and_a_time_do_not_mix(starts, ends):
    assert problem(row(starts=starts, ends=ends, zone="BC")).column == "ends"


def test_an_end_without_a_start_is_refused():
    assert problem(row(ends="2026-11-24 15:00", zone="BC")).column == "ends"


def test_a_day_alone_is_a_date_whose_time_is_to_be_announced():
    kept = session(starts="2026-12-09", zone="US Eastern")
    assert kept.timing == Timing.DATE_ONLY
    assert kept.starts == clock.start_of_day(dt.date(2026, 12, 9), "America/New_York")
    assert str(kept.when()) == "Wednesday, December 9, 2026, time to be announced"


@pytest.mark.parametrize(
    ("starts", "ends", "label"),
    [
        ("2026-12-09 all day", "", "Wednesday, December 9, 2026, all day"),
        ("2026-12-09 All-Day", "2026-12-09", "Wednesday, December 9, 2026, all day"),
        ("2026-12-09", "2026-12-11", "Wednesday, December 9 to Friday, December 11, 2026, all day"),
        # Over the day of 25 hours.
        ("2026-10-31", "2026-11-01", "Saturday, October 31 to Sunday, November 1, 2026, all day"),
    ],
)
def test_days_without_times_are_whole_days(starts, ends, label):
    kept = session(starts=starts, ends=ends, zone="US Eastern")
    assert kept.timing == Timing.ALL_DAY
    assert str(kept.when()) == label


def test_whole_days_that_end_before_they_begin_are_refused():
    assert problem(row(starts="2026-12-09", ends="2026-12-07", zone="BC")).column == "ends"


@pytest.mark.parametrize("said", ["TBA", "tbd", "To be announced"])
def test_a_session_can_be_to_be_announced(said):
    kept = session(starts=said)
    assert (kept.state, kept.starts) == (SessionState.TO_BE_ANNOUNCED, None)
    assert kept.organiser_words == said
    assert Opportunity.objects.get().over_at is None


def test_a_session_to_be_announced_keeps_the_clock_it_will_be_on_where_that_is_plain():
    assert session(starts="TBA", zone="US Eastern").zone == "America/New_York"


def test_a_session_to_be_announced_is_not_refused_for_words_that_may_never_matter():
    assert session(starts="TBA", zone="Pacific").zone == clock.BC_ZONE


def test_a_session_to_be_announced_has_no_end_and_no_unknown_zone():
    assert problem(row(starts="TBA", ends="15:00", zone="BC")).column == "ends"
    assert problem(row(starts="TBA", zone="Narnia")).column == "zone"


def test_registration_closes_at_a_wall_time_on_the_rows_clock():
    bring_in(row(registration_closes="2026-12-01 16:00", zone="US Eastern"))
    listing = Opportunity.objects.get()
    assert clock.utc_text(listing.registration_closes) == "2026-12-01T21:00:00Z"
    assert listing.registration_zone == "America/New_York"
    assert listing.registration_words == "2026-12-01 16:00 US Eastern"
    assert listing.over_at == listing.registration_closes


def test_registration_that_closes_on_a_day_closes_at_its_end():
    bring_in(row(registration_closes="2026-12-01", zone="BC"))
    closes = Opportunity.objects.get().registration_closes
    assert clock.wall(closes) == dt.datetime.fromisoformat("2026-12-01 23:59")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"registration_closes": "2026-12-01"}, "zone"),
        ({"registration_closes": "soon", "zone": "BC"}, "registration_closes"),
        ({"registration_closes": "2026-12-01 all day", "zone": "BC"}, "registration_closes"),
        ({"registration_closes": "2026-12-01", "zone": "Pacific"}, "zone"),
        ({"registration_closes": "2027-03-14 02:30", "zone": "US Eastern"}, "registration_closes"),
    ],
)
def test_an_unclear_close_of_registration_is_refused(cells, column):
    assert problem(row(**cells)).column == column


ZONES = ["America/Vancouver", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]


@settings(deadline=None)
@given(
    st.datetimes(dt.datetime(1991, 1, 1), dt.datetime(2099, 12, 31)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_a_wall_time_comes_back_as_it_was_written_or_is_refused(wall, zone_name):
    wall = wall.replace(second=0, microsecond=0)
    try:
        times = when.session(f"{wall:%Y-%m-%d %H:%M}", "", zone_name, "")
    except Wrong as wrong:
        assert "skip" in wrong.right or "twice" in wrong.right  # noqa: PT017
        return
    assert clock.wall(times.starts, zone_name) == wall
    assert times.zone == zone_name


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_time_or_is_refused(starts, ends, zone):
    try:
        when.session(starts, ends, zone, "")
    except Wrong as wrong:
        assert wrong.right  # noqa: PT017
