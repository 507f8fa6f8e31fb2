"""Made-up listings, as many as wanted: the same number, seed and day give the same catalogue.

Nothing here touches the database. What a listing's save works out for itself is worked out by
the same rules of the portal, and `bench.loading` writes the result in bulk.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from bench import shapes
from bench.prose import Writer
from bench.words import PROVIDER_KINDS, PROVIDER_PLACES
from bench.zipf import Weighted, Zipf
from catalogue import found_by
from catalogue.models import Opportunity, Provider, Session, Topic
from catalogue.models.address import free_slug
from catalogue.models.vocabulary import (
    Cost,
    Delivery,
    PricePer,
    Recording,
    SessionState,
    Status,
    Timing,
)
from learning_portal.foundation import clock, folding, markup

SEED = 2026
COMMON_WORD = "library"
MANY_SESSIONS = 100  # the first listing has so many, weekly from tomorrow
PAST_DAYS, AHEAD_DAYS = 1100, 150
IN_PERSON = {Delivery.IN_PERSON, Delivery.HYBRID}


@dataclass(frozen=True)
class Listing:
    opportunity: Opportunity
    topics: Sequence[Topic]
    sessions: list[Session]


def providers(listings: int, seed: int = SEED) -> list[Provider]:
    """√N of them, the busiest first; none is saved."""
    rng = Random(f"providers {seed}")
    region = Weighted(shapes.REGIONS)
    names = [f"{place} {kind}" for kind in PROVIDER_KINDS for place in PROVIDER_PLACES]
    rng.shuffle(names)
    made: list[Provider] = []
    for name in names[: max(3, round(listings**0.5))]:
        where = region.one(rng)
        slug = folding.slug(name)
        made.append(
            Provider(
                name=name,
                slug=slug,
                country=shapes.COUNTRIES[where],
                region=where,
                url=f"https://{slug}.example.org/",
            )
        )
    return made


class Catalogue:
    """Listings by these providers and about these topics, around a BC day."""

    def __init__(
        self,
        providers: Sequence[Provider],
        topics: Sequence[Topic],
        today: dt.date,
        *,
        seed: int = SEED,
        taken: set[str] | None = None,
    ) -> None:
        self.rng = Random(f"listings {seed}")
        self.today = today
        self.now = clock.start_of_day(today)
        self.taken = taken if taken is not None else set()
        self.writer = Writer(self.rng)
        self.providers = Zipf(providers)
        self.topics = Zipf(sorted(topics, key=_by_name), flat=3)
        self.audiences = Zipf(shapes.AUDIENCES, flat=2)
        self.prices = Zipf(shapes.PRICES, flat=3)
        self.times, self.statuses = Weighted(shapes.TIMES), Weighted(shapes.STATUSES)
        self.dated, self.any_time = Weighted(shapes.DATED_KINDS), Weighted(shapes.ANY_TIME_KINDS)
        self.sittings = Weighted(shapes.SESSIONS)
        self.deliveries, self.costs = Weighted(shapes.DELIVERIES), Weighted(shapes.COSTS)
        self.levels, self.contexts = Weighted(shapes.LEVELS), Weighted(shapes.BC_CONTEXTS)
        self.recordings = Weighted(shapes.RECORDINGS)
        self.certificates, self.accesses = Weighted(shapes.CERTIFICATES), Weighted(shapes.ACCESSES)
        self.languages, self.hours = Weighted(shapes.OTHER_LANGUAGES), Weighted(shapes.HOURS)
        self.common_elsewhere = self._common_elsewhere()

    def listings(self, number: int) -> Iterator[Listing]:
        for index in range(number):
            yield self._listing(many=index == 0)

    def _listing(self, *, many: bool) -> Listing:
        rng = self.rng
        provider = self.providers.one(rng)
        topics = sorted(self.topics.different(rng, rng.randint(1, 3)), key=_by_name)
        time = shapes.CURRENT if many else self.times.one(rng)
        is_dated = time != shapes.ON_DEMAND
        status = Status.PUBLISHED.value if many else self.statuses.one(rng)
        is_french = rng.random() < shapes.FRENCH
        text = self.writer.write(
            "fr" if is_french else "en",
            common=self._is_common(provider, topics),
            named=not is_french and rng.random() < shapes.NAMED_IN_AN_INDIGENOUS_LANGUAGE,
        )
        opportunity = Opportunity(
            status=status,
            title=text.title,
            slug=free_slug(folding.slug(text.title), self.taken),
            provider=provider,
            kind=(self.dated if is_dated else self.any_time).one(rng),
            summary=text.summary,
            description=text.description,
            description_html=markup.to_html(text.description),
            audience=sorted(self.audiences.different(rng, rng.choice([0, 1, 1, 1, 2, 3]))),
            level=self.levels.one(rng),
            languages=["fr"] if is_french else list(self.languages.one(rng)),
            bc_context=self.contexts.one(rng),
            delivery=(self.deliveries.one(rng) if is_dated else Delivery.ONLINE_SELF_PACED.value),
            cost=self.costs.one(rng),
            recording=self.recordings.one(rng),
            certificate=list(self.certificates.one(rng)),
            access=list(self.accesses.one(rng)),
            hours=Decimal(hours) if (hours := self.hours.one(rng)) else None,
        )
        self.taken.add(opportunity.slug)
        opportunity.url = f"https://learning.example.org/{opportunity.slug}"
        if opportunity.recording == Recording.AVAILABLE:
            opportunity.recording_url = f"{opportunity.url}/recording"
        self._price(opportunity)
        sessions = self._sessions(opportunity, time, many=many)
        self._dates(opportunity, time, sessions)
        found_by.settle(opportunity, topics, sessions)
        return Listing(opportunity, topics, sessions)

    def _is_common(self, provider: Provider, topics: Sequence[Topic]) -> bool:
        """Half of all listings hold the common word; some have it from their provider or topics."""
        names = [provider.name, *(topic.name for topic in topics)]
        if any(_has_common(name) for name in names):
            return self.rng.random() < 0.5
        return self.rng.random() < self.common_elsewhere

    def _common_elsewhere(self) -> float:
        """How likely the text must hold the word where no name does, for half in all."""
        named = self.providers.share([_has_common(each.name) for each in self.providers.items])
        about = self.topics.share([_has_common(each.name) for each in self.topics.items])
        without = (1 - named) * sum((1 - about) ** number for number in (1, 2, 3)) / 3
        return max(0.0, (shapes.COMMON - (1 - without)) / without)

    def _price(self, opportunity: Opportunity) -> None:
        rng = self.rng
        if opportunity.cost == Cost.FREE:
            return
        if opportunity.cost in (Cost.PAID, Cost.MIXED) and rng.random() < 0.85:
            opportunity.price = Decimal(self.prices.one(rng))
            opportunity.currency = "USD" if opportunity.provider.country == "US" else "CAD"
            opportunity.price_per = rng.choice([PricePer.PERSON.value] * 3 + [PricePer.SITE.value])
            if rng.random() < 0.3:
                opportunity.price_high = opportunity.price * 2
                opportunity.price_note = "The lower price is for members."

    def _sessions(self, opportunity: Opportunity, time: str, *, many: bool) -> list[Session]:
        rng = self.rng
        if time == shapes.ON_DEMAND:
            return []
        number = MANY_SESSIONS if many else self.sittings.one(rng)
        every = dt.timedelta(days=rng.choice([1, 7, 7, 7, 14]))
        if time == shapes.PAST:
            last = self.today - dt.timedelta(days=1 + int(PAST_DAYS * rng.random() ** 2))
            days = [last - every * back for back in reversed(range(number))]
        else:
            # Most of what is announced comes soon; a series may have begun.
            first = self.today + dt.timedelta(days=1 + int(AHEAD_DAYS * rng.random() ** 1.5))
            begun = 0 if many or rng.random() < 0.8 else rng.randrange(number)
            days = [first + every * (place - begun) for place in range(number)]
        zone = rng.choice(shapes.ZONES[opportunity.provider.region])
        hour, minute = rng.randint(8, 18), rng.choice([0, 0, 0, 30])
        return [self._session(opportunity, day, hour, minute, zone) for day in days]

    def _session(
        self, opportunity: Opportunity, day: dt.date, hour: int, minute: int, zone: str
    ) -> Session:
        rng, chance = self.rng, self.rng.random()
        session = Session(
            uid=uuid.UUID(int=rng.getrandbits(128), version=4),
            opportunity=opportunity,
            zone=zone,
            starts=clock.instant(dt.datetime.combine(day, dt.time(hour, minute)), zone),
        )
        if chance < 0.02 and day > self.today:
            session.starts, session.state = None, SessionState.TO_BE_ANNOUNCED.value
        elif chance < 0.04:
            session.timing = Timing.DATE_ONLY.value
            session.starts = clock.start_of_day(day, zone)
        elif chance < 0.06:
            session.state = SessionState.CANCELLED.value
        if session.starts and session.timing == Timing.TIMED and rng.random() < 0.9:
            session.ends = session.starts + dt.timedelta(minutes=rng.choice([45, 60, 60, 90, 120]))
        if opportunity.delivery in IN_PERSON:
            region = opportunity.provider.region
            session.venue, session.region = "Example Hall", region
            session.address = f"{rng.randint(100, 999)} Example Street"
            session.city = rng.choice(shapes.CITIES[region])
        session.over_at = session.ends_when()
        return session

    def _dates(self, opportunity: Opportunity, time: str, sessions: list[Session]) -> None:
        """When registration closes, when it is over, and when it came here."""
        rng = self.rng
        starts = [session.starts for session in sessions if session.starts]
        if starts and rng.random() < 0.25:
            zone = sessions[0].zone
            opportunity.registration_closes = min(starts) - dt.timedelta(days=rng.randint(1, 10))
            opportunity.registration_zone = zone
            opportunity.registration_url = f"{opportunity.url}/register"
        opportunity.over_at = opportunity.over_at_of(sessions)
        until = min([*starts, self.now])
        opportunity.created_at = until - dt.timedelta(minutes=rng.randint(60, 120 * 24 * 60))
        opportunity.changed_at = opportunity.created_at + dt.timedelta(minutes=rng.randint(0, 50))
        if opportunity.status in (Status.PUBLISHED, Status.ARCHIVED):
            opportunity.published_at = opportunity.changed_at
            opportunity.checked_on = clock.bc_day(opportunity.changed_at)
        for session in sessions:
            session.changed_at = opportunity.changed_at


def _by_name(topic: Topic) -> str:
    return folding.fold(topic.name)


def _has_common(name: str) -> bool:
    return COMMON_WORD in folding.fold(name)
