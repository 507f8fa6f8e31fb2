"""How a listing reads on a page: its facts as short phrases, unknown ones as "not stated"."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import (
    Access,
    Audience,
    Certificate,
    Cost,
    Delivery,
    Language,
    PricePer,
    Recording,
    SessionState,
    Timing,
)
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock
from learning_portal.foundation.time_labels import Span

UNKNOWN = "Not stated"
PLACE_UNKNOWN = "Place not stated"
COST_UNKNOWN = "Cost not stated"
ONLINE = {Delivery.ONLINE_LIVE, Delivery.ONLINE_FACILITATED, Delivery.ONLINE_SELF_PACED}
SOON = dt.timedelta(days=7)
LONGEST_SITTING = dt.timedelta(hours=14)  # past that a span is days, not a length


@dataclass(frozen=True)
class Times:
    """A session's time in the reader's clock, with BC's and the organiser's where they differ."""

    main: Span
    machine: str
    beside: tuple[str, ...]
    state: str
    is_over: bool
    session: Session


def times(
    session: Session, readers: Clock, at: dt.datetime, write: time_labels.Day = time_labels.day
) -> Times:
    main = session.when(readers.zone_name, write)
    state = session.get_state_display() if session.state in NOTABLE else ""
    return Times(
        main, _machine(session), _beside(session, readers), state, session.is_over(at), session
    )


NOTABLE = {SessionState.CANCELLED, SessionState.MOVED}


def _machine(session: Session) -> str:
    """For the `datetime` of a `<time>`: an instant, a day where only that is known, or nothing."""
    if session.starts is None:
        return ""
    if session.timing == Timing.TIMED:
        return clock.utc_text(session.starts)
    return clock.wall(session.starts, session.zone).date().isoformat()


def _beside(session: Session, readers: Clock) -> tuple[str, ...]:
    if session.starts is None or session.timing != Timing.TIMED:
        return ()
    shown = [readers.zone_name]
    others = []
    for zone_name in (clock.BC_ZONE, session.zone):
        if not any(clock.same_clock(session.starts, zone_name, seen) for seen in shown):
            others.append(_short(session, zone_name, readers.zone_name))
        shown.append(zone_name)
    return tuple(others)


def _short(session: Session, zone_name: str, beside: str) -> str:
    """`2:00 pm to 3:00 pm US Eastern time`, with the day where it is another."""
    assert session.starts is not None  # noqa: S101 - the caller has asked
    begins = clock.wall(session.starts, zone_name)
    start = time_labels.time(begins)
    if begins.date() != clock.wall(session.starts, beside).date():
        start = f"{time_labels.short_day(begins, year=False)}, {start}"
    if session.ends is None:
        return f"{start} {clock.clock_name(zone_name)}"
    finishes = clock.wall(session.ends, zone_name)
    end = time_labels.time(finishes)
    if finishes.date() != begins.date():
        end = f"{time_labels.short_day(finishes, year=False)}, {end}"
    return f"{start} to {end} {clock.clock_name(zone_name)}"


def money(amount: Decimal, currency: str) -> str:
    """`$43 CAD`, `$43.50 USD`, `43 EUR`."""
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"${number} {currency}" if currency in {"CAD", "USD"} else f"{number} {currency}"


def cost(opportunity: Opportunity) -> str:
    if opportunity.price is None:
        label = opportunity.get_cost_display()
        return COST_UNKNOWN if opportunity.cost == Cost.NOT_STATED else label
    amount = money(opportunity.price, opportunity.currency)
    if opportunity.price_high is not None and opportunity.price_high != opportunity.price:
        lowest = amount.removesuffix(f" {opportunity.currency}")
        amount = f"{lowest} to {money(opportunity.price_high, opportunity.currency)}"
    if opportunity.price_per != PricePer.NOT_STATED:
        amount = f"{amount} {opportunity.get_price_per_display().lower()}"
    if opportunity.cost in {Cost.PAID, Cost.NOT_STATED}:
        return amount
    return f"{opportunity.get_cost_display()} ({amount})"


def hours(stated: Decimal) -> str:
    """`45 minutes`, `1 hour 30 minutes`, `12 hours`."""
    whole, minutes = divmod(round(stated * 60), 60)
    parts = []
    if whole:
        parts.append(f"{whole} hour{'s' if whole != 1 else ''}")
    if minutes:
        parts.append(f"{minutes} minutes")
    return " ".join(parts)


def length(opportunity: Opportunity) -> str:
    """In hours, else in the provider's words, else from one stated start and end; or empty."""
    if opportunity.hours is not None:
        stated = hours(opportunity.hours)
        note = opportunity.length_note
        return f"{stated}, {note}" if note else stated
    if opportunity.length_note:
        return opportunity.length_note
    spans = [
        session.ends - session.starts
        for session in opportunity.sessions.all()
        if session.starts and session.ends and session.timing == Timing.TIMED
    ]
    if not spans or min(spans) != max(spans) or spans[0] > LONGEST_SITTING:
        return ""
    return hours(Decimal(spans[0].total_seconds()) / 3600) + (" each" if len(spans) > 1 else "")


