"""What a curator types as a session's time, and what is stored."""

import datetime as dt

import pytest

from catalogue.admin import typed_times
from catalogue.models import Session
from learning_portal.foundation import clock

US, CA = "US", "CA"


def read(starts="", ends="", zone="BC", country="", timing="timed", state="scheduled"):
    return typed_times.read(
        timing=timing, state=state, starts=starts, ends=ends, zone=zone, country=country
    )


def refusal(**typed):
    with pytest.raises(typed_times.Unreadable) as refused:
        read(**typed)
    return refused.value.errors


@pytest.mark.parametrize(
    "text",
    ["2026-12-09 14:00", "2026-12-09 2:00 pm", "2026-12-09 2pm", "2026-12-09T14:00",
     "2026-12-09, 2:00 p.m.", " 2026-12-9  2:00 PM ", "2026-12-09 2 p.m."],
)  # fmt: skip
def test_the_ways_to_write_two_in_the_afternoon(text):
    assert typed_times.wall(text) == dt.datetime.fromisoformat("2026-12-09T14:00")


@pytest.mark.parametrize(
    "text",
    ["December 9, 2026, 11:00 am", "Dec 9, 2026 11 am", "Dec. 9th 2026, at 11:00 A.M.",
     "Wednesday, December 9, 2026 at 11:00 a.m.", "Wed. December 9, 2026 11:00",
     "9 December 2026 11:00", "9th of December, 2026, 11am", "Wed 9 dec 2026 at 11 am",
     "Wednesday, 2026-12-09 at 11:00", "december 9,2026,11:00"],
)  # fmt: skip
def test_days_are_read_as_organisers_write_them(text):
    assert typed_times.wall(text) == dt.datetime.fromisoformat("2026-12-09T11:00")
    assert read(starts=text).warning == ""


def test_every_month_is_read_in_full_and_cut_short():
    for number in range(1, 13):
        day = dt.date(2026, number, 7)
        assert typed_times.wall(f"{day:%B} 7, 2026") == day
        assert typed_times.wall(f"7 {day:%b} 2026") == day
    assert typed_times.wall("Sept 7, 2026") == dt.date(2026, 9, 7)


@pytest.mark.parametrize("noon", ["noon", "Noon", "12 noon", "12:00 noon"])
def test_noon_is_a_time(noon):
    at_noon = dt.datetime.fromisoformat("2026-12-09T12:00")
    assert typed_times.wall(f"December 9, 2026, {noon}") == at_noon
    assert typed_times.wall(f"2026-12-09 {noon}") == at_noon
    placed = read(starts="2026-12-09 11:00", ends=noon)
    assert placed.ends - placed.starts == dt.timedelta(hours=1)


def test_a_weekday_that_does_not_match_is_read_with_a_warning_that_names_both():
    said = "You typed Thursday, but December 9, 2026 is a Wednesday: check the day."
    placed = read(starts="Thurs, Dec 9, 2026 11 am", ends="Wed, Dec 9, 2026 noon")
    assert placed.warning == said
    assert read(starts="2026-12-09 11:00", ends="Thu 9 December 2026 noon").warning == said
    closes = typed_times.moment(text="Thursday, Dec 9, 2026 5 pm", zone="BC", country=CA)
    assert closes.warning == said


@pytest.mark.parametrize("day", ["April 31, 2026", "31 April 2026", "2026-04-31", "Feb 29, 2027"])
def test_a_day_that_is_in_no_calendar_is_refused(day):
    said = refusal(starts=f"{day} 11:00")["starts"]
    assert said == f"There is no {day} in the calendar: check the day."


@pytest.mark.parametrize("text", ["12/09/2026 14:00", "9/12/2026", "09.12.26 11:00"])
def test_day_and_month_by_numbers_alone_are_never_guessed(text):
    assert "may be read as two different days" in refusal(starts=text)["starts"]


