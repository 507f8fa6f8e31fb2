"""The public form that asks for an assessment."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cltp.forms import AskForm, prefilled
from cltp.models import Course
from cltp.models.request import MONTHS_KEPT
from learning_portal.foundation import protection

# A whole library system may stand behind one address.
MOST_REQUESTS = 30
IN = dt.timedelta(minutes=10)
MOST_NAMED = 300


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, AskForm(initial=prefilled(request.GET)))
    form = AskForm(request.POST)
    if form.is_caught:
        return redirect("cltp:asked")
    if not form.is_valid():
        return _form(request, form, 400)
    if not protection.allow(request, purpose="ask", limit=MOST_REQUESTS, window=IN):
        form.add_error(None, protection.TOO_MANY)
        return _form(request, form, 429)
    form.save()
    return redirect("cltp:asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "cltp/asked.html", {"section": "cltp"})


def _form(request: HttpRequest, form: AskForm, status: int = 200) -> HttpResponse:
    context = {
        "section": "cltp",
        "form": form,
        "courses": Course.objects.real().by_code()[:MOST_NAMED],
        "months_kept": MONTHS_KEPT,
    }
    response = TemplateResponse(request, "cltp/ask.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(int(IN.total_seconds()))
    return response
