"""A table as CSV that a spreadsheet opens as it is meant: letters whole, no cell a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

# Spreadsheets read a cell that begins so as a formula, whatever put it there.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> str:
    """Text as it is, an apostrophe before what a spreadsheet would calculate; days as ISO."""
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    said = str(value).replace("\0", "")
    return f"'{said}" if said.lstrip(" ").startswith(FORMULA) else said


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([cell(name) for name in head])
    writer.writerows([cell(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
