"""What asks for a curator."""

from catalogue.models import Opportunity
from catalogue.models.opportunity_queryset import OpportunityQuerySet as Rows
from learning_portal.foundation.attention import Need

VIEW = "catalogue.view_opportunity"

NEEDS = [
    Need("suggested", "Suggestions", "Sent in: accept or archive them.",
         VIEW, Opportunity, Rows.suggested),
    Need("in-review", "In review", "Read them once more, then publish.",
         VIEW, Opportunity, Rows.in_review),
    Need("closing-soon", "Closing soon", "Registration or the last session ends within a week.",
         VIEW, Opportunity, Rows.closing_soon),
    Need("past", "Over, still published", "Archive them, or add the recording.",
         VIEW, Opportunity, Rows.past),
    Need("no-date", "No date", "Published, of a kind that happens on a day, without a session.",
         VIEW, Opportunity, Rows.without_date),
    Need("unchecked", "Not checked for half a year", "Look at the provider’s page, then mark as "
         "checked.", VIEW, Opportunity, Rows.unchecked),
    Need("starter", "Starter content to check", "Came with the portal, or is a sample.",
         VIEW, Opportunity, Rows.starter),
]  # fmt: skip
