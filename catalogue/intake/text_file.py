"""Comma-, semicolon- or tab-separated text, as rows of cells with the line each begins on."""

import codecs
import csv
import io
from collections.abc import Collection, Iterator

from catalogue.intake.columns import normal
from catalogue.intake.problems import Problem, Refused

Row = tuple[int, list[str]]
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
NOT_TEXT = "This is not a table of text. Save it as CSV (UTF-8) or as an Excel workbook (.xlsx)."


def rows(content: bytes, columns: Collection[str]) -> tuple[Iterator[Row], list[str]]:
    """The rows, the header among them, and notes on how they were read. Raises Refused."""
    text, notes = _decoded(content)
    # Excel's own hint for its next opening, not a row.
    if text[:4].casefold() == "sep=":
        text = "\n" + text.partition("\n")[2]
    separator = _separator(text, columns)
    if "\x00" in text and not _known(_first_row(text, separator), columns):
        raise Refused([Problem(0, "", "", NOT_TEXT)])
    if separator != ",":
        notes.append(f"Read as cells separated by {SEPARATORS[separator]}.")
    return _read(text, separator), notes


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16"), []
        except UnicodeDecodeError:
            raise Refused([Problem(0, "", "", NOT_TEXT)]) from None
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Refused([Problem(0, "", "", NOT_TEXT)]) from None
    note = (
        "The file is not UTF-8 and was read as Windows-1252: check that accents and apostrophes "
        "came through."
    )
    return text, [note]


def _separator(text: str, columns: Collection[str]) -> str:
    """The separator with which the header names the most columns we know."""

    def fits(separator: str) -> tuple[int, int]:
        header = _first_row(text, separator)
        return _known(header, columns), len(header) if len(header) > 1 else 0

    return max(SEPARATORS, key=fits)


def _known(header: list[str], columns: Collection[str]) -> int:
    return sum(normal(name) in columns for name in header)


def _first_row(text: str, separator: str) -> list[str]:
    reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
    try:
        return next((cells for cells in reader if any(map(str.strip, cells))), [])
    except csv.Error:
        return []


def _read(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        too_long = "field limit" in str(error)
        right = (
            "A cell here is longer than any table needs, or a quotation mark is never closed."
            if too_long
            else "The quotation marks do not pair up here: put the whole cell in double quotes, "
            'and write a double quote inside it as "".'
        )
        raise Refused([Problem(begins, "", "", right)]) from None
