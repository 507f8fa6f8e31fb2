"""Every count, total and order of the list equals a reading of the rules listing by listing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from catalogue import found_by, panel
from catalogue.finding import Finding
from catalogue.models import Opportunity, Provider, Session, Topic
from catalogue.models import vocabulary as words
from catalogue.search import OpportunitySearch
from tests.catalogue.brute_force import BC, Asked, Listing, found, is_found

pytestmark = pytest.mark.django_db

CATALOGUES, ADDRESSES = 90, 10  # of each catalogue


def bc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BC).astimezone(dt.UTC)


NOW = bc("2026-11-24 10:00")  # a Tuesday
# What was, is and will be; the same day asked twice, and a step back.
MOMENTS = [
    NOW, bc("2026-11-24 11:00"), bc("2026-11-25 00:00"), bc("2026-11-30 00:00"),
    bc("2026-11-23 09:30"), bc("2026-12-31 23:59"),
]  # fmt: skip
STARTS = [
    bc(text)
    for text in (
        "2026-04-01 10:00", "2026-10-31 23:00", "2026-11-01 00:00", "2026-11-22 10:00",
        "2026-11-23 00:00", "2026-11-23 09:00", "2026-11-24 00:00", "2026-11-24 09:00",
        "2026-11-24 10:00", "2026-11-24 10:30", "2026-11-24 23:30", "2026-11-25 00:00",
        "2026-11-29 23:00", "2026-11-30 00:00", "2026-11-30 23:30", "2026-12-01 00:00",
        "2026-12-06 23:00", "2026-12-07 00:00", "2026-12-31 23:00", "2027-01-01 00:00",
        "2027-01-15 12:00", "2027-03-31 23:30",
    )
]  # fmt: skip
LENGTHS = [dt.timedelta(minutes=minutes) for minutes in (30, 60, 24 * 60, 3 * 24 * 60, 15000)]
TITLES = ["weeding", "Weeding", "élan", "Elan storytime", "storytime", "zebra", "abacus"]


def some(rng: Random, choices: Sequence[str], most: int = 2) -> list[str]:
    return rng.sample(choices, rng.randint(0, min(most, len(choices))))


def a_session(rng: Random, listing: Opportunity) -> Session:
    session = Session(
        opportunity=listing,
        state=rng.choice(["scheduled", "scheduled", "cancelled", "moved"]),
        timing=rng.choice(words.Timing.values),
        region=rng.choice(["not-stated", "not-stated", "BC", "US"]),
    )
    if rng.random() < 0.1:
        session.state = "to-be-announced"
        return session
    session.starts = rng.choice(STARTS)
    ends = [session.starts + length for length in LENGTHS]
    session.ends = rng.choice(
        [None, None, *ends, *(moment for moment in MOMENTS if moment > session.starts)]
    )
    return session


def a_listing(rng: Random, providers: list[Provider]) -> Opportunity:
    closes = rng.choice([None, None, *MOMENTS, bc("2026-12-20 12:00")])
    return Opportunity(
        title=rng.choice(TITLES),
        status=rng.choice(["published"] * 10 + words.Status.values),
        provider=rng.choice(providers),
        summary=rng.choice(["", "about weeding"]),
        kind=rng.choice(["webinar", "course", "course", "conference", "recording"]),
        delivery=rng.choice(words.Delivery.values),
        cost=rng.choice(words.Cost.values),
        level=rng.choice(words.Level.values),
        bc_context=rng.choice(words.BCContext.values),
        recording=rng.choice(words.Recording.values),
        audience=some(rng, ["everyone", "page", "trustee"]),
        languages=some(rng, ["en", "fr", "indigenous"]),
        certificate=rng.choice([["none"], some(rng, ["live", "group"])]),
        access=some(rng, words.Access.values),
        hours=rng.choice([None, *map(Decimal, ("0.05", 1, "1.01", 3, "3.01", 8, "8.01", 40))]),
        registration_closes=closes,
        registration_zone="UTC" if closes else "",
        published_at=rng.choice([None, *MOMENTS]),
    )


@dataclass
class Catalogue:
    providers: list[Provider]
    topics: list[Topic]
    listings: list[Listing]


def a_catalogue(rng: Random) -> Catalogue:
    providers = [
        Provider(name=f"Provider {region}", slug=f"p-{region.lower()}", region=region)
        for region in rng.sample(words.Region.values, rng.randint(1, 4))
    ]
    topics = [Topic(name=f"Topic {number}", slug=f"topic-{number}") for number in range(4)]
    listings = []
    for number in range(rng.choice([0, 1, 6, 12, 12, 12])):
        row = a_listing(rng, providers)
        row.slug = f"listing-{number}"
        sessions = [a_session(rng, row) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
        listings.append(Listing(row, sessions, rng.sample(topics, rng.randint(0, 2))))
    return Catalogue(providers, topics, listings)


FACETS = {
    "kind": ["webinar", "course", "collection", "recording"],
    "delivery": words.Delivery.values,
    "cost": words.Cost.values,
    "length": words.Length.values,
    "audience": ["everyone", "page", "trustee", "director", "not-stated"],
    "level": words.Level.values,
    "language": ["en", "fr", "indigenous", "not-stated"],
    "region": words.Region.values,
    "bc": words.BCContext.values,
    "recording": words.Recording.values,
    "certificate": ["live", "group", "none", "not-stated"],
    "access": [*words.Access.values, "not-stated"],
    "topic": [f"topic-{number}" for number in range(4)],
}
WHENS = ["", "", "past", *words.When.values, "2026-11", "2026-12", "2027-01", "2026-10"]
DAYS = [dt.date(2026, 11, day) for day in (1, 22, 23, 24, 25, 30)]
DAYS += [dt.date(2026, 12, 1), dt.date(2027, 1, 1)]


def an_address(rng: Random) -> Asked:
    facets = {
        name: rng.sample(FACETS[name], rng.randint(1, len(FACETS[name]) - 1))
        for name in rng.sample(list(FACETS), rng.choice([0, 0, 1, 1, 2, 3]))
    }
    first, last = rng.choice([None, None, *DAYS]), rng.choice([None, None, *DAYS])
    if rng.random() < 0.6:
        first = last = None
    if first and last and first > last:
        first, last = last, first
    word = rng.choice(["", "", "", "", "weeding", "storytime", "nonsense"])
    sort = rng.choice(["soonest", "soonest", "title", "newest", "closing"])
    return Asked(facets, word, rng.choice(WHENS), first, last, sort)


def written(asked: Asked) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in asked.facets.items():
        query.setlist(name, values)
    days = {"from": asked.first, "to": asked.last}
    query.update({name: day.isoformat() for name, day in days.items() if day})
    named = {"q": asked.word, "when": asked.when, "sort": asked.sort}
    query.update({name: value for name, value in named.items() if value})
    return query


def store(catalogue: Catalogue) -> None:
    """`over_at`, `regions` and the rest follow by the portal's own rules."""
    Provider.objects.bulk_create(catalogue.providers)
    Topic.objects.bulk_create(catalogue.topics)
    for each in catalogue.listings:
        for session in each.sessions:
            session.over_at = session.ends_when()
        each.row.provider_id = each.row.provider.pk
        each.row.over_at = each.row.over_at_of(each.sessions)
        found_by.settle(each.row, each.topics, each.sessions)
    Opportunity.objects.bulk_create(each.row for each in catalogue.listings)
    for each in catalogue.listings:
        for session in each.sessions:
            session.opportunity_id = each.row.pk
    Session.objects.bulk_create(session for each in catalogue.listings for session in each.sessions)
    through = Opportunity.topics.through
    through.objects.bulk_create(
        through(opportunity=each.row, topic=topic)
        for each in catalogue.listings
        for topic in each.topics
    )


