"""Entries as an iCalendar file: UTC times, no zones, one VEVENT each."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from catalogue.outlets import ical_lines
from catalogue.outlets.ical_lines import instant, text
from events.models import Edition, ProgrammeSession, Registration, State, Way
from learning_portal.foundation import clock

PRODUCER = "-//Learning Portal//Events//EN"


@dataclass(frozen=True)
class Entry:
    """One VEVENT. `days` (the first, and the one after the last) where no hour is known."""

    uid: str
    sequence: int
    changed: dt.datetime
    starts: dt.datetime
    ends: dt.datetime
    summary: str
    description: str
    location: str
    url: str
    is_cancelled: bool = False
    days: tuple[dt.date, dt.date] | None = None


def calendar(entries: Iterable[Entry], name: str) -> bytes:
    """A whole file, to be published (not an invitation that asks for an answer)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
    ]
    for entry in entries:
        lines += _event(entry)
    return ical_lines.file([*lines, "END:VCALENDAR"])


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{instant(entry.changed)}"
    yield f"LAST-MODIFIED:{instant(entry.changed)}"
    yield f"SEQUENCE:{entry.sequence}"
    if entry.days:
        first, after = entry.days
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DTSTART:{instant(entry.starts)}"
        yield f"DTEND:{instant(entry.ends)}"
    yield f"SUMMARY:{text(entry.summary)}"
    yield f"DESCRIPTION:{text(entry.description)}"
    if entry.location:
        yield f"LOCATION:{text(entry.location)}"
    yield f"URL:{entry.url}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def of_registration(registration: Registration) -> bytes:
    """The edition in the calendar of one who has a place, or had one."""
    edition = registration.edition
    gone = edition.is_cancelled or registration.state != State.CONFIRMED
    page = registration.address(edition.get_absolute_url())
    entry = Entry(
        uid=f"{registration.uid}",
        sequence=registration.calendar_sequence,
        changed=max(registration.changed_at, edition.changed_at),
        starts=edition.starts,
        ends=edition.ends,
        days=days(edition),
        summary=f"Cancelled: {edition.title}" if gone else edition.title,
        description="\n".join(_told(registration, page)),
        location=edition.place,
        url=page,
        is_cancelled=gone,
    )
    return calendar([entry], edition.title)


def days(edition: Edition) -> tuple[dt.date, dt.date] | None:
    if edition.hours_known:
        return None
    return edition.first_day, edition.last_day + clock.DAY


def _told(registration: Registration, page: str) -> Iterator[str]:
    edition = registration.edition
    yield f"When: {edition.when()}"
    yield f"Where: {edition.place}"
    if edition.join_url and edition.way != Way.IN_PERSON and registration.state == State.CONFIRMED:
        yield f"Join online: {edition.join_url}"
    yield f"Programme and arrangements: {page}"
    if registration.state == State.CONFIRMED:
        yield f"To change or cancel your registration: {registration.address()}"


def of_programme(edition: Edition, sessions: Iterable[ProgrammeSession], site: str) -> bytes:
    """Sessions that come with their room and speakers; a cancelled one says so."""
    page = f"{site}{reverse('events:programme', args=[edition.slug])}"
    return calendar((_of_session(edition, each, page) for each in sessions), edition.title)


def _of_session(edition: Edition, session: ProgrammeSession, page: str) -> Entry:
    gone = edition.is_cancelled or not session.is_held
    room = session.room.name if session.room else ""
    speakers = ", ".join(map(str, session.speakers.all()))
    told = [session.summary, f"With {speakers}" if speakers else "", session.was(), edition.title]
    return Entry(
        uid=f"{session.uid}",
        sequence=session.sequence + edition.sequence,
        changed=max(session.changed_at, edition.changed_at),
        starts=session.starts,
        ends=session.ends,
        summary=f"Cancelled: {session.title}" if gone else session.title,
        description="\n".join(filter(None, told)),
        location=", ".join(filter(None, [room, edition.place])),
        url=f"{page}#session-{session.pk}",
        is_cancelled=gone,
    )
