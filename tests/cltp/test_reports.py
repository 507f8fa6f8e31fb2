"""The reports for the Branch: what each counts, who reads them, and the files."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from cltp import decisions, reports
from cltp.models import CertificateCheck, LetterRequest, MonthlyCount, ProgrammeCertificate
from cltp.models.vocabulary import Finding
from learning_portal.foundation import clock
from tests.cltp.making import make_course, make_decision, make_draft, make_proposed
from tests.cltp.records import make_record
from tests.cltp.roles import EVERYBODY, sign_in, status_for

pytestmark = pytest.mark.django_db
PAGE = "/admin/cltp/monthlycount/"
READERS = ["Curators", "CLTP registrars"]
FILES = [f"{PAGE}{key}.{form}" for key in reports.REPORTS for form in ("csv", "xlsx")]


def rows(make):
    return [list(row) for row in make(clock.now()).rows]


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("address", [PAGE, *FILES])
def test_only_curators_and_registrars_read_them(client, address, who):
    sign_in(client, who)
    assert client.get(address).status_code == status_for(who, READERS)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_they_are_only_read(client, method):
    sign_in(client, "CLTP registrars")
    for address in (PAGE, FILES[0]):
        assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("name", ["nothing.csv", "decisions.pdf", "decisions.CSV"])
def test_another_file_is_not_there(client, name):
    sign_in(client, "CLTP registrars")
    assert client.get(f"{PAGE}{name}").status_code == 404


def test_decisions_stand_by_state_and_age(november):
    make_decision()
    november.shift(dt.timedelta(days=100))
    make_decision()
    make_draft()
    november.shift(dt.timedelta(days=30))
    make_proposed()
    make_decision(is_sample=True)
    by_state = {row[0]: row[1:] for row in rows(reports.decisions)}
    #                              number, to 30, to 90, to 365, over, the longest
    assert by_state["Published"] == [2, 1, 0, 1, 0, 130]
    assert by_state["Under assessment"] == [1, 1, 0, 0, 0, 30]
    assert by_state["Proposed"] == [1, 1, 0, 0, 0, 0]
    assert by_state["Withdrawn"] == [0, 0, 0, 0, 0, 0]
    november.shift(dt.timedelta(days=400))
    assert {row[0]: row[1:] for row in rows(reports.decisions)}["Published"] == [2, 0, 0, 0, 2, 530]


def test_outcomes_that_no_training_covers_are_named(november):
    first = make_course(code="K-1", title="One", outcomes=["Covered", "Lacking", "Never"])
    make_course(code="K-0", title="Nought", outcomes=["Unassessed"])
    make_course(code="X", outcomes=["Sample"], is_sample=True)
    make_decision(courses=[first], missing=["Lacking", "Never"])
    assert rows(reports.outcomes) == [
        ["K-0", "Nought", "Unassessed", "Not assessed yet"],
        ["K-1", "One", "Lacking", "Assessed: not covered"],
        ["K-1", "One", "Never", "Assessed: not covered"],
    ]


def test_what_is_not_published_or_does_not_count_covers_nothing(november):
    course = make_course(code="K-1", title="One", outcomes=["Wanted"])
    make_draft(courses=[course])
    assert rows(reports.outcomes)[0][3] == "Not assessed yet"
    make_decision(courses=[course], finding=Finding.NOT_COMPARABLE)
    assert rows(reports.outcomes)[0][3] == "Assessed: not covered"


def test_a_decision_on_the_whole_certificate_counts_for_what_its_checklist_marks(november):
    course = make_course(code="K-1", title="One", outcomes=["Covered", "Lacking"])
    make_course(code="K-2", title="Two", outcomes=["In no rule"])
    whole = ProgrammeCertificate.objects.create(name="The certificate")
    make_decision(certificate=whole)  # no rule yet: nothing is on its checklist
    assert len(rows(reports.outcomes)) == 3
    whole.rules.create().sets.create().courses.add(course)
    make_decision(certificate=whole, missing=["Lacking"])
    assert [row[2:] for row in rows(reports.outcomes)] == [
        ["Lacking", "Assessed: not covered"],
        ["In no rule", "Not assessed yet"],
    ]


def test_what_counts_for_other_days_only_leaves_something_to_find(november):
    course = make_course(code="K-1", title="One", outcomes=["Wanted"])
    make_decision(courses=[course], completed_to=dt.date(2026, 11, 23))
    assert rows(reports.outcomes) == [
        ["K-1", "One", "Wanted", "Covered by training completed on other days only"]
    ]
    make_decision(courses=[course], completed_from=dt.date(2026, 11, 24))
    assert rows(reports.outcomes) == []


def test_requests_wait_the_oldest_first_and_name_nobody(november):
    LetterRequest.objects.create(record=make_record(), email="holder@example.ca")
    november.shift(dt.timedelta(days=3))
    asked = decisions.request(
        course="CLTP 1", training="A course", name="Ann", email="a@example.ca", words="Please"
    )
    found = rows(reports.waiting)
    assert [row[0] for row in found] == ["Letter", "Assessment"]
    assert found[0][2:] == [dt.date(2026, 11, 24), 3]
    assert found[1][1:] == [f"Decision {asked.number}", dt.date(2026, 11, 27), 0]
    assert "example.ca" not in str(found)
    assert "Ann" not in str(found)


def test_checks_are_counted_by_the_month_of_bc(november):
    def check(outcome, at):
        CertificateCheck.objects.create(outcome=outcome, at=dt.datetime.fromisoformat(at))

    check("found", "2026-11-01T07:00:00+00:00")  # the first moment of November in BC
    check("found", "2026-11-01T06:59:59+00:00")  # the last of October
    check("no-record", "2026-11-24T12:00:00+00:00")
    check("withdrawn", "2025-11-02T12:00:00+00:00")
    check("withdrawn", "2025-10-30T12:00:00+00:00")
    MonthlyCount.count("postings", dt.date(2026, 10, 5))
    found = rows(reports.checks)
    assert len(found) == 13
    assert found[0] == ["2026-11", 1, 0, 1, 0]
    assert found[1] == ["2026-10", 1, 0, 0, 1]
    assert found[12] == ["2025-11", 0, 1, 0, 0]
    assert sum(sum(row[1:]) for row in found) == 5


def test_the_page_shows_each_report_and_where_its_files_are(client, november):
    sign_in(client, "Curators")
    html = client.get(PAGE).content.decode()
    for make in reports.REPORTS.values():
        report = make(clock.now())
        assert report.title in html
        for form in ("csv", "xlsx"):
            assert reverse("admin:cltp_report_file", args=[report.key, form]) in html
    assert "As of Tuesday, November 24, 2026, 10:00 am BC time" in html
    assert "style=" not in html


def test_the_desk_leads_there(client):
    sign_in(client, "CLTP registrars")
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()


def test_files_are_read_back_and_no_cell_is_a_formula(client, november):
    make_course(code="K-1", title="=1+1", outcomes=["@SUM(A1)"])
    sign_in(client, "CLTP registrars")
    said = client.get(f"{PAGE}outcomes.csv")
    assert said["Content-Disposition"] == 'attachment; filename="cltp-outcomes-2026-11-24.csv"'
    [_head, row] = csv.reader(io.StringIO(said.content.decode("utf-8-sig")))
    assert row == ["K-1", "'=1+1", "'@SUM(A1)", "Not assessed yet"]
    said = client.get(f"{PAGE}outcomes.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(said.content)).active
    assert [cell.value for cell in sheet[2]] == row
    assert {cell.data_type for cell in sheet[2]} == {"s"}


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_ten_queries(client, november, django_assert_num_queries, number):
    sign_in(client, "CLTP registrars")
    for _ in range(number):
        make_decision()
        make_course(outcomes=["A", "B"])
        LetterRequest.objects.create(record=make_record(), email="a@example.ca")
        CertificateCheck.objects.create(outcome="found")
    client.get(PAGE)
    # the session, the person, what they may in two; decisions, outcomes, two sorts of requests,
    # checks, postings
    with django_assert_num_queries(10):
        client.get(PAGE)
