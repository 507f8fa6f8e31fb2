"""A month of days, and what stands on which of them. Pure: no database, no request.

Days are BC days. What is laid out has a `first_day` and a `last_day`, both included.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from learning_portal.foundation import clock

FIRST_YEAR, LAST_YEAR = 2000, 2100
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_A_DAY = 4  # in one cell of the grid
MOST_BARS = 3  # of those, over several days
MOST_ROOMY = 9  # in the fullest cells of a month's weeks, together


class NoSuchMonth(ValueError):
    """Not a month, or not one that the calendar holds."""


class OnDays(Protocol):
    @property
    def first_day(self) -> dt.date: ...
    @property
    def last_day(self) -> dt.date: ...


Thing = TypeVar("Thing", bound=OnDays)


@dataclass(frozen=True, order=True)
class Month:
    first: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """Raises NoSuchMonth."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise NoSuchMonth(day.isoformat())
        return cls(day.replace(day=1))

    @classmethod
    def numbered(cls, year: int, month: int) -> "Month":
        """Raises NoSuchMonth."""
        try:
            return cls.of(dt.date(year, month, 1))
        except (ValueError, OverflowError) as error:
            raise NoSuchMonth(f"{year}-{month}") from error

    @classmethod
    def read(cls, text: str) -> "Month":
        """From `2026-12`. Raises NoSuchMonth."""
        found = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
        if found is None:
            raise NoSuchMonth(text)
        return cls.numbered(int(found[1]), int(found[2]))

    @property
    def before(self) -> dt.date:
        """The first day after it."""
        return clock.month_of(self.first)[1]

    @property
    def last(self) -> dt.date:
        return self.before - clock.DAY

    @property
    def name(self) -> str:
        return f"{self.first:%B} {self.first.year}"

    @property
    def key(self) -> str:
        """`2026-12`, as `read` reads it."""
        return f"{self.first:%Y-%m}"

    def further(self, months: int) -> "Month | None":
        """So many months on, or back; None where the calendar ends."""
        count = self.first.year * 12 + self.first.month - 1 + months
        try:
            return Month.numbered(count // 12, count % 12 + 1)
        except NoSuchMonth:
            return None

    @property
    def previous(self) -> "Month | None":
        return self.further(-1)

    @property
    def following(self) -> "Month | None":
        return self.further(1)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def holds(self, thing: OnDays) -> bool:
        return thing.first_day <= self.last and thing.last_day >= self.first

    def weeks(self) -> list[list[dt.date]]:
        """Weeks from Monday that cover it, with the days of its neighbours at both ends."""
        monday, weeks = clock.week_of(self.first)[0], []
        while monday <= self.last:
            weeks.append([monday + clock.DAY * number for number in range(7)])
            monday += clock.WEEK
        return weeks


@dataclass
class Day(Generic[Thing]):
    """What begins on a day, and what goes on from an earlier one, in the order given.

    What began before the month begins on its first day.
    """

    date: dt.date
    begins: list[Thing] = field(default_factory=list)
    continues: list[Thing] = field(default_factory=list)


def by_day(things: Iterable[Thing], month: Month) -> list[Day[Thing]]:
    """The days of the month that have something, in order."""
    days: dict[dt.date, Day[Thing]] = {}
    for thing in things:
        shown_first = max(thing.first_day, month.first)
        day = shown_first
        while day <= min(thing.last_day, month.last):
            there = days.setdefault(day, Day(day))
            (there.begins if day == shown_first else there.continues).append(thing)
            day += clock.DAY
    return [days[day] for day in sorted(days)]


def runs(days: Iterable[Day[Thing]], today: dt.date) -> list[list[Day[Thing]]]:
    """The days, those together that follow each other and only continue the same.

    Today stands alone.
    """
    together: list[list[Day[Thing]]] = []
    for day in days:
        before = together[-1][-1] if together else None
        if before and _only_goes_on(before, day) and today not in (before.date, day.date):
            together[-1].append(day)
        else:
            together.append([day])
    return together


def _only_goes_on(before: Day[Thing], day: Day[Thing]) -> bool:
    return (
        day.date == before.date + clock.DAY
        and not before.begins
        and not day.begins
        and day.continues == before.continues
    )


@dataclass(frozen=True)
class Bar(Generic[Thing]):
    """A stretch of one week. `from_before` and `goes_on`: it is longer than this stretch."""

    thing: Thing
    first: dt.date
    days: int
    from_before: bool
    goes_on: bool


@dataclass
class Slot(Generic[Thing]):
    """One line of a cell: a bar that starts here, one `under` way over it, or nothing."""

    bar: Bar[Thing] | None = None
    under: Thing | None = None


@dataclass
class Cell(Generic[Thing]):
    """A day of the grid; `more` is how many of its things have no room in it.

    A bar over several days has the same line in each of their cells; below those lines nothing
    depends on another cell, so that `stretches`, bars of this day alone, may be as tall as they
    need.
    """

    date: dt.date
    is_outside: bool
    slots: list[Slot[Thing]] = field(default_factory=list)
    stretches: list[Bar[Thing]] = field(default_factory=list)
    singles: list[Thing] = field(default_factory=list)
    more: int = 0

    @property
    def lines(self) -> int:
        """How many stand under each other, without what is only counted."""
        return len(self.slots) + len(self.stretches) + len(self.singles)

    def place(self, thing: Thing | Bar[Thing], among: list[Any]) -> None:
        if self.lines < MOST_A_DAY:
            among.append(thing)
        else:
            self.more += 1


def grid(things: Sequence[Thing], month: Month) -> list[list[Cell[Thing]]]:
    """The weeks of the month, each of seven cells."""
    return [_week(things, month, week) for week in month.weeks()]


def is_roomy(weeks: list[list[Cell[Thing]]]) -> bool:
    """Whether a sheet of paper has room for these weeks in larger letters and on more lines."""
    fullest = [max(cell.lines + bool(cell.more) for cell in week) for week in weeks]
    return sum(fullest) <= MOST_ROOMY


def _week(things: Sequence[Thing], month: Month, days: list[dt.date]) -> list[Cell[Thing]]:
    cells = {day: Cell[Thing](day, is_outside=day not in month) for day in days}
    first, last = max(days[0], month.first), min(days[-1], month.last)
    within = [each for each in things if each.first_day <= last and each.last_day >= first]
    bars = [_bar(each, first, last) for each in within if each.first_day < each.last_day]
    for bar in sorted(bars, key=lambda bar: (bar.first, -bar.days)):
        if bar.days > 1:
            _lay(bar, [cells[bar.first + clock.DAY * number] for number in range(bar.days)])
    for bar in bars:
        if bar.days == 1:
            cells[bar.first].place(bar, cells[bar.first].stretches)
    for each in within:
        if each.first_day == each.last_day:
            cells[each.first_day].place(each, cells[each.first_day].singles)
    return list(cells.values())


def _bar(thing: Thing, first: dt.date, last: dt.date) -> Bar[Thing]:
    starts, ends = max(thing.first_day, first), min(thing.last_day, last)
    return Bar(
        thing, starts, (ends - starts).days + 1, thing.first_day < starts, thing.last_day > ends
    )


def _lay(bar: Bar[Thing], cells: list[Cell[Thing]]) -> None:
    """Into the highest line that is free on all its days, so that it runs straight."""
    for line in range(MOST_BARS):
        if all(_is_free(cell, line) for cell in cells):
            for cell in cells:
                cell.slots += [Slot() for _ in range(line + 1 - len(cell.slots))]
                cell.slots[line] = Slot(under=bar.thing)
            cells[0].slots[line] = Slot(bar=bar)
            return
    for cell in cells:
        cell.more += 1


def _is_free(cell: Cell[Thing], line: int) -> bool:
    if line >= len(cell.slots):
        return True
    slot = cell.slots[line]
    return slot.bar is None and slot.under is None
