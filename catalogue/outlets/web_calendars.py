"""Addresses that open a calendar on the web with one session filled in: a record in, links out.

Nothing is asked of anyone until a reader follows one. What is added that way is a copy.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from catalogue.models.vocabulary import SessionState, Timing
from catalogue.outlets import entry
from catalogue.reading import AnySession

# In octets as the address holds them: servers refuse addresses past some 8,000.
LONGEST_TITLE = 1200
LONGEST_DETAILS = 3000
LONGEST_PLACE = 600


@dataclass(frozen=True)
class Link:
    name: str
    address: str


def links(session: AnySession, page: str) -> list[Link]:
    """One for each calendar; `page` is the full address of the listing. The session has a start."""
    return [Link(name, make(session, page)) for name, make in CALENDARS.items()]


def may_be_added(session: AnySession) -> bool:
    """Has a day, and it stands; whether it is over is the caller's to ask."""
    unsettled = {SessionState.CANCELLED, SessionState.TO_BE_ANNOUNCED}
    return session.starts is not None and session.state not in unsettled


def google(session: AnySession, page: str) -> str:
    begins, ends = _dates(session, "%Y%m%dT%H%M%SZ", "%Y%m%d")
    return _address(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=_capped(entry.title(session), LONGEST_TITLE),
        dates=f"{begins}/{ends}",
        details=_details(session, page),
        location=_capped(entry.place(session), LONGEST_PLACE),
    )


def outlook(session: AnySession, page: str) -> str:
    begins, ends = _dates(session, "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d")
    return _address(
        "https://outlook.office.com/calendar/0/deeplink/compose",
        path="/calendar/action/compose",
        rru="addevent",
        subject=_capped(entry.title(session), LONGEST_TITLE),
        startdt=begins,
        enddt=ends,
        allday="" if session.timing == Timing.TIMED else "true",
        body=_details(session, page),
        location=_capped(entry.place(session), LONGEST_PLACE),
    )


CALENDARS: dict[str, Callable[[AnySession, str], str]] = {
    "Google Calendar": google,
    "Outlook": outlook,
}


def _dates(session: AnySession, instant: str, day: str) -> tuple[str, str]:
    """The start and the end in UTC; of whole days, the first and the one after the last.

    A session whose end nobody stated ends as it starts: the calendar asks for an end.
    """
    if session.timing != Timing.TIMED:
        first, after = entry.days(session)
        return first.strftime(day), after.strftime(day)
    assert session.starts is not None  # noqa: S101 - the caller has asked
    begins, ends = session.starts, session.ends or session.starts
    return begins.astimezone(dt.UTC).strftime(instant), ends.astimezone(dt.UTC).strftime(instant)


def _details(session: AnySession, page: str) -> str:
    """Begins with what must not be cut off."""
    said = f"{page}\n\n{entry.description(session, page)}".removesuffix(f"\nDetails: {page}")
    return _capped(said, LONGEST_DETAILS)


def _capped(text: str, most: int) -> str:
    if _length(text) <= most:
        return text
    kept, room = "", most - _length("…")
    for letter in text:
        room -= _length(letter)
        if room < 0:
            break
        kept += letter
    return f"{kept}…"


def _length(text: str) -> int:
    return len(quote(text, safe=""))


def _address(base: str, **parts: str) -> str:
    # %20, not +: Outlook shows a plus as it is.
    stated = {name: value for name, value in parts.items() if value}
    return f"{base}?{urlencode(stated, quote_via=quote)}"
