"""The filters as the list shows them: each choice, whether it is made, and what it would find."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue.facets import Facet
from catalogue.finding import Finding, written
from catalogue.models.vocabulary import When
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock

MONTHS_AHEAD = 5
AT_FIRST = 10  # choices of a long facet that are shown; the rest unfold
MOST = 100  # of which no more than these: a name further down is found by searching
LONG = 14


class Choice(NamedTuple):
    value: str
    label: str
    is_chosen: bool
    total: int | None
    shown: str  # the count as it is written; empty where it is not known


@dataclass(frozen=True)
class Group:
    """One facet of the panel. `more` are the choices that unfold."""

    name: str
    label: str
    is_open: bool
    choices: list[Choice]
    more: list[Choice] = field(default_factory=list)
    left_out: int = 0

    @property
    def chosen(self) -> int:
        return sum(choice.is_chosen for choice in [*self.choices, *self.more])


def context(search: OpportunitySearch, finding: Finding) -> dict[str, Any]:
    groups = [_group(facet, search, finding) for facet in search.facets]
    return {
        "panel": [group for group in groups if group.choices],
        "times": _times(search, finding),
        "from": _day("from", search),
        "to": _day("to", search),
    }


def _group(facet: Facet, search: OpportunitySearch, finding: Finding) -> Group:
    made, tally = set(search.values(facet.name)), finding.tally
    choices = [
        _choice(
            value, label, value in made, finding.count(facet.name, tally.under(facet.of(value))),
            finding,
        )
        for value, label in facet.choices
    ]  # fmt: skip
    is_open = facet.is_open or bool(made)
    if not facet.keys:
        return Group(facet.name, facet.label, is_open, choices)
    wanted = [choice for choice in choices if choice.total != 0 or choice.is_chosen]
    if len(wanted) <= LONG:
        return Group(facet.name, facet.label, is_open, wanted)
    wanted.sort(key=lambda choice: (not choice.is_chosen, -(choice.total or 0)))
    first, rest = wanted[:AT_FIRST], wanted[AT_FIRST:]
    return Group(
        facet.name, facet.label, is_open, first, rest[:MOST], max(len(rest) - MOST, 0)
    )  # fmt: skip


def _day(name: str, search: OpportunitySearch) -> str:
    """As a date box takes it, where it could be read; else as it was typed."""
    day = search.readable.get(name)
    return day.isoformat() if day else next(iter(search.values(name)), "")


def _choice(value: str, label: str, is_chosen: bool, count: int | None, of: Finding) -> Choice:
    if count is None:
        return Choice(value, label, is_chosen, None, "")
    return Choice(value, label, is_chosen, count, written(count, of.is_capped and count > 0))


def _times(search: OpportunitySearch, finding: Finding) -> list[Choice]:
    asked = next(iter(search.values("when")), "")
    choices = [("", "Now and to come"), *When.choices, *_months(search)]
    if asked and "when" not in search.errors and asked not in dict(choices):
        choices.append((asked, search.label("when", asked)))
    return [
        _choice(value, label, value == asked, finding.count("when", finding.when(value)), finding)
        for value, label in choices
    ]


def _months(search: OpportunitySearch) -> list[tuple[str, str]]:
    """Next month and those after it."""
    first: dt.date = clock.month_of(clock.bc_day(search.at))[1]
    months = []
    for _ in range(MONTHS_AHEAD):
        months.append((f"{first:%Y-%m}", f"{first:%B %Y}"))
        first = clock.month_of(first)[1]
    return months
