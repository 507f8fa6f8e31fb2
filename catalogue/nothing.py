"""What the list says where nothing matches: past matches, what to loosen, whom to ask."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from catalogue.finding import Finding
from catalogue.models.vocabulary import Recording, When
from catalogue.search import OpportunitySearch
from learning_portal.foundation import folding

MOST_LOOSENED = 8
TIMES = ("when", "from", "to")


@dataclass(frozen=True)
class Loosened:
    """One thing that was asked: the address without it, and how many that finds."""

    label: str
    query: str
    total: int


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
        "loosened": _loosened(search, finding),
        "letter_query": urlencode(letter),
    }


def _past(search: OpportunitySearch) -> Finding:
    """What the same filters find among listings that are over, whatever days were asked."""
    query = search.query(**{"when": When.PAST, "from": "", "to": ""})
    return Finding(OpportunitySearch(QueryDict(query), search.at))


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
            loosened.append(Loosened(", ".join(labels), query, total))
    return sorted(loosened, key=lambda each: -each.total)[:MOST_LOOSENED]
