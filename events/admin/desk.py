"""What every page of an edition's desk shares: who may open it, its edition, its frame."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from events.models import Edition, Part
from learning_portal.foundation import folding

View = Callable[..., HttpResponse]
MAY = {
    "see": "events.view_registration",
    "change": "events.change_registration",
    "export": "events.add_attendeeexport",
    "check_in": "events.add_checkin",
    "write": "events.add_announcement",
    "travel": "events.change_travelsupport",
    "needs": "events.view_needs",
    "copy": "events.add_edition",
    "correct": "events.change_certificate",
}


def needs(*actions: str) -> Callable[[View], View]:
    """A page for those who may do all of this; it is given the edition of its address."""

    def keep(view: View) -> View:
        @wraps(view)
        @never_cache
        def kept(request: HttpRequest, key: int, **more: Any) -> HttpResponse:
            if not request.user.has_perms([MAY[action] for action in actions]):
                raise PermissionDenied
            editions = Edition.objects.select_related("venue", "gathering")
            return view(request, get_object_or_404(editions, pk=key), **more)

        return kept

    return keep


def part(request: HttpRequest, otherwise: Part = Part.PLACES) -> Part:
    """The part of the list that the address names; another word is taken for none."""
    said = request.GET.get("part", "")
    return Part(said) if said in Part.values else otherwise


def words(request: HttpRequest) -> str:
    said = (request.POST if request.method == "POST" else request.GET).get("q", "")
    return " ".join(folding.tidy(said).split())[:100]


def page(
    request: HttpRequest,
    edition: Edition,
    name: str,
    title: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """`templates/admin/events/desk/<name>.html` in the desk's frame."""
    shared = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "opts": Edition._meta,
        "edition": edition,
        "title": title,
        "here": name,
        "may": {action: request.user.has_perm(code) for action, code in MAY.items()},
    }
    template = f"admin/events/desk/{name}.html"
    return TemplateResponse(request, template, {**shared, **context}, status=status)
