from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalogue import paging
from cltp.models import Course, ProgrammeCertificate

MOST_CERTIFICATES = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "cltp/home.html", {"section": "cltp"})


@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """Every course of the programme, what each taught, and what the certificate asked for."""
    context: dict[str, Any] = {"section": "cltp"}
    try:
        page = paging.page(Course.objects.by_code().with_outcomes(), request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context |= {"last_page": none.last, "query": ""}
        return TemplateResponse(request, "cltp/no_such_page.html", context, status=404)
    certificates = ProgrammeCertificate.objects.prefetch_related("rules__sets__courses")
    context |= {
        "page": page,
        "certificates": certificates[:MOST_CERTIFICATES],
        "has_sample": any(course.is_sample for course in page.rows),
    }
    return TemplateResponse(request, "cltp/courses.html", context)
