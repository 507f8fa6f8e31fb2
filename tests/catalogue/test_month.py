"""The pure rules of the calendar: which months there are, and what stands on which day."""

import datetime as dt
from dataclasses import dataclass

import pytest

from catalogue.month import (
    MOST_A_DAY,
    MOST_BARS,
    Month,
    NoSuchMonth,
    by_day,
    grid,
    is_roomy,
    runs,
)

DECEMBER = Month(dt.date(2026, 12, 1))


@dataclass(frozen=True)
class Thing:
    name: str
    first_day: dt.date
    last_day: dt.date


def thing(name, first, last=None):
    """Days as `12-09`, in 2026; `2027-01-02` in another year."""
    return Thing(name, day(first), day(last or first))


def day(text):
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def listed(things, month=DECEMBER):
    return {
        f"{each.date:%m-%d}": (
            [one.name for one in each.begins],
            [one.name for one in each.continues],
        )
        for each in by_day(things, month)
    }


def cells(things, month=DECEMBER):
    return {cell.date: cell for week in grid(things, month) for cell in week}


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026-12", "2026-12-01"), ("2000-01", "2000-01-01"), ("2100-12", "2100-12-01")],
)
def test_a_month_is_read(text, first):
    month = Month.read(text)
    assert (month.first, month.key) == (dt.date.fromisoformat(first), text)


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13", "2026-00", "1999-12", "2101-01", "0000-01", "99999-1", "2026-1",
     "-202612", "2026-١٢", "2026-12-01", "abcd-ef", "2026-1.", "9" * 5000],
)  # fmt: skip
def test_what_is_no_month_of_the_calendar_is_refused(text):
    with pytest.raises(NoSuchMonth):
        Month.read(text)


def test_a_number_past_all_dates_is_refused():
    with pytest.raises(NoSuchMonth):
        Month.numbered(10**30, 1)


def test_the_months_beside_it_cross_the_year_and_end_where_the_calendar_does():
    assert DECEMBER.following.key == "2027-01"
    assert Month.read("2027-01").previous == DECEMBER
    assert DECEMBER.further(-24).key == "2024-12"
    assert Month.read("2000-01").previous is None
    assert Month.read("2100-12").following is None


def test_a_leap_february_has_its_last_day():
    assert Month.read("2028-02").last == dt.date(2028, 2, 29)
    assert Month.read("2100-02").last == dt.date(2100, 2, 28)


def test_weeks_begin_on_monday_and_cover_the_month():
    weeks = DECEMBER.weeks()
    assert {len(week) for week in weeks} == {7}
    assert (weeks[0][0], weeks[-1][-1]) == (dt.date(2026, 11, 30), dt.date(2027, 1, 3))
    assert len(Month.read("2027-02").weeks()) == 4  # a Monday, and 28 days
    assert len(Month.read("2026-08").weeks()) == 6


def test_only_days_with_something_are_listed_in_order():
    things = [thing("b", "12-09"), thing("a", "12-02"), thing("c", "12-09")]
    assert listed(things) == {"12-02": (["a"], []), "12-09": (["b", "c"], [])}


def test_what_lasts_several_days_stands_on_its_first_and_continues_on_the_others():
    things = [thing("long", "12-09", "12-11"), thing("short", "12-10")]
    assert listed(things) == {
        "12-09": (["long"], []),
        "12-10": (["short"], ["long"]),
        "12-11": ([], ["long"]),
    }


def test_what_crosses_the_year_stands_in_both_months():
    over = thing("over", "12-31", "2027-01-02")
    january = Month.read("2027-01")
    assert DECEMBER.holds(over)
    assert january.holds(over)
    assert not Month.read("2027-02").holds(over)
    assert listed([over]) == {"12-31": (["over"], [])}
    assert listed([over], january) == {"01-01": (["over"], []), "01-02": ([], ["over"])}


def test_a_thing_of_a_hundred_years_takes_one_months_days():
    ever = Thing("ever", dt.date(1990, 1, 1), dt.date(2100, 1, 1))
    assert len(by_day([ever], DECEMBER)) == 31
    assert len([cell for cell in cells([ever]).values() if cell.slots]) == 31


