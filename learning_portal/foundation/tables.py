"""Tables out: rows as a CSV file or an Excel workbook, no cell of which is taken for a formula."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | dt.date | None
# What a spreadsheet takes for the beginning of a formula or of a command.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNSTORABLE = {number: None for number in range(32) if chr(number) not in "\t\n\r"}
CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def safe(cell: Cell) -> str | int:
    """Text that is shown as it is; a number stays one, a day is written 2026-12-09."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = cell.isoformat() if isinstance(cell, dt.date) else cell.translate(UNSTORABLE)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """In UTF-8 with the mark by which Excel knows it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(map(safe, columns))
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, value=safe(name)) for name in columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
