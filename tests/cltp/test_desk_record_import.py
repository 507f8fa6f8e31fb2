"""The import's pages at the registrars' desk: choose, look, confirm."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalogue.intake import table
from cltp.admin import record_imports
from cltp.certificates.intake.columns import COLUMNS
from cltp.models import CertificateRecord
from tests.catalogue.import_tables import as_csv
from tests.catalogue.test_import_table import as_workbook
from tests.cltp.record_tables import row
from tests.cltp.records import make_record
from tests.cltp.roles import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
PAGE = "/admin/cltp/certificaterecord/import/"
ABOVE = {"source": "Box 7", "retain_until": "2060-01-01"}


@pytest.fixture(autouse=True)
def registrar(client):
    return sign_in(client, "CLTP registrars")


def upload(client, *rows, content=None, name="register.csv", **above):
    file = SimpleUploadedFile(name, as_csv(*rows) if content is None else content)
    return client.post(PAGE, {"file": file, **ABOVE, **above})


def hidden(page):
    return dict(re.findall(r'name="(table|digest)" value="([^"]*)"', page.content.decode()))


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_file_is_shown_before_anything_is_written_and_written_when_confirmed(client):
    page = upload(client, row(courses="Reference 2008-01-02"), row(number="C-2"))
    said = text(page)
    assert "2 new records with 1 completed course; 0 here already" in said
    assert "Nothing is written yet." in said
    assert "C-1 Ann Smith" in said
    assert "from Box 7, kept until January 1, 2060" in said
    assert not CertificateRecord.objects.exists()
    done = client.post(PAGE, hidden(page), follow=True)
    assert "Imported from register.csv: 2 new records" in text(done)
    assert set(CertificateRecord.objects.values_list("source", flat=True)) == {"Box 7"}


def test_an_excel_workbook_is_read(client):
    content = as_workbook(["Number", "Family name"], ["C-1", "Sḵwx̱wú7mesh"])
    assert "Sḵwx̱wú7mesh" in text(upload(client, content=content, name="r.xlsx"))


def test_problems_are_a_table_and_nothing_is_written(client):
    page = upload(client, row(issued_on="<b>soon</b>"), row(number="C-2"))
    assert "Nothing was written. 1 problem: put it right" in text(page)
    assert "&lt;b&gt;soon" in page.content.decode()
    assert 'name="digest"' not in page.content.decode()


def test_duplicates_are_shown(client):
    make_record(number="C-1", family_name="Smith")
    page = upload(client, row(), row(number="C-2"))
    assert "1 new record with 0 completed courses; 1 here already, left as they are" in text(page)
    assert "It is here already, and differs in: given_names" in text(page)


def test_where_nothing_is_new_there_is_nothing_to_confirm(client):
    make_record(number="C-1", family_name="Smith")
    page = upload(client, row())
    assert "There is nothing to write." in text(page)
    assert not hidden(page)


def test_records_that_changed_meanwhile_are_shown_again_and_nothing_is_written(client):
    page = upload(client, row(), row(number="C-2"))
    make_record(number="C-2", family_name="Smith")
    again = client.post(PAGE, hidden(page))
    assert "The records have changed since you looked" in text(again)
    assert CertificateRecord.objects.count() == 1
    client.post(PAGE, hidden(again))
    assert CertificateRecord.objects.count() == 2


def test_a_second_press_of_the_button_writes_nothing_twice(client):
    page = upload(client, row())
    client.post(PAGE, hidden(page))
    assert "have changed since you looked" in text(client.post(PAGE, hidden(page)))
    assert CertificateRecord.objects.count() == 1


@pytest.mark.parametrize("change", ["", "x", "\x00"])
def test_a_table_that_was_not_signed_here_is_refused(client, change):
    sent = hidden(upload(client, row()))
    sent["table"] = f"{change}{sent['table'][1:]}"
    assert "The preview is too old, or is not yours" in text(client.post(PAGE, sent))
    assert not CertificateRecord.objects.exists()


def test_one_persons_preview_is_not_anothers(client):
    sent = hidden(upload(client, row()))
    sign_in(client, "CLTP registrars")
    assert "not yours" in text(client.post(PAGE, sent))


def test_an_old_preview_is_refused(client, monkeypatch):
    sent = hidden(upload(client, row()))
    monkeypatch.setattr(record_imports.RecordsPage, "looked_at_for", -1)
    assert "too old" in text(client.post(PAGE, sent))


@pytest.mark.parametrize(
    ("content", "right"),
    [
        (b"", "The file is empty"),
        (b"%PDF\x00\x81", "not a table of text"),
        (b"PK\x03\x04junk", "The workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0old", "old Excel file"),
        (b"x" * (table.LARGEST + 1), "larger than 2 MB"),
        (b"hello\n", "These columns are missing"),
        (b"Certificate No,Surname\n1,Lee\n", "Did you mean “family_name”?"),
        (b"number,family_name\nC-1,a\x00b\n", "holds a character that is not text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, content, right):
    page = upload(client, content=content)
    assert page.status_code == 200
    assert right in text(page)
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    ("above", "right"),
    [
        ({"source": ""}, "Say where these records are from."),
        ({"source": "x" * 201}, "at most 200 characters"),
        ({"retain_until": ""}, "Choose until when these records are kept."),
        ({"retain_until": "later"}, "Write the day as 2060-12-31."),
        ({"retain_until": "2026-11-24"}, "Choose a day to come"),
    ],
)
def test_what_stands_above_the_table_is_needed(client, above, right):
    page = upload(client, row(), **above)
    assert right in text(page)
    assert not hidden(page)


def test_a_form_without_a_file_says_so(client):
    assert "Choose the table&#x27;s file." in text(client.post(PAGE, ABOVE))


def test_a_form_from_another_site_is_refused(registrar):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(registrar)
    assert strict.post(PAGE, ABOVE).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client, method):
    assert getattr(client, method)(PAGE).status_code == 405


def test_the_page_names_every_column_and_obeys_the_policy(client):
    for page in (client.get(PAGE), upload(client, row())):
        html = page.content.decode()
        assert "style=" not in html
        assert not re.search(r"<script(?![^>]*src=)(?![^>]*application/json)", html)
    said = client.get(PAGE).content.decode()
    for column in COLUMNS.values():
        assert f"<code>{column.name}</code>" in said


def test_ten_thousand_rows_can_be_looked_at_and_confirmed(client):
    rows = [
        row(number=f"C-{n}", family_name=f"H{n}", courses="A 2008-01-02") for n in range(10_000)
    ]
    page = upload(client, *rows)
    assert "10,000 new records" in text(page)
    assert "And 9800 more." in text(page)
    client.post(PAGE, hidden(page))
    assert CertificateRecord.objects.count() == 10_000
