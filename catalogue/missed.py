"""What readers looked for and did not find, counted word by word and day by day."""

import re

from catalogue import matching
from catalogue.finding import Finding
from catalogue.models import MissedSearch
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock, folding

# An e-mail address, a telephone number, the number of a card: a search that holds one is let go.
PERSONAL = re.compile(r"@|\d(?:[\s().-]*\d){4}")


def count(search: OpportunitySearch, finding: Finding) -> None:
    """Call once for a search that was read in full. Counts where no current listing has its words.

    One statement more where there is something to count.
    """
    typed = search.readable_words
    words = countable(typed) if typed and finding.are_words_missed() else []
    if words:
        MissedSearch.count(words, clock.bc_day(search.at))


def countable(typed: str) -> list[str]:
    """The words looked for, folded; none of a search that may name a person or a number."""
    if PERSONAL.search(typed):
        return []
    found = [
        word
        for match in matching.looked_for(typed)
        for word in folding.words(match[0])
        if word.isalnum()
        and not word.isdigit()
        and MissedSearch.SHORTEST <= len(word) <= MissedSearch.LONGEST
    ]
    return list(dict.fromkeys(found))
