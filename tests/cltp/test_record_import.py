"""Records in from a table: what each row becomes, what is refused, and all or nothing."""

import datetime as dt

import pytest
from django.db import connection

from catalogue.intake import table
from catalogue.intake.problems import Refused, Stale
from cltp.certificates import checking
from cltp.certificates.intake import importing
from cltp.certificates.intake.columns import RECORDS
from cltp.models import CertificateRecord, Completion, Course
from tests.cltp.record_tables import (
    OTHERWISE,
    as_table,
    bring_in,
    planned,
    problems,
    remarks,
    row,
)
from tests.cltp.records import make_record

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.usefixtures("november")]


def test_a_row_is_a_record_with_its_courses():
    bring_in(
        row(
            family_name="Sḵwx̱wú7mesh",
            former_names="O’Neil | Côté",
            issued_on="2009-06-01",
            courses="CLTP 101 2008-03-05 | Reference (2008-11-20) | Story time",
            source="Box 3",
            retain_until="2070-05-06",
        )
    )
    record = CertificateRecord.objects.get()
    assert record.names == ["Sḵwx̱wú7mesh", "O’Neil", "Côté"]
    assert (record.earned, record.issued_on) == ("certificate", dt.date(2009, 6, 1))
    assert (record.source, record.retain_until) == ("Box 3", dt.date(2070, 5, 6))
    assert [(each.title, each.completed_on) for each in record.completions.all()] == [
        ("CLTP 101", dt.date(2008, 3, 5)),
        ("Reference", dt.date(2008, 11, 20)),
        ("Story time", None),
    ]
    assert checking.check(number="c1", family_name="cote").record == record


def test_a_table_may_have_a_row_for_each_course():
    bring_in(
        row(course="Reference", completed_on="2008-01-02", issued_on="2009-06-01"),
        row(number="C-2", family_name="Lee", course="Reference"),
        row(number="c 1", course="Cataloguing", completed_on="2008-02-03", given_names=""),
    )
    assert CertificateRecord.objects.count() == 2
    record = CertificateRecord.objects.get(number="C-1")
    assert [each.title for each in record.completions.all()] == ["Reference", "Cataloguing"]


def test_what_a_row_does_not_say_is_taken_from_above_the_table():
    bring_in(row())
    record = CertificateRecord.objects.get()
    assert (record.source, record.retain_until) == (OTHERWISE.source, OTHERWISE.retain_until)


def test_a_withdrawn_certificate_arrives_withdrawn():
    bring_in(row(issued_on="2009-06-01", withdrawn_on="2010-01-02", withdrawn_why="Mistaken"))
    assert CertificateRecord.objects.get().is_withdrawn
    assert checking.check(number="C-1", family_name="Smith").outcome == "withdrawn"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_names_survive_every_encoding(encoding):
    content = "number;family_name\nC-1;hən̓q̓əmin̓əm̓\n".encode(encoding)
    read = table.read(content, "t.csv", RECORDS)
    assert read.lines[0].get("family_name") == "hən̓q̓əmin̓əm̓"


def test_windows_1252_is_read_with_a_note_to_look_at_the_accents():
    content = "number,family_name\nC-1,Côté\n".encode("cp1252")
    read = table.read(content, "t.csv", RECORDS)
    assert read.lines[0].get("family_name") == "Côté"
    assert "check that accents" in read.notes[0]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"number": "--"}, "number: “--” A certificate number has a letter or a digit."),
        ({"number": ""}, "number: Every record needs a number."),
        ({"number": "9" * 41}, "at most 40 characters"),
        ({"family_name": ""}, "family_name: Every record needs a family name."),
        ({"family_name": "’"}, "A name has a letter."),
        ({"former_names": "|".join("abcdefghijk")}, "more than 10"),
        ({"earned": "gold"}, "earned: “gold” Use one of: certificate, courses."),
        ({"issued_on": "June 2009"}, "Write the day as 2009-06-01"),
        ({"issued_on": "2009-02-30"}, "There is no such day in the calendar."),
        ({"issued_on": "1890-02-03"}, "This is before 1950: check the year."),
        ({"issued_on": "2026-11-25"}, "This day is still to come."),
        ({"withdrawn_on": "2020-01-02"}, "Say both when it was withdrawn and why"),
        ({"withdrawn_why": "Lost"}, "Say both when it was withdrawn and why"),
        (
            {"withdrawn_on": "2027-01-02", "withdrawn_why": "x"},
            "Saturday, January 2, 2027 is still to come",
        ),
        (
            {"issued_on": "2009-06-01", "withdrawn_on": "2009-05-31", "withdrawn_why": "x"},
            "It was withdrawn before it was issued.",
        ),
        ({"retain_until": "2026-11-24"}, "It would be deleted at once: this day has come."),
        ({"completed_on": "2008-01-02"}, "A day needs a course"),
        ({"course": "A", "completed_on": "soon"}, "Write the day as 2009-06-01"),
        ({"courses": "A 2008-01-02 | A 2008-01-03"}, "“A” stands here twice, on two days."),
        ({"courses": "A 2008-13-02"}, "2008-13-02: There is no such day"),
        ({"courses": "A" * 201}, "A course has at most 200 characters."),
    ],
)
def test_a_wrong_cell_is_refused_with_its_line_and_what_would_be_right(cells, said):
    found = problems(row(number="C-0"), row(**cells))
    assert found
    assert any(said in each and each.startswith("line 3") for each in found), found


