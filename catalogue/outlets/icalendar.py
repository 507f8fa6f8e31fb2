"""Sessions as an iCalendar file (RFC 5545, 7986): records in, bytes out.

UTC times and no VTIMEZONE, so that no reader's own zone data can move an hour. One VEVENT a
session: its UID never changes, its SEQUENCE rises with each change.
"""

import logging
from collections.abc import Iterable, Iterator

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Timing
from catalogue.outlets import entry, ical_lines
from catalogue.outlets.ical_lines import instant, text

log = logging.getLogger(__name__)

PRODUCER = "-//Learning Portal//Listings//EN"
REFRESH = "PT6H"
STATUSES = {
    SessionState.CANCELLED: "CANCELLED",
    SessionState.TO_BE_ANNOUNCED: "TENTATIVE",
}


def calendar(sessions: Iterable[Session], *, name: str, site: str) -> bytes:
    """A whole file. `sessions` come with listing, provider and topics; `site` is `https://host`.

    A session that cannot be written is left out and logged: it never takes the file down.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    shared: dict[int, _Shared] = {}
    for session in sessions:
        try:
            listing = session.opportunity
            if listing.pk not in shared:
                shared[listing.pk] = _Shared(listing, site)
            lines += list(_event(session, shared[listing.pk]))
        except Exception:
            log.exception("Session %s was left out of a calendar", session.pk)
    lines.append("END:VCALENDAR")
    return ical_lines.file(lines)


class _Shared:
    """What every event of a listing says alike."""

    def __init__(self, listing: Opportunity, site: str) -> None:
        page = f"{site}{listing.get_absolute_url()}"
        topics = [topic.name for topic in listing.topics.all()]
        words = [str(listing.get_kind_display()), *topics]
        self.description = "\\n".join(map(text, entry.lines_of_listing(listing, page)))
        self.lines = [f"URL:{page}", f"CATEGORIES:{','.join(map(text, words))}"]


def _event(session: Session, shared: _Shared) -> Iterator[str]:
    changed = max(session.changed_at, session.opportunity.changed_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{session.uid}"
    yield f"DTSTAMP:{instant(changed)}"
    yield f"LAST-MODIFIED:{instant(changed)}"
    yield f"SEQUENCE:{session.calendar_sequence}"
    yield from _dates(session)
    yield f"SUMMARY:{text(entry.title(session))}"
    own = "\\n".join(map(text, entry.own_lines(session)))
    yield f"DESCRIPTION:{own}\\n{shared.description}"
    where = entry.place(session)
    if where:
        yield f"LOCATION:{text(where)}"
    yield from shared.lines
    yield f"STATUS:{STATUSES.get(SessionState(session.state), 'CONFIRMED')}"
    if session.timing != Timing.TIMED:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _dates(session: Session) -> Iterator[str]:
    """UTC instants; whole days, and days whose hour is unknown, are dates: the organiser's own."""
    assert session.starts is not None  # noqa: S101 - feeds hold dated sessions
    if session.timing == Timing.TIMED:
        yield f"DTSTART:{instant(session.starts)}"
        if session.ends:
            yield f"DTEND:{instant(session.ends)}"
        return
    first, after = entry.days(session)
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
