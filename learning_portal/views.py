"""The roof's own pages: home, the clock and the plain pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from catalogue import front
from catalogue.models import wording
from catalogue.revalidation import revalidated
from cltp.models import letter_request, record_log
from cltp.models import request as request_rows
from faq.models import Contact, letter
from learning_portal.foundation import clock
from learning_portal.foundation.models import message, signed_letter
from learning_portal.middleware import CLOCK_COOKIE

A_YEAR = 365 * 24 * 60 * 60


@require_safe
@revalidated
def home(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "learning_portal/home.html", front.context(request))


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {"contact": Contact.current()}
    return TemplateResponse(request, "learning_portal/about.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"contact": Contact.current()}
    return TemplateResponse(request, "learning_portal/accessibility.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": Contact.current(),
        "months_kept": letter.MONTHS_KEPT,
        "months_counted": wording.MONTHS_KEPT,
        "days_messages_kept": message.DAYS_KEPT,
        "months_letters_kept": signed_letter.MONTHS_KEPT,
        "months_requests": request_rows.MONTHS_KEPT,
        "months_looks_kept": record_log.MONTHS_KEPT,
        "days_request_kept": letter_request.DAYS_KEPT,
    }
    return TemplateResponse(request, "learning_portal/privacy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_clock(request: HttpRequest) -> HttpResponse:
    """The form for the clock times are written in; the choice is one first-party cookie."""
    offered = clock.clocks(settings.EAST_KOOTENAY_ZONE)
    back = _own_address(request, request.POST.get("next") or request.GET.get("next", ""))
    chosen = offered.get(request.POST.get("clock", ""))
    if request.method == "POST" and chosen:
        response = HttpResponseRedirect(back)
        response.set_cookie(
            CLOCK_COOKIE,
            chosen.key,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response
    context = {"offered": offered.values(), "back": back, "refused": request.method == "POST"}
    status = 400 if context["refused"] else 200
    return TemplateResponse(request, "learning_portal/clock.html", context, status=status)


def _own_address(request: HttpRequest, address: str) -> str:
    """The address if it is one of ours, else home: never a way to another site."""
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if safe and address.startswith("/") else "/"
