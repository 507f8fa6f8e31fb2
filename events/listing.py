"""An edition in the catalogue: one listing, kept in step by one function."""

from django.conf import settings
from django.db import transaction

from catalogue import publishing
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Provider, Session
from catalogue.models.vocabulary import (
    Audience,
    BCContext,
    Kind,
    Origin,
    Region,
    SessionState,
    Status,
    Timing,
)
from events.models import Edition, Stage, Way
from learning_portal.foundation import folding

PROVIDER = "Libraries Branch"
REASON = "Kept in step with its edition"


@transaction.atomic
def keep_in_step(edition: Edition) -> Opportunity | None:
    """Make the edition's listing, or bring it up to date; None while readers see no edition.

    What the listing says of dates, place and registration follows the edition. Cost, topics,
    level and the like are a curator's, and are left alone.
    """
    locked = Opportunity.objects.select_for_update()
    listing = locked.filter(edition__pk=edition.pk).first()
    if listing is None and not edition.is_shown:
        return None
    if listing is None:
        listing = Opportunity(
            provider=_branch(),
            status=Status.IN_REVIEW,
            origin=Origin.SAMPLE if edition.is_sample else Origin.CURATED,
            bc_context=BCContext.YES,
            audience=[Audience.EVERYONE],
        )
    for name, value in _said(edition).items():
        setattr(listing, name, value)
    listing._change_reason = REASON
    listing.save()
    _date(edition, listing)
    refresh_found_by(Opportunity.objects.filter(pk=listing.pk))
    if edition.opportunity_id != listing.pk:
        edition.opportunity = listing
        Edition.objects.filter(pk=edition.pk).update(opportunity=listing)
    return _stand(listing, edition.is_shown)


@transaction.atomic
def take_off(edition: Edition) -> None:
    """Before an edition is deleted: its listing goes to the archive."""
    listing = edition.opportunity
    if listing is not None and listing.status != Status.ARCHIVED:
        publishing.move(
            opportunity=listing, transition="archive", by=None, reason="Edition deleted"
        )


def _branch() -> Provider:
    found = Provider.objects.filter(name_folded=folding.fold(PROVIDER)).first()
    return found or Provider.objects.create(name=PROVIDER, country="CA", region=Region.BC)


def _said(edition: Edition) -> dict[str, object]:
    page = f"{settings.SITE_ADDRESS}{edition.get_absolute_url()}"
    closes = edition.registration_closes
    link = f"[Programme, arrangements and registration]({page})"
    return {
        "title": edition.title,
        "kind": Kind.WEBINAR if edition.way == Way.ONLINE else Kind.IN_PERSON_EVENT,
        "delivery": edition.way,
        "summary": edition.summary,
        "description": f"{edition.description}\n\n{link}".strip(),
        "url": page if settings.SITE_ADDRESS else "",
        "registration_closes": closes,
        "registration_zone": edition.zone if closes else "",
        "capacity_note": _places(edition),
    }


def _places(edition: Edition) -> str:
    match edition.stage:
        case Stage.CANCELLED:
            return "Cancelled."
        case Stage.CLOSED:
            return "Registration is closed."
    return f"Limited to {edition.capacity} people."


def _date(edition: Edition, listing: Opportunity) -> None:
    """The listing's one session."""
    session = listing.sessions.first() or Session(opportunity=listing)
    venue = edition.venue if edition.way != Way.ONLINE else None
    one_day = edition.first_day == edition.last_day
    session.state = SessionState.CANCELLED if edition.is_cancelled else SessionState.SCHEDULED
    session.starts, session.ends, session.zone = edition.starts, edition.ends, edition.zone
    session.timing = Timing.TIMED
    if not edition.hours_known:
        session.timing = Timing.DATE_ONLY if one_day else Timing.ALL_DAY
        session.ends = None if one_day else edition.ends
    session.organiser_words = str(edition.when())[:200]
    session.venue = venue.name if venue else ""
    session.address = venue.address if venue else ""
    session.city = venue.city if venue else ""
    session.region = Region.BC
    session._change_reason = REASON  # type: ignore[attr-defined]
    session.save()


def _stand(listing: Opportunity, is_shown: bool) -> Opportunity:
    """On the page or off it, by the one way a listing's status changes."""
    if is_shown and listing.status == Status.ARCHIVED:
        listing = publishing.move(opportunity=listing, transition="restore", by=None, reason=REASON)
    if is_shown and listing.status in {Status.DRAFT, Status.IN_REVIEW}:
        return publishing.move(opportunity=listing, transition="publish", by=None, reason=REASON)
    if not is_shown and listing.status == Status.PUBLISHED:
        return publishing.move(opportunity=listing, transition="return", by=None, reason=REASON)
    return listing
