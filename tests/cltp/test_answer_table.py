"""An answer sheet as CSV: the same answers, safe to open in a spreadsheet."""

import csv
import datetime as dt
import io

import pytest

from cltp.answer_table import HEAD
from cltp.models import ProgrammeCertificate
from cltp.models.vocabulary import Finding
from tests.cltp.making import make_course, make_decision, make_training
from tests.factories import make_opportunity, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def rows_of(client, address):
    response = client.get(address)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert tuple(head) == HEAD
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_it_holds_every_part_of_the_sheet(client):
    course = make_course(["One", "Two"], code="R-1", title="hən̓q̓əmin̓əm̓")
    listing = make_opportunity(title="L")
    make_session(listing, "2026-12-09 12:00", "2026-12-09 13:00")
    decision = make_decision(
        courses=[course], trainings=[make_training(listing), make_training(title="T")],
        missing=["Two"], completed_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    make_decision(courses=[course], finding=Finding.NOT_COMPARABLE)
    rows = rows_of(client, "/cltp/courses/R-1.csv")
    assert [row["Part"] for row in rows] == [
        "What a holder keeps", "Counts today", "Coming up", "Does not count", "Not assessed yet"
    ]  # fmt: skip
    assert {row["CLTP"] for row in rows} == {"R-1: hən̓q̓əmin̓əm̓"}
    assert {row["As of"] for row in rows} == {"Tuesday, November 24, 2026, 10:00 am BC time"}
    assert {row["Illustrative sample"] for row in rows} == {"No"}
    counts, coming = rows[1], rows[2]
    assert counts["Not covered"] == "Two"
    assert counts["Completed on or after"] == "2020-01-01"
    assert counts["Decided on"] == "2026-01-15"
    assert counts["Address"] == f"http://testserver{decision.get_absolute_url()}"
    assert coming["Training"] == "L"
    assert "Wed, Dec 9, 2026, 12:00 pm to 1:00 pm BC time." in coming["Take note"]
    assert "Counts only together with T (A college)." in coming["Take note"]


def test_a_sample_says_so_in_every_row_and_in_its_name(client):
    course = make_course(is_sample=True, code="S-1")
    make_decision(courses=[course], is_sample=True)
    rows = rows_of(client, "/cltp/courses/S-1.csv")
    assert all(row["Illustrative sample"].startswith("Yes: made up") for row in rows)
    named = client.get("/cltp/courses/S-1.csv")["Content-Disposition"]
    assert named == 'attachment; filename="cltp-s-1-sample-2026-11-24.csv"'


def test_no_cell_is_a_formula(client):
    course = make_course(code="R-1")
    training = make_training(title='=HYPERLINK("https://example.org")', provider="")
    make_decision(courses=[course], trainings=[training], decided_by="+1", conditions="@SUM(1)")
    row = rows_of(client, "/cltp/courses/R-1.csv")[1]
    assert row["Training"] == '\'=HYPERLINK("https://example.org")'
    assert (row["Decided by"], row["Conditions"]) == ("'+1", "'@SUM(1)")


def test_the_certificate_has_one_too(client):
    assert client.get("/cltp/certificate.csv").status_code == 404
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    make_decision(certificate=certificate, trainings=[make_training(title="Diploma")])
    for address in ("/cltp/certificate.csv", f"/cltp/certificate/{certificate.pk}.csv"):
        rows = rows_of(client, address)
        assert (
            rows[0]["Finding"] == "A certificate of completion stays valid, and it is still valued."
        )
        assert rows[1]["Training"] == "Diploma (A college)"


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_nine_queries(client, django_assert_num_queries, rows):
    course = make_course(["One"], code="R-1")
    for _ in range(rows):
        make_decision(courses=[course], trainings=[make_training(make_session().opportunity)])
    # the course and its outcomes, the decisions and their four parts, listings and sessions
    with django_assert_num_queries(9):
        client.get("/cltp/courses/R-1.csv")
