"""Courses in from a table: looked at first, then all or nothing, the sample gone with it."""

import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.intake import table
from catalogue.intake.problems import Refused
from cltp import sample
from cltp.intake import importing
from cltp.intake import plan as planning
from cltp.intake.columns import FORMAT
from cltp.models import Course, Decision
from tests.cltp.making import make_course, make_decision, make_draft
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/cltp/course/import/"
HEADER = "code,title,aliases,hours,requirement,first_offered,last_offered,outcomes\n"


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def read(rows, header=HEADER):
    return table.read((header + rows).encode(), "courses.csv", FORMAT)


def refusals(rows, header=HEADER):
    with pytest.raises(Refused) as refused:
        importing.bring_in(table=read(rows, header))
    return [str(problem) for problem in refused.value.problems]


def test_all_that_a_row_says_is_kept():
    importing.bring_in(
        table=read("R-1,Référence,Desk|Info desk,30,Required,1998,2012,Answer|Refer\n")
    )
    course = Course.objects.get()
    assert (course.code, course.title, course.aliases) == (
        "R-1",
        "Référence",
        ["Desk", "Info desk"],
    )
    assert (course.hours, course.requirement, course.offered) == (30, "required", "1998 to 2012")
    assert [(each.position, each.text) for each in course.outcomes.all()] == [
        (1, "Answer"), (2, "Refer"),
    ]  # fmt: skip
    assert course.history.get().history_change_reason == "Imported from courses.csv, line 2"


def test_outcomes_may_stand_on_rows_of_their_own():
    rows = "R-1,Reference,,,,,,Answer\nr-1,,,,,,,Refer\nR-1,Reference,,,,,,Answer|Send on\n"
    importing.bring_in(table=read(rows))
    outcomes = [each.text for each in Course.objects.get().outcomes.all()]
    assert outcomes == ["Answer", "Refer", "Send on"]


def test_a_blank_cell_leaves_what_is_stored_and_an_absent_course_stays():
    make_course(["One"], code="R-1", title="Old", hours=30)
    other = make_course(code="Z-1")
    plan = importing.bring_in(table=read("r-1,New,,,,,,\n"))
    course = Course.objects.coded("R-1").get()
    assert (course.code, course.title, course.hours) == ("R-1", "New", 30)
    assert course.outcomes.count() == 1
    assert plan.absent == [other]


def test_a_former_code_finds_its_course():
    course = make_course(code="OLD-1")
    course.code = "NEW-1"
    course.save()
    importing.bring_in(table=read("OLD-1,Renamed,,,,,,\n"))
    assert Course.objects.get().title == "Renamed"


def test_outcomes_that_the_table_leaves_out_go_unless_a_decision_names_them():
    course = make_course(["Named", "Loose"], code="R-1")
    make_draft(courses=[course])
    course.outcomes.create(position=3, text="Loose too")
    plan = importing.bring_in(table=read("R-1,,,,,,,New\n"))
    assert {each.text for each in course.outcomes.all()} == {"Named", "Loose", "New"}
    assert {each.text for each in plan.courses[0].kept} == {"Named", "Loose"}


def test_importing_twice_changes_nothing():
    rows = "R-1,Reference,Desk,30,elective,1998,,Answer|Refer\n"
    importing.bring_in(table=read(rows))
    plan = importing.bring_in(table=read(rows))
    assert not plan.writes
    assert Course.history.count() == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (",No code,,,,,,", "Every row needs the course's code."),
        ("A/B,T,,,,,,", "Use letters and digits"),
        ("N-1,,,,,,,Answer", "A new course needs its title."),
        ("N-1,T,,many,,,,", "Write the hours as a number"),
        ("N-1,T,,0,,,,", "Write the hours as a number"),
        ("N-1,T,,99999,,,,", "Write the hours as a number"),
        ("N-1,T,,,perhaps,,,", "Use one of: required, elective"),
        ("N-1,T,,,,98,,", "Write the year in four digits"),
        ("N-1,T,,,,1066,,", "greater than or equal to 1950"),
        ("N-1,T,,,,2001,2000,", "last offered before it was first"),
        (f"N-1,{'x' * 201},,,,,,", "at most 200 characters"),
        (f"N-1,T,,,,,,{'x' * 401}", "An outcome has at most 400 characters"),
        ("N-1,T,,,,,,\nN-1,U,,,,,,", "Rows of one course say the same"),
    ],
)
def test_a_wrong_row_refuses_the_whole_table_and_says_where(row, words):
    sample.load()
    said = refusals(f"GOOD-1,Good,,,,,,\n{row}\n")
    assert any(words in each for each in said), said
    assert all(re.match(r"line [34]", each) for each in said)
    assert not Course.objects.real().exists()
    assert Course.objects.sample().count() == 8


