import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
import tzdata
from hypothesis import given
from hypothesis import strategies as st

from learning_portal.foundation import clock

# What organisers stated, and what BC's clocks read then.
STATED = [
    ("2016-12-06 11:00", "America/Vancouver", "2016-12-06 11:00"),
    ("2026-10-28 11:00", "America/Los_Angeles", "2026-10-28 11:00"),
    ("2026-11-04 11:00", "America/Los_Angeles", "2026-11-04 12:00"),
    ("2026-11-24 14:00", "America/New_York", "2026-11-24 12:00"),
    ("2026-11-24 12:00", "America/Denver", "2026-11-24 12:00"),
    ("2026-11-25 10:00", "America/Chicago", "2026-11-25 09:00"),
    ("2026-11-30 23:30", "America/Los_Angeles", "2026-12-01 00:30"),
    ("2027-03-17 14:00", "America/New_York", "2027-03-17 11:00"),
]


def wall(text):
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(("stated", "zone", "in_bc"), STATED)
def test_an_organisers_time_reads_right_in_bc(stated, zone, in_bc):
    assert clock.wall(clock.instant(wall(stated), zone)) == wall(in_bc)


def test_bc_is_seven_hours_behind_all_winter():
    for month in (11, 12, 1, 2, 3):
        at = dt.datetime(2026 if month > 10 else 2027, month, 15, tzinfo=dt.UTC)
        assert clock.offset_text(at, clock.BC_ZONE) == "UTC−7"


def test_neighbours_keep_their_own_clocks_this_winter():
    at = dt.datetime(2026, 12, 15, tzinfo=dt.UTC)
    read = {
        name: clock.offset_text(at, name)
        for name in ("America/Edmonton", "America/Winnipeg", "America/Yellowknife",
                     "America/Dawson_Creek", "America/Los_Angeles", "America/Toronto",
                     "America/St_Johns")
    }  # fmt: skip
    assert read == {
        "America/Edmonton": "UTC−6",
        "America/Winnipeg": "UTC−5",
        "America/Yellowknife": "UTC−6",
        "America/Dawson_Creek": "UTC−7",
        "America/Los_Angeles": "UTC−8",
        "America/Toronto": "UTC−5",
        "America/St_Johns": "UTC−3:30",
    }


def test_the_machines_own_zone_files_are_never_read(tmp_path):
    """A machine whose files have Vancouver eight hours behind does not change the answer."""
    stale = tmp_path / "America" / "Vancouver"
    stale.parent.mkdir()

    fixed = Path(tzdata.__file__).parent / "zoneinfo" / "Etc" / "GMT+8"
    stale.write_bytes(fixed.read_bytes())
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import zoneinfo, datetime as dt\n"
            "winter = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)\n"
            "before = winter.astimezone(zoneinfo.ZoneInfo('America/Vancouver')).hour\n"
            "from learning_portal.foundation import clock\n"
            "print(before, clock.wall(winter).hour)",
        ],
        env={**os.environ, "PYTHONTZPATH": str(tmp_path)},
        cwd=Path(clock.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said == ["16", "17"]


def test_a_time_the_clocks_skip_is_refused_in_words():
    with pytest.raises(clock.NoSuchTime, match="skip 02:30 on 2027-03-14"):
        clock.instant(wall("2027-03-14 02:30"), "America/Los_Angeles")


def test_a_time_the_clocks_read_twice_is_refused_in_words():
    with pytest.raises(clock.TimeHappensTwice, match="read 01:30 twice on 2026-11-01"):
        clock.instant(wall("2026-11-01 01:30"), "America/Los_Angeles")


def test_bc_reads_no_time_twice_in_november_2026():
    assert clock.instant(wall("2026-11-01 01:30"), clock.BC_ZONE)


@pytest.mark.parametrize(
    "name", ["", "Nowhere/Else", "../etc/passwd", "America", "\x00", "a" * 999]
)
def test_a_name_that_is_no_zone_is_refused(name):
    with pytest.raises(clock.UnknownZone):
        clock.zone(name)


def test_a_bc_day_runs_from_midnight_to_midnight_in_bc():
    assert clock.start_of_day(dt.date(2026, 12, 1)) == dt.datetime(2026, 12, 1, 7, tzinfo=dt.UTC)
    late = dt.datetime(2026, 12, 2, 6, 59, tzinfo=dt.UTC)
    assert clock.bc_day(late) == dt.date(2026, 12, 1)
    assert clock.end_of_day(late) == dt.datetime(2026, 12, 2, 7, tzinfo=dt.UTC)


def test_the_day_the_clocks_changed_for_the_last_time_had_23_hours():
    day = dt.date(2026, 3, 8)
    assert clock.start_of_day(day + clock.DAY) - clock.start_of_day(day) == dt.timedelta(hours=23)


def test_weeks_begin_on_monday_and_months_on_the_first():
    assert clock.week_of(dt.date(2026, 11, 29)) == (dt.date(2026, 11, 23), dt.date(2026, 11, 30))
    assert clock.month_of(dt.date(2026, 12, 31)) == (dt.date(2026, 12, 1), dt.date(2027, 1, 1))


@given(
    st.datetimes(dt.datetime.fromisoformat("2015-01-01"), dt.datetime.fromisoformat("2035-01-01")),
    st.sampled_from(sorted(clock.CLOCK_NAMES)),
)
def test_what_a_clock_reads_at_a_walls_instant_is_that_wall(stated, zone):
    stated = stated.replace(microsecond=0)
    try:
        at = clock.instant(stated, zone)
    except clock.BadTime:
        return
    assert clock.wall(at, zone) == stated


def test_every_clock_on_offer_is_a_zone_and_the_east_kootenay_follows_its_setting():
    offered = clock.clocks("America/Vancouver")
    assert all(clock.zone(each.zone_name) for each in offered.values())
    assert offered["east-kootenay"].zone_name == "America/Vancouver"
    assert "unsettled" in offered["east-kootenay"].note


def test_a_clock_is_called_what_people_call_it():
    assert clock.clock_name("America/Vancouver") == "BC time"
    assert clock.clock_name("Europe/London") == "London time"
