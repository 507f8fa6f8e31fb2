"""One listing's page, public or as a curator's preview."""

from django.http import HttpRequest
from django.template.response import TemplateResponse

from catalogue import reading, rows
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Origin
from learning_portal.foundation import clock

MOST_NEXT = 5


def page(
    request: HttpRequest, opportunity: Opportunity, *, preview: bool = False
) -> TemplateResponse:
    """The page of a listing fetched with its provider, topics and sessions."""
    at = clock.now()
    readers = request.clock  # type: ignore[attr-defined]
    sessions = [reading.times(session, readers, at) for session in opportunity.sessions.all()]
    upcoming = [each for each in sessions if not each.is_over]
    is_over = opportunity.is_over(at)
    context = {
        "section": "find",
        "opportunity": opportunity,
        "preview": preview,
        "upcoming": upcoming or sessions,
        "earlier": [each for each in sessions if each.is_over] if upcoming else [],
        "has_dates": any(each.machine for each in sessions),
        "undated": rows.row(opportunity, readers, at).undated if not sessions else "",
        "facts": reading.facts(opportunity),
        "closing": reading.closing(opportunity, readers, at),
        "places": _places(opportunity),
        "is_over": is_over,
        "is_sample": opportunity.origin == Origin.SAMPLE,
        "is_unchecked": opportunity.origin == Origin.STARTER and not opportunity.checked_on,
        "next": _next(opportunity, request) if is_over else [],
        "register_at": opportunity.registration_url or opportunity.url,
    }
    return TemplateResponse(request, "catalogue/opportunity.html", context)


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
