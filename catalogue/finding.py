"""What a search finds: how many, which page of them, and how many under every other choice.

Filters are arithmetic on the tally; only words ask the database. Words in more listings than
MOST_EXACT are looked for among the listings the filters leave, in the order of the list, and
no further than the first thousand: such a total reads as "1,000+".
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

from catalogue import matching
from catalogue.filterset import WhenField
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Sort, When
from catalogue.search import OpportunitySearch
from catalogue.tally import NONE, Listings, Order

ENOUGH = 1000  # listings that are ranked, and found at all where words are too common
AT_ONCE = 4 * ENOUGH


def written(total: int, is_capped: bool) -> str:
    """How a total reads: `38`, `1,000+` where there are more than it says."""
    return f"{total:,}{'+' if is_capped else ''}"


class Finding:
    """The answer to a search. `counts` and `total` are exact unless `is_capped`."""

    def __init__(self, search: OpportunitySearch) -> None:
        self.search, self.tally = search, search.tally
        self.moment = self.tally.moment(search.at)
        self._found_besides: dict[str, Listings] = {}

    @cached_property
    def hits(self) -> Listings:
        return self._allowed() & self._of_words

    @cached_property
    def total(self) -> int:
        return len(self.hits)

    @cached_property
    def is_capped(self) -> bool:
        """Whether there are more than `total` says."""
        return self._are_words_common and self._common[1]

    def count(self, facet: str, value: Listings) -> int | None:
        """How many there would be with this choice in the place of the facet's own.

        None where that is not known: the words are too common to look beyond what was asked, or
        beyond the first of it.
        """
        if facet not in self._chosen:
            found = self.hits.intersection_cardinality(value)
            return None if self.is_capped and not found else found
        if self._are_words_common:
            return None
        return self._besides(facet).intersection_cardinality(value)

    def keys(self, start: int, end: int) -> list[int]:
        """The listings from one place in the order to another."""
        if self.search.sort != Sort.RELEVANCE or not self.search.readable_words:
            return list(islice(self._order.of(self.hits), start, end))
        best = self._best_first()
        return list(islice(chain(best, self._after(best)), start, end))

    def _best_first(self) -> Sequence[int]:
        """The first of the hits, ranked; the others follow as they stand."""
        return self.moment.once(f"best {self.search.query()}", self._ranked)

    def _ranked(self) -> Sequence[int]:
        """The best match first; of equal ones by title."""
        keys = list(islice(self._order.of(self.hits), ENOUGH))
        if not keys:
            return ()
        ranks = matching.ranks(keys, self.search.tsqueries)
        by_title = self.tally.by_title.of(Listings(ranks))
        return array("I", sorted(by_title, key=ranks.__getitem__, reverse=True))

    def _after(self, best: Sequence[int]) -> Iterator[int]:
        return islice(self._order.of(self.hits), len(best), None)

    def are_words_missed(self) -> bool:
        """Whether no current listing has the words, whatever the filters."""
        if self.hits & self.moment.current:
            return False
        return not self._with_words(self.moment.current)

    def without(self, name: str) -> int:
        """How many there would be without one thing asked: the words `q`, a facet, `when`.

        Without `when` there are no days asked either: the current listings.
        """
        if name == "when":
            allowed = self._allowed("when", "days") & self.moment.current
        else:
            allowed = self._allowed(name)
        return len(allowed if name == "q" else self._with_words(allowed))

    def with_other(self, words: str) -> tuple[int, bool]:
        """How many there would be with other words in the place of those asked, and whether
        there are more than that. One query."""
        asked = self.tally.asked(words)
        if asked.listings is not None:
            return self._allowed().intersection_cardinality(asked.listings), False
        found, is_capped = self._first_with_words(self._allowed(), asked.tsqueries[0])
        return len(found), is_capped

    def any_time(self) -> int:
        """How many there would be for any time, instead of on the days asked."""
        return len(self._with_words(self._allowed("when", "days") & self.when(When.ON_DEMAND)))

    def when(self, value: str) -> Listings:
        """The listings of a choice of `when`; of none: the current ones, or where days are asked
        whatever is on those."""
        if not value:
            return self.moment.current if self._days is None else self.tally.everything
        if value == When.PAST:
            return self.tally.everything - self.moment.current
        read, rows = WhenField().clean, self.search.filter.rows_when
        return self.moment.set_of(value, lambda: rows(read(value)))

    @cached_property
    def _order(self) -> Order:
        match self.search.sort:
            case Sort.NEWEST:
                return self.tally.newest
            case Sort.TITLE:
                return self.tally.by_title
            case Sort.CLOSING:
                return self.moment.closing
        return self.moment.soonest_and_past

    @cached_property
    def _chosen(self) -> dict[str, Listings]:
        """What the choices of each facet allow, time among them as `when` and `days`."""
        asked = self.search.readable
        when = "" if "when" in self.search.errors else "".join(self.search.values("when")[:1])
        chosen = {"when": self.when(when)}
        if self._days is not None:
            chosen["days"] = self._days
        for facet in self.search.facets:
            sets = [self.tally.under(facet.of(value)) for value in asked.get(facet.name) or []]
            if sets:
                chosen[facet.name] = NONE.union(*sets)
        return chosen

    @cached_property
    def _days(self) -> Listings | None:
        """The listings on the days from `from` to `to`; None where neither is asked."""
        days, at = self.search.filter.days_asked(), self.search.at
        if days is None:
            return None
        return self.moment.set_of(
            f"{days[0]} {days[1]}", lambda: Opportunity.objects.on_days(*days, at)
        )

    def _allowed(self, *besides: str) -> Listings:
        """What all the choices allow, or all but those of some facets."""
        allowed = self.tally.everything
        for name, bits in self._chosen.items():
            if name not in besides:
                allowed &= bits
        return allowed

    def _besides(self, facet: str) -> Listings:
        """What would be found without the facet's own choice."""
        found = self._found_besides.get(facet)
        if found is None:
            found = self._found_besides[facet] = self._allowed(facet) & self._of_words
        return found

    @cached_property
    def _are_words_common(self) -> bool:
        return bool(self.search.readable_words) and self.search.words_asked.listings is None

    @cached_property
    def _of_words(self) -> Listings:
        """The listings with the words; of common ones, the first among those allowed."""
        if not self.search.readable_words:
            return self.tally.everything
        found = self.search.words_asked.listings
        return self._common[0] if found is None else found

    @cached_property
    def _common(self) -> tuple[Listings, bool]:
        def find() -> tuple[Listings, bool]:
            return self._first_with_words(self._allowed(), self.search.tsquery)

        return self.moment.once(f"common {self.search.query()}", find)

    def _with_words(self, among: Listings) -> Listings:
        """Those of a set with the words; of common ones no more than ENOUGH."""
        if self._are_words_common:
            return self._first_with_words(among, self.search.tsquery)[0]
        return among & self._of_words

    def _first_with_words(self, among: Listings, tsquery: str) -> tuple[Listings, bool]:
        """The first ENOUGH of a set, in the order of the list, and whether there are more."""
        found: list[int] = []
        candidates = self._order.of(among)
        while len(found) <= ENOUGH and (keys := list(islice(candidates, AT_ONCE))):
            rows = Opportunity.objects.keyed(keys).matching(tsquery).order_by()
            here = set(rows.values_list("pk", flat=True))
            found += [key for key in keys if key in here]
        return Listings(found[:ENOUGH]), len(found) > ENOUGH
