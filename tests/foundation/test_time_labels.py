import datetime as dt

from learning_portal.foundation import clock, time_labels


def at(text, zone=clock.BC_ZONE):
    return clock.instant(dt.datetime.fromisoformat(text), zone)


def test_a_session_within_a_day():
    span = time_labels.timed(at("2026-12-09 12:00"), at("2026-12-09 13:30"), clock.BC_ZONE)
    assert span.start == "Wednesday, December 9, 2026, 12:00 pm"
    assert span.rest == " to 1:30 pm BC time"


def test_the_same_session_by_another_clock_says_which():
    span = time_labels.timed(at("2026-12-09 12:00"), None, "America/New_York")
    assert str(span) == ("Wednesday, December 9, 2026, 2:00 pm US Eastern time, end not stated")


def test_a_session_over_midnight_names_both_days():
    span = time_labels.timed(at("2026-12-31 22:00"), at("2027-01-01 01:00"), clock.BC_ZONE)
    assert str(span) == (
        "Thursday, December 31, 2026, 10:00 pm to Friday, January 1, 2027, 1:00 am BC time"
    )


def test_a_conference_over_days_says_the_year_once():
    span = time_labels.timed(at("2026-12-09 09:00"), at("2026-12-11 16:00"), clock.BC_ZONE)
    assert str(span) == (
        "Wednesday, December 9, 2026, 9:00 am to Friday, December 11, 4:00 pm BC time"
    )


def test_whole_days_name_no_hour():
    starts = clock.start_of_day(dt.date(2026, 12, 9))
    one = time_labels.all_day(starts, None, clock.BC_ZONE)
    assert str(one) == "Wednesday, December 9, 2026, all day"
    three = time_labels.all_day(starts, clock.start_of_day(dt.date(2026, 12, 12)), clock.BC_ZONE)
    assert str(three) == "Wednesday, December 9 to Friday, December 11, 2026, all day"


def test_a_date_without_a_time_is_never_midnight():
    starts = clock.start_of_day(dt.date(2026, 12, 9), "America/Toronto")
    said = str(time_labels.date_only(starts, "America/Toronto"))
    assert said == "Wednesday, December 9, 2026, time to be announced"


def test_noon_and_midnight():
    assert time_labels.time(dt.time(12, 0)) == "12:00 pm"
    assert time_labels.time(dt.time(0, 30)) == "12:30 am"


def test_a_moment_says_which_clock():
    assert time_labels.moment(at("2026-12-09 12:00")) == (
        "Wednesday, December 9, 2026, 12:00 pm BC time"
    )
