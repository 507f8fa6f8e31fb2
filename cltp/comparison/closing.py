"""What would close a gap: training that a decision counts, on now or to be asked for.

Only one decision at a time: what somebody has already counts towards it where it names that
together with the rest, each within its dates.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue import rows
from catalogue.models import Opportunity
from cltp.coming_up import can_be_completed
from cltp.comparison.decided import Decided, decided
from cltp.comparison.things import Asked, Held
from cltp.models import Decision, DecisionTraining
from cltp.models.vocabulary import Finding
from learning_portal.foundation import clock
from learning_portal.foundation.clock import Clock

MOST = 4  # for one course; the rest stand behind a link


@dataclass(frozen=True)
class Closing:
    """One decision, and what would have to be completed for it to apply."""

    decided: Decided
    on_now: Sequence[rows.Row]  # in the catalogue
    elsewhere: Sequence[DecisionTraining]  # not in the catalogue now

    @property
    def closes(self) -> bool:
        """Wholly, not in part."""
        return self.decided.decision.finding == Finding.EQUIVALENT

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        to_take = len(self.on_now) + len(self.elsewhere)
        return (not self.closes, bool(self.elsewhere), to_take, self.decided.decision.number)


def listings(decisions: Iterable[Decision]) -> list[int]:
    """The keys of the listings that these name."""
    links = (link for each in decisions for link in each.training_links.all())
    return sorted({key for link in links if (key := link.training.opportunity_id) is not None})


def closing(
    asked: Asked,
    held: Sequence[Held],
    decisions: Iterable[Decision],
    current: Mapping[int, Opportunity],
    readers: Clock,
    at: dt.datetime,
) -> list[Closing]:
    """The best first. `current` are current listings by key, with their sessions."""
    found = []
    for decision in decisions:
        if not decision.stands or decision.finding == Finding.NOT_COMPARABLE:
            continue
        each = decided(decision, asked, held, applies=False)
        ended = decision.completed_to is not None and decision.completed_to < clock.bc_day(at)
        to_take = _to_take(each)
        if not to_take or ended:
            continue
        on_now, elsewhere = [], []
        for link in to_take:
            listing = current.get(link.training.opportunity_id or 0)
            if listing is not None and can_be_completed(decision, listing, at):
                on_now.append(rows.row(listing, readers, at))
            else:
                elsewhere.append(link)
        found.append(Closing(each, on_now, elsewhere))
    return sorted(found, key=lambda each: each.order)


def _to_take(each: Decided) -> list[DecisionTraining]:
    """All it names but what was completed within its dates."""
    done = {held.training for held in each.done}
    return [link for link in each.decision.training_links.all() if link.training_id not in done]
