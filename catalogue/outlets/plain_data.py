"""Listings as plain data for other sites: records in, dictionaries out.

What is not known is null, an empty list or `not-stated`; instants end in Z, and each has its
twin in BC time.
"""

import datetime as dt
from typing import Any

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Timing
from learning_portal.foundation import clock


def listing(opportunity: Opportunity, site: str) -> dict[str, Any]:
    """One listing, fetched with provider, topics and sessions; `site` is `https://host`."""
    page = f"{site}{opportunity.get_absolute_url()}"
    return {
        "slug": opportunity.slug,
        "url": page,
        "calendar": f"{page.removesuffix('/')}.ics",
        "title": opportunity.title,
        "summary": opportunity.summary,
        "description_html": opportunity.description_html,
        "kind": opportunity.kind,
        "origin": opportunity.origin,
        "provider": {
            "slug": opportunity.provider.slug,
            "name": opportunity.provider.name,
            "country": opportunity.provider.country or None,
            "region": opportunity.provider.region,
            "url": opportunity.provider.url or None,
        },
        "provider_page": opportunity.url or None,
        "topics": [topic.slug for topic in opportunity.topics.all()],
        "audience": opportunity.audience,
        "level": opportunity.level,
        "languages": opportunity.languages,
        "bc_context": opportunity.bc_context,
        "delivery": opportunity.delivery,
        "hours": _number(opportunity.hours),
        "length_note": opportunity.length_note,
        "cost": opportunity.cost,
        "price": {
            "amount": _number(opportunity.price),
            "highest": _number(opportunity.price_high),
            "currency": opportunity.currency or None,
            "per": opportunity.price_per,
            "note": opportunity.price_note,
        },
        "registration": {
            "url": opportunity.registration_url or None,
            **_moments("closes", opportunity.registration_closes),
        },
        "recording": {
            "state": opportunity.recording,
            "url": opportunity.recording_url or None,
            "until": opportunity.recording_until,
        },
        "certificate": opportunity.certificate,
        "access": opportunity.access,
        "capacity_note": opportunity.capacity_note,
        "sessions": [session(each) for each in opportunity.sessions.all()],
        "changed": clock.utc_text(opportunity.changed_at),
    }


def session(session: Session) -> dict[str, Any]:
    """Only a stated time has `starts` and `ends`; whole days and bare dates have days."""
    is_timed = session.timing == Timing.TIMED
    return {
        "uid": str(session.uid),
        "state": session.state,
        "timing": session.timing,
        **_moments("starts", session.starts if is_timed else None),
        **_moments("ends", session.ends if is_timed else None),
        **_days(session),
        "zone": session.zone,
        "organiser_words": session.organiser_words,
        "label": session.label,
        "venue": session.venue,
        "address": session.address,
        "city": session.city,
        "region": session.region,
    }


def _moments(name: str, at: dt.datetime | None) -> dict[str, str | None]:
    if at is None:
        return {name: None, f"{name}_bc": None}
    return {name: clock.utc_text(at), f"{name}_bc": at.astimezone(clock.BC).isoformat()}


def _days(session: Session) -> dict[str, dt.date | None]:
    first, last = session.days() or (None, None)
    return {"first_day": first, "last_day": last}


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)
