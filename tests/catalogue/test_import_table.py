"""What files a table may come in, and which are refused, with a sentence that helps."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.intake import table, workbook
from catalogue.intake.problems import Refused
from tests.catalogue.import_tables import as_csv, row

HEADER = "title,provider,kind\n"


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        table.read(content, "table.csv")
    return str(refused.value)


def as_workbook(*rows, formats=None, **sheets) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in rows:
        sheet.append(cells)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    for name in sheets:
        book.create_sheet(name)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + "Sḵwx̱wú7mesh stories,Café,webinar\n").encode(),
        (HEADER + "Sḵwx̱wú7mesh stories,Café,webinar\n").encode("utf-8-sig"),
        (HEADER + "Sḵwx̱wú7mesh stories,Café,webinar\n").encode("utf-16"),
        "title;provider;kind\r\nSḵwx̱wú7mesh stories;Café;webinar\r\n".encode(),
        "title\tprovider\tkind\nSḵwx̱wú7mesh stories\tCafé\twebinar".encode(),
        "sep=;\ntitle;provider;kind\nSḵwx̱wú7mesh stories;Café;webinar".encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "semicolons", "tabs", "excel's hint"],
)
def test_a_text_table_is_read_whatever_its_encoding_and_separator(content):
    [line] = table.read(content, "table.csv").lines
    assert line.cells == {
        "title": "Sḵwx̱wú7mesh stories", "provider": "Café", "kind": "webinar"
    }  # fmt: skip


def test_a_table_that_is_not_utf_8_is_read_as_windows_1252_with_a_note():
    read = table.read((HEADER + "Readers’ café,Éditions,webinar\n").encode("cp1252"), "t.csv")
    assert read.lines[0].get("title") == "Readers’ café"
    assert "Windows-1252" in read.notes[0]


def test_a_table_in_utf_8_has_no_note():
    assert table.read(as_csv(row()), "t.csv").notes == []


def test_column_names_are_read_whatever_their_case_and_spaces():
    read = table.read(b"TITLE, Provider ,kind,Provider Country,bc-context\nA,B,webinar,CA,yes", "t")
    assert set(read.lines[0].cells) == {
        "title", "provider", "kind", "provider_country", "bc_context"
    }  # fmt: skip


def test_an_unknown_column_is_refused_with_the_nearest_right_name():
    said = refusal(b"title,provider,kind,Start Date,sumary,Timezone,xyzzy\nA,B,webinar,,,,\n")
    assert "Start Date: There is no such column. Did you mean “starts”?" in said
    assert "sumary: There is no such column. Did you mean “summary”?" in said
    assert "Timezone: There is no such column. Did you mean “zone”?" in said
    assert "xyzzy: There is no such column. Remove it, or give it a name we know." in said


def test_missing_columns_are_named():
    assert "These columns are missing: provider, kind." in refusal(b"title\nWeeding\n")


def test_a_column_given_twice_is_refused():
    assert "Two columns have this name" in refusal(b"title,provider,kind,Title\nA,B,webinar,C\n")


def test_blank_rows_are_skipped_and_lines_keep_the_numbers_of_the_file():
    content = HEADER + '\n,,\n"Two\nlines",P,webinar\n  ,,\nLast,P,webinar\n'
    assert [line.number for line in table.read(content.encode(), "t").lines] == [4, 7]


def test_a_description_keeps_its_paragraphs_and_other_cells_are_one_line():
    content = 'title,provider,kind,description\n"A\nB",P,webinar,"One\r\n\r\nTwo"\n'
    [line] = table.read(content.encode(), "t").lines
    assert line.get("title") == "A B"
    assert line.get("description") == "One\n\nTwo"


def test_a_cell_beyond_the_last_column_is_refused():
    said = refusal((HEADER + "Books, maps and more,P,webinar\n").encode())
    assert "line 2: “webinar” This is in column 4, which has no name" in said


def test_an_unnamed_column_that_holds_something_is_refused_and_an_empty_one_is_not():
    assert "column 4, which has no name" in refusal(b"title,provider,kind,\nA,B,webinar,x\n")
    assert len(table.read(b"title,provider,kind,,\nA,B,webinar,,\n", "t").lines) == 1


@pytest.mark.parametrize(
    ("content", "right"),
    [
        (b"", "The file is empty"),
        (b"\n\n , \n", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (HEADER.encode(), "only its header line"),
        (b"\xd0\xcf\x11\xe0old excel", "old Excel file"),
        (b"%PDF-1.7\n%\x81\x8d\x8f\x90", "not a table of text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "not a table of text"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not a table of text"),
        (b"PK\x03\x04 broken", "cannot be read"),
        ((HEADER + 'A,B,"never closed\n').encode(), "quotation marks do not pair up"),
        ((HEADER + 'A,B,"web"inar\n').encode(), "quotation marks do not pair up"),
        ((HEADER + "A\x00B,P,webinar\n").encode(), "holds a character that is not text"),
        (b"x" * (table.LARGEST + 1), "larger than 2 MB"),
        ((HEADER + f"{'x' * 100_001},P,webinar\n").encode(), "100,000 characters"),
        ((HEADER + f"{'x' * 200_000},P,webinar\n").encode(), "longer than any table needs"),
        ((HEADER + "A,P,webinar\n" * 5_001).encode(), "more than 5,000 rows"),
        ((HEADER + ",,\n" * 20_001).encode(), "more than 20,000 rows"),
        (("title,provider,kind" + ",x" * 200 + "\n").encode(), "more than 100 columns"),
    ],
)
def test_what_is_not_a_table_is_refused_kindly(content, right):
    assert right in refusal(content)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(content):
    try:
        table.read(content, "table.csv")
    except Refused as refused:
        assert refused.problems  # noqa: PT017


@settings(deadline=None)
@given(st.binary(max_size=60), st.integers(0, 3000))
def test_a_damaged_workbook_is_refused_and_never_breaks(junk, place):
    whole = DAMAGED
    content = whole[:place] + junk + whole[place + len(junk) :]
    try:
        table.read(content, "table.xlsx")
    except Refused as refused:
        assert refused.problems  # noqa: PT017


DAMAGED = as_workbook(["title", "provider", "kind"], ["Weeding", "P", "webinar"])


def test_a_workbook_is_read_with_its_row_numbers():
    read = table.read(
        as_workbook(
            ["Title", "Provider", "Kind", "Hours", "Price", "BC context"],
            [],
            ["hən̓q̓əmin̓əm̓ names", "P", "webinar", 1.5, 20, True],
        ),
        "t.xlsx",
    )
    [line] = read.lines
    assert line.number == 3
    assert line.cells == {
        "title": "hən̓q̓əmin̓əm̓ names", "provider": "P", "kind": "webinar", "hours": "1.5",
        "price": "20", "bc_context": "yes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (dt.datetime(2026, 12, 9, 14, 0), "yyyy-mm-dd hh:mm", "2026-12-09 14:00"),  # noqa: DTZ001
        (dt.datetime(2026, 12, 9), "yyyy-mm-dd", "2026-12-09"),  # noqa: DTZ001
        (dt.datetime(2026, 12, 9), "d/m/yy h:mm", "2026-12-09 00:00"),  # noqa: DTZ001
        (dt.datetime(2026, 12, 9, 13, 59, 59, 999_900), "d/m/yy h:mm", "2026-12-09 14:00"),  # noqa: DTZ001
        (dt.date(2026, 12, 9), "dd-mmm-yy", "2026-12-09"),
        (dt.time(15, 30), "h:mm", "15:30"),
        ("2026-12-09 14:00", "General", "2026-12-09 14:00"),
    ],
)
def test_real_dates_of_a_workbook_become_wall_time(value, number_format, text):
    content = as_workbook(
        ["title", "provider", "kind", "starts"],
        ["A", "P", "webinar", value],
        formats={"D2": number_format},
    )
    assert table.read(content, "t.xlsx").lines[0].get("starts") == text


def test_only_the_first_sheet_is_read_and_the_note_says_so():
    read = table.read(
        as_workbook(["title", "provider", "kind"], ["A", "P", "webinar"], Notes=1), "t"
    )
    assert "Of 2 sheets only the first" in read.notes[0]


def test_a_formula_is_never_followed():
    content = as_workbook(["title", "provider", "kind"], ["=1+1", "P", "webinar"])
    assert "formula whose result is not stored" in refusal(content)


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_opened(monkeypatch):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (workbook.LARGEST_UNPACKED + 1))
    monkeypatch.setattr(workbook.openpyxl, "load_workbook", None)
    assert "holds too much" in refusal(packed.getvalue())


def test_another_kind_of_zip_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("letter.txt", b"hello")
    assert "not an Excel workbook" in refusal(packed.getvalue())


def test_a_workbook_with_too_many_rows_or_columns_is_refused():
    wide = as_workbook(["title", "provider", "kind", *["x"] * 200])
    assert "more than 100 columns" in refusal(wide)
    long = as_workbook(["title", "provider", "kind"], *[["A", "P", "webinar"]] * 5_001)
    assert "more than 5,000 rows" in refusal(long)


def test_another_kind_of_table_has_its_own_columns_and_its_own_limit():
    kind = table.Format(
        columns=["number", "name", "remark"],
        needed=["number"],
        elsewhere={"surname": "name"},
        of="record",
        most_rows=2,
        several_lines={"remark"},
    )
    [line] = table.read(b'Number;Remark\n7;"a\nb"\n', "t", kind).lines
    assert line.cells == {"number": "7", "remark": "a\nb"}
    for content, said in {
        b"number,Surname\n1,A\n": "Did you mean “name”?",
        b"number,title\n1,A\n": "There is no such column.",
        b"name\nA\n": "These columns are missing: number.",
        b"number\n": "there is no record in it",
        b"number\n1\n2\n3\n": "more than 2 rows",
    }.items():
        with pytest.raises(Refused, match=re.escape(said)):
            table.read(content, "t", kind)
