"""What a listing counts for: the catalogue's page asks, and knows nothing of the answer."""

from functools import lru_cache
from typing import Any

from django import template

from catalogue.reading import AnyListing
from cltp.counting import counts_today
from cltp.models import Decision
from learning_portal.foundation import clock

register = template.Library()

MOST_SAID = 10


@register.inclusion_tag("cltp/counts_for.html", takes_context=True)
def counts_for(context: Any, listing: AnyListing) -> dict[str, Any]:
    """The published decisions that name it. It changes with the catalogue's version alone, and
    with the BC day: a page may keep it as long as it keeps the listing itself.
    """
    version = getattr(context["request"], "catalogue_version", "")
    if version and listing.pk not in _assessed(version):
        return {"listing": listing, "said": [], "has_more": False}
    rows = Decision.objects.published().real().of_listing(listing.pk).for_reading().newest_first()
    found, at = list(rows[: MOST_SAID + 1]), clock.now()
    return {
        "listing": listing,
        "said": [counts_today(row, listing, at) for row in found[:MOST_SAID]],
        "has_more": len(found) > MOST_SAID,
    }


@lru_cache(maxsize=4)
def _assessed(version: str) -> frozenset[int]:
    """The listings that published decisions name, in a version of the catalogue."""
    return frozenset(Decision.objects.published().real().listings())
