"""What was saved while a form stood open: the second of two saves must not undo the first."""

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalogue.admin import history_pages
from catalogue.models import Opportunity

FIELD = "opened_with"


def version(opportunity: Opportunity, sessions: Collection[dt.datetime]) -> str:
    """Differs once the listing or a session was changed, added or deleted.

    `sessions` are the moments at which each was last changed: a deletion raises no moment,
    so they are counted too. Both come from the rows a form shows, never from later ones.
    """
    newest = max([opportunity.changed_at, *sessions])
    return f"{newest.isoformat()} {len(sessions)}"


def stored(opportunity: Opportunity) -> str:
    return version(
        opportunity, opportunity.sessions.order_by().values_list("changed_at", flat=True)
    )


def refusal(opportunity: Opportunity) -> SafeString:
    """Who saved meanwhile, and when."""
    latest = history_pages.latest(opportunity)
    said = f"{latest.who} changed this listing" if latest else "This listing was changed"
    return format_html(
        "Nothing was saved: {} after you opened it{}. What you typed is kept here. Look at "
        '<a href="{}">its history</a> first: saving again overwrites what was changed.',
        said,
        f", on {latest.when}" if latest else "",
        reverse("admin:catalogue_opportunity_history", args=[opportunity.pk]),
    )
