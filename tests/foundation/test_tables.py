"""Tables out: read back by real readers, and no cell is a formula."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning_portal.foundation import tables

COLUMNS = ["Name", "=Number"]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.active.iter_rows()]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(begins):
    cell = f'{begins}cmd|"/c calc"!A1'
    [_head, [said, _number]] = read_csv(tables.as_csv(COLUMNS, [[cell, 1]]))
    assert said == f"'{cell}"
    [_head, [kept, _number]] = read_xlsx(tables.as_xlsx("T", COLUMNS, [[cell, 1]]))
    assert kept.data_type == "s"
    assert kept.value.startswith("'")


def test_headings_are_held_to_it_too():
    assert read_csv(tables.as_csv(COLUMNS, [])) == [["Name", "'=Number"]]
    assert read_xlsx(tables.as_xlsx("T", COLUMNS, []))[0][1].value == "'=Number"


def test_numbers_days_and_nothing():
    row = ["Sḵwx̱wú7mesh", -5, dt.date(2026, 12, 9), None]
    assert read_csv(tables.as_csv(["a"] * 4, [row]))[1] == [
        "Sḵwx̱wú7mesh", "-5", "2026-12-09", "",
    ]  # fmt: skip
    values = [cell.value for cell in read_xlsx(tables.as_xlsx("T", ["a"] * 4, [row]))[1]]
    assert values == ["Sḵwx̱wú7mesh", -5, "2026-12-09", None]


def test_excel_knows_the_encoding():
    assert tables.as_csv(COLUMNS, []).startswith(b"\xef\xbb\xbf")


def test_a_long_title_is_cut_to_what_a_sheet_may_be_called():
    content = tables.as_xlsx("x" * 40, COLUMNS, [])
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["x" * 31]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_written_and_none_begins_a_formula(text):
    assert not str(tables.safe(text)).startswith(tables.FORMULA)
    tables.as_csv(["a"], [[text]])
    tables.as_xlsx("T", ["a"], [[text[:1000]]])
