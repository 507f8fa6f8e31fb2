"""One listing's page, public or as a curator's preview."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe

from catalogue import listed, reading, rows, site
from catalogue.listed import Listed
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Kind, Origin, Status, label
from catalogue.outlets import jsonld
from catalogue.reading import AnyListing
from catalogue.tally import Moment
from learning_portal.foundation import clock, time_labels

MOST_NEXT = 5
NOT_INDEXED = SafeString('<meta name="robots" content="noindex">')


@dataclass(frozen=True)
class Parts:
    head: SafeString
    main: SafeString
    is_preview: bool = False


def page(request: HttpRequest, listing: Listed, moment: Moment) -> TemplateResponse:
    """Its parts are kept for the moment: they read the same for everybody with the same clock."""

    def parts() -> Parts:
        about = listed.published_description(listing.pk)
        return Parts(
            jsonld.script(listing, site.address(request)),
            _main(request, listing, {"topics": listing.topics, "about": about}),
        )

    # They hold links back to this very address: what its query says is nobody else's.
    name = f"page {listing.pk} {request.clock.key} {site.address(request)}"  # type: ignore[attr-defined]
    return _page(request, listing, parts() if request.GET else moment.part(name, parts))


def preview(request: HttpRequest, listing: Opportunity) -> TemplateResponse:
    """As a curator sees it, published or not; fetched with its provider, topics and sessions."""
    about = mark_safe(listing.description_html)  # noqa: S308 - made safe when it was saved
    seen = {"topics": listing.topics.all(), "about": about, "preview": True}
    main = _main(request, listing, seen)
    return _page(request, listing, Parts(NOT_INDEXED, main, is_preview=True))


def _page(request: HttpRequest, listing: AnyListing, parts: Parts) -> TemplateResponse:
    context = {"section": "find", "listing": listing, "parts": parts}
    return TemplateResponse(request, "catalogue/opportunity.html", context)


def _main(request: HttpRequest, listing: AnyListing, parts: dict[str, Any]) -> SafeString:
    return render_to_string("catalogue/listing.html", _context(request, listing) | parts, request)


def _context(request: HttpRequest, opportunity: AnyListing) -> dict[str, Any]:
    at = clock.now()
    readers = request.clock  # type: ignore[attr-defined]
    sessions = [reading.times(session, readers, at) for session in opportunity.sittings()]
    upcoming = [each for each in sessions if not each.is_over]
    is_over = opportunity.is_over(at)
    return {
        "opportunity": opportunity,
        "kind": label(Kind, opportunity.kind),
        "status": label(Status, opportunity.status).lower(),
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


def _places(opportunity: AnyListing) -> list[str]:
    """The places of its sessions, each once, in order."""
    return list(
        dict.fromkeys(place for session in opportunity.sittings() if (place := session.place()))
    )


def _next(listing: AnyListing, request: HttpRequest) -> list[rows.Row]:
    """What a reader of a past listing may take instead: about the same, or by the same."""
    at = clock.now()
    alike = Opportunity.objects.current(at).alike(listing.provider_id, listing.topic_keys)
    found = alike.exclude(pk=listing.pk).soonest_first(at).for_rows()[:MOST_NEXT]
    return rows.rows(found, request.clock, at)  # type: ignore[attr-defined]
