"""An Excel workbook's first sheet, as rows of text with the number of each. Bounded throughout."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

import openpyxl

from catalogue.intake.problems import Problem, Refused

Row = tuple[int, list[str]]
SIGNATURE = b"PK\x03\x04"
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 24 * 1024 * 1024
MOST_PARTS = 500
HALF_A_SECOND = dt.timedelta(milliseconds=500)
BROKEN = "The workbook cannot be read. Open it in Excel, save it anew as .xlsx, or save it as CSV."


def rows(content: bytes, most_rows: int, most_columns: int) -> tuple[list[Row], list[str]]:
    """At most `most_rows` + 1 rows of `most_columns` + 1 cells, and notes. Raises Refused."""
    _refuse_bombs(content)
    try:
        values, formulas, notes = _sheets(content)
        sides = [sheet.iter_rows(max_col=most_columns + 1) for sheet in (values, formulas)]
        read = list(islice(_read(*sides), most_rows + 1))
    except Refused:
        raise
    except Exception as error:  # openpyxl lets through whatever broken XML made it stumble over
        raise Refused([Problem(0, "", "", BROKEN)]) from error
    return read, notes


def _refuse_bombs(content: bytes) -> None:
    """The sizes a zip declares also bound what is unpacked of it."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused([Problem(0, "", "", BROKEN)]) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        right = "The workbook holds too much. Keep only the sheet with the table, or save as CSV."
        raise Refused([Problem(0, "", "", right)])
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Refused([Problem(0, "", "", "This is a zip file, not an Excel workbook (.xlsx).")])


def _sheets(content: bytes) -> tuple[Any, Any, list[str]]:
    """The first sheet that is not hidden, twice: with stored results, and with formulas."""
    pair = []
    for data_only in (True, False):
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
        )
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise Refused([Problem(0, "", "", "The workbook has no sheet to read.")])
        shown[0].reset_dimensions()  # a file may claim any size
        pair.append(shown[0])
    notes = []
    if len(shown) > 1:
        notes.append(f"Of {len(shown)} sheets only the first, “{shown[0].title}”, was read.")
    return pair[0], pair[1], notes


def _read(values: Iterator[Any], formulas: Iterator[Any]) -> Iterator[Row]:
    for number, (cells, originals) in enumerate(zip(values, formulas, strict=True), start=1):
        texts = [
            _text(cell, original, number) for cell, original in zip(cells, originals, strict=True)
        ]
        while texts and not texts[-1]:
            texts.pop()  # rows come padded to the widest that is allowed
        yield number, texts


def _text(cell: Any, original: Any, number: int) -> str:
    value = cell.value
    if value is None:
        if getattr(original, "data_type", "") == "f":
            right = "This cell is a formula whose result is not stored: paste it as a value."
            raise Refused([Problem(number, "", str(original.value), right)])
        return ""
    if cell.data_type == "e":
        raise Refused([Problem(number, "", str(value), "This cell shows an error: put it right.")])
    match value:
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return _moment(value, cell.number_format)
        case dt.date():
            return value.isoformat()
        case dt.time():
            return f"{value:%H:%M}"
        case dt.timedelta():
            return f"{value / dt.timedelta(hours=1):.4g}"
        case int():
            return str(value)
        case float():
            return f"{value:.10g}"
    return str(value)


def _moment(value: dt.datetime, number_format: str) -> str:
    """`2026-12-09 14:00`, or only the day where the cell is formatted as one."""
    value = (value + HALF_A_SECOND).replace(microsecond=0)  # Excel counts in fractions of a day
    shows_time = "h" in number_format.casefold()
    if value.time() == dt.time() and not shows_time:
        return value.date().isoformat()
    return f"{value:%Y-%m-%d %H:%M}" + (f":{value:%S}" if value.second else "")
