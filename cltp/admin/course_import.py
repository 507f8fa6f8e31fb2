"""Courses in from a table."""

from typing import Any

from django.http import HttpRequest

from catalogue.admin.import_page import ImportPage, TableForm, person
from catalogue.intake import report
from catalogue.intake.table import Table
from cltp.intake import importing
from cltp.intake import plan as planning
from cltp.intake.columns import COLUMNS, FORMAT
from cltp.intake.plan import Plan
from cltp.models import Course


class CoursesForm(TableForm):
    format = FORMAT


class CoursesPage(ImportPage):
    name = "cltp_course_import"
    permission = "cltp.import_course"
    title = "Import CLTP courses"
    model = Course
    templates = "admin/cltp/course"
    columns = COLUMNS.values()
    form = CoursesForm

    def plan(self, read: Table, beside: list[str]) -> Plan:
        return planning.make(read)

    def bring_in(
        self, request: HttpRequest, read: Table, beside: list[str], expected: str
    ) -> tuple[Plan, str]:
        plan = importing.bring_in(table=read, by=person(request), expected=expected)
        gone = " The illustrative sample has been taken away." if plan.samples else ""
        return plan, f"{summary(plan)}{gone}"

    def before(self) -> dict[str, Any]:
        return {"has_sample": Course.objects.sample().exists()}

    def preview(self, request: HttpRequest, plan: Plan, beside: list[str]) -> dict[str, Any]:
        new, changed = len(plan.new), len(plan.changed)
        unchanged = len(plan.courses) - new - changed
        return {
            "summary": f"{new} new, {changed} changed, {unchanged} unchanged.",
            "writes": plan.writes,
            "tables": {
                "new": plan.new,
                "changed": plan.changed,
                "kept": [each for each in plan.courses if each.kept],
                "absent": plan.absent,
            },
        }


def summary(plan: Plan) -> str:
    """Counted before it was written: afterwards nothing is new."""
    return f"{report.counted(len(plan.courses), 'course')} in the table."


page = CoursesPage()
