"""What a calendar is told of a session, in whatever shape it takes it."""

import datetime as dt

from catalogue import reading
from catalogue.models.vocabulary import Delivery, Timing, label
from catalogue.reading import AnyListing, AnySession
from learning_portal.foundation import clock


def title(session: AnySession) -> str:
    said = session.opportunity.title
    if session.label:
        said = f"{said}: {session.label}"
    if session.timing == Timing.DATE_ONLY:
        said = f"{said} (time to be announced)"
    return f"Cancelled: {said}" if session.is_cancelled else said


def days(session: AnySession) -> tuple[dt.date, dt.date]:
    """The first day and the one after the last, both the organiser's own.

    For whole days, and for days whose hour is unknown; the session has a start.
    """
    assert session.starts is not None  # noqa: S101 - calendars hold dated sessions
    first = clock.wall(session.starts, session.zone).date()
    after = first + clock.DAY
    if session.ends and session.timing == Timing.ALL_DAY:
        after = max(clock.wall(session.ends, session.zone).date(), after)
    return first, after


def place(session: AnySession) -> str:
    """Empty where nobody stated it."""
    where = reading.place(session.opportunity, session)
    return "" if where == reading.PLACE_UNKNOWN else where


def description(session: AnySession, page: str) -> str:
    """Its facts, one a line; `page` is the full address of the listing."""
    return "\n".join([*own_lines(session), *lines_of_listing(session.opportunity, page)])


def own_lines(session: AnySession) -> list[str]:
    """What is told of one session."""
    said = [session.opportunity.summary, f"When: {session.when()}"]
    if session.organiser_words:
        said.append(f"As the organiser wrote it: {session.organiser_words}")
    return [line for line in said if line]


def lines_of_listing(listing: AnyListing, page: str) -> list[str]:
    """What is told of every session of a listing."""
    said = [f"By: {listing.provider.name}", f"Cost: {reading.cost(listing)}"]
    if listing.delivery != Delivery.NOT_STATED:
        said.append(f"How: {label(Delivery, listing.delivery)}")
    register = listing.registration_url or listing.url
    if register:
        said.append(f"Register: {register}")
    said.append(f"Details: {page}")
    return said
