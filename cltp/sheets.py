"""The answer sheets: of one course, and of the whole certificate; as a page and as a table."""

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import site
from catalogue.models import Opportunity
from catalogue.models.change import version
from catalogue.revalidation import revalidated
from cltp import answer_table, answers, coming_up, named
from cltp.answers import Sheet
from cltp.models import Course, Decision, ProgrammeCertificate
from cltp.models.decision_queryset import DecisionQuerySet
from learning_portal.foundation import clock, folding, time_labels

MOST_DECISIONS = 100
MOST_COMING = 12
MOST_CERTIFICATES = 10


@require_safe
@revalidated
def course(request: HttpRequest, code: str) -> HttpResponse:
    _versioned(request)
    found = named.by_code(code)
    if found is None:
        return _by_name(request, code)
    if found.code != code:
        return redirect(found, permanent=True)
    context = _context(request, found, Decision.objects.of_course(found.pk))
    context["certificates"] = ProgrammeCertificate.objects.filter(
        rules__sets__courses=found
    ).distinct()[:MOST_CERTIFICATES]
    return TemplateResponse(request, "cltp/course.html", context)


@require_safe
def course_table(request: HttpRequest, code: str) -> HttpResponse:
    found = named.by_code(code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("cltp:course_table", found.code, permanent=True)
    return _table(request, found, Decision.objects.of_course(found.pk), f"cltp-{found.code}")


@require_safe
@revalidated
def certificate(request: HttpRequest, key: int | None = None) -> HttpResponse:
    """Without a key, the programme's certificate; few portals will ever hold two."""
    _versioned(request)
    found, others = _certificates(key)
    if found is None:
        return TemplateResponse(request, "cltp/no_certificate.html", {"section": "cltp"})
    context = _context(request, found, Decision.objects.of_certificate(found.pk))
    return TemplateResponse(request, "cltp/certificate.html", context | {"others": others})


@require_safe
def certificate_table(request: HttpRequest, key: int | None = None) -> HttpResponse:
    found, _others = _certificates(key)
    if found is None:
        raise Http404
    return _table(request, found, Decision.objects.of_certificate(found.pk), "cltp-certificate")


def _versioned(request: HttpRequest) -> None:
    request.catalogue_version = version()  # type: ignore[attr-defined]


def _certificates(
    key: int | None,
) -> tuple[ProgrammeCertificate | None, list[ProgrammeCertificate]]:
    """The one asked for, and the others. Raises Http404 where the key is nobody's."""
    rows = list(ProgrammeCertificate.objects.real_first().with_rules()[:MOST_CERTIFICATES])
    if key is None:
        return (rows[0], rows[1:]) if rows else (None, [])
    found = next((row for row in rows if row.pk == key), None)
    if found is None:
        raise Http404
    return found, [row for row in rows if row != found]


def _context(
    request: HttpRequest, subject: Course | ProgrammeCertificate, decisions: DecisionQuerySet
) -> dict[str, Any]:
    at = clock.now()
    sheet, is_capped = _sheet(subject, decisions, at)
    coming = _coming(request, sheet, at)
    return {
        "section": "cltp",
        "subject": subject,
        "sheet": sheet,
        "is_capped": is_capped,
        "coming": coming[:MOST_COMING],
        "coming_left_out": max(len(coming) - MOST_COMING, 0),
        "as_of": time_labels.moment(at),
        "site": site.address(request),
        "course_kept": answers.COURSE_KEPT,
        "certificate_kept": answers.CERTIFICATE_KEPT,
    }


def _sheet(
    subject: Course | ProgrammeCertificate, decisions: DecisionQuerySet, at: dt.datetime
) -> tuple[Sheet, bool]:
    """The newest decisions, and whether there are more than a sheet holds."""
    rows = decisions.published().for_reading().prefetch_related("evidence").newest_first()
    found = list(rows[: MOST_DECISIONS + 1])
    sheet = answers.sheet(found[:MOST_DECISIONS], subject, clock.bc_day(at))
    return sheet, len(found) > MOST_DECISIONS


def _coming(request: HttpRequest, sheet: Sheet, at: dt.datetime) -> list[coming_up.Coming]:
    keys = coming_up.listings(sheet)
    if not keys:
        return []
    current = Opportunity.objects.current(at).keyed(sorted(keys)).soonest_first(at).for_rows()
    return coming_up.coming_up(sheet, current, request.clock, at)  # type: ignore[attr-defined]


def _table(
    request: HttpRequest,
    subject: Course | ProgrammeCertificate,
    decisions: DecisionQuerySet,
    name: str,
) -> HttpResponse:
    at = clock.now()
    sheet, is_capped = _sheet(subject, decisions, at)
    coming = _coming(request, sheet, at)[:MOST_COMING]
    table = answer_table.written(sheet, coming, at, site.address(request), is_capped=is_capped)
    sample = "-sample" if subject.is_sample else ""
    file = f"{folding.slug(name)}{sample}-{clock.bc_day(at).isoformat()}.csv"
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _by_name(request: HttpRequest, written: str) -> HttpResponse:
    """To the one course of this name; where there is none, or are several, a page that helps."""
    found = named.by_name(written)
    if len(found) == 1:
        return redirect(found[0])
    context = {
        "section": "cltp",
        "written": folding.tidy(written)[: named.LONGEST],
        "found": found,
        "ask": reverse("cltp:ask"),
    }
    return TemplateResponse(request, "cltp/no_such_course.html", context, status=404)
