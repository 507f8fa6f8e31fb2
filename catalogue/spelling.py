"""Did you mean: other words for a search that finds little, offered where they find more.

What the list shows is always what was typed: nothing near it is ever mixed in.
"""

from dataclasses import dataclass

from django.db.models import Value
from django.http import QueryDict
from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue import matching
from catalogue.finding import Finding, written
from catalogue.models import Opportunity
from catalogue.search import OpportunitySearch
from catalogue.tally import Tally
from learning_portal.foundation import folding

FEW = 3  # listings: from here on a search found enough
SHORTEST, LONGEST = 4, 40  # letters of a word that may be misspelled
LONG = 6  # letters from which two of them may be wrong
MOST_CORRECTED = 8


@dataclass(frozen=True)
class Meant:
    """The search as it was probably meant, and how many that finds."""

    words: str
    query: str
    total: int
    is_capped: bool  # there are more than `total`

    @property
    def said(self) -> str:
        return written(self.total, self.is_capped)


def meant(search: OpportunitySearch, finding: Finding) -> Meant | None:
    """None where enough was found, every word is known, or the nearest words find no more."""
    typed = search.readable_words
    if not typed or finding.total >= FEW:
        return None
    words = corrected(typed, search.tally)
    if words == typed:
        return None
    query = search.query(q=words)
    found = Finding(OpportunitySearch(QueryDict(query), search.at))
    if not found.search.readable_words or found.total <= finding.total:
        return None
    return Meant(words, query, found.total, found.is_capped)


def corrected(typed: str, tally: Tally) -> str:
    """The line as typed but for words no listing has, each replaced by the nearest there is."""
    nearest: dict[str, str] = {}
    places = [(match.span(), folding.fold(match[0])) for match in matching.looked_for(typed)]
    for _span, word in places:
        near = _nearest(word, tally.words) if len(nearest) < MOST_CORRECTED else ""
        if near:
            nearest[word] = near
    for word in _known(list(nearest), tally):
        del nearest[word]
    line = typed
    for (start, end), word in reversed(places):
        line = line[:start] + nearest.get(word, line[start:end]) + line[end:]
    return line


def _nearest(word: str, words: dict[str, int]) -> str:
    """The word with the fewest letters wrong, the more frequent of several; "" where none is."""
    if not (word.isalnum() and SHORTEST <= len(word) <= LONGEST) or word.isdigit() or word in words:
        return ""
    wrong = 2 if len(word) >= LONG else 1
    near = process.extract_iter(word, list(words), scorer=OSA.distance, score_cutoff=wrong)
    ranked = [(letters, -words[other], other) for other, letters, _place in near]
    return min(ranked)[2] if ranked else ""


def _known(words: list[str], tally: Tally) -> set[str]:
    """Those that curators named as synonyms, or that a published listing has in any form."""
    if not words:
        return set()
    named = {word for each in tally.synonyms for phrase in each for word in folding.words(phrase)}
    first, *others = [
        Opportunity.objects.published().matching(asked).order_by()
        .annotate(place=Value(place)).values_list("place", flat=True)[:1]
        for place, asked in enumerate(matching.asked_each(words))
    ]  # fmt: skip
    return named & {*words} | {words[place] for place in first.union(*others, all=True)}
