"""Words that name a filter: of “free webinars about weeding”, Free and Webinar are offered as such.

The list shows what was typed all the same: many a listing has the word in its text.
"""

from dataclasses import dataclass

from django.http import QueryDict

from catalogue import matching
from catalogue.facets import FIXED
from catalogue.finding import Finding, written
from catalogue.search import OpportunitySearch
from learning_portal.foundation import folding

# By a word, in the singular or with an s: the filter, its choice and how that reads. Of the
# filters whose choices people call as the panel does.
CHOICES = {
    folding.fold(label) + ending: (facet.name, value, label)
    for facet in FIXED
    if facet.name in ("kind", "cost", "language")
    for value, label in facet.choices
    for ending in ("", "s")
}


@dataclass(frozen=True)
class Named:
    """The filters that were named, the search with them chosen, and how many that finds."""

    labels: list[str]
    query: str
    total: int
    is_capped: bool  # there are more than `total`

    @property
    def said(self) -> str:
        return written(self.total, self.is_capped)


def named(search: OpportunitySearch, finding: Finding) -> Named | None:
    """None where no filter is named, two of one kind are, or they find no more than the words."""
    labels, chosen, left = [], {}, []
    for word in matching.parts(search.readable_words):
        if word.lower() == "or" or word.startswith("-"):
            return None
        said = " ".join(folding.words(word))
        name, value, label = CHOICES.get(said, ("", "", ""))
        if name in chosen:
            return None
        if name and not search.values(name):
            labels.append(label)
            chosen[name] = value
        else:
            left.append(word)
    if not chosen:
        return None
    query = search.query(q=" ".join(left), **chosen)
    found = Finding(OpportunitySearch(QueryDict(query), search.at))
    if found.total <= finding.total:
        return None
    return Named(labels, query, found.total, found.is_capped)
