"""What a listing counts for: the catalogue's page asks, and knows nothing of the answer."""

from typing import Any

from django import template

from catalogue.models import Opportunity
from cltp.counting import counts_today
from cltp.models import Decision
from learning_portal.foundation import clock

register = template.Library()

MOST_SAID = 10


@register.inclusion_tag("cltp/counts_for.html")
def counts_for(listing: Opportunity) -> dict[str, Any]:
    """The published decisions that name it. It changes with the catalogue's version alone, and
    with the BC day: a page may keep it as long as it keeps the listing itself.
    """
    rows = Decision.objects.published().real().of_listing(listing.pk).for_reading().newest_first()
    found, at = list(rows[: MOST_SAID + 1]), clock.now()
    return {
        "listing": listing,
        "said": [counts_today(row, listing, at) for row in found[:MOST_SAID]],
        "has_more": len(found) > MOST_SAID,
    }
