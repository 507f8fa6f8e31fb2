"""A registration's private address: see it, take an offer, change it, give it up.

Nothing changes on a GET: mail scanners open every link.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events import calendars, door_codes, reading, registration
from events.forms import ReviseForm, typed
from events.models import Registration, State, Way
from events.registration import Refused
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.letters import qr_svg

TITLES = {
    State.CONFIRMED: "You have a place",
    State.OFFERED: "A place is offered to you",
    State.WAITING: "You are on the waiting list",
    State.LAPSED: "The place offered to you has passed on",
    State.CANCELLED: "Your registration is cancelled",
}


@never_cache
@require_safe
def place(request: HttpRequest, token: str) -> HttpResponse:
    return _shown(request, _found(token))


@never_cache
@require_POST
def accept(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    try:
        registration.accept(registration=found)
    except Refused as refused:
        return _shown(request, _found(token), str(refused), 409)
    return redirect(found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """A question first; giving up is by POST."""
    found = _found(token)
    if request.method == "POST":
        registration.cancel(registration=found)
        return redirect(found)
    if not found.is_live:
        return redirect(found)
    return _page(request, "events/place_cancel.html", found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    if not found.is_live:
        return redirect(found)
    if request.method != "POST":
        return _form(request, found, ReviseForm(initial=typed(found), edition=found.edition))
    form = ReviseForm(request.POST, edition=found.edition)
    if form.is_caught:
        return redirect(found)
    if not form.is_valid():
        return _form(request, found, form, 400)
    try:
        registration.revise(registration=found, person=form.person())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _form(request, found, form, 409)
    return redirect(found)


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Of one who has a place or had one; it says so where it is cancelled."""
    content = calendars.of_registration(_found(token))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(token: str) -> Registration:
    rows = Registration.objects.select_related(
        "edition__venue", "edition__gathering", "library", "federation", "needs", "travel",
        "certificate__letter",
    )  # fmt: skip
    return get_object_or_404(rows, token=token)


def _form(
    request: HttpRequest, found: Registration, form: ReviseForm, status: int = 200
) -> HttpResponse:
    return _page(request, "events/place_change.html", found, {"form": form}, status)


def _shown(
    request: HttpRequest, found: Registration, problem: str = "", status: int = 200
) -> HttpResponse:
    edition, at = found.edition, clock.now()
    until = found.offered_until
    context = {
        "problem": problem,
        "title": _title(found),
        "state": found.state,
        "ahead": found.ahead() if found.state == State.WAITING else 0,
        "offered_until": time_labels.moment(until, edition.zone) if until else "",
        "has_run_out": until is not None and until <= at,
        "is_over": edition.is_over(at),
        "door_code": _door_code(found),
        "takes_feedback": edition.takes_feedback(at),
        "when": reading.when(edition, request.clock),  # type: ignore[attr-defined]
        "can_register": not registration.why_closed(edition, at),
    }
    return _page(request, "events/place.html", found, context, status)


def _door_code(found: Registration) -> str:
    """What is shown at the door; nothing where there is none to pass."""
    if found.state != State.CONFIRMED or found.edition.way == Way.ONLINE:
        return ""
    return qr_svg(found.address(door_codes.path(found)), title="QR code for the door")


def _title(found: Registration) -> str:
    if found.edition.is_cancelled:
        return f"Cancelled: {found.edition.title}"
    return TITLES[State(found.state)]


def _page(
    request: HttpRequest,
    template: str,
    found: Registration,
    context: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **(context or {}),
        "section": "events",
        "registration": found,
        "edition": found.edition,
    }
    response = TemplateResponse(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
