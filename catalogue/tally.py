"""The catalogue counted once for each of its versions: who stands under which choice.

Every published listing has a place, in order of title; a set of listings is an integer whose
bit at that place is set. Counting every choice of every filter is then arithmetic, whatever
the size of the catalogue. docs/decisions/0006-a-tally-of-the-catalogue.md says why and with
which figures. Kept in each server process; built anew when the catalogue's version differs.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db.models import Count, F, Func, Min, Q, TextField, Value
from django.db.models.functions import Coalesce

from catalogue.models import Opportunity, Provider, Session, Synonyms, Topic
from catalogue.models.change import version
from catalogue.models.opportunity_queryset import CLOSING_SOON, OpportunityQuerySet
from learning_portal.foundation import clock, folding

Bits = int
FEW = 500  # listings that are named one by one sooner than all places are looked at
SHORTEST_WORD = 3
MOST_SETS = 500  # ranges of days among them, of which there is no end
NAMED = ("pk", "slug", "name", "former_slugs")


@dataclass(frozen=True)
class Named:
    """A topic or a provider, of published listings or not: its address goes on being a choice."""

    key: int
    slug: str
    name: str
    former_slugs: list[str]
    heading: str = ""  # a topic's


class Tally:
    """The published catalogue at one version."""

    def __init__(self, of_version: str) -> None:
        self.version = of_version
        published = Opportunity.objects.published()
        self.keys = list(published.by_title().values_list("pk", flat=True))
        self._places = {key: place for place, key in enumerate(self.keys)}
        self.everything: Bits = (1 << len(self.keys)) - 1
        each = Func(F("facets"), function="unnest", output_field=TextField())
        counted = published.order_by().annotate(choice=each).values_list("choice")
        self._choices = {
            choice: self.bits(keys) for choice, keys in counted.annotate(keys=ArrayAgg("pk"))
        }
        topics = Topic.objects.by_heading().values_list(
            *NAMED, Coalesce("heading__name", Value(""))
        )
        self.topics = [Named(*row) for row in topics]
        providers = Provider.objects.order_by("name_folded", "pk").values_list(*NAMED)
        self.providers = [Named(*row) for row in providers]
        self.synonyms = [list(each) for each in Synonyms.objects.values_list("words", flat=True)]
        self._moment: Moment | None = None

    def bits(self, keys: Iterable[int]) -> Bits:
        """The set of these listings; those that are not published are left out."""
        marks = bytearray(len(self.keys) // 8 + 1)
        for key in keys:
            place = self._places.get(key)
            if place is not None:
                marks[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(marks, "little")

    def under(self, choice: str) -> Bits:
        """Those under `kind:webinar`, `topic:12` …"""
        return self._choices.get(choice, 0)

    def in_order(self, bits: Bits, keys: Iterable[int]) -> Iterator[int]:
        """The listings of a set, in the order of `keys`."""
        if bits.bit_count() <= FEW:
            return filter(set(self._members(bits)).__contains__, keys)
        marks, places = bits.to_bytes(len(self.keys) // 8 + 1, "little"), self._places
        return (
            key
            for key in keys
            if (place := places.get(key)) is not None and marks[place >> 3] >> (place & 7) & 1
        )

    def _members(self, bits: Bits) -> Iterator[int]:
        places = bin(bits)[:1:-1]  # the first place first
        place = places.find("1")
        while place >= 0:
            yield self.keys[place]
            place = places.find("1", place + 1)

    @cached_property
    def newest(self) -> list[int]:
        return list(Opportunity.objects.published().newest_first().values_list("pk", flat=True))

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
    _sets: dict[str, Bits] = field(default_factory=dict)
    _fragments: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @cached_property
    def soonest(self) -> list[int]:
        """The current listings, the soonest first."""
        rows = Opportunity.objects.current(self.since).soonest_first(self.since)
        return list(rows.values_list("pk", flat=True))

    @cached_property
    def latest(self) -> list[int]:
        """The past listings, the latest first."""
        rows = Opportunity.objects.past(self.since).latest_first()
        return list(rows.values_list("pk", flat=True))

    @cached_property
    def closing(self) -> list[int]:
        rows = Opportunity.objects.published().closing_first(self.since)
        return list(rows.values_list("pk", flat=True))

    @cached_property
    def current(self) -> Bits:
        return self.tally.bits(self.soonest)

    def set_of(self, name: str, rows: Callable[[], OpportunityQuerySet]) -> Bits:
        """The published listings of `rows`, remembered under a name that means the same rows."""
        found = self._sets.get(name)
        if found is None:
            found = self.tally.bits(rows().order_by().values_list("pk", flat=True))
            if len(self._sets) >= MOST_SETS:
                self._sets.clear()
            self._sets[name] = found
        return found

    def fragment(self, *name: Any) -> Any:
        """A part of a page or of a file that was kept, or None.

        It reads the same throughout this moment, whoever asks.
        """
        return self._fragments.get(name)

    def keep(self, fragment: Any, *name: Any) -> None:
        if settings.KEPT_FRAGMENTS:
            if len(self._fragments) >= settings.KEPT_FRAGMENTS:
                self._fragments.clear()
            self._fragments[name] = fragment


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
