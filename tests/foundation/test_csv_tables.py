import csv
import datetime as dt
import io

import pytest

from learning_portal.foundation.csv_tables import cell, table


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_what_a_spreadsheet_would_calculate_is_text(first):
    assert cell(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize(
    ("value", "said"),
    [("a=b", "a=b"), (None, ""), (0, "0"), (-3, "'-3"), (dt.date(2026, 11, 24), "2026-11-24"),
     ("a\0b", "ab"), ("hən̓q̓əmin̓əm̓", "hən̓q̓əmin̓əm̓")],
)  # fmt: skip
def test_all_else_is_as_it_is(value, said):
    assert cell(value) == said


def test_a_table_is_read_back_as_it_was():
    rows = [["é, ə", 'a "b"\nc'], ["", "2"]]
    written = table(["One", "Two"], rows)
    assert written.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert read == [["One", "Two"], *rows]
