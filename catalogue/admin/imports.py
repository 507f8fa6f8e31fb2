"""Listings in from a table, in the admin: choose, look, confirm. Nothing is kept in between."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from catalogue.intake import importing, report, table
from catalogue.intake import plan as planning
from catalogue.intake.columns import COLUMNS
from catalogue.intake.plan import Plan
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import LARGEST, Line, Table
from catalogue.models import Opportunity

NAME = "catalogue_opportunity_import"
PERMISSION = "catalogue.import_opportunity"
MAY_PUBLISH = "catalogue.publish_opportunity"
LOOKED_AT_FOR = 60 * 60 * 8  # seconds a preview may wait for its answer
LARGEST_CARRIED = 5 * LARGEST // 4


def urls(model_admin: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """For OpportunityAdmin.get_urls, before its own."""
    return [path("import/", model_admin.admin_site.admin_view(import_listings), name=NAME)]


class TableForm(forms.Form):
    error_css_class = "errors"
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A file",
        help_text="CSV, or an Excel workbook (.xlsx); 2 MB and 5,000 rows at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the table here",
        help_text="From a spreadsheet or a CSV file, with its first line of column names.",
        widget=forms.Textarea(attrs={"rows": 8, "cols": 100, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if not file and not pasted.strip():
            raise forms.ValidationError("Choose a file, or paste a table.")
        if file and pasted.strip():
            raise forms.ValidationError("Choose a file or paste a table, not both.")
        return cleaned

    def table(self) -> Table:
        """Raises Refused."""
        file = self.cleaned_data["file"]
        if file:
            return table.read(file.read(LARGEST + 1), file.name)
        return table.read(self.cleaned_data["pasted"].encode(), "a pasted table")


@require_http_methods(["GET", "POST"])
def import_listings(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if "table" in request.POST:
        return _confirm(request)
    if request.method == "GET":
        return _upload(request, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, form)
    try:
        read = form.table()
    except Refused as refused:
        return _upload(request, form, refused.problems)
    plan = planning.make(read)
    if plan.problems:
        return _upload(request, form, sorted(plan.problems))
    carried = _carried(request, read)
    if len(carried) > LARGEST_CARRIED:
        right = "The table is too long to preview in one piece: split it into several."
        return _upload(request, form, [Problem(0, "", "", right)])
    return _preview(request, plan, carried)


def _confirm(request: HttpRequest) -> HttpResponse:
    """Write what was shown; where the catalogue has moved on since, show it again instead."""
    carried = request.POST["table"]
    publish = "publish" in request.POST
    if publish and not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    try:
        read = _taken_up(request, carried)
    except signing.BadSignature:
        right = "The preview is too old, or is not yours: choose the file again."
        return _upload(request, TableForm(), [Problem(0, "", "", right)])
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - who has the permission is signed in
    try:
        plan = importing.bring_in(
            table=read, publish=publish, by=person, expected=request.POST.get("digest", "")
        )
    except importing.Stale as stale:
        if stale.plan.problems:
            return _upload(request, TableForm(), sorted(stale.plan.problems))
        return _preview(request, stale.plan, carried, is_stale=True, publish=publish)
    except Refused as refused:
        return _upload(request, TableForm(), refused.problems)
    messages.success(request, f"Imported from {read.source}: {report.summary(plan)}")
    return redirect("admin:catalogue_opportunity_changelist")


def _carried(request: HttpRequest, read: Table) -> str:
    """The table signed for this person alone, so that what comes back is what was checked."""
    lines = [[line.number, line.cells] for line in read.lines]
    return signing.dumps([read.source, lines, read.notes], salt=_salt(request), compress=True)


def _taken_up(request: HttpRequest, carried: str) -> Table:
    source, lines, notes = signing.loads(carried, salt=_salt(request), max_age=LOOKED_AT_FOR)
    return Table(source, [Line(number, cells) for number, cells in lines], notes)


def _salt(request: HttpRequest) -> str:
    return f"{NAME}:{request.user.pk}"


def _upload(
    request: HttpRequest, form: TableForm, problems: list[Problem] | None = None
) -> HttpResponse:
    found = problems or []
    return _page(
        request,
        "import_upload",
        title="Import listings",
        form=form,
        columns=COLUMNS.values(),
        problems=found[: report.MOST_SHOWN],
        problem_count=len(found),
        more_problems=max(len(found) - report.MOST_SHOWN, 0),
    )


def _preview(
    request: HttpRequest, plan: Plan, carried: str, *, is_stale: bool = False, publish: bool = False
) -> HttpResponse:
    tables: dict[str, Sequence[Any]] = {
        "new": report.new_listings(plan),
        "changes": list(report.changes(plan)),
        "kept": list(report.kept(plan)),
        "remarks": list(report.remarks(plan)),
    }
    return _page(
        request,
        "import_preview",
        title=f"Import listings: what {plan.table.source} would do",
        plan=plan,
        summary=report.summary(plan),
        writes=bool(plan.new or plan.changed),
        carried=carried,
        digest=plan.digest(),
        is_stale=is_stale,
        publish=publish,
        may_publish=request.user.has_perm(MAY_PUBLISH),
        more={name: max(len(rows) - report.MOST_SHOWN, 0) for name, rows in tables.items()},
        **{name: rows[: report.MOST_SHOWN] for name, rows in tables.items()},
    )


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "opts": Opportunity._meta, **context}
    return TemplateResponse(request, f"admin/catalogue/{name}.html", context)
