"""What the list says where nothing matches: past matches, what to loosen, whom to ask."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from catalogue import matching
from catalogue.finding import Finding, written
from catalogue.models.vocabulary import Recording, When
from catalogue.search import OpportunitySearch
from learning_portal.foundation import folding

MOST_LOOSENED = 8
MOST_WORDS = 5  # of a search that are left out one by one, each to be counted
QUOTE = '"'
TIMES = ("when", "from", "to")


@dataclass(frozen=True)
class Loosened:
    """A search for less of what was asked: its address, and how many that finds."""

    label: str
    query: str
    total: int
    is_capped: bool = False

    @property
    def said(self) -> str:
        return written(self.total, self.is_capped)


def context(search: OpportunitySearch, finding: Finding) -> dict[str, Any]:
    asked = ", ".join(chosen.label for chosen in search.understood)
    letter = {"about": "need", "message": f"Please look for learning like this: {asked}."[:500]}
    past = _past(search)
    recorded = past.hits & past.tally.under(f"recording:{Recording.AVAILABLE}")
    return {
        "is_wordless": bool(search.readable_words) and not folding.words(search.readable_words),
        "past_total": 0 if search.is_past else past.total,
        "past_recorded": len(recorded),
        "past_query": past.search.query(),
        "recorded_query": past.search.query(recording=Recording.AVAILABLE),
        "loosened": [*_fewer_words(search, finding), *_loosened(search, finding)],
        "letter_query": urlencode(letter),
    }


def _past(search: OpportunitySearch) -> Finding:
    """What the same filters find among listings that are over, whatever days were asked."""
    query = search.query(**{"when": When.PAST, "from": "", "to": ""})
    return Finding(OpportunitySearch(QueryDict(query), search.at))


def _fewer_words(search: OpportunitySearch, finding: Finding) -> list[Loosened]:
    """Each of several words without which there would be some; where no single one is the
    hindrance, each that finds some alone. The most helpful first.

    Where OR joins them none is: leaving one out would change what the others ask.
    """
    words = matching.parts(search.readable_words)
    if len(words) < 2 or any(word.lower() == "or" for word in words):
        return []
    tried = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    without = {f"without {_said(word)}": [it for it in words if it != word] for word in tried}
    alone = {f"only {_said(word)}": [word] for word in tried if len(words) > 2}
    return _with_words(without, search, finding) or _with_words(alone, search, finding)


def _said(word: str) -> str:
    return f"“{word.replace(QUOTE, '')}”"


def _with_words(
    tries: dict[str, list[str]], search: OpportunitySearch, finding: Finding
) -> list[Loosened]:
    loosened = []
    for label, words in tries.items():
        if any(not word.startswith("-") for word in words):
            line = " ".join(words)
            total, is_capped = finding.with_other(line)
            if total:
                loosened.append(Loosened(label, search.query(q=line), total, is_capped))
    return sorted(loosened, key=lambda each: -each.total)


def _loosened(search: OpportunitySearch, finding: Finding) -> list[Loosened]:
    """Each thing asked without which there would be some; the most helpful first."""
    asked: dict[str, list[str]] = {}
    for chosen in search.understood:
        asked.setdefault("when" if chosen.name in TIMES else chosen.name, []).append(chosen.label)
    loosened: list[Loosened] = []
    for name, labels in asked.items():
        gone = dict.fromkeys(TIMES if name == "when" else [name], "")
        query, total = search.query(**gone), finding.without(name)
        if total:
            loosened.append(Loosened(f"without {', '.join(labels)}", query, total))
    return sorted(loosened, key=lambda each: -each.total)[:MOST_LOOSENED]