def test_rows_of_one_number_must_say_the_same_of_the_holder():
    found = problems(row(), row(number="c-1", family_name="Smyth"))
    assert found == ["line 3, family_name: “Smyth” Line 2 has the same number and says “Smith”."]


def test_a_number_that_is_here_is_left_as_it_is_and_what_differs_is_said():
    bring_in(row(issued_on="2009-06-01", courses="Reference"))
    again = planned(row(issued_on="2009-06-01", courses="Reference"))
    assert (len(again.new), len(again.here), again.remarks) == (0, 1, [])
    [said] = remarks(row(given_names="Anna", issued_on="2010-06-01"))
    assert "differs in: given_names, issued_on, courses. It stays as it is" in said
    bring_in(row(given_names="Anna"), row(number="C-2"))
    assert CertificateRecord.objects.get(number="C-1").given_names == "Ann"
    assert CertificateRecord.objects.count() == 2


def test_a_number_that_is_here_under_another_name_is_refused():
    make_record(number="C-1", family_name="Lee")
    assert "with another holder's name" in problems(row())[0]
    make_record(number="C-2", family_name="Lee", former_names=["SMITH"])
    assert problems(row(number="C-2")) == []


def test_one_person_under_two_numbers_is_remarked():
    make_record(number="C-9", given_names="ANN", family_name="Smith")
    found = remarks(row(issued_on="2009-06-01"), row(number="C-2", issued_on="2009-06-01"))
    assert [each.split(": ", 1)[0] for each in found] == ["line 2, number", "line 3, number"]
    assert "Number C-9 has the same names and day" in found[0]


def test_courses_are_known_by_code_title_and_other_names():
    real = Course.objects.create(code="CLTP-7", title="Reference", aliases=["Ref work"])
    Course.objects.create(code="CLTP-A", title="Invented", is_sample=True)
    cells = "cltp-7 2008-01-02 | Ref Work | CLTP-7: Reference | Invented"
    found = planned(row(courses=cells))
    courses = [each.course for each in found.new[0].completions]
    assert courses == [real, real, real, None]
    assert "No course of the list is called so" in str(found.remarks[0])
    assert len(found.remarks) == 1


def test_a_plan_somebody_agreed_to_is_written_or_nothing_is():
    read = as_table(row())
    with pytest.raises(Stale):
        importing.bring_in(table=read, otherwise=OTHERWISE, expected="")
    assert not CertificateRecord.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_takes_four_queries(django_assert_num_queries, rows):
    bring_in(*[row(number=f"C-{n}", courses="A") for n in range(rows)])
    table = [row(number=f"C-{n}", courses="A") for n in range(2 * rows)]
    with django_assert_num_queries(4):  # courses; records here and their courses; alike holders
        planned(*table)


MANY = 10_000


def many(wrong: int | None = None):
    """Ten thousand records; the last cell of one is wrong where told."""
    return [
        row(
            number=f"C-{n:05}",
            family_name=f"Holder{n}",
            issued_on="2009-06-01" if n != wrong else "2009-06-31",
            courses="CLTP 101 2008-03-05 | Reference 2008-11-20",
        )
        for n in range(1, MANY + 1)
    ]


@pytest.mark.long
def test_ten_thousand_records_arrive_in_one_transaction():
    bring_in(*many())
    assert CertificateRecord.objects.count() == MANY
    assert Completion.objects.count() == 2 * MANY
    with connection.cursor() as cursor:  # the transaction that wrote each row
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM cltp_certificaterecord")
        assert cursor.fetchone()[0] == 1
    assert checking.check(number="C-09999", family_name="Holder9999").outcome == "found"


@pytest.mark.long
def test_a_wrong_cell_at_row_9999_leaves_none():
    with pytest.raises(Refused) as refused:
        bring_in(*many(wrong=9_999))
    assert [str(each) for each in refused.value.problems] == [
        "line 10000, issued_on: “2009-06-31” There is no such day in the calendar."
    ]
    assert not CertificateRecord.objects.exists()


REFUSE_ONE = """
CREATE FUNCTION pg_temp.refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number = 'C-09999' THEN
        RAISE unique_violation USING CONSTRAINT = 'certificate_record_number_unique';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_one BEFORE INSERT ON cltp_certificaterecord
    FOR EACH ROW EXECUTE FUNCTION pg_temp.refuse_one();
"""


@pytest.mark.long
def test_a_failure_of_the_database_at_row_9999_leaves_none():
    """After nine thousand records have gone to the database, it refuses one."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_ONE)
    with pytest.raises(Refused, match="Another record has this certificate number"):
        bring_in(*many())
    assert not CertificateRecord.objects.exists()
    assert not Completion.objects.exists()
