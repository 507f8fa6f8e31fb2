"""A table, whatever file it came in, as lines of named cells. Of listings unless told."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from catalogue.intake import text_file, workbook
from catalogue.intake.columns import COLUMNS, ELSEWHERE, nearest, normal
from catalogue.intake.problems import Problem, Refused
from learning_portal.foundation import folding

LARGEST = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_LINES = 20_000  # blank ones included
LONGEST_CELL = 100_000
LONGEST_SOURCE = 60
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """One row. `cells` holds only what is stated."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    source: str
    lines: list[Line]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Format:
    """What a table may hold: the columns, those it must, and what others call them."""

    columns: Collection[str]
    needed: Collection[str]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    of: str = "listing"
    most_rows: int = MOST_ROWS
    several_lines: Collection[str] = ()


LISTINGS = Format(
    columns=COLUMNS.keys(),
    needed=[name for name, column in COLUMNS.items() if column.required],
    elsewhere=ELSEWHERE,
    several_lines={"description"},
)


def read(content: bytes, source: str, kind: Format = LISTINGS) -> Table:
    """The table in a file's bytes; `source` is its name. Raises Refused."""
    if len(content) > LARGEST:
        _refuse(f"The file is larger than {LARGEST // 1024 // 1024} MB: split it into several.")
    if content.startswith(workbook.OLD_SIGNATURE):
        _refuse("This is an old Excel file (.xls): save it as .xlsx or CSV.")
    rows: Iterable[tuple[int, list[str]]]
    if content.startswith(workbook.SIGNATURE):
        rows, notes = workbook.rows(content, MOST_LINES, MOST_COLUMNS)
    else:
        rows, notes = text_file.rows(content, kind.columns)
    stated = _not_blank(rows)
    header_number, header = next(stated, (0, []))
    if not header:
        _refuse("The file is empty: its first line names the columns.")
    columns = _columns(header_number, header, kind)
    lines = _lines(columns, stated, kind)
    if not lines:
        _refuse(f"The file has only its header line: there is no {kind.of} in it.")
    name = folding.tidy(source.replace("\n", " "))[-LONGEST_SOURCE:] or "a table"
    return Table(source=name, lines=lines, notes=notes)


def _refuse(right: str) -> NoReturn:
    raise Refused([Problem(0, "", "", right)])


def _not_blank(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, (number, cells) in enumerate(rows):
        if count == MOST_LINES:
            _refuse(f"The file has more than {MOST_LINES:,} rows: remove the blank ones.")
        if any(map(str.strip, cells)):
            yield number, cells


def _columns(number: int, header: list[str], kind: Format) -> list[str]:
    """The name of each column, "" for one with no header. Raises Refused."""
    problems = []
    names = [normal(name) for name in header]
    if len(header) > MOST_COLUMNS:
        _refuse(f"The file has more than {MOST_COLUMNS} columns.")
    for place, (name, said) in enumerate(zip(names, header, strict=True)):
        if said.strip() and name not in kind.columns:
            near = nearest(said, kind.columns, kind.elsewhere)
            right = f"Did you mean “{near}”?" if near else "Remove it, or give it a name we know."
            said = folding.tidy(said)
            problems.append(Problem(number, said[:40], "", f"There is no such column. {right}"))
        elif name and name in names[:place]:
            problems.append(Problem(number, name, "", "Two columns have this name: keep one."))
    missing = [name for name in kind.needed if name not in names]
    if missing:
        right = f"These columns are missing: {', '.join(missing)}."
        problems.append(Problem(number, "", "", right))
    if problems:
        raise Refused(problems)
    return names


def _lines(columns: list[str], rows: Iterable[tuple[int, list[str]]], kind: Format) -> list[Line]:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, cells in rows:
        if len(lines) == kind.most_rows:
            _refuse(f"The file has more than {kind.most_rows:,} rows: split it into several.")
        named = {}
        for place, text in enumerate(cells):
            if not text.strip():
                continue
            name = columns[place] if place < len(columns) else ""
            wrong = _wrong(text, name, place)
            if wrong:
                problems.append(Problem(number, name, text, wrong))
            named[name] = _tidied(text, several_lines=name in kind.several_lines)
        lines.append(Line(number, named))
    if problems:
        raise Refused(problems)
    return lines


def _wrong(text: str, name: str, place: int) -> str:
    if not name:
        return (
            f"This is in column {place + 1}, which has no name: name it, or put a cell that "
            "holds a comma in double quotes."
        )
    if len(text) > LONGEST_CELL:
        return f"A cell holds at most {LONGEST_CELL:,} characters, and this one has {len(text):,}."
    if UNSTORABLE.search(text):
        return "This holds a character that is not text: type the cell anew."
    return ""


def _tidied(text: str, *, several_lines: bool) -> str:
    if several_lines:
        return folding.tidy(text.replace("\r\n", "\n").replace("\r", "\n"))
    return folding.tidy(" ".join(text.split()))
