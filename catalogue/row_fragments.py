"""The rows of a list as HTML, kept for as long as they read the same.

A row is made once for each moment of the catalogue and each clock; the list then asks the
database for no row it has. Only the words a search marks differ from one list to the next,
so a row is kept with two letters of no language where its title and its summary go.
"""

from collections.abc import Sequence

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from catalogue import matching, rows
from catalogue.matching import MARK, UNMARK
from catalogue.models import Opportunity
from catalogue.tally import Moment
from learning_portal.foundation.clock import Clock

TITLE, SUMMARY = "\ue002", "\ue003"
OURS = dict.fromkeys(map(ord, (TITLE, SUMMARY)))  # taken out of what a curator typed
Said = tuple[str, str]  # a title and a summary, as HTML


def of_listings(
    keys: Sequence[int], readers: Clock, moment: Moment, tsquery: str = ""
) -> list[SafeString]:
    """The rows of these listings, in their order, with the words marked that a search asked for."""
    kept = {key: moment.fragment("row", key, readers.key) for key in keys}
    missing = [key for key, html in kept.items() if html is None]
    if missing:
        kept |= _made(missing, readers, moment)
    said = _said(keys, tsquery, moment) if tsquery and keys else {}
    return [
        mark_safe(_filled(html, said.get(key)))  # noqa: S308 - every part is escaped
        for key in keys
        if (html := kept[key])
    ]


def _made(keys: Sequence[int], readers: Clock, moment: Moment) -> dict[int, str]:
    template = get_template("catalogue/row.html")
    made = {}
    for row in Opportunity.objects.published().keyed(keys).for_rows().order_by():
        shown = rows.row(row, readers, moment.since, said=(TITLE, SUMMARY if row.summary else ""))
        html = template.render({"row": shown}).strip()
        made[row.pk] = TITLE.join([_plain(row.title), _plain(row.summary), html])
        moment.keep(made[row.pk], "row", row.pk, readers.key)
    return made


def _filled(html: str, marked: Said | None) -> str:
    title, summary, row = html.split(TITLE, 2)
    title, summary = marked or (title, summary)
    return row.replace(TITLE, title).replace(SUMMARY, summary)


def _said(keys: Sequence[int], tsquery: str, moment: Moment) -> dict[int, Said]:
    """What a page of a search says of each listing, kept for the reader who comes back to it."""
    name = ("said", tsquery, *keys)
    said: dict[int, Said] | None = moment.fragment(*name)
    if said is None:
        said = _marked(keys, tsquery)
        moment.keep(said, *name)
    return said


def _marked(keys: Sequence[int], tsquery: str) -> dict[int, Said]:
    said = {}
    for key, title, summary, both in matching.marked(keys, tsquery):
        if both.replace(MARK, "").replace(UNMARK, "") == f"{title}\n{summary}":
            title, _, summary = both.partition("\n")
        said[key] = _with_marks(title), _with_marks(summary)
    return said


def _plain(text: str) -> str:
    return escape(text.translate(OURS))


def _with_marks(text: str) -> str:
    return escape(text.translate(OURS)).replace(MARK, "<mark>").replace(UNMARK, "</mark>")
