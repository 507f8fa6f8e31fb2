"""The catalogue counted once for each of its versions: who stands under which choice.

The published listings under each choice are a set of their keys, held in a compressed bitmap;
counting every choice of every filter is then arithmetic, whatever the size of the catalogue.
docs/decisions/0006-a-tally-of-the-catalogue.md says why and with which figures. Kept in each
server process; built anew when the catalogue's version differs.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import Count, F, Func, Min, Q, TextField, Value
from django.db.models.functions import Coalesce
from pyroaring import FrozenBitMap

from catalogue import listed, matching
from catalogue.listed import Listed, ListedSession
from catalogue.models import Opportunity, Provider, Session, Synonyms, Topic
from catalogue.models.change import version
from catalogue.models.opportunity_queryset import CLOSING_SOON, OpportunityQuerySet
from catalogue.models.session import SessionQuerySet
from learning_portal.foundation import clock, folding

Listings = FrozenBitMap  # their keys
MOST_EXACT = 20_000  # listings with the words of a search that are named one by one
SHORTEST_WORD = 3
MOST_SETS = 500  # ranges of days and the words of searches, of which there is no end
ALL_AT_ONCE = 16  # an order is read through for a set that holds more than this part of it
NONE = Listings()
Found = TypeVar("Found")
NAMED = ("pk", "slug", "name", "former_slugs")


@dataclass(frozen=True)
class Named:
    """A topic or a provider, of published listings or not: its address goes on being a choice."""

    key: int
    slug: str
    name: str
    former_slugs: list[str]
    heading: str = ""  # a topic's


class Order:
    """Listings in one order."""

    def __init__(self, keys: list[int]) -> None:
        self.keys = keys

    @cached_property
    def _places(self) -> dict[int, int]:
        return {key: place for place, key in enumerate(self.keys)}

    def of(self, listings: Listings) -> Iterator[int]:
        """Those of a set that have a place here, in order."""
        if len(listings) * ALL_AT_ONCE > len(self.keys):
            return (key for key in self.keys if key in listings)
        places = self._places
        return iter(sorted(filter(places.__contains__, listings), key=places.__getitem__))


class Tally:
    """The published catalogue at one version."""

    def __init__(self, of_version: str) -> None:
        self.version = of_version
        published = Opportunity.objects.published()
        self.by_title = Order(list(published.by_title().values_list("pk", flat=True)))
        self.everything = Listings(self.by_title.keys)
        each = Func(F("facets"), function="unnest", output_field=TextField())
        counted = published.order_by().annotate(choice=each).values_list("choice")
        self._choices = {
            choice: Listings(keys) for choice, keys in counted.annotate(keys=ArrayAgg("pk"))
        }
        topics = Topic.objects.by_heading().values_list(
            *NAMED, Coalesce("heading__name", Value(""))
        )
        self.topics = [Named(*row) for row in topics]
        providers = Provider.objects.order_by("name_folded", "pk").values_list(*NAMED)
        self.providers = [Named(*row) for row in providers]
        self.synonyms = [list(each) for each in Synonyms.objects.values_list("words", flat=True)]
        self._asked: dict[str, matching.Asked] = {}
        self._listed: dict[int, Listed] = {}
        self._at: dict[str, int] = {}  # slug -> key of those
        self._moment: Moment | None = None

    def under(self, choice: str) -> Listings:
        """Those under `kind:webinar`, `topic:12` …"""
        return self._choices.get(choice, NONE)

    def listed(self, keys: Iterable[int]) -> dict[int, Listed]:
        """The published listings of these keys, by key, in the order of the keys.

        Those read before are not read again: they are the same throughout a version.
        """
        wanted, kept = list(keys), self._listed
        found = {key: listing for key in wanted if (listing := kept.get(key))}
        if len(found) < len(wanted):
            found |= self._keep(listed.of_keys(key for key in wanted if key not in found))
        return {key: found[key] for key in wanted if key in found}

    def listed_at(self, slug: str) -> Listed | None:
        """The published listing at an address."""
        key = self._at.get(slug)
        listing = self._listed.get(key) if key else None
        if listing is None and (listing := listed.of_slug(slug)):
            self._keep({listing.pk: listing})
        return listing

    def listed_sessions(self, sessions: SessionQuerySet) -> list[ListedSession]:
        """These sessions of published listings, each with its listing, in their order."""
        keys = dict(sessions.values_list("pk", "opportunity_id"))
        listings = self.listed(dict.fromkeys(keys.values())).values()
        found = {each.pk: each for listing in listings for each in listing.sessions}
        return [found[key] for key in keys if key in found]

    def _keep(self, listings: dict[int, Listed]) -> dict[int, Listed]:
        if len(self._listed) + len(listings) > settings.KEPT_LISTINGS:
            self._listed, self._at = {}, {}
        if len(listings) <= settings.KEPT_LISTINGS:
            self._listed |= listings
            self._at |= {listing.slug: key for key, listing in listings.items()}
        return listings

    def asked(self, words: str) -> matching.Asked:
        """What the words of a search ask, and which listings have them: looked up once."""
        return _remembered(
            self._asked, words, lambda: matching.ask(words, self.synonyms, MOST_EXACT), MOST_SETS
        )

    @cached_property
    def newest(self) -> Order:
        return Order(
            list(Opportunity.objects.published().newest_first().values_list("pk", flat=True))
        )

    @cached_property
    def words(self) -> dict[str, int]:
        """The words of titles, providers and topics, folded, and in how many listings each is."""
        vector = SearchVector("title_folded", "keywords", config="simple")
        listed = Func(
            vector, function="tsvector_to_array", output_field=ArrayField(TextField())
        )  # fmt: skip
        each = Func(listed, function="unnest", output_field=TextField())
        found = Opportunity.objects.published().order_by().annotate(word=each).values_list("word")
        words: dict[str, int] = {}
        for text, listings in found.annotate(listings=Count("pk")):
            for word in folding.words(text):
                if len(word) >= SHORTEST_WORD and not word.isdigit():
                    words[word] = max(listings, words.get(word, 0))
        return words

    def moment(self, at: dt.datetime) -> "Moment":
        """What time decides, at `at`: kept until the next session, listing or day is over."""
        kept = self._moment
        if kept is None or not kept.since <= at < kept.until:
            kept = self._moment = Moment(self, at, _until(at))
        return kept


def _until(at: dt.datetime) -> dt.datetime:
    """The next instant at which the answer to "current", "this week" or an order may change,
    or how a listing reads: "closes soon", "past".
    """
    soon = at + CLOSING_SOON
    listings = Opportunity.objects.published().aggregate(
        over=Min("over_at", filter=Q(over_at__gt=at)),
        closed=Min("registration_closes", filter=Q(registration_closes__gt=at)),
        soon=Min("registration_closes", filter=Q(registration_closes__gt=soon)) - CLOSING_SOON,
    )
    session = Session.objects.filter(over_at__gt=at).aggregate(over=Min("over_at"))
    changes = [*listings.values(), *session.values(), clock.end_of_day(at)]
    return min(change for change in changes if change is not None)


@dataclass
class Moment:
    """The part of a tally that time decides; right from `since` up to, not including, `until`."""

    tally: Tally
    since: dt.datetime
    until: dt.datetime
    _found: dict[str, Any] = field(default_factory=dict)
    _parts: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def soonest(self) -> Order:
        """The current listings, the soonest first."""
        rows = Opportunity.objects.current(self.since).soonest_first(self.since)
        return Order(list(rows.values_list("pk", flat=True)))

    @cached_property
    def soonest_and_past(self) -> Order:
        """The current listings, the soonest first; then those that are over, the latest first."""
        past = Opportunity.objects.past(self.since).latest_first()
        return Order([*self.soonest.keys, *past.values_list("pk", flat=True)])

    @cached_property
    def closing(self) -> Order:
        rows = Opportunity.objects.published().closing_first(self.since)
        return Order(list(rows.values_list("pk", flat=True)))

    @cached_property
    def current(self) -> Listings:
        return Listings(self.soonest.keys)

    def set_of(self, name: str, rows: Callable[[], OpportunityQuerySet]) -> Listings:
        """The published listings of `rows`, remembered under a name that means the same rows."""

        def found() -> Listings:
            return self.tally.everything & Listings(rows().order_by().values_list("pk", flat=True))

        return self.once(f"when {name}", found)

    def once(self, name: str, find: Callable[[], Found]) -> Found:
        """What `find` answers, remembered under a name that means the same throughout."""
        return _remembered(self._found, name, find, MOST_SETS)

    def part(self, name: str, make: Callable[[], Found]) -> Found:
        """What is shown of one listing, which reads the same throughout for whoever asks."""
        return _remembered(self._parts, name, make, settings.KEPT_LISTINGS)


def _remembered(kept: dict[str, Any], name: str, find: Callable[[], Found], most: int) -> Found:
    """What was kept under a name, else what is found now; past `most` all are forgotten."""
    found = kept.get(name)
    if found is None:
        found = find()
        if len(kept) >= most:
            kept.clear()
        if most:
            kept[name] = found
    return cast(Found, found)


_kept: Tally | None = None
_alone = threading.Lock()


def tally() -> Tally:
    """The tally of the catalogue as it stands: one query where nothing has changed."""
    global _kept
    now = version()
    if _kept is None or _kept.version != now:
        with _alone:
            if _kept is None or _kept.version != now:
                _kept = Tally(now)
    return _kept
