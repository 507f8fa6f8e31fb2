"""What stands around every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from learning_portal.foundation import clock

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CLOCK_COOKIE = "clock"
LONGEST_QUERY = 4000


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Send SECURE_CSP (the name Django 6 gives it) on every page that has no policy of its own."""
    policy = "; ".join(f"{name} {' '.join(words)}" for name, words in settings.SECURE_CSP.items())

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def refuse_hostile_addresses(get_response: GetResponse) -> GetResponse:
    """Answer addresses no person typed: a query string past all use, or a NUL in path or query."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return _refusal(request, 414)
        if "\x00" in request.path or "%00" in query or "\x00" in query:
            return _refusal(request, 400)
        return get_response(request)

    return middleware


def _refusal(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"{status}.html", status=status)


def explain_wrong_methods(get_response: GetResponse) -> GetResponse:
    """Django answers a wrong method with an empty page: say what happened instead."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 405 or response.streaming or response.content:  # type: ignore[attr-defined]
            return response
        explained = _refusal(request, 405)
        explained.headers["Allow"] = response.headers["Allow"]
        return explained

    return middleware


def readers_clock(get_response: GetResponse) -> GetResponse:
    """Put the clock the reader chose (a cookie; BC's unless chosen) on the request."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        offered = clock.clocks(settings.EAST_KOOTENAY_ZONE)
        chosen = request.COOKIES.get(CLOCK_COOKIE, "")
        request.clock = offered.get(chosen, clock.BC_CLOCK)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