def listed(words: list[str], labels: type[TextChoices]) -> str:
    return ", ".join(str(labels(word).label) for word in words) or UNKNOWN


def recording(opportunity: Opportunity) -> str:
    label = opportunity.get_recording_display()
    if opportunity.recording_until and opportunity.recording == Recording.AVAILABLE:
        return f"{label} until {time_labels.day(opportunity.recording_until)}"
    return label


def place(opportunity: Opportunity, session: Session | None) -> str:
    """Where: the venue and city, or how it is online."""
    where = session.place() if session else ""
    if opportunity.delivery in ONLINE:
        return str(opportunity.get_delivery_display())
    if opportunity.delivery == Delivery.HYBRID:
        return f"Online and at {where}" if where else str(opportunity.get_delivery_display())
    return where or ("In person" if opportunity.delivery == Delivery.IN_PERSON else PLACE_UNKNOWN)


@dataclass(frozen=True)
class Closing:
    """When registration closes, as a phrase, and whether that is within a week or gone."""

    text: str
    is_soon: bool
    is_over: bool


def closing(opportunity: Opportunity, readers: Clock, at: dt.datetime) -> Closing | None:
    closes = opportunity.registration_closes
    if closes is None:
        return None
    when = time_labels.moment(closes, readers.zone_name)
    if closes <= at:
        return Closing(f"Registration closed {when}", False, True)
    return Closing(f"Registration closes {when}", closes <= at + SOON, False)


@dataclass(frozen=True)
class Fact:
    label: str
    value: str

    @property
    def is_unknown(self) -> bool:
        return self.value == UNKNOWN


def _cost_fact(opportunity: Opportunity) -> str:
    said = cost(opportunity)
    note = opportunity.price_note
    return (f"{said}: {note}" if note else said) if said != COST_UNKNOWN else note or UNKNOWN


def facts(opportunity: Opportunity) -> list[Fact]:
    """The table of a listing's own page, in the order readers ask."""
    return [
        Fact("Cost", _cost_fact(opportunity)),
        Fact("Online or in person", str(opportunity.get_delivery_display())),
        Fact("Length", length(opportunity) or UNKNOWN),
        Fact("Recording", recording(opportunity)),
        Fact("Certificate", listed(opportunity.certificate, Certificate)),
        Fact("Level", str(opportunity.get_level_display())),
        Fact("For whom", listed(opportunity.audience, Audience)),
        Fact("Language", listed(opportunity.languages, Language)),
        Fact("Access", listed(opportunity.access, Access)),
        Fact("BC context", str(opportunity.get_bc_context_display())),
        Fact("Places", opportunity.capacity_note or UNKNOWN),
    ]  # fmt: skip