def test_the_end_may_name_its_day_in_words():
    placed = read(starts="December 9, 2026, 10 pm", ends="Thursday, December 10, 2026, 1:00 am")
    assert placed.ends - placed.starts == dt.timedelta(hours=3)
    assert "check both" in refusal(starts="Dec 9, 2026 1 pm", ends="Dec 9, 2026 noon")["ends"]
    assert "write it as" in refusal(starts="Dec 9, 2026 1 pm", ends="Dec 9 2 pm")["ends"]


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("2026-12-23 11:00", ""),
        ("2027-01-03 11:30", "This session lasts 25 days, until Sunday, January 3, 2027"),
    ],
)
def test_a_timed_session_of_more_than_two_weeks_is_read_with_a_warning(ends, said):
    warning = read(starts="2026-12-09 11:00", ends=ends).warning
    assert warning.startswith(said)
    assert bool(warning) == bool(said)


def test_whole_days_may_last_for_weeks():
    assert read(starts="2026-12-09", ends="2027-01-31", timing="all-day").warning == ""


@pytest.mark.parametrize(
    ("text", "hour"),
    [("12:30 am", 0), ("12:30 pm", 12), ("00:30", 0), ("11:30 pm", 23), ("23:30", 23)],
)
def test_noon_and_midnight(text, hour):
    assert typed_times.wall(f"2026-12-09 {text}").time() == dt.time(hour, 30)


@pytest.mark.parametrize(
    "text",
    ["tomorrow", "December 2026", "Dec 9 11:00", "9 Decem6er 2026", "December 9, 20261 pm",
     "Dec 9, 2026 midnight", "Marchember 9, 2026", "noon",
     "12/09/2026 14:00", "2026-02-30 10:00", "2026-13-01", "2026-12-09 24:00",
     "2026-12-09 13:00 pm", "2026-12-09 0:30 am", "2026-12-09 10:60", "2026-12-09 10",
     "0001-01-01 00:00", "9999-12-31 23:00", "٢٠٢٦-١٢-٠٩", "2026-12-09 14:00m", "2026-12-09\x00"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(text):
    assert "starts" in refusal(starts=text)


# DOMAIN: the organiser's words and what clocks in BC read.
TABLE = [
    ("2016-12-06 11:00", "BC", CA, "2016-12-06 11:00"),
    ("2026-10-28 11:00", "US Pacific", US, "2026-10-28 11:00"),
    ("2026-11-04 11:00", "US Pacific", US, "2026-11-04 12:00"),
    ("2026-11-24 14:00", "US Eastern", US, "2026-11-24 12:00"),
    ("2026-11-24 12:00", "US Mountain", US, "2026-11-24 12:00"),
    ("2026-11-25 10:00", "US Central", US, "2026-11-25 09:00"),
    ("2026-11-30 23:30", "US Pacific", US, "2026-12-01 00:30"),
    ("2027-03-17 14:00", "US Eastern", US, "2027-03-17 11:00"),
]


@pytest.mark.parametrize(("starts", "zone", "country", "in_bc"), TABLE)
def test_the_table_of_stated_times(starts, zone, country, in_bc):
    placed = read(starts=starts, zone=zone, country=country)
    assert typed_times.written(placed.starts, clock.BC_ZONE) == in_bc


def test_the_providers_country_decides_what_pacific_means():
    american = read(starts="2026-12-09 11:00", zone="PT", country=US)
    canadian = read(starts="2026-12-09 11:00", zone="PT", country=CA)
    assert (american.zone, canadian.zone) == ("America/Los_Angeles", "America/Vancouver")
    assert american.starts - canadian.starts == dt.timedelta(hours=1)


def test_an_ambiguous_zone_names_both_readings():
    errors = refusal(starts="2026-12-09 11:00", zone="Pacific")
    assert list(errors) == ["zone"]
    assert "America/Los_Angeles" in errors["zone"]
    assert "America/Vancouver" in errors["zone"]


def test_in_summer_the_same_words_are_plain():
    assert read(starts="2026-07-08 11:00", zone="Pacific").zone


def test_a_mislabelled_zone_is_read_with_a_warning():
    placed = read(starts="2026-07-08 11:00", zone="PST", country=US)
    assert "daylight time is in force" in placed.warning


def test_a_zone_is_never_guessed():
    assert "whose clock" in refusal(starts="2026-12-09 11:00", zone=" ")["zone"]
    assert "not a time zone" in refusal(starts="2026-12-09 11:00", zone="Narnia")["zone"]


def test_an_end_may_be_only_a_time_of_the_same_day():
    placed = read(starts="2026-12-09 11:00", ends="1 pm")
    assert placed.ends - placed.starts == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("2026-12-09 10:00", "before it starts"),
        ("10:00", "write that day too"),
        ("2026-12-09 11:00", "same as the start"),
        ("2026-12-10", "Add the time"),
        ("soon", "not a time"),
    ],
)
def test_an_end_that_cannot_be(ends, said):
    assert said in refusal(starts="2026-12-09 11:00", ends=ends)["ends"]