def check_counts(listings, asked, at, finding) -> None:
    said = panel.context(finding.search, finding)
    for choice in said["times"]:
        other = replace(asked, when=choice.value)
        expected = sum(is_found(listing, other, at) for listing in listings)
        assert choice.total == expected, (asked, at, choice)
    shown = {group.name: [*group.choices, *group.more] for group in said["panel"]}
    for name in [*FACETS, "provider"]:
        counts = {choice.value: choice.total for choice in shown.get(name, [])}
        there = {value for listing in listings for value in listing.choices(name)}
        for value in there | set(counts):
            other = replace(asked, facets={**asked.facets, name: [value]})
            expected = sum(is_found(listing, other, at) for listing in listings)
            assert counts.get(value, 0) == expected, (asked, at, name, value)


@settings(
    max_examples=CATALOGUES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed does not grow simpler
)
@given(st.integers(0, 2**32))
@pytest.mark.long
def test_counts_totals_and_orders_are_those_of_the_rules(seed):
    rng = Random(seed)  # noqa: S311 - chance makes listings, not secrets
    with transaction.atomic():
        catalogue = a_catalogue(rng)
        store(catalogue)
        for _ in range(ADDRESSES):
            asked, at = an_address(rng), rng.choice(MOMENTS)
            search = OpportunitySearch(written(asked), at)
            assert search.is_valid(), search.errors
            finding, expected = Finding(search), found(catalogue.listings, asked, at)
            keys = [listing.row.pk for listing in expected]
            assert finding.total == len(keys), (asked, at)
            assert finding.keys(0, 100) == keys, (asked, at)
            assert finding.keys(0, 100) == keys, (asked, at)
            assert [row.pk for row in search.queryset] == keys, (asked, at)
            check_counts(catalogue.listings, asked, at, finding)
        transaction.set_rollback(True)
