"""The rows of a list as HTML, from their template; the words of a search are marked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalogue import matching, rows
from catalogue.listed import Listed
from catalogue.matching import MARK, UNMARK
from catalogue.outline import Outline, gap, outline
from catalogue.rows import Row
from catalogue.tally import Moment
from learning_portal.foundation.clock import Clock

Said = tuple[SafeString, SafeString]  # a title and a summary
WORDS = (
    "machine", "start", "below", "state", "undated", "more", "address", "title", "provider", "kind",
    "cost", "place", "length", "recording", "certificate", "summary", "closing", "past", "sample",
)  # fmt: skip


def of_listings(
    keys: Sequence[int], readers: Clock, moment: Moment, tsquery: str = ""
) -> SafeString:
    """The rows of these listings, in their order; of those that are published."""
    listings = moment.tally.listed(keys).values()
    shown = [_row(listing, readers, moment) for listing in listings]
    if tsquery and shown:
        said = _marked([listing.pk for listing in listings], tsquery)
        shown = [_saying(row, said.get(row.opportunity.pk)) for row in shown]
    return of_rows(shown)


def _row(listing: Listed, readers: Clock, moment: Moment) -> Row:
    name = f"row {listing.pk} {readers.key}"
    return moment.part(name, lambda: rows.row(listing, readers, moment.since))


def _saying(row: Row, said: Said | None) -> Row:
    return replace(row, title=said[0], summary=said[1]) if said else row


def of_rows(shown: Iterable[Row]) -> SafeString:
    return mark_safe("".join(map(_html, shown)))  # noqa: S308 - every part is escaped


def _html(row: Row) -> str:
    words, beside = _words(row), row.times.beside if row.times else ()
    there = tuple(name for name in WORDS if words[name])
    shape = _outline(there, len(beside), row.times is not None and row.times.is_cancelled)
    return shape.filled(words | {f"beside{place}": said for place, said in enumerate(beside)})


@lru_cache(maxsize=1000)
def _outline(there: tuple[str, ...], beside: int, is_cancelled: bool) -> Outline:
    gaps = {name: gap(name) for name in there}
    times = {
        "machine": gaps.get("machine"),
        "main": {"start": gaps.get("start"), "below": gaps.get("below")},
        "beside": [gap(f"beside{place}") for place in range(beside)],
        "is_cancelled": is_cancelled,
    }
    return outline("catalogue/row.html", {**gaps, "times": times})


def _words(row: Row) -> dict[str, str]:
    times, listing = row.times, row.opportunity
    return {
        "machine": times.machine if times else "",
        "start": times.main.start if times else "",
        "below": times.main.below if times else "",
        "state": times.state if times else "",
        "undated": "" if times else row.undated,
        "more": row.more_dates_said,
        "address": listing.get_absolute_url(),
        "title": row.title,
        "provider": listing.provider.name,
        "kind": row.kind,
        "cost": row.cost,
        "place": row.place,
        "length": row.length,
        "recording": row.recording,
        "certificate": row.certificate,
        "summary": row.summary,
        "closing": row.closing.text if row.closing else "",
        "past": "Past" if row.is_over else "",
        "sample": "Sample" if row.is_sample else "",
    }


def _marked(keys: Sequence[int], tsquery: str) -> dict[int, Said]:
    """What a page of a search says of each listing."""
    said = {}
    for key, title, summary, both in matching.marked(keys, tsquery):
        if both.replace(MARK, "").replace(UNMARK, "") == f"{title}\n{summary}":
            title, _, summary = both.partition("\n")
        said[key] = _with_marks(title), _with_marks(summary)
    return said


def _with_marks(text: str) -> SafeString:
    html = escape(text).replace(MARK, "<mark>").replace(UNMARK, "</mark>")
    return mark_safe(html)  # noqa: S308 - escaped just before
