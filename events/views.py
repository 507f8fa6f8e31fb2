from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events import reading
from events.models import Edition, Gathering
from events.models.gathering import RURAL_LIBRARY_DAY
from learning_portal.foundation import clock
from learning_portal.foundation.clock import Clock

MOST_COMING, MOST_PAST = 10, 20


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    at, editions = clock.now(), Edition.objects.with_held().select_related("gathering", "venue")
    context = {
        "section": "events",
        "coming": _described(request, editions.coming(at)[:MOST_COMING]),
        "past": _described(request, editions.past(at).with_materials()[:MOST_PAST]),
    }
    return TemplateResponse(request, "events/home.html", context)


@require_safe
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition; a gathering's own address leads to its next edition."""
    shown = Edition.objects.shown().with_held().select_related("gathering", "venue", "call")
    found = shown.filter(slug=slug).first()
    if found is None:
        return _elsewhere(slug)
    readers = request.clock  # type: ignore[attr-defined]
    context = {
        "section": "events",
        "edition": found,
        "when": reading.when(found, readers),
        "standing": reading.standing(found, clock.now()),
        "registration": reading.registration(found, clock.now()),
        "call_is_open": reading.call_is_open(found, clock.now()),
        "takes_feedback": found.takes_feedback(),
    }
    return TemplateResponse(request, "events/edition.html", context)


def _elsewhere(slug: str) -> HttpResponse:
    """Where an address that is no edition's leads. Raises Http404."""
    gathering = Gathering.objects.filter(slug=slug).first()
    if gathering is not None:
        editions = Edition.objects.filter(gathering=gathering)
        following = editions.coming().not_cancelled().first() or editions.coming().first()
        return redirect(following or "events:home")
    if slug == RURAL_LIBRARY_DAY:
        return redirect("events:home")
    former = Edition.formerly(slug).filter(is_shown=True).first()
    if former is None:
        raise Http404
    return redirect(former, permanent=True)


def _described(request: HttpRequest, editions: QuerySet[Edition]) -> list[dict[str, object]]:
    readers: Clock = request.clock  # type: ignore[attr-defined]
    at = clock.now()
    return [
        {
            "edition": each,
            "when": reading.when(each, readers),
            "standing": reading.standing(each, at),
        }
        for each in editions
    ]