def test_an_unknown_column_is_named_with_the_nearest():
    with pytest.raises(Refused, match="Did you mean “outcomes”"):
        read("R-1,T,x\n", "code,title,Learning outcomes\n")
    with pytest.raises(Refused, match="These columns are missing: code"):
        read("T\n", "title\n")


def test_the_sample_goes_in_the_same_step_even_where_codes_are_the_same():
    sample.load()
    real = make_decision()
    plan = importing.bring_in(table=read("CLTP-A,The real one,,,,,,\n"))
    assert plan.samples == 8
    assert not Course.objects.sample().exists()
    assert Course.objects.coded("cltp-a").get().title == "The real one"
    assert Decision.objects.get() == real


# The pages.


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def carried(response):
    html = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("table", "digest")
    }


def test_a_curator_looks_first_and_then_confirms(curator):
    sample.load()
    looked = curator.post(ADDRESS, {"pasted": HEADER + "R-1,Reference <b>,,,,,,Answer\n"})
    html = looked.content.decode()
    assert "1 new, 0 changed, 0 unchanged." in html
    assert "The illustrative sample (8 courses, with its certificate and decisions) goes" in html
    assert "Reference &lt;b&gt;" in html
    assert not Course.objects.real().exists()
    done = curator.post(ADDRESS, carried(looked), follow=True)
    assert "1 course in the table. The illustrative sample has been taken away." in (
        done.content.decode()
    )
    assert Course.objects.get().code == "R-1"


def test_a_workbook_is_read_too(curator):
    book = openpyxl.Workbook()
    book.active.append(["Code", "Title", "Hours"])
    book.active.append(["R-1", "Sḵwx̱wú7mesh", 30])
    content = io.BytesIO()
    book.save(content)
    looked = curator.post(ADDRESS, {"file": SimpleUploadedFile("c.xlsx", content.getvalue())})
    curator.post(ADDRESS, carried(looked))
    assert Course.objects.get().title == "Sḵwx̱wú7mesh"


def test_what_is_wrong_is_listed_and_what_was_pasted_stays(curator):
    response = curator.post(ADDRESS, {"pasted": HEADER + "A/B,T,,,,,,\n"})
    html = response.content.decode()
    assert "Nothing was written. 1 problem" in html
    assert "A/B,T" in html


@pytest.mark.parametrize("sent", [{}, {"pasted": "  "}, {"pasted": "\x00"}, {"pasted": "x" * 9999}])
def test_nothing_to_read_is_said(curator, sent):
    assert curator.post(ADDRESS, sent).status_code == 200
    assert not Course.objects.exists()


def test_what_changed_meanwhile_is_shown_again_and_not_written(curator):
    looked = curator.post(ADDRESS, {"pasted": HEADER + "R-1,Reference,,,,,,\n"})
    make_course(code="R-1", title="Another")
    response = curator.post(ADDRESS, carried(looked))
    assert "The courses have changed since you looked" in response.content.decode()
    assert Course.objects.get().title == "Another"


def test_a_preview_that_is_not_theirs_is_refused(curator):
    looked = curator.post(ADDRESS, {"pasted": HEADER + "R-1,Reference,,,,,,\n"})
    sent = carried(looked)
    for forged in (sent | {"table": "x"}, sent | {"table": sent["table"][:-2]}):
        assert "choose the file again" in curator.post(ADDRESS, forged).content.decode()
    curator.force_login(make_user("Curators"))
    assert "not yours" in curator.post(ADDRESS, sent).content.decode()
    assert not Course.objects.exists()


def test_the_digest_tells_one_plan_from_another():
    one = planning.make(read("R-1,Reference,,,,,,\n")).digest()
    assert one != planning.make(read("R-1,Another,,,,,,\n")).digest()
    assert one == planning.make(read("R-1,Reference,,,,,,\n")).digest()
