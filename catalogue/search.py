"""The GET form that is the filter: from an address to the listings it means, and back."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import Truncator

from catalogue import matching, tally
from catalogue.facets import Facet, facets
from catalogue.filterset import MOST_VALUES, OpportunityFilter
from catalogue.models.opportunity_queryset import OpportunityQuerySet
from catalogue.models.vocabulary import Sort, When
from learning_portal.foundation import clock, folding, time_labels

MOST_NAMED = 5  # unknown choices of one facet that are named
MOST_LETTERS = 60  # of each


@dataclass(frozen=True)
class Chosen:
    """One thing the reader asked for, and the address without it."""

    name: str
    value: str
    label: str
    query_without: str
    is_left_out: bool = False  # it could not be read


class OpportunitySearch:
    """What an address asks of the catalogue.

    `errors` holds plain sentences by parameter; a part that cannot be read is left out of
    `queryset`, so that a page can show the rest beside what is wrong.
    """

    SINGLE = ("q", "when", "from", "to", "sort")

    def __init__(self, params: QueryDict, at: dt.datetime | None = None) -> None:
        self.at = at or clock.now()
        self.tally = tally.tally()
        self.facets = facets(self.tally)
        self.asked = self._read(params)
        self.filter = OpportunityFilter(
            self._as_data(), facets=self.facets, at=self.at, asked=lambda: self.tsquery
        )

    def is_valid(self) -> bool:
        return not self.errors

    @cached_property
    def errors(self) -> dict[str, list[str]]:
        errors = {name: list(map(str, said)) for name, said in self.filter.form.errors.items()}
        for facet in self.facets:
            values = self.values(facet.name)
            gone = [value for value in values[:MOST_VALUES] if not facet.has(value)]
            if said := [_not_a_choice(facet, value) for value in gone[:MOST_NAMED]]:
                errors[facet.name] = said
            if len(values) > MOST_VALUES:
                errors.setdefault(facet.name, []).append(f"Choose at most {MOST_VALUES} at once.")
        return errors

    @property
    def words(self) -> str:
        return self.asked.get("q", [""])[0]

    @cached_property
    def readable(self) -> dict[str, Any]:
        """What could be read of the address, by parameter."""
        self.filter.form.is_valid()
        return self.filter.form.cleaned_data

    @property
    def words_asked(self) -> matching.Asked:
        return self.tally.asked(self.words)

    @property
    def tsquery(self) -> str:
        return self.tsqueries[0]

    @property
    def tsqueries(self) -> list[str]:
        """What the best match is judged by: where synonyms are looked for too, what was typed
        counts once more."""
        return self.words_asked.tsqueries

    @property
    def readable_words(self) -> str:
        """The words, where they can be searched for."""
        return str(self.readable.get("q") or "")

    @property
    def widened(self) -> list[matching.Widened]:
        return self.words_asked.widened if self.readable_words else []

    @property
    def is_past(self) -> bool:
        return self.asked.get("when") == [When.PAST]

    @property
    def is_on_demand(self) -> bool:
        return self.asked.get("when") == [When.ON_DEMAND]

    @cached_property
    def queryset(self) -> OpportunityQuerySet:
        rows = self.filter.filter_queryset(self.filter.rows_in_time())
        return self._sorted(rows)

    def for_calendars(self) -> OpportunityQuerySet:
        """Listings whose sessions a calendar may hold: a cancelled one outlives its listing."""
        return self.filter.filter_queryset(self.filter.rows_in_time(also_over=True))

    @property
    def sort(self) -> str:
        found = self.filter.form.errors.get("sort") is None and self.asked.get("sort", [""])[0]
        return found or self.usual_sort

    @property
    def usual_sort(self) -> str:
        """The order where the address names none."""
        return Sort.RELEVANCE if self.words else Sort.SOONEST

    def _sorted(self, rows: OpportunityQuerySet) -> OpportunityQuerySet:
        match self.sort:
            case Sort.RELEVANCE if self.readable_words:
                return rows.ranked(*self.tsqueries).best_match_first()
            case Sort.NEWEST:
                return rows.newest_first()
            case Sort.TITLE:
                return rows.by_title()
            case Sort.CLOSING:
                return rows.closing_first(self.at)
        return rows.soonest_first(self.at)

    @cached_property
    def chosen(self) -> list[Chosen]:
        """For the chips: everything asked but the order."""
        return [
            self._chosen(name, value)
            for name, values in self.asked.items()
            if name != "sort"
            for value in values[:MOST_VALUES]
        ]

    def _chosen(self, name: str, value: str) -> Chosen:
        facet, without = self._facet(name), self._without(name, value)
        if facet.has(value) if facet else name not in self.errors:
            return Chosen(name, value, self.label(name, value), without)
        before = f"{facet.label}: " if facet else BEFORE[name]
        label = f"{before}“{Truncator(value).chars(MOST_LETTERS // 2)}” (left out)"
        return Chosen(name, value, label, without, is_left_out=True)

    def _facet(self, name: str) -> Facet | None:
        return next((facet for facet in self.facets if facet.name == name), None)

    @property
    def understood(self) -> list[Chosen]:
        """What the listings shown were chosen by."""
        return [chosen for chosen in self.chosen if not chosen.is_left_out]

    @property
    def filters(self) -> list[Chosen]:
        """What is chosen in the panel."""
        return [chosen for chosen in self.understood if chosen.name != "q"]

    def values(self, name: str) -> list[str]:
        return self.asked.get(name, [])

    def query(self, **changes: str) -> str:
        """The shortest query string that asks for the same; `changes` replace whole parameters."""
        asked = {**self.asked, **{name: [value] for name, value in changes.items()}}
        return urlencode(
            [(name, value) for name, values in asked.items() for value in values if value]
        )

    def as_text(self) -> str:
        """The filter in a line: `Listings: Webinar, Free, “weeding”`."""
        said = ", ".join(chosen.label for chosen in self.understood)
        return f"Listings: {said}" if said else "All current listings"

    def _read(self, params: QueryDict) -> dict[str, list[str]]:
        """Known parameters only, tidied, without blanks, repeats and defaults."""
        asked: dict[str, list[str]] = {}
        for name in self.SINGLE:
            value = folding.pasted(params.get(name, ""))
            if value:
                asked[name] = [value]
        for facet in self.facets:
            values = [folding.pasted(value) for value in params.getlist(facet.name)]
            read = dict.fromkeys(facet.read(value) for value in values if value)
            if read:
                # One too many is kept, to be refused: each chip's address holds all of them.
                asked[facet.name] = list(read)[: MOST_VALUES + 1]
        if asked.get("sort") == [Sort.RELEVANCE if "q" in asked else Sort.SOONEST]:
            del asked["sort"]
        return asked

    def _as_data(self) -> QueryDict:
        """What the filter is to read: of a facet the choices that there are."""
        data = QueryDict(mutable=True)
        for name in self.SINGLE:
            if values := self.values(name):
                data.setlist(name, values)
        for facet in self.facets:
            values = self.values(facet.name)[:MOST_VALUES]
            if known := [value for value in values if facet.has(value)]:
                data.setlist(facet.name, known)
        return data

    def _without(self, name: str, value: str) -> str:
        rest = {
            other: [kept for kept in values if (other, kept) != (name, value)]
            for other, values in self.asked.items()
        }
        return urlencode([(other, kept) for other, values in rest.items() for kept in values])

    def label(self, name: str, value: str) -> str:
        """How a choice that could be read reads on its chip."""
        if facet := self._facet(name):
            label = facet.label_of(value)
            plain = f"{facet.label}: {label.lower()}"
            return plain if label == "Not stated" or name in QUALIFIED else label
        match name:
            case "q":
                return f"“{value}”"
            case "from" | "to":
                return BEFORE[name] + time_labels.day(self.readable[name])
        month = self.readable.get("when")
        if isinstance(month, dt.date):
            return f"{month:%B %Y}"
        return dict(When.choices).get(value, value)


def _not_a_choice(facet: Facet, value: str) -> str:
    return f"“{value[:MOST_LETTERS]}” is not a choice of “{facet.label}”: choose from the list."


BEFORE = {"q": "", "when": "Time: ", "from": "From ", "to": "Until "}  # what a chip says of one
# Choices whose words say too little alone.
QUALIFIED = {"level", "certificate"}
