"""A registrant sees what the portal holds about them, and deletes it: at their private address."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import own_data
from events.models import Registration


@never_cache
@require_safe
def data(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    return _page(request, "events/own_data.html", found, {"rows": own_data.held(found)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """A question first; deleting is by POST. The address leads nowhere afterwards."""
    found = _found(token)
    if request.method != "POST":
        return _page(request, "events/own_data_delete.html", found)
    context = {
        "was_freed": found.is_live and not found.edition.is_over(),
        "letter": None if "certificate" in request.POST else own_data.letter_of(found),
        "email": found.email,
    }
    own_data.delete(registration=found, with_certificate="certificate" in request.POST)
    return _page(request, "events/own_data_deleted.html", found, context)


def _found(token: str) -> Registration:
    rows = Registration.objects.select_related(
        "edition__venue", "library", "federation", "needs", "travel", "certificate__letter"
    )
    return get_object_or_404(rows, token=token)


def _page(
    request: HttpRequest,
    template: str,
    found: Registration,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    shared = {
        "letter": own_data.letter_of(found),
        "section": "events",
        "registration": found,
        "edition": found.edition,
        "is_over": found.edition.is_over(),
    }
    response = TemplateResponse(request, template, {**shared, **(context or {})})
    response["X-Robots-Tag"] = "noindex"
    return response
