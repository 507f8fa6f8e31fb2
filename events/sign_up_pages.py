"""Signing up for sessions, at a registration's private address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events import programme, timetable
from events.models import ProgrammeSession, Registration, State
from events.registration import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions that ask for it, each with a button; `join` or `leave` names one by POST."""
    found = _found(token)
    if request.method != "POST":
        return _page(request, found)
    join = request.POST.get("join", "")
    key = join or request.POST.get("leave", "")
    if not (key.isascii() and key.isdigit() and len(key) < 12):
        return _page(request, found, "Choose a session, and press its button.", 400)
    rows = ProgrammeSession.objects.filter(edition=found.edition)
    session = get_object_or_404(rows, pk=int(key))
    try:
        if join:
            programme.sign_up(registration=found, session=session)
        else:
            programme.leave(registration=found, session=session)
    except Refused as refused:
        return _page(request, found, str(refused), 409)
    return redirect("events:place_sessions", token)


def _found(token: str) -> Registration:
    rows = Registration.objects.select_related("edition__venue")
    return get_object_or_404(
        rows, token=token, state=State.CONFIRMED, edition__programme_shown=True
    )


def _page(
    request: HttpRequest, found: Registration, problem: str = "", status: int = 200
) -> HttpResponse:
    mine = set(found.sign_ups.values_list("session_id", flat=True))
    offered = [
        each for each in timetable.sessions(found.edition) if each.capacity or each.pk in mine
    ]
    wanted = timetable.Asked(timetable.By.TIME.value, tuple(mine), everything=True)
    context = {
        "section": "events",
        "registration": found,
        "edition": found.edition,
        "problem": problem,
        "groups": timetable.groups(offered, wanted, request.clock),  # type: ignore[attr-defined]
    }
    response = TemplateResponse(request, "events/place_sessions.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
