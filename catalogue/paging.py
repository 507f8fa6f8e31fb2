"""Pages of a list, counted in the query that fetches them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window

from catalogue.finding import Finding, written

PER_PAGE = 25
LAST_PAGE = 400


class NoSuchPage(Exception):
    """Past the end, or no page number; `last` is the last page there is."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.last = last


@dataclass(frozen=True)
class Page:
    rows: list[Any]  # listings, or their keys
    number: int
    total: int
    is_capped: bool = False  # there are more than `total`

    @property
    def said(self) -> str:
        """The total as it is written: `38`, `1,000+`."""
        return written(self.total, self.is_capped)

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


def number(asked: str, total: int) -> int:
    """The page asked for, 1 unless said. Raises NoSuchPage."""
    if not asked:
        return 1
    found = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0
    if not 1 <= found <= pages(total):
        raise NoSuchPage(pages(total))
    return found


def page(rows: QuerySet[Any], asked: str) -> Page:
    """One page of rows and the total, in one query. Raises NoSuchPage."""
    try:
        wanted = number(asked, LAST_PAGE * PER_PAGE)
    except NoSuchPage as error:
        raise NoSuchPage(pages(rows.count())) from error
    start = (wanted - 1) * PER_PAGE
    counted: Any = rows.annotate(total=Window(Count("*")))
    found = list(counted[start : start + PER_PAGE])
    if not found and wanted > 1:
        raise NoSuchPage(pages(rows.count()))
    return Page(found, wanted, found[0].total if found else 0)


def of_finding(finding: Finding, asked: str) -> Page:
    """One page of what a search finds, its rows by key. Raises NoSuchPage."""
    wanted = number(asked, finding.total)
    start = (wanted - 1) * PER_PAGE
    keys = finding.keys(start, start + PER_PAGE)
    return Page(keys, wanted, finding.total, finding.is_capped)
