"""The list of the programme's courses, searched from either side: by course, or by training."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalogue import paging
from cltp import finding, reading
from cltp.finding import Asked
from cltp.models import Course, Decision, ProgrammeCertificate
from cltp.models.course import CourseQuerySet
from learning_portal.foundation import folding

LONGEST_SEARCH = 200
TOO_LONG = f"Search for at most {LONGEST_SEARCH} characters: the rest was left out."
MOST_CERTIFICATES = 5
MOST_DECISIONS = 10


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Every course, what each taught and what the certificate asked for; or what a search finds."""
    asked = " ".join(folding.tidy(request.GET.get("q", "")).split())
    words = asked[:LONGEST_SEARCH]
    query = urlencode({"q": words}) if words else ""
    context: dict[str, Any] = {"section": "cltp", "words": words, "query": query}
    rows = called(Course.objects.by_code().with_outcomes(), words)
    try:
        page = paging.page(rows, request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context["last_page"] = none.last
        return TemplateResponse(request, "cltp/no_such_page.html", context, status=404)
    context |= {
        "page": page,
        "has_sample": any(course.is_sample for course in page.rows),
        "error": TOO_LONG if len(asked) > LONGEST_SEARCH else "",
    }
    context |= _decisions(words) if words else _certificates()
    status = 400 if context["error"] else 200
    return TemplateResponse(request, "cltp/courses.html", context, status=status)


def called(rows: CourseQuerySet, words: str) -> CourseQuerySet:
    """Courses that have each of these words in their code, title or other names."""
    if not words:
        return rows
    gap = Value(" ")
    parts = ("code", gap, "title", gap, _spaced("aliases"), gap, _spaced("former_codes"))
    names = Concat(*parts, output_field=TextField())
    folded = rows.annotate(names=Func(names, function="portal_fold", output_field=TextField()))
    for word in words.split()[: finding.MOST_WORDS]:
        plain = Func(Value(word), function="portal_fold", output_field=TextField())
        folded = folded.filter(names__contains=plain)
    return folded


def _spaced(field: str) -> Func:
    return Func(F(field), Value(" "), function="array_to_string", output_field=TextField())


def _certificates() -> dict[str, Any]:
    rows = ProgrammeCertificate.objects.real_first().with_rules()
    return {"certificates": rows[:MOST_CERTIFICATES]}


def _decisions(words: str) -> dict[str, Any]:
    """Those that name the words on either side, the newest few of them."""
    rows = finding.find(Decision.objects.for_reading(), Asked(words=words))
    found = list(rows[: MOST_DECISIONS + 1])
    shown = found[:MOST_DECISIONS]
    return {
        "decisions": [
            (row, reading.courses_side(row), reading.training_side(row)) for row in shown
        ],
        "has_more": len(found) > MOST_DECISIONS,
        "has_sample_decisions": any(row.is_sample for row in shown),
    }
