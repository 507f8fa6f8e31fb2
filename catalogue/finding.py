"""What a search finds: how many, which page of them, and how many under every other choice.

Filters are arithmetic on the tally; only words ask the database. Words in more listings than
MOST_EXACT are looked for among the listings the filters leave, in the order of the list, and
no further than the first thousand: such a total reads as "1,000+".
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain, islice

from catalogue import matching
from catalogue.filterset import WhenField
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Sort, When
from catalogue.search import OpportunitySearch
from catalogue.tally import Bits

MOST_EXACT = 20_000
ENOUGH = 1000  # listings that are ranked, and found at all where words are too common
AT_ONCE = 4 * ENOUGH


class Finding:
    """The answer to a search. `counts` and `total` are exact unless `is_capped`."""

    def __init__(self, search: OpportunitySearch) -> None:
        self.search, self.tally = search, search.tally
        self.moment = self.tally.moment(search.at)

    @cached_property
    def hits(self) -> Bits:
        return self._allowed() & self._of_words

    @cached_property
    def total(self) -> int:
        return self.hits.bit_count()

    @cached_property
    def is_capped(self) -> bool:
        """Whether there are more than `total` says."""
        return self._are_words_common and self._common[1]

    def count(self, facet: str, value: Bits) -> int | None:
        """How many there would be with this choice in the place of the facet's own.

        None where that is not known: the words are too common to look beyond what was asked, or
        beyond the first of it.
        """
        if facet not in self._chosen:
            found = (self.hits & value).bit_count()
            return None if self.is_capped and not found else found
        if self._are_words_common:
            return None
        return (self._allowed(facet) & self._of_words & value).bit_count()

    def keys(self, start: int, end: int) -> list[int]:
        """The listings from one place in the order to another."""
        ordered = self._ordered()
        if self.search.sort != Sort.RELEVANCE or not self.search.readable_words:
            return list(islice(ordered, start, end))
        ranked = list(islice(ordered, ENOUGH))  # the others follow as they stand
        best: list[int] = []
        if start < len(ranked):
            until = min(end, len(ranked))
            best = matching.best_first(ranked, self.search.ranking, start, until)
        return best + list(islice(ordered, max(start - ENOUGH, 0), max(end - ENOUGH, 0)))

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
        return (allowed if name == "q" else self._with_words(allowed)).bit_count()

    def any_time(self) -> int:
        """How many there would be for any time, instead of on the days asked."""
        allowed = self._allowed("when", "days") & self.when(When.ON_DEMAND)
        return self._with_words(allowed).bit_count()

    def when(self, value: str) -> Bits:
        """The listings of a choice of `when`; of none: the current ones, or where days are asked
        whatever is on those."""
        if not value:
            return self.moment.current if self._days is None else self.tally.everything
        if value == When.PAST:
            return self.tally.everything & ~self.moment.current
        read, rows = WhenField().clean, self.search.filter.rows_when
        return self.moment.set_of(value, lambda: rows(read(value)))

    def _ordered(self) -> Iterator[int]:
        some_are_past = bool(self.hits & ~self.moment.current)
        return self.tally.in_order(self.hits, self._order(with_past=some_are_past))

    def _order(self, *, with_past: bool) -> Iterable[int]:
        match self.search.sort:
            case Sort.NEWEST:
                return self.tally.newest
            case Sort.TITLE:
                return self.tally.keys
            case Sort.CLOSING:
                return self.moment.closing
        return chain(self.moment.soonest, self.moment.latest if with_past else ())

    @cached_property
    def _chosen(self) -> dict[str, Bits]:
        """What the choices of each facet allow, time among them as `when` and `days`."""
        asked = self.search.readable
        when = "" if "when" in self.search.errors else "".join(self.search.values("when")[:1])
        chosen = {"when": self.when(when)}
        if self._days is not None:
            chosen["days"] = self._days
        for facet in self.search.facets:
            sets = [self.tally.under(facet.of(value)) for value in asked.get(facet.name) or []]
            if sets:
                chosen[facet.name] = _any(sets)
        return chosen

    @cached_property
    def _days(self) -> Bits | None:
        """The listings on the days from `from` to `to`; None where neither is asked."""
        asked, rows = self.search.readable, self.search.filter.rows_in_range()
        if rows is None:
            return None
        return self.moment.set_of(f"{asked.get('from')} {asked.get('to')}", lambda: rows)

    def _allowed(self, *besides: str) -> Bits:
        """What all the choices allow, or all but those of some facets."""
        allowed = self.tally.everything
        for name, bits in self._chosen.items():
            if name not in besides:
                allowed &= bits
        return allowed

    @cached_property
    def _matches(self) -> list[int] | None:
        """The listings with the words; None where those are too many to name."""
        return matching.keys(self.search.tsquery, MOST_EXACT)

    @cached_property
    def _are_words_common(self) -> bool:
        return bool(self.search.readable_words) and self._matches is None

    @cached_property
    def _of_words(self) -> Bits:
        """The listings with the words; of common ones, the first among those allowed."""
        if not self.search.readable_words:
            return self.tally.everything
        if self._matches is not None:
            return self.tally.bits(self._matches)
        return self._common[0]

    @cached_property
    def _common(self) -> tuple[Bits, bool]:
        return self._first_with_words(self._allowed())

    def _with_words(self, among: Bits) -> Bits:
        """Those of a set with the words; of common ones no more than ENOUGH."""
        if self._are_words_common:
            return self._first_with_words(among)[0]
        return among & self._of_words

    def _first_with_words(self, among: Bits) -> tuple[Bits, bool]:
        """The first ENOUGH of a set, in the order of the list, and whether there are more."""
        found: list[int] = []
        candidates = self.tally.in_order(among, self._order(with_past=True))
        while len(found) <= ENOUGH and (keys := list(islice(candidates, AT_ONCE))):
            rows = Opportunity.objects.keyed(keys).matching(self.search.tsquery).order_by()
            here = set(rows.values_list("pk", flat=True))
            found += [key for key in keys if key in here]
        return self.tally.bits(found[:ENOUGH]), len(found) > ENOUGH


def _any(sets: Iterable[Bits]) -> Bits:
    either = 0
    for each in sets:
        either |= each
    return either