def test_an_overnight_session_ends_the_next_day():
    placed = read(starts="2026-12-09 22:00", ends="2026-12-10 01:00")
    assert placed.ends - placed.starts == dt.timedelta(hours=3)


@pytest.mark.parametrize("field", ["starts", "ends"])
def test_a_time_the_clocks_skip_is_refused_beside_its_own_field(field):
    typed = {"starts": "2027-03-14 01:00", "ends": "", field: "2027-03-14 02:30"}
    errors = refusal(**typed, zone="America/New_York")
    assert "skip 02:30" in errors[field]


def test_a_time_that_happens_twice_is_refused():
    errors = refusal(starts="2026-11-01 01:30", zone="America/New_York")
    assert "twice" in errors["starts"]


def test_whole_days_end_with_the_last_of_them():
    placed = read(starts="2026-12-09", ends="2026-12-11", timing="all-day", zone="US Eastern")
    assert clock.wall(placed.starts, placed.zone) == dt.datetime.fromisoformat("2026-12-09")
    assert clock.wall(placed.ends, placed.zone) == dt.datetime.fromisoformat("2026-12-12")


def test_one_whole_day_may_say_its_end_or_not():
    assert read(starts="2026-12-09", timing="all-day").ends is None
    placed = read(starts="2026-12-09", ends="2026-12-09", timing="all-day")
    assert placed.ends - placed.starts == dt.timedelta(days=1)


def test_a_date_alone_begins_with_its_day_and_has_no_end():
    placed = read(starts="2026-12-09", timing="date-only")
    assert placed.starts == clock.start_of_day(dt.date(2026, 12, 9))
    assert "ends" in refusal(starts="2026-12-09", ends="2026-12-10", timing="date-only")


@pytest.mark.parametrize("timing", ["all-day", "date-only"])
def test_a_day_with_a_time_is_refused_where_only_a_day_belongs(timing):
    assert "only the day" in refusal(starts="2026-12-09 10:00", timing=timing)["starts"]


def test_a_day_without_a_time_is_refused_where_a_time_belongs():
    assert "Add the time" in refusal(starts="2026-12-09")["starts"]


def test_a_session_without_a_start_is_to_be_announced_or_refused():
    assert "To be announced" in refusal(zone="")["starts"]
    assert read(zone="", state="to-be-announced").starts is None
    assert "needs a start" in refusal(ends="2026-12-09 10:00", state="to-be-announced")["starts"]
    assert read(zone="US Eastern", state="to-be-announced").zone == "America/New_York"


@pytest.mark.parametrize(
    ("timing", "starts", "ends"),
    [
        ("timed", "2026-12-09 12:00", "2026-12-09 13:00"),
        ("timed", "2026-10-25 00:30", ""),
        ("all-day", "2026-12-09", "2026-12-11"),
        ("all-day", "2026-11-01", "2026-11-01"),
        ("date-only", "2026-12-09", ""),
    ],
)
def test_what_is_stored_reads_as_it_was_typed(timing, starts, ends):
    zone = "America/New_York"
    placed = read(starts=starts, ends=ends, timing=timing, zone=zone)
    session = Session(timing=timing, starts=placed.starts, ends=placed.ends, zone=placed.zone)
    assert typed_times.typed(session) == {"starts": starts, "ends": ends, "zone": zone}


def test_the_close_of_registration_needs_its_time():
    with pytest.raises(typed_times.Unreadable, match="23:59 for the end of that day"):
        typed_times.moment(text="2026-12-08", zone="BC", country=CA)
    placed = typed_times.moment(text="2026-12-08 5 pm", zone="ET", country=US)
    assert placed.starts == dt.datetime(2026, 12, 8, 22, tzinfo=dt.UTC)
