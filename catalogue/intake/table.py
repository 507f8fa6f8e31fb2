"""A table of listings, whatever file it came in, as lines of named cells."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from catalogue.intake import text_file, workbook
from catalogue.intake.columns import COLUMNS, nearest, normal
from catalogue.intake.problems import Problem, Refused
from learning_portal.foundation import folding

LARGEST = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 100
MOST_LINES = 20_000  # blank ones included
LONGEST_CELL = 100_000
LONGEST_SOURCE = 60
SEVERAL_LINES = {"description"}
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


def read(content: bytes, source: str) -> Table:
    """The table in a file's bytes; `source` is its name. Raises Refused."""
    if len(content) > LARGEST:
        _refuse(f"The file is larger than {LARGEST // 1024 // 1024} MB: split it into several.")
    if content.startswith(workbook.OLD_SIGNATURE):
        _refuse("This is an old Excel file (.xls): save it as .xlsx or CSV.")
    rows: Iterable[tuple[int, list[str]]]
    if content.startswith(workbook.SIGNATURE):
        rows, notes = workbook.rows(content, MOST_LINES, MOST_COLUMNS)
    else:
        rows, notes = text_file.rows(content)
    stated = _not_blank(rows)
    header_number, header = next(stated, (0, []))
    if not header:
        _refuse("The file is empty: its first line names the columns.")
    columns = _columns(header_number, header)
    lines = _lines(columns, stated)
    if not lines:
        _refuse("The file has only its header line: there is no listing in it.")
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


def _columns(number: int, header: list[str]) -> list[str]:
    """The name of each column, "" for one with no header. Raises Refused."""
    problems = []
    names = [normal(name) for name in header]
    if len(header) > MOST_COLUMNS:
        _refuse(f"The file has more than {MOST_COLUMNS} columns.")
    for place, (name, said) in enumerate(zip(names, header, strict=True)):
        if said.strip() and name not in COLUMNS:
            near = nearest(said)
            right = f"Did you mean “{near}”?" if near else "Remove it, or give it a name we know."
            said = folding.tidy(said)
            problems.append(Problem(number, said[:40], "", f"There is no such column. {right}"))
        elif name and name in names[:place]:
            problems.append(Problem(number, name, "", "Two columns have this name: keep one."))
    missing = [name for name, column in COLUMNS.items() if column.required and name not in names]
    if missing:
        right = f"These columns are missing: {', '.join(missing)}."
        problems.append(Problem(number, "", "", right))
    if problems:
        raise Refused(problems)
    return names


def _lines(columns: list[str], rows: Iterable[tuple[int, list[str]]]) -> list[Line]:
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, cells in rows:
        if len(lines) == MOST_ROWS:
            _refuse(f"The file has more than {MOST_ROWS:,} rows: split it into several.")
        named = {}
        for place, text in enumerate(cells):
            if not text.strip():
                continue
            name = columns[place] if place < len(columns) else ""
            wrong = _wrong(text, name, place)
            if wrong:
                problems.append(Problem(number, name, text, wrong))
            named[name] = _tidied(text, name)
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


def _tidied(text: str, name: str) -> str:
    if name in SEVERAL_LINES:
        return folding.tidy(text.replace("\r\n", "\n").replace("\r", "\n"))
    return folding.tidy(" ".join(text.split()))
