"""The reports' page at the desk, and each report as a table to take along."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from cltp.models import MonthlyCount
from cltp.reports import REPORTS
from learning_portal.foundation import clock, tables, time_labels
from learning_portal.foundation.read_only import ReadOnlyAdmin

PERMISSION = "cltp.report_monthlycount"
MOST_SHOWN = 200


@admin.register(MonthlyCount)
class MonthlyCountAdmin(ReadOnlyAdmin):
    """The reports in the list's place: the counts by themselves say little."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("", view(page), name="cltp_monthlycount_changelist"),
            path("<slug:key>.<slug:form>", view(file), name="cltp_report_file"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(PERMISSION)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    _refuse_others(request)
    at = clock.now()
    context = {
        **admin.site.each_context(request),
        "opts": MonthlyCount._meta,
        "title": "CLTP reports",
        "at": time_labels.moment(at),
        "reports": [make(at) for make in REPORTS.values()],
        "most_shown": MOST_SHOWN,
    }
    return TemplateResponse(request, "admin/cltp/monthlycount/reports.html", context)


@require_safe
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    _refuse_others(request)
    if key not in REPORTS or form not in tables.MEDIA_TYPES:
        raise Http404(key)
    report = REPORTS[key](clock.now())
    if form == tables.CSV:
        content = tables.as_csv(report.columns, report.rows)
    else:
        content = tables.as_xlsx(report.title, report.columns, report.rows)
    response = HttpResponse(content, content_type=tables.MEDIA_TYPES[form])
    name = f"cltp-{key}-{clock.today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _refuse_others(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
