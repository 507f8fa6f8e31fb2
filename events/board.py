"""How an edition stands, for those who organise it, and what asks for them."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q

from events.models import Edition, Registration, State, Support
from learning_portal.foundation.models import Message, MessageState

MOST_READ = 2000  # messages that failed and wait for a person, in the whole portal


@dataclass(frozen=True)
class Failed:
    """A message to one of the edition's people that did not go, or may not have."""

    person: Registration
    in_doubt: bool


@dataclass(frozen=True)
class Board:
    places: int
    offered: int
    waiting: int
    checked_in: int
    gone: int
    first_deadline: object
    travel_asked: int
    travel_granted: int
    needs: int
    capacity: int
    failed: list[Failed]

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.places - self.offered)


def of(edition: Edition) -> Board:
    counted = edition.registrations.aggregate(
        places=_many(state=State.CONFIRMED),
        offered=_many(state=State.OFFERED),
        waiting=_many(state=State.WAITING),
        gone=_many(state__in=[State.CANCELLED, State.LAPSED]),
        checked_in=_many(check_ins__stands=True),
        travel_asked=_many(travel__decision=Support.ASKED, state__in=[
            State.CONFIRMED, State.OFFERED, State.WAITING]),
        travel_granted=_many(travel__decision=Support.GRANTED),
        needs=_many(needs__isnull=False),
        first_deadline=Min("offered_until"),
    )  # fmt: skip
    return Board(capacity=edition.capacity, failed=failed(edition), **counted)


def failed(edition: Edition) -> list[Failed]:
    """Found by the names messages are kept under: `registration:<key>:…` and the like."""
    unsettled = Message.objects.unsettled().filter(
        kind__startswith="events.", state__in=[MessageState.DEAD, MessageState.IN_DOUBT]
    )
    states: dict[int, str] = {}
    for once, state in unsettled.values_list("once", "state")[:MOST_READ]:
        key = _about(once)
        if key is not None:
            states[key] = state
    people = edition.registrations.filter(pk__in=states).order_by("name_folded", "pk")
    return [Failed(each, states[each.pk] == MessageState.IN_DOUBT) for each in people]


def _many(**wanted: object) -> Count:
    return Count("pk", filter=Q(**wanted), distinct=True)


def _about(once: str) -> int | None:
    """The registration a message is about, by the message's own name."""
    kind, *rest = once.split(":")
    said = rest[0] if kind == "registration" and rest else (rest or [""])[-1]
    return int(said) if said.isdecimal() and len(said) < 19 else None
