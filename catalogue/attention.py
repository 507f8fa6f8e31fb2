"""What asks for a curator: each need is one named rule of the queryset."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.models import Opportunity
from catalogue.models.opportunity_queryset import OpportunityQuerySet as Rows


@dataclass(frozen=True)
class Need:
    key: str
    label: str
    why: str
    rows: Callable[[Rows], Rows]

    def listings(self) -> Rows:
        return self.rows(Opportunity.objects.all())


NEEDS = [
    Need("suggested", "Suggestions", "Sent in: accept or archive them.", Rows.suggested),
    Need("in-review", "In review", "Read them once more, then publish.", Rows.in_review),
    Need("closing-soon", "Closing soon", "Registration or the last session ends within a week.",
         Rows.closing_soon),
    Need("past", "Over, still published", "Archive them, or add the recording.", Rows.past),
    Need("no-date", "No date", "Published, of a kind that happens on a day, without a session.",
         Rows.without_date),
    Need("unchecked", "Not checked for half a year", "Look at the provider’s page, then mark as "
         "checked.", Rows.unchecked),
    Need("starter", "Starter content to check", "Came with the portal, or is a sample.",
         Rows.starter),
]  # fmt: skip

BY_KEY = {need.key: need for need in NEEDS}
