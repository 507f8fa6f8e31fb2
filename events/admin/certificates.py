"""After the day, at the desk: who came, certificates, and what stays of what people told."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import label_for_field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from events import certificates
from events.admin.desk import MAY
from events.admin.desk_tables import refuse_without
from events.models import Certificate, Edition
from events.models.retention import DELETION_DAYS
from events.registration import Refused
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.read_only import ReadOnlyAdmin

SEE, ISSUE = "events.view_certificate", "events.add_certificate"
CORRECT = "events.change_certificate"


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    """Issued from the edition's page after the day; here is only what was."""

    list_display = ["registration", "issued_at"]
    list_filter = [("registration__edition", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["registration__edition"]
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(after)
        return [path("edition/<int:key>/", page, name="events_after"), *super().get_urls()]


@require_http_methods(["GET", "HEAD", "POST"])
def after(request: HttpRequest, key: int) -> HttpResponse:
    refuse_without(request, ISSUE if request.method == "POST" else SEE)
    edition = get_object_or_404(Edition.objects.select_related("venue"), pk=key)
    if request.method == "POST":
        return _start(request, edition)
    worth = certificates.hours(edition)
    expires = clock.months_later(clock.today(), certificates.MONTHS_VALID)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "opts": Certificate._meta,
        "title": f"After the day: {edition}",
        "edition": edition,
        "why_not": certificates.why_not(edition),
        "hours": worth,
        "expires": time_labels.day(expires),
        "attended": edition.registrations.attended().distinct().count(),
        "issued": Certificate.objects.filter(registration__edition=edition).count(),
        "due": certificates.due(edition).count(),
        "may_issue": request.user.has_perm(ISSUE),
        "may_correct": request.user.has_perms([CORRECT, MAY["see"]]),
        "sessions": edition.sessions.prefetch_related("materials"),
        "days": [
            (label_for_field(name, Edition), getattr(edition, name)) for name in DELETION_DAYS
        ],
        "kept": edition.kept_counts.all(),
    }
    return TemplateResponse(request, "admin/events/certificate/after.html", context)


def _start(request: HttpRequest, edition: Edition) -> HttpResponse:
    try:
        number = certificates.start(edition)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        rest = certificates.due(edition).count()
        later = f" The other {rest} follow within minutes." if rest else ""
        said = f"{number} certificate{'' if number == 1 else 's'} issued, and a message to each."
        messages.success(request, f"{said}{later} Who is checked in later gets one too.")
    return redirect("admin:events_after", edition.pk)
