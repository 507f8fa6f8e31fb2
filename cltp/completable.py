"""Whether a listing can still be completed on a day for which a decision holds."""

import datetime as dt

from catalogue.models import Opportunity
from catalogue.models.vocabulary import SessionState
from cltp.models import Decision
from learning_portal.foundation import clock

AN_INSTANT = dt.timedelta(microseconds=1)


def can_be_completed(decision: Decision, listing: Opportunity, at: dt.datetime) -> bool:
    """From `at` on; the listing's sessions have been read."""
    ahead = [each for each in listing.sessions.all() if not each.is_over(at)]
    held = [each for each in ahead if each.state != SessionState.CANCELLED]
    if ahead and not held:
        return False
    days = [clock.bc_day(each.starts) for each in held if each.starts]
    earliest = max(min(days, default=clock.bc_day(at)), clock.bc_day(at))
    latest = clock.bc_day(listing.over_at - AN_INSTANT) if listing.over_at else None
    first, last = decision.completed_from, decision.completed_to
    return (last is None or earliest <= last) and (
        first is None or latest is None or latest >= first
    )
