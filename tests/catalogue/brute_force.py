"""What the list must answer, worked out from the rules listing by listing, in plain Python.

Nothing here asks the database or calls the portal's own rules: the models are read as plain
records, and BC is the seven hours behind UTC it has been since March 8, 2026.
"""

import datetime as dt
import unicodedata
from dataclasses import dataclass, field
from typing import Any

BC = dt.timezone(dt.timedelta(hours=-7))
DAY = dt.timedelta(days=1)
ON_A_DAY = {"webinar", "webinar-series", "in-person-event", "conference"}
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
LISTS = {
    "audience": "audience", "language": "languages", "certificate": "certificate",
    "access": "access",
}  # fmt: skip
WORDS = {
    "kind": "kind", "delivery": "delivery", "cost": "cost", "level": "level", "bc": "bc_context",
    "recording": "recording",
}  # fmt: skip


@dataclass
class Asked:
    """An address in parts."""

    facets: dict[str, list[str]] = field(default_factory=dict)
    word: str = ""
    when: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    sort: str = ""


@dataclass
class Listing:
    """A listing as the rules see it."""

    row: Any
    sessions: list[Any]
    topics: list[Any]

    def ends(self) -> dt.datetime | None:
        """When it is over; None: not while it is published."""
        if not self.sessions:
            return self.row.registration_closes
        ends = [session_end(session) for session in self.sessions]
        return None if None in ends else max(end for end in ends if end)

    def choices(self, facet: str) -> set[str]:
        if facet in WORDS:
            return {getattr(self.row, WORDS[facet])}
        if facet in LISTS:
            return set(getattr(self.row, LISTS[facet])) or {"not-stated"}
        if facet == "topic":
            return {topic.slug for topic in self.topics}
        if facet == "provider":
            return {self.row.provider.slug}
        if facet == "region":
            stated = {session.region for session in self.sessions} - {"not-stated"}
            return stated or {self.row.provider.region}
        assert facet == "length"
        return {length(self.row.hours)}


def length(hours: Any) -> str:
    if hours is None:
        return "not-stated"
    if hours <= 1:
        return "up-to-1-hour"
    if hours <= 3:
        return "1-to-3-hours"
    return "3-to-8-hours" if hours <= 8 else "longer"


def session_end(session: Any) -> dt.datetime | None:
    if session.starts is None:
        return None
    return session.ends or midnight(session.starts.astimezone(BC).date() + DAY)


def midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=BC)


def first_of_next(day: dt.date) -> dt.date:
    return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def is_over(listing: Listing, at: dt.datetime) -> bool:
    end = listing.ends()
    return end is not None and end <= at


def is_on(listing: Listing, first: dt.date, before: dt.date, at: dt.datetime) -> bool:
    """Of days that are all behind us every session counts; of others those not over."""
    begins, ends = midnight(first), midnight(before)
    return any(
        session.starts is not None
        and session.starts < ends
        and (end := session_end(session)) > begins
        and (ends <= at or end > at)
        for session in listing.sessions
    )


def is_at(listing: Listing, when: str, at: dt.datetime) -> bool:
    today = at.astimezone(BC).date()
    monday = today - DAY * today.weekday()
    if not when:
        return not is_over(listing, at)
    if when == "past":
        return is_over(listing, at)
    if when == "on-demand":
        dated = listing.sessions or listing.row.kind in ON_A_DAY
        return not is_over(listing, at) and not dated
    if when == "this-week":
        return is_on(listing, monday, monday + 7 * DAY, at)
    if when == "next-week":
        return is_on(listing, monday + 7 * DAY, monday + 14 * DAY, at)
    month = today.replace(day=1) if when == "this-month" else dt.date.fromisoformat(f"{when}-01")
    return is_on(listing, month, first_of_next(month), at)


def is_in_time(listing: Listing, asked: Asked, at: dt.datetime) -> bool:
    if not (asked.first or asked.last):
        return is_at(listing, asked.when, at)
    first = asked.first or at.astimezone(BC).date()
    within = is_on(listing, first, (asked.last or dt.date(2100, 12, 31)) + DAY, at)
    return within and (not asked.when or is_at(listing, asked.when, at))


def is_found(listing: Listing, asked: Asked, at: dt.datetime) -> bool:
    return (
        listing.row.status == "published"
        and asked.word in f"{listing.row.title} {listing.row.summary}".lower()
        and is_in_time(listing, asked, at)
        and all(listing.choices(name) & set(values) for name, values in asked.facets.items())
    )


def by_title(listing: Listing) -> tuple[str, int]:
    parts = unicodedata.normalize("NFKD", listing.row.title.lower())
    return "".join(part for part in parts if not unicodedata.combining(part)), listing.row.pk


def place(listing: Listing, sort: str, at: dt.datetime) -> tuple[Any, ...]:
    """Sorting by this gives the order."""
    title = by_title(listing)
    if sort == "title":
        return title
    if sort == "newest":
        published = listing.row.published_at
        return (published is None, -published.timestamp() if published else 0, *title)
    if sort == "closing":
        closes = listing.row.registration_closes
        return (closes if closes and closes > at else NEVER, *title)
    if is_over(listing, at):
        return (1, NEVER - listing.ends(), *title)
    upcoming = [
        session.starts for session in listing.sessions
        if session.starts and session_end(session) > at
    ]  # fmt: skip
    return (0, min(upcoming, default=NEVER) - midnight(dt.date(2000, 1, 1)), *title)


def found(listings: list[Listing], asked: Asked, at: dt.datetime) -> list[Listing]:
    """The listings an address means, in its order."""
    those = [listing for listing in listings if is_found(listing, asked, at)]
    return sorted(those, key=lambda listing: place(listing, asked.sort, at))
