"""A listing as schema.org data for search engines: a record in, dictionaries out."""

import datetime as dt
import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from catalogue.models.vocabulary import (
    Cost,
    Delivery,
    Kind,
    Language,
    Level,
    Origin,
    SessionState,
    Timing,
    label,
)
from catalogue.reading import AnyListing, AnySession
from learning_portal.foundation import clock

SCHEMA = "https://schema.org"
MOST_EVENTS = 20
ATTENDANCE = {
    Delivery.IN_PERSON: "OfflineEventAttendanceMode",
    Delivery.HYBRID: "MixedEventAttendanceMode",
    Delivery.ONLINE_LIVE: "OnlineEventAttendanceMode",
    Delivery.ONLINE_FACILITATED: "OnlineEventAttendanceMode",
    Delivery.ONLINE_SELF_PACED: "OnlineEventAttendanceMode",
}
COURSE_MODES = {
    Delivery.IN_PERSON: "Onsite",
    Delivery.HYBRID: "Blended",
    Delivery.ONLINE_LIVE: "Online",
    Delivery.ONLINE_FACILITATED: "Online",
    Delivery.ONLINE_SELF_PACED: "Online",
}
STATUSES = {
    SessionState.SCHEDULED: "EventScheduled",
    SessionState.TO_BE_ANNOUNCED: "EventScheduled",
    SessionState.CANCELLED: "EventCancelled",
    SessionState.MOVED: "EventRescheduled",
}
# Inside a script element these would end it or open another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
GATHERINGS = {Kind.IN_PERSON_EVENT, Kind.CONFERENCE}
RESOURCES = {Kind.RECORDING, Kind.COLLECTION}
CODES = {Language.ENGLISH: "en", Language.FRENCH: "fr", Language.SPANISH: "es", Language.ASL: "ase"}


NOT_INDEXED = SafeString('<meta name="robots" content="noindex">')


def script(opportunity: AnyListing, site: str) -> SafeString:
    """The data in a script element that runs nothing; a sample is for no search engine."""
    if opportunity.origin == Origin.SAMPLE:
        return NOT_INDEXED
    said = json.dumps(data(opportunity, site), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{said}</script>')  # noqa: S308


def data(opportunity: AnyListing, site: str) -> dict[str, Any]:
    """`Event` or `EducationEvent` for each dated session, else `Course` or `LearningResource`.

    The listing comes with provider and sessions; `site` is `https://host`.
    """
    dated = [session for session in opportunity.sittings() if session.starts]
    if len(dated) > MOST_EVENTS:
        dated = [session for session in dated if not session.is_over()] or dated
    if dated:
        graph = [_event(opportunity, session, site) for session in dated[:MOST_EVENTS]]
    else:
        graph = [_course(opportunity, site)]
    return {"@context": SCHEMA, "@graph": graph}


def _common(opportunity: AnyListing, site: str) -> dict[str, Any]:
    return _stated(
        {
            "name": opportunity.title,
            "description": opportunity.summary or opportunity.title,
            "url": f"{site}{opportunity.get_absolute_url()}",
            "inLanguage": [
                CODES[Language(word)] for word in opportunity.languages if word in CODES
            ],
            "isAccessibleForFree": _is_free(opportunity),
            "offers": _offer(opportunity),
        }
    )


def _event(opportunity: AnyListing, session: AnySession, site: str) -> dict[str, Any]:
    mode = ATTENDANCE.get(Delivery(opportunity.delivery))
    return _stated(
        {
            "@type": "Event" if opportunity.kind in GATHERINGS else "EducationEvent",
            **_common(opportunity, site),
            "name": ": ".join(filter(None, [opportunity.title, session.label])),
            **_dates(session),
            "eventStatus": f"{SCHEMA}/{STATUSES[SessionState(session.state)]}",
            "eventAttendanceMode": f"{SCHEMA}/{mode}" if mode else None,
            "location": _locations(opportunity, session, site),
            "organizer": _organization(opportunity),
        }
    )


def _dates(session: AnySession) -> dict[str, Any]:
    assert session.starts is not None  # noqa: S101 - the caller has asked
    if session.timing == Timing.TIMED:
        ends = session.ends.astimezone(clock.BC).isoformat() if session.ends else None
        return {"startDate": session.starts.astimezone(clock.BC).isoformat(), "endDate": ends}
    first = clock.wall(session.starts, session.zone).date()
    last = first
    if session.ends and session.timing == Timing.ALL_DAY:
        last = max(clock.wall(session.ends, session.zone).date() - clock.DAY, first)
    return {"startDate": first.isoformat(), "endDate": last.isoformat()}


def _locations(opportunity: AnyListing, session: AnySession, site: str) -> list[dict[str, Any]]:
    """An online one has an address in any case: the listing's page, where nobody stated one."""
    found: list[dict[str, Any]] = []
    if opportunity.delivery not in {Delivery.IN_PERSON, Delivery.NOT_STATED}:
        stated = opportunity.registration_url or opportunity.url
        address = stated or f"{site}{opportunity.get_absolute_url()}"
        found.append({"@type": "VirtualLocation", "url": address})
    if session.is_in_person:
        found.append(
            _stated(
                {
                    "@type": "Place",
                    "name": session.venue or session.city,
                    "address": _stated(
                        {
                            "@type": "PostalAddress",
                            "streetAddress": session.address,
                            "addressLocality": session.city,
                            "addressRegion": "BC" if session.region == "BC" else None,
                        }
                    ),
                }
            )
        )
    return found


def _course(opportunity: AnyListing, site: str) -> dict[str, Any]:
    if opportunity.kind in RESOURCES:
        common = {**_common(opportunity, site), "provider": _organization(opportunity)}
        return {"@type": "LearningResource", **common}
    mode = COURSE_MODES.get(Delivery(opportunity.delivery))
    instance = _stated({"courseMode": mode, "courseWorkload": _workload(opportunity)})
    return _stated(
        {
            "@type": "Course",
            **_common(opportunity, site),
            "provider": _organization(opportunity),
            "educationalLevel": None
            if opportunity.level == Level.NOT_STATED
            else label(Level, opportunity.level),
            "hasCourseInstance": {"@type": "CourseInstance", **instance} if instance else None,
        }
    )


def _workload(opportunity: AnyListing) -> str | None:
    """ISO 8601: `PT1H30M`."""
    if opportunity.hours is None:
        return None
    hours, minutes = divmod(round(opportunity.hours * 60), 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")


def _organization(opportunity: AnyListing) -> dict[str, Any]:
    provider = opportunity.provider
    return _stated({"@type": "Organization", "name": provider.name, "url": provider.url})


def _offer(opportunity: AnyListing) -> dict[str, Any] | None:
    price = 0 if opportunity.cost == Cost.FREE else opportunity.price
    if price is None:
        return None
    highest = opportunity.price_high
    prices: dict[str, str] = {"@type": "Offer", "price": f"{price}"}
    if highest is not None and highest != price:
        prices = {"@type": "AggregateOffer", "lowPrice": f"{price}", "highPrice": f"{highest}"}
    return _stated(
        {
            **prices,
            "priceCurrency": opportunity.currency or "CAD",
            "url": opportunity.registration_url or opportunity.url,
            "validThrough": _closes(opportunity.registration_closes),
        }
    )


def _closes(at: dt.datetime | None) -> str | None:
    return at.astimezone(clock.BC).isoformat() if at else None


def _is_free(opportunity: AnyListing) -> bool | None:
    known = {Cost.FREE: True, Cost.PAID: False}
    return known.get(Cost(opportunity.cost))


def _stated(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: an empty field would claim something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