def test_days_that_only_continue_the_same_run_together_but_today_stands_alone():
    things = [thing("long", "12-01", "12-10"), thing("short", "12-04")]
    found = runs(by_day(things, DECEMBER), today=dt.date(2026, 12, 8))
    assert [[each.date.day for each in run] for run in found] == [
        [1], [2, 3], [4], [5, 6, 7], [8], [9, 10],
    ]  # fmt: skip


def test_days_apart_do_not_run_together():
    found = by_day([thing("a", "12-01", "12-02"), thing("a", "12-03", "12-04")], DECEMBER)
    assert len(runs(found, today=dt.date(2026, 1, 1))) == 4


def test_a_bar_runs_over_its_days_and_again_in_the_next_week():
    found = cells([thing("retreat", "12-11", "12-15")])  # Friday to Tuesday
    first, second = found[day("12-11")].slots[0].bar, found[day("12-14")].slots[0].bar
    assert (first.days, first.from_before, first.goes_on) == (3, False, True)
    assert (second.days, second.from_before, second.goes_on) == (2, True, False)
    assert found[day("12-12")].slots[0].under.name == "retreat"
    assert found[day("12-16")].slots == []


def test_a_bar_stops_at_the_edge_of_the_month():
    found = cells([thing("over", "12-31", "2027-01-02")])
    (bar,) = found[day("12-31")].stretches
    assert (bar.days, bar.goes_on) == (1, True)
    assert found[day("2027-01-01")].slots == found[day("2027-01-01")].stretches == []
    assert found[day("2027-01-01")].is_outside


def test_bars_of_the_same_days_lie_under_each_other_and_a_freed_line_is_used_again():
    found = cells(
        [
            thing("a", "12-07", "12-09"),
            thing("b", "12-08", "12-11"),
            thing("c", "12-10", "12-11"),
        ]
    )
    assert found[day("12-07")].slots[0].bar.thing.name == "a"
    assert [slot.bar and slot.bar.thing.name for slot in found[day("12-08")].slots] == [None, "b"]
    assert found[day("12-10")].slots[0].bar.thing.name == "c"


def test_bars_of_one_cell_stand_below_those_that_run_on_and_hold_no_line_of_another_day():
    """They may be several lines tall: nothing that must run straight comes after them."""
    found = cells(
        [
            thing("night", "12-12", "12-13"),
            thing("eve", "12-13", "12-14"),
            thing("long", "12-10", "12-16"),
        ]
    )
    sunday, monday = found[day("12-13")], found[day("12-14")]
    assert [slot.under.name for slot in sunday.slots] == ["long", "night"]
    assert [bar.thing.name for bar in sunday.stretches] == ["eve"]
    assert [slot.bar.thing.name for slot in monday.slots] == ["long"]
    assert [(bar.thing.name, bar.from_before) for bar in monday.stretches] == [("eve", True)]


def test_what_has_no_room_is_counted_never_lost():
    many = [thing(f"single {number}", "12-09") for number in range(MOST_A_DAY + 3)]
    cell = cells(many)[day("12-09")]
    assert (len(cell.singles), cell.more) == (MOST_A_DAY, 3)
    long = [thing(f"long {number}", "12-08", "12-10") for number in range(MOST_BARS + 2)]
    found = cells([*long, *many])
    for date in (day("12-08"), day("12-09"), day("12-10")):
        cell = found[date]
        begun = sum(bool(slot.bar or slot.under) for slot in cell.slots)
        there = len([each for each in [*long, *many] if each.first_day <= date <= each.last_day])
        assert begun == MOST_BARS
        assert begun + len(cell.singles) + cell.more == there


def test_bars_of_one_cell_without_room_are_counted_too():
    nights = [thing(f"night {number}", "12-13", "12-14") for number in range(MOST_A_DAY + 2)]
    found = cells([*nights, thing("single", "12-13"), thing("single", "12-14")])
    for date in (day("12-13"), day("12-14")):
        assert (len(found[date].stretches), found[date].singles) == (MOST_A_DAY, [])
        assert found[date].more == 3


def test_a_month_is_roomy_while_its_fullest_cells_hold_few():
    days = [f"12-{number:02}" for number in (1, 9, 16)]
    things = [thing(f"{date} {number}", date) for date in days for number in range(3)]
    assert is_roomy(grid(things, DECEMBER))
    assert is_roomy(grid([*things, thing("beside", "12-10")], DECEMBER))
    assert not is_roomy(grid([*things, thing("under", "12-09")], DECEMBER))
