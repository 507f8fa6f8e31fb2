"""Pages of a list, counted in the query that fetches them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Window

from catalogue.models import Opportunity
from catalogue.models.opportunity_queryset import OpportunityQuerySet

PER_PAGE = 25
LAST_PAGE = 400


class NoSuchPage(Exception):
    """Past the end, or no page number; `last` is the last page there is."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True)
class Page:
    rows: list[Opportunity]
    number: int
    total: int

    @property
    def last(self) -> int:
        return pages(self.total)

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1

    @property
    def near(self) -> list[int | None]:
        """The page numbers worth a link; None where some are left out."""
        wanted = sorted({1, self.last, *range(self.number - 1, self.number + 2)})
        shown: list[int | None] = []
        for number in wanted:
            if 1 <= number <= self.last:
                if shown and number - (shown[-1] or 0) > 1:
                    shown.append(None)
                shown.append(number)
        return shown


def pages(total: int) -> int:
    return min(max(-(-total // PER_PAGE), 1), LAST_PAGE)


def page(rows: OpportunityQuerySet, asked: str) -> Page:
    """One page of rows and the total, in one query. Raises NoSuchPage."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if not asked:
        number = 1
    if not 1 <= number <= LAST_PAGE:
        raise NoSuchPage(pages(rows.count()))
    start = (number - 1) * PER_PAGE
    counted: Any = rows.annotate(total=Window(Count("*")))
    found = list(counted[start : start + PER_PAGE])
    if not found and number > 1:
        raise NoSuchPage(pages(rows.count()))
    return Page(found, number, found[0].total if found else 0)
