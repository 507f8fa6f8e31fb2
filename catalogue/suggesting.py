"""What the search box suggests while a reader types: listings, topics and providers by name."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from catalogue import tally
from catalogue.models import Opportunity
from catalogue.tally import Listings, Named, Tally
from learning_portal.foundation import clock, folding
from learning_portal.foundation.protection import allow

MOST_LISTINGS, MOST_TOPICS, MOST_PROVIDERS = 8, 3, 2
FEWEST_LETTERS, MOST_LETTERS = 2, 60
WINDOW = dt.timedelta(minutes=10)
MOST_IN_A_WINDOW = 600
FRESH_FOR = 60  # seconds

# Titles with letters past Latin-1: `title_folded` keeps some of those (ə, χ), `fold` none.
OTHER_LETTERS = "[^ -ÿ‐-…]"


@dataclass(frozen=True)
class Suggestion:
    name: SafeString  # what was typed is marked in it
    address: str
    note: str = ""  # Topic, Provider; of listings with one title: whose


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A fragment for suggest.js: a list of links, empty for less than two letters of a word."""
    typed = folding.pasted(request.GET.get("q", ""))[:MOST_LETTERS]
    words = list(dict.fromkeys(folding.words(typed)))
    if max(map(len, words), default=0) < FEWEST_LETTERS:
        return _fragment(request, [])
    if not allow(request, purpose="suggest", limit=MOST_IN_A_WINDOW, window=WINDOW):
        response = _fragment(request, [], status=429)
        response["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response
    counted, at = tally.tally(), clock.now()
    begins = " ".join(folding.fold(typed).split())
    return _fragment(
        request,
        [
            *_listings(counted, at, words, begins),
            *_named(counted, at, words, "topic", MOST_TOPICS),
            *_named(counted, at, words, "provider", MOST_PROVIDERS),
        ],
    )


def _fragment(
    request: HttpRequest, suggestions: list[Suggestion], status: int = 200
) -> TemplateResponse:
    context = {"suggestions": suggestions}
    response = TemplateResponse(request, "catalogue/suggest.html", context, status=status)
    if status == 200:
        patch_cache_control(response, private=True, max_age=FRESH_FOR)
    return response


def _listings(
    counted: Tally, at: dt.datetime, words: Sequence[str], begins: str
) -> Iterator[Suggestion]:
    """Those whose title begins with what was typed first, then the soonest."""
    first = ExpressionWrapper(Q(title_folded__startswith=begins), output_field=BooleanField())
    titled = Opportunity.objects.current(at).titled(words).order_by()
    found = dict(titled.annotate(first=first).values_list("pk", "first"))
    for key, folded in _names(counted).in_other_letters:
        if _match(words, folded):
            found[key] = folded.startswith(begins)
    moment = counted.moment(at)
    sets = [Listings(key for key in found if found[key] is wanted) for wanted in (True, False)]
    ordered = chain(*(moment.soonest.of(each) for each in sets))
    keys = list(islice(ordered, MOST_LISTINGS))
    shown = Opportunity.objects.published().keyed(keys).order_by()
    fields = ("pk", "title", "slug", "provider__name")
    rows = {key: row for key, *row in shown.values_list(*fields)} if keys else {}
    listed = [rows[key] for key in keys if key in rows]
    titles = [title for title, *_ in listed]
    for title, slug, provider in listed:
        apart = provider if titles.count(title) > 1 else ""
        address = reverse("catalogue:opportunity", args=[slug])
        yield Suggestion(_marked(title, words), address, apart)


def _named(
    counted: Tally, at: dt.datetime, words: Sequence[str], facet: str, most: int
) -> list[Suggestion]:
    """Topics or providers of current listings, those with the most first."""
    current = counted.moment(at).current
    totals = [
        (current.intersection_cardinality(counted.under(f"{facet}:{named.key}")), named)
        for named, folded in _names(counted).by_facet[facet]
        if _match(words, folded)
    ]
    totals.sort(key=lambda each: -each[0])
    return [
        Suggestion(
            _marked(named.name, words),
            reverse(f"catalogue:{facet}", args=[named.slug]),
            facet.capitalize(),
        )
        for total, named in totals[:most]
        if total
    ]


@dataclass(frozen=True)
class _Names:
    """Folded names of one version of the catalogue."""

    by_facet: dict[str, list[tuple[Named, str]]]
    in_other_letters: list[tuple[int, str]]


@lru_cache(maxsize=1)
def _names(of: Tally) -> _Names:
    odd = Opportunity.objects.published().filter(title__regex=OTHER_LETTERS).order_by()
    return _Names(
        {
            facet: [(named, folding.fold(named.name)) for named in each]
            for facet, each in (("topic", of.topics), ("provider", of.providers))
        },
        [(key, folding.fold(title)) for key, title in odd.values_list("pk", "title")],
    )


def _start(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}"


def _match(words: Sequence[str], folded: str) -> bool:
    return all(word in folded and re.search(_start(word), folded) for word in words)


def _marked(name: str, words: Sequence[str]) -> SafeString:
    """The name with <mark> around what was typed, which may be in plainer letters."""
    letters = unicodedata.normalize("NFC", name)
    folded, places = "", []
    for place, letter in enumerate(letters):
        plain = folding.fold(letter)
        folded += plain
        places += [place] * len(plain)
    marked = set()
    for word in words:
        for found in re.finditer(_start(word), folded):
            marked.update(places[found.start() : found.end()])
    for place in sorted(set(range(len(letters))) - set(places)):  # accents that stand alone
        if place - 1 in marked:
            marked.add(place)
    parts = []
    for is_marked, run in groupby(range(len(letters)), lambda place: place in marked):
        text = escape("".join(letters[place] for place in run))
        parts.append(f"<mark>{text}</mark>" if is_marked else text)
    return mark_safe("".join(parts))  # noqa: S308
