"""What a set of synonyms does: how much more each of its words finds, and what."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Value, Window

from catalogue import matching
from catalogue.models import Opportunity
from learning_portal.foundation import clock

FIRST = 5  # listings gained that are named


@dataclass(frozen=True)
class Effect:
    """How many current listings a word finds alone and with the set, and what the set adds."""

    word: str
    alone: int
    together: int
    titles: list[str]
    more: int  # added, and not named


def effects(words: Sequence[str], at: dt.datetime | None = None) -> list[Effect]:
    """One for each word, whatever other sets say. Four queries."""
    at = at or clock.now()
    alone, together = matching.asked_each(words), matching.asked_each(words, [words])
    counts = _counts([*alone, *together], at)
    added = _added(zip(alone, together, strict=True), at)
    found = []
    for place, word in enumerate(words):
        titles, total = added.get(place, ([], 0))
        both = counts.get(place, 0), counts.get(place + len(words), 0)
        found.append(Effect(word, *both, titles, total - len(titles)))
    return found


def _counts(asked: Sequence[str], at: dt.datetime) -> dict[int, int]:
    """How many current listings answer each, by its place; those that none answers are not in."""
    first, *others = [
        Opportunity.objects.current(at).matching(each).order_by()
        .annotate(place=Value(place)).values("place")
        .annotate(found=Count("pk")).values_list("place", "found")
        for place, each in enumerate(asked)
    ]  # fmt: skip
    return dict(first.union(*others, all=True))


def _added(asked: Iterable[tuple[str, str]], at: dt.datetime) -> dict[int, tuple[list[str], int]]:
    """The first listings the second of a pair finds and the first does not, and how many."""
    first, *others = [
        Opportunity.objects.current(at).matching(together).not_matching(alone).by_title()
        .annotate(place=Value(place), total=Window(Count("*")))
        .values_list("place", "title_folded", "title", "total")[:FIRST]
        for place, (alone, together) in enumerate(asked)
    ]  # fmt: skip
    added: dict[int, tuple[list[str], int]] = {}
    for place, _folded, title, total in first.union(*others, all=True).order_by(
        "place", "title_folded"
    ):
        titles, _total = added.setdefault(place, ([], total))
        titles.append(title)
    return added
