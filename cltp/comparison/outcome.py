"""A comparison, whole: the matrix, and what would close each gap."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cltp.comparison import closing, loading, matrix
from cltp.comparison.closing import Closing
from cltp.comparison.matrix import Cell, Row
from cltp.comparison.programme import Programme
from cltp.comparison.things import Asked, Held
from learning_portal.foundation import clock
from learning_portal.foundation.clock import Clock

ACROSS = 5  # columns that stand side by side on a page and on paper


@dataclass(frozen=True)
class Gap:
    """One thing that is asked for: how it stands and, where it is not met, what would close it."""

    row: Row
    closing: Sequence[Closing]
    left_out: int


@dataclass(frozen=True)
class Table:
    """A part of the matrix that fits a page."""

    rows: Sequence[Row]
    lines: Sequence[tuple[Held, Sequence[Cell]]]


@dataclass(frozen=True)
class Outcome:
    gaps: Sequence[Gap]
    held: Sequence[Held]
    is_cut: bool  # more decisions than are read, so that what would close a gap may be missing

    @property
    def tables(self) -> list[Table]:
        rows = [gap.row for gap in self.gaps]
        parts = -(-len(rows) // ACROSS)
        wide = -(-len(rows) // max(parts, 1))  # of the same width, as far as that goes
        return [self._table(rows[place * wide : (place + 1) * wide]) for place in range(parts)]

    @property
    def has_sample(self) -> bool:
        things: list[Asked | Held] = [*(gap.row.asked for gap in self.gaps), *self.held]
        return any(each.is_sample for each in things)

    def _table(self, rows: Sequence[Row]) -> Table:
        lines = [(each, [row.cells[at] for row in rows]) for at, each in enumerate(self.held)]
        return Table(rows, lines)


def compared(
    asked: Sequence[Asked],
    held: Sequence[Held],
    programme: Programme,
    readers: Clock,
    at: dt.datetime,
) -> Outcome:
    """Six queries at most. `held` are those that are ready."""
    decisions, is_cut = loading.decisions(asked, held)
    rows = matrix.compare(asked, held, decisions, programme, clock.bc_day(at))
    current = loading.current(decisions, at)
    gaps = []
    for row in rows:
        mine = [each for each in decisions if matrix.is_about(each, row.asked)]
        found = [] if row.is_met else closing.closing(row.asked, held, mine, current, readers, at)
        gaps.append(Gap(row, found[: closing.MOST], max(len(found) - closing.MOST, 0)))
    return Outcome(gaps, held, is_cut)
