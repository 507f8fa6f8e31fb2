"""Sessions as an iCalendar file (RFC 5545, 7986): records in, bytes out.

UTC times and no VTIMEZONE, so that no reader's own zone data can move an hour. One VEVENT a
session: its UID never changes, its SEQUENCE rises with each change.
"""

import logging
from collections.abc import Iterable

from catalogue.listed import Listed, ListedSession
from catalogue.models.vocabulary import Kind, SessionState, Timing, label
from catalogue.outlets import entry, ical_lines
from catalogue.outlets.ical_lines import instant, text

log = logging.getLogger(__name__)

PRODUCER = "-//Learning Portal//Listings//EN"
REFRESH = "PT6H"
STATUSES: dict[str, str] = {
    SessionState.CANCELLED: "CANCELLED",
    SessionState.TO_BE_ANNOUNCED: "TENTATIVE",
}


def calendar(sessions: Iterable[ListedSession], *, name: str, site: str) -> bytes:
    """A whole file; `site` is `https://host`.

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
            lines += _event(session, shared[listing.pk])
        except Exception:
            log.exception("Session %s was left out of a calendar", session.pk)
    lines.append("END:VCALENDAR")
    return ical_lines.file(lines)


class _Shared:
    """What every event of a listing says alike."""

    def __init__(self, listing: Listed, site: str) -> None:
        page = f"{site}{listing.get_absolute_url()}"
        words = [label(Kind, listing.kind), *(topic.name for topic in listing.topics)]
        self.description = "\\n".join(map(text, entry.lines_of_listing(listing, page)))
        self.lines = [f"URL:{page}", f"CATEGORIES:{','.join(map(text, words))}"]


def _event(session: ListedSession, shared: _Shared) -> list[str]:
    changed = instant(max(session.changed_at, session.opportunity.changed_at))
    own = "\\n".join(map(text, entry.own_lines(session)))
    where = entry.place(session)
    return [
        "BEGIN:VEVENT",
        f"UID:{session.uid}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{session.calendar_sequence}",
        *_dates(session),
        f"SUMMARY:{text(entry.title(session))}",
        f"DESCRIPTION:{own}\\n{shared.description}",
        *([f"LOCATION:{text(where)}"] if where else []),
        *shared.lines,
        f"STATUS:{STATUSES.get(session.state, 'CONFIRMED')}",
        *([] if session.timing == Timing.TIMED else ["TRANSP:TRANSPARENT"]),
        "END:VEVENT",
    ]


def _dates(session: ListedSession) -> list[str]:
    """UTC instants; whole days, and days whose hour is unknown, are dates: the organiser's own."""
    assert session.starts is not None  # noqa: S101 - feeds hold dated sessions
    if session.timing == Timing.TIMED:
        ends = [f"DTEND:{instant(session.ends)}"] if session.ends else []
        return [f"DTSTART:{instant(session.starts)}", *ends]
    first, after = entry.days(session)
    return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
