"""Courses in from a table, at the desk: choose, look, confirm. Nothing is kept in between."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from catalogue.admin.imports import LARGEST_CARRIED, LOOKED_AT_FOR, TableForm
from catalogue.intake import report, table
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import LARGEST, Line, Table
from cltp.intake import importing
from cltp.intake import plan as planning
from cltp.intake.columns import COLUMNS, FORMAT
from cltp.intake.plan import Plan
from cltp.models import Course

NAME = "cltp_course_import"
PERMISSION = "cltp.import_course"


def urls(model_admin: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """For CourseAdmin.get_urls, before its own."""
    return [path("import/", model_admin.admin_site.admin_view(import_courses), name=NAME)]


class CoursesForm(TableForm):
    def table(self) -> Table:
        """Raises Refused."""
        file = self.cleaned_data["file"]
        if file:
            return table.read(file.read(LARGEST + 1), file.name, FORMAT)
        return table.read(self.cleaned_data["pasted"].encode(), "a pasted table", FORMAT)


@require_http_methods(["GET", "POST"])
def import_courses(request: HttpRequest) -> HttpResponse:
    person = request.user
    if not isinstance(person, User) or not person.has_perm(PERMISSION):
        raise PermissionDenied
    if "table" in request.POST:
        return _confirm(request, person)
    if request.method == "GET":
        return _upload(request, CoursesForm())
    form = CoursesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, form)
    try:
        read = form.table()
    except Refused as refused:
        return _upload(request, form, refused.problems)
    plan = planning.make(read)
    if plan.problems:
        return _upload(request, form, sorted(plan.problems))
    carried = _carried(person, read)
    if len(carried) > LARGEST_CARRIED:
        right = "The table is too long to preview in one piece: split it into several."
        return _upload(request, form, [Problem(0, "", "", right)])
    return _preview(request, plan, carried)


def _confirm(request: HttpRequest, person: User) -> HttpResponse:
    """Write what was shown; where the courses have moved on since, show it again instead."""
    carried = request.POST["table"]
    try:
        read = _taken_up(person, carried)
    except signing.BadSignature:
        right = "The preview is too old, or is not yours: choose the file again."
        return _upload(request, CoursesForm(), [Problem(0, "", "", right)])
    try:
        plan = importing.bring_in(table=read, by=person, expected=request.POST.get("digest", ""))
    except importing.Stale as stale:
        if stale.plan.problems:
            return _upload(request, CoursesForm(), sorted(stale.plan.problems))
        return _preview(request, stale.plan, carried, is_stale=True)
    except Refused as refused:
        return _upload(request, CoursesForm(), refused.problems)
    gone = " The illustrative sample has been taken away." if plan.samples else ""
    messages.success(request, f"Imported from {read.source}: {summary(plan)}{gone}")
    return redirect("admin:cltp_course_changelist")


def summary(plan: Plan) -> str:
    """Counted before it was written: afterwards nothing is new."""
    return f"{report.counted(len(plan.courses), 'course')} in the table."


def _carried(person: User, read: Table) -> str:
    """The table signed for this person alone, so that what comes back is what was checked."""
    lines = [[line.number, line.cells] for line in read.lines]
    return signing.dumps([read.source, lines, read.notes], salt=_salt(person), compress=True)


def _taken_up(person: User, carried: str) -> Table:
    source, lines, notes = signing.loads(carried, salt=_salt(person), max_age=LOOKED_AT_FOR)
    return Table(source, [Line(number, cells) for number, cells in lines], notes)


def _salt(person: User) -> str:
    return f"{NAME}:{person.pk}"


def _upload(
    request: HttpRequest, form: CoursesForm, problems: list[Problem] | None = None
) -> HttpResponse:
    found = problems or []
    return _page(
        request,
        "import_upload",
        title="Import CLTP courses",
        form=form,
        columns=COLUMNS.values(),
        has_sample=Course.objects.sample().exists(),
        problems=found[: report.MOST_SHOWN],
        problem_count=len(found),
        more_problems=max(len(found) - report.MOST_SHOWN, 0),
    )


def _preview(
    request: HttpRequest, plan: Plan, carried: str, *, is_stale: bool = False
) -> HttpResponse:
    return _page(
        request,
        "import_preview",
        title=f"Import CLTP courses: what {plan.table.source} would do",
        plan=plan,
        carried=carried,
        digest=plan.digest(),
        is_stale=is_stale,
        new=plan.new[: report.MOST_SHOWN],
        changed=plan.changed[: report.MOST_SHOWN],
        kept=[each for each in plan.courses if each.kept][: report.MOST_SHOWN],
        absent=plan.absent[: report.MOST_SHOWN],
        unchanged=len(plan.courses) - len(plan.new) - len(plan.changed),
    )


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "opts": Course._meta, **context}
    return TemplateResponse(request, f"admin/cltp/course/{name}.html", context)
