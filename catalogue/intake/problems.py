"""What a table has wrong, said so that the person who wrote it can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LONGEST_SHOWN = 80


@dataclass(frozen=True, order=True)
class Problem:
    """`line` is the file's own line (row, in a workbook); 0 where the whole file is meant."""

    line: int
    column: str
    value: str
    right: str

    @property
    def shown(self) -> str:
        """The value, cut where it is too long to print."""
        plain = " ".join(self.value.replace("\x00", "␀").split())
        return plain if len(plain) <= LONGEST_SHOWN else f"{plain[:LONGEST_SHOWN]}…"

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        where += [self.column] if self.column else []
        said = f" “{self.shown}”" if self.shown else ""
        return f"{', '.join(where) or 'file'}:{said} {self.right}"


class Refused(Exception):
    """Nothing was written; `problems` says why, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Stale(Exception):
    """What the table meets has changed since its plan was shown; nothing was written."""

    def __init__(self, plan: Any) -> None:
        self.plan = plan
        super().__init__("What the table meets has changed since this was shown.")


class Wrong(ValueError):
    """One cell is wrong; the message says what would be right."""

    def __init__(self, right: str, column: str = "") -> None:
        self.right = right
        self.column = column
        super().__init__(right)
