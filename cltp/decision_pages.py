"""The public pages of decisions: the list, and each version at its own address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalogue import paging
from cltp import finding, reading
from cltp.forms import DecisionSearch
from cltp.models import Course, Decision
from cltp.models.vocabulary import Finding, State

MOST_COURSES = 300  # in the filter's list


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    search = DecisionSearch(request.GET)
    readable = search.is_valid()
    query = search.query()
    rows = finding.find(Decision.objects.for_reading(), search.asked())
    context = {"section": "cltp", "search": search, "query": query, "findings": Finding.choices}
    try:
        page = paging.page(rows, request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context["last_page"] = none.last
        return TemplateResponse(request, "cltp/no_such_page.html", context, status=404)
    context |= {
        "page": page,
        "rows": [(row, reading.courses_side(row), reading.training_side(row)) for row in page.rows],
        "courses": Course.objects.by_code()[:MOST_COURSES],
        "has_sample": any(row.is_sample for row in page.rows),
        "errors": search.errors,
    }
    status = 200 if readable else 400
    return TemplateResponse(request, "cltp/decisions.html", context, status=status)


@require_safe
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """To the version that stands or, where none does, to the last."""
    found = Decision.objects.latest_of(number)
    if found is None:
        raise Http404
    return redirect(found)


@require_safe
def decision_version(request: HttpRequest, number: int, version: int) -> HttpResponse:
    rows = Decision.objects.ever_published().for_reading().prefetch_related("evidence", "steps")
    found = rows.filter(number=number, version=version).first()
    if found is None:
        raise Http404
    context = {
        "section": "cltp",
        "decision": found,
        "courses_side": reading.courses_side(found),
        "training_side": reading.training_side(found),
        "meaning": reading.MEANING[found.finding],
        "decided_on": reading.day(found.decided_on),
        "review_by": reading.day(found.review_by),
        "completed": reading.completed(found),
        "happened": reading.happened(found),
        "changes": found.changes(),
        "is_under_review": found.state == State.UNDER_REVIEW,
        "is_withdrawn": found.state == State.WITHDRAWN,
        "evidence": [each for each in found.evidence.all() if each.is_public],
    }
    return TemplateResponse(request, "cltp/decision.html", context)
