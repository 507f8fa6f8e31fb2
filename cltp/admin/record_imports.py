"""Records in from a table, in the admin: choose, look, confirm. Nothing is kept in between."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from catalogue.intake import table
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import LARGEST, Line, Table
from cltp.certificates.intake import importing
from cltp.certificates.intake import plan as planning
from cltp.certificates.intake.columns import COLUMNS, RECORDS
from cltp.certificates.intake.plan import Plan
from cltp.certificates.intake.reading import Otherwise
from cltp.models import CertificateRecord
from cltp.models.record import one_line
from learning_portal.foundation import clock

NAME = "cltp_certificaterecord_import"
PERMISSION = "cltp.import_certificaterecord"
LOOKED_AT_FOR = 60 * 60  # seconds a preview may wait for its answer
LARGEST_CARRIED = 5 * LARGEST // 4
MOST_SHOWN = 200


def urls(model_admin: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """For CertificateRecordAdmin.get_urls, before its own."""
    return [path("import/", model_admin.admin_site.admin_view(import_records), name=NAME)]


class RecordsForm(forms.Form):
    error_css_class = "errors"
    file = forms.FileField(
        allow_empty_file=True,
        label="The table",
        help_text="CSV, or an Excel workbook (.xlsx); 2 MB and 20,000 rows at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": "Choose the table's file."},
    )
    source = forms.CharField(
        max_length=200,
        label="Where these records are from",
        help_text="The register, the box, the file: for rows that do not say it.",
        error_messages={"required": "Say where these records are from."},
    )
    retain_until = forms.DateField(
        label="Kept until",
        help_text="By the Branch's records schedule, for rows that do not say it. They are "
        "deleted on this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose until when these records are kept.",
            "invalid": "Write the day as 2060-12-31.",
        },
    )

    def clean_source(self) -> str:
        return one_line(self.cleaned_data["source"])

    def clean_retain_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["retain_until"]
        if day <= clock.today():
            raise forms.ValidationError("Choose a day to come: on it the records are deleted.")
        return day

    def otherwise(self) -> Otherwise:
        return Otherwise(self.cleaned_data["source"], self.cleaned_data["retain_until"])

    def table(self) -> Table:
        """Raises Refused."""
        file = self.cleaned_data["file"]
        return table.read(file.read(LARGEST + 1), file.name, RECORDS)


@require_http_methods(["GET", "HEAD", "POST"])
def import_records(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if "table" in request.POST:
        return _confirm(request)
    if request.method != "POST":
        return _upload(request, RecordsForm())
    form = RecordsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload(request, form)
    try:
        read = form.table()
    except Refused as refused:
        return _upload(request, form, refused.problems)
    otherwise = form.otherwise()
    plan = planning.make(read, otherwise)
    if plan.problems:
        return _upload(request, form, sorted(plan.problems))
    carried = _carried(request, read, otherwise)
    if len(carried) > LARGEST_CARRIED:
        right = "The table is too long to preview in one piece: split it into several."
        return _upload(request, form, [Problem(0, "", "", right)])
    return _preview(request, plan, otherwise, carried)


def _confirm(request: HttpRequest) -> HttpResponse:
    """Write what was shown; where the records have changed since, show it again instead."""
    carried = request.POST["table"]
    try:
        read, otherwise = _taken_up(request, carried)
    except signing.BadSignature:
        right = "The preview is too old, or is not yours: choose the file again."
        return _upload(request, RecordsForm(), [Problem(0, "", "", right)])
    try:
        expected = request.POST.get("digest", "")
        plan = importing.bring_in(table=read, otherwise=otherwise, expected=expected)
    except importing.Stale as stale:
        return _preview(request, stale.plan, otherwise, carried, is_stale=True)
    except Refused as refused:
        return _upload(request, RecordsForm(), refused.problems)
    messages.success(request, f"Imported from {read.source}: {_summary(plan)}")
    return redirect("admin:cltp_certificaterecord_changelist")


def _summary(plan: Plan) -> str:
    new, here = len(plan.new), len(plan.here)
    return (
        f"{new:,} new record{'' if new == 1 else 's'} with {plan.courses:,} completed "
        f"course{'' if plan.courses == 1 else 's'}; {here:,} here already, left as they are."
    )


def _carried(request: HttpRequest, read: Table, otherwise: Otherwise) -> str:
    """The table signed for this person alone, so that what comes back is what was checked."""
    lines = [[line.number, line.cells] for line in read.lines]
    kept = [read.source, lines, read.notes, otherwise.source, otherwise.retain_until.isoformat()]
    return signing.dumps(kept, salt=_salt(request), compress=True)


def _taken_up(request: HttpRequest, carried: str) -> tuple[Table, Otherwise]:
    kept = signing.loads(carried, salt=_salt(request), max_age=LOOKED_AT_FOR)
    name, lines, notes, source, until = kept
    read = Table(name, [Line(number, cells) for number, cells in lines], notes)
    return read, Otherwise(source, dt.date.fromisoformat(until))


def _salt(request: HttpRequest) -> str:
    return f"{NAME}:{request.user.pk}"


def _upload(
    request: HttpRequest, form: RecordsForm, problems: list[Problem] | None = None
) -> HttpResponse:
    found = problems or []
    return _page(
        request,
        "import_upload",
        title="Import certificate records",
        form=form,
        columns=COLUMNS.values(),
        problems=found[:MOST_SHOWN],
        problem_count=len(found),
        more_problems=max(len(found) - MOST_SHOWN, 0),
    )


def _preview(
    request: HttpRequest, plan: Plan, otherwise: Otherwise, carried: str, *, is_stale: bool = False
) -> HttpResponse:
    return _page(
        request,
        "import_preview",
        title=f"Import certificate records: what {plan.table.source} would do",
        summary=_summary(plan),
        otherwise=otherwise,
        carried=carried,
        digest=plan.digest(),
        is_stale=is_stale,
        new=plan.new[:MOST_SHOWN],
        more_new=max(len(plan.new) - MOST_SHOWN, 0),
        remarks=plan.remarks[:MOST_SHOWN],
        more_remarks=max(len(plan.remarks) - MOST_SHOWN, 0),
    )


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "opts": CertificateRecord._meta, **context}
    return TemplateResponse(request, f"admin/cltp/certificaterecord/{name}.html", context)
