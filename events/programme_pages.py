"""The programme: a page by time or by track, one's own by address, and calendar files."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from catalogue import site
from events import calendars, timetable
from events.models import Edition, ProgrammeSession
from learning_portal.foundation import clock


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _shown(slug)
    wanted = timetable.asked(request.GET)
    found = timetable.sessions(edition)
    shown = timetable.chosen(found, wanted)
    readers = request.clock  # type: ignore[attr-defined]
    context = {
        "section": "events",
        "edition": edition,
        "asked": wanted,
        "groups": timetable.groups(shown, wanted, readers),
        "has_tracks": any(each.track_id for each in found),
        "can_choose": any(each.kind == "session" for each in found),
        "by_time": wanted.query(by="time"),
        "by_track": wanted.query(by="track"),
        "everything": wanted.query(all="1"),
        "only_mine": wanted.query(all=""),
        "clock_name": _clock_name(edition),
    }
    return TemplateResponse(request, "events/programme.html", context)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole programme or, with `mine`, one's own."""
    edition = _shown(slug)
    shown = timetable.chosen(timetable.sessions(edition), timetable.asked(request.GET))
    return _file(request, edition, shown, "programme.ics")


@require_safe
def session_calendar(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    edition = _shown(slug)
    found = [each for each in timetable.sessions(edition) if each.pk == key]
    if not found:
        raise Http404
    return _file(request, edition, found, "session.ics")


def _shown(slug: str) -> Edition:
    editions = Edition.objects.shown().filter(programme_shown=True)
    return get_object_or_404(editions.select_related("venue", "gathering"), slug=slug)


def _clock_name(edition: Edition) -> str:
    return clock.clock_name(edition.zone)


def _file(
    request: HttpRequest, edition: Edition, sessions: Iterable[ProgrammeSession], name: str
) -> HttpResponse:
    content = calendars.of_programme(edition, sessions, site.address(request))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
