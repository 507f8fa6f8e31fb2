"""Travel support is decided by staff, and the person is told."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from events import messages
from events.models import Registration, Support, TravelSupport
from events.registration import Refused, lock_both
from learning_portal.foundation import clock


@transaction.atomic
def decide(
    *,
    registration: Registration,
    asked: tuple[int, int],
    decision: Support,
    amount: Decimal | None,
    note: str,
    by: Any,
) -> TravelSupport:
    """Grant an amount or decline; the same decision again tells nobody.

    `asked` is the kilometres and nights that were decided about. Raises Refused where the person
    has changed or taken back what they asked for, or has cancelled.
    """
    _edition, fresh = lock_both(registration)
    travel = TravelSupport.objects.filter(registration=fresh).first()
    if travel is None or not fresh.is_live:
        raise Refused(f"{fresh.name} does not ask for travel support any more: nothing to decide.")
    if (travel.kilometres, travel.nights) != asked:
        raise Refused(f"{fresh.name} has changed what they ask for since you looked: look again.")
    decided = (decision, amount if decision == Support.GRANTED else None, note)
    if (travel.decision, travel.amount, travel.note) != decided:
        travel.decision, travel.amount, travel.note = decided
        travel.decided_at, travel.decided_by = clock.now(), by
        travel.save()
        travel.registration = fresh
        messages.travel_decided(travel)
    return travel
