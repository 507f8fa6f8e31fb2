"""One listing's page, public or as a curator's preview."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString

from catalogue import reading, rows, site
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Origin
from catalogue.outlets import jsonld
from learning_portal.foundation import clock, time_labels

MOST_NEXT = 5
NOT_INDEXED = SafeString('<meta name="robots" content="noindex">')


@dataclass(frozen=True)
class Parts:
    """What the page of a listing is put together from: text, and HTML."""

    key: int
    title: str
    description: str
    head: SafeString
    main: SafeString


def page(request: HttpRequest, parts: Parts, *, preview: bool = False) -> TemplateResponse:
    context = {"section": "find", "listing": parts, "preview": preview}
    return TemplateResponse(request, "catalogue/opportunity.html", context)


def parts(request: HttpRequest, opportunity: Opportunity, *, preview: bool = False) -> Parts:
    """Of a listing fetched with its provider, topics and sessions."""
    context = _context(request, opportunity) | {"preview": preview}
    head = NOT_INDEXED if preview else jsonld.script(opportunity, site.address(request))
    return Parts(
        key=opportunity.pk,
        title=opportunity.title,
        description=opportunity.summary or opportunity.title,
        head=head,
        main=render_to_string("catalogue/listing.html", context, request),
    )


def _context(request: HttpRequest, opportunity: Opportunity) -> dict[str, Any]:
    at = clock.now()
    readers = request.clock  # type: ignore[attr-defined]
    sessions = [reading.times(session, readers, at) for session in opportunity.sessions.all()]
    upcoming = [each for each in sessions if not each.is_over]
    is_over = opportunity.is_over(at)
    return {
        "opportunity": opportunity,
        "address": f"{site.address(request)}{opportunity.get_absolute_url()}",
        "upcoming": upcoming or sessions,
        "earlier": [each for each in sessions if each.is_over] if upcoming else [],
        "has_dates": any(each.machine for each in sessions),
        "undated": rows.row(opportunity, readers, at).undated if not sessions else "",
        "facts": reading.facts(opportunity),
        "closing": reading.closing(opportunity, readers, at),
        "places": _places(opportunity),
        "is_over": is_over,
        "dead_since": opportunity.link_dead_since and time_labels.day(opportunity.link_dead_since),
        "is_sample": opportunity.origin == Origin.SAMPLE,
        "is_unchecked": opportunity.origin == Origin.STARTER and not opportunity.checked_on,
        "next": _next(opportunity, request) if is_over else [],
        "register_at": opportunity.registration_url or opportunity.url,
    }


def _places(opportunity: Opportunity) -> list[str]:
    """The places of its sessions, each once, in order."""
    return list(
        dict.fromkeys(place for session in opportunity.sessions.all() if (place := session.place()))
    )


def _next(opportunity: Opportunity, request: HttpRequest) -> list[rows.Row]:
    """What a reader of a past listing may take instead: about the same, or by the same."""
    at = clock.now()
    topics = [topic.pk for topic in opportunity.topics.all()]
    alike = Opportunity.objects.current(at).alike(opportunity.provider_id, topics)
    found = alike.exclude(pk=opportunity.pk).soonest_first(at).for_rows()[:MOST_NEXT]
    return rows.rows(found, request.clock, at)  # type: ignore[attr-defined]
