"""Published listings and their sessions as plain rows: what lists, calendars and pages show.

A page of a list holds dozens of each, and Django's own instances of them cost four times what
reading them costs. What follows from their values is the models' own (models/facts.py).
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from catalogue.models import Opportunity, Session
from catalogue.models.facts import ListingFacts, SessionFacts
from catalogue.models.opportunity_queryset import OpportunityQuerySet, is_any_of
from learning_portal.foundation.compiled import Compiled


class Provider(NamedTuple):
    name: str
    slug: str
    url: str


class Topic(NamedTuple):
    name: str
    slug: str


class _Listed(NamedTuple):
    pk: int
    slug: str
    status: str
    title: str
    summary: str
    kind: str
    url: str
    link_dead_since: dt.date | None
    audience: list[str]
    level: str
    languages: list[str]
    bc_context: str
    delivery: str
    hours: Decimal | None
    length_note: str
    cost: str
    price: Decimal | None
    price_high: Decimal | None
    currency: str
    price_per: str
    price_note: str
    registration_url: str
    registration_closes: dt.datetime | None
    recording: str
    recording_url: str
    recording_until: dt.date | None
    certificate: list[str]
    access: list[str]
    capacity_note: str
    origin: str
    checked_on: dt.date | None
    sequence: int
    over_at: dt.datetime | None
    changed_at: dt.datetime
    topic_keys: list[int]
    provider_id: int
    provider: Provider
    topics: list[Topic]
    sessions: "list[ListedSession]"


class Listed(_Listed, ListingFacts):
    """A published listing, but for its description; `published_description` has that."""

    __slots__ = ()

    def sittings(self) -> "list[ListedSession]":
        return self.sessions


class _ListedSession(NamedTuple):
    pk: int
    uid: uuid.UUID
    state: str
    label: str
    timing: str
    starts: dt.datetime | None
    ends: dt.datetime | None
    zone: str
    organiser_words: str
    over_at: dt.datetime | None
    venue: str
    address: str
    city: str
    region: str
    sequence: int
    changed_at: dt.datetime
    opportunity: Listed


class ListedSession(_ListedSession, SessionFacts):
    __slots__ = ()


OF_LISTING: tuple[str, ...] = _Listed._fields[:-3]  # then its provider, topics and sessions
OF_SESSION: tuple[str, ...] = _ListedSession._fields[:-1]


def of_keys(keys: Iterable[int]) -> dict[int, Listed]:
    """The published listings of these keys, by key; in three queries."""
    return _with_parts(_by_keys(list(keys)))


def of_slug(slug: str) -> Listed | None:
    """The published listing at an address; in three queries."""
    return next(iter(_with_parts(_by_slug(slug)).values()), None)


def published_description(listing: int) -> SafeString:
    """The description of a published listing as HTML; empty where there is none, or no listing."""
    found = _description(listing)
    return mark_safe(found[0][0] if found else "")  # noqa: S308 - made safe when it was saved


def _with_parts(rows: Sequence[tuple[Any, ...]]) -> dict[int, Listed]:
    cut, listings = len(OF_LISTING), {}
    for row in rows:
        provider = Provider._make(row[cut:])
        listings[row[0]] = Listed._make((*row[:cut], provider, [], []))
    if listings:
        for key, *values in _topics(list(listings)):
            listings[key].topics.append(Topic._make(values))
        for key, *values in _sessions(list(listings)):
            listing = listings[key]
            listing.sessions.append(ListedSession._make((*values, listing)))
    return listings


def _columns(rows: OpportunityQuerySet) -> QuerySet[Any, Any]:
    return rows.values_list(*OF_LISTING, *(f"provider__{name}" for name in Provider._fields))


_by_slug = Compiled(lambda slug: _columns(Opportunity.objects.published().filter(slug=slug)), "?")
_by_keys = Compiled(lambda keys: _columns(Opportunity.objects.published().keyed(keys)), [-1])
_description = Compiled(
    lambda key: Opportunity.objects.published().filter(pk=key).values_list("description_html"), -1
)
_sessions = Compiled(
    lambda keys: Session.objects.of_listings(keys).values_list("opportunity_id", *OF_SESSION), [-1]
)
_topics = Compiled(
    lambda keys: (
        Opportunity.topics.through.objects.filter(is_any_of("opportunity_id", keys))
        .order_by("topic__name_folded", "topic_id")
        .values_list("opportunity_id", "topic__name", "topic__slug")
    ),
    [-1],
)
