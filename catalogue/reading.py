"""How a listing reads on a page: its facts as short phrases, unknown ones as "not stated"."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from catalogue.listed import Listed, ListedSession
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import (
    Access,
    Audience,
    BCContext,
    Certificate,
    Cost,
    Delivery,
    Language,
    Level,
    PricePer,
    Recording,
    SessionState,
    Timing,
    label,
)
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock
from learning_portal.foundation.time_labels import Span

AnyListing = Opportunity | Listed
AnySession = Session | ListedSession

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
    session: AnySession

    @property
    def is_cancelled(self) -> bool:
        return self.session.is_cancelled


def times(
    session: AnySession, readers: Clock, at: dt.datetime, write: time_labels.Day = time_labels.day
) -> Times:
    main = session.when(readers.zone_name, write)
    state = label(SessionState, session.state) if session.state in NOTABLE else ""
    return Times(
        main, _machine(session), _beside(session, readers), state, session.is_over(at), session
    )


NOTABLE = {SessionState.CANCELLED, SessionState.MOVED}


def _machine(session: AnySession) -> str:
    """For the `datetime` of a `<time>`: an instant, a day where only that is known, or nothing."""
    if session.starts is None:
        return ""
    if session.timing == Timing.TIMED:
        return clock.utc_text(session.starts)
    return clock.wall(session.starts, session.zone).date().isoformat()


def _beside(session: AnySession, readers: Clock) -> tuple[str, ...]:
    if session.starts is None or session.timing != Timing.TIMED:
        return ()
    others, shown = [], {clock.offset(session.starts, readers.zone_name)}
    for zone_name in dict.fromkeys((clock.BC_ZONE, session.zone)):
        if zone_name != readers.zone_name:
            there = clock.offset(session.starts, zone_name)
            if there not in shown:
                others.append(_short(session, zone_name, readers.zone_name))
            shown.add(there)
    return tuple(others)


def _short(session: AnySession, zone_name: str, beside: str) -> str:
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


def cost(opportunity: AnyListing) -> str:
    if opportunity.price is None:
        said = label(Cost, opportunity.cost)
        return COST_UNKNOWN if opportunity.cost == Cost.NOT_STATED else said
    amount = money(opportunity.price, opportunity.currency)
    if opportunity.price_high is not None and opportunity.price_high != opportunity.price:
        lowest = amount.removesuffix(f" {opportunity.currency}")
        amount = f"{lowest} to {money(opportunity.price_high, opportunity.currency)}"
    if opportunity.price_per != PricePer.NOT_STATED:
        amount = f"{amount} {label(PricePer, opportunity.price_per).lower()}"
    if opportunity.cost in {Cost.PAID, Cost.NOT_STATED}:
        return amount
    return f"{label(Cost, opportunity.cost)} ({amount})"


def hours(stated: Decimal) -> str:
    """`45 minutes`, `1 hour 30 minutes`, `12 hours`."""
    whole, minutes = divmod(round(stated * 60), 60)
    parts = []
    if whole:
        parts.append(f"{whole} hour{'s' if whole != 1 else ''}")
    if minutes:
        parts.append(f"{minutes} minutes")
    return " ".join(parts)


def length(opportunity: AnyListing) -> str:
    """In hours, else in the provider's words, else from one stated start and end; or empty."""
    if opportunity.hours is not None:
        stated = hours(opportunity.hours)
        note = opportunity.length_note
        return f"{stated}, {note}" if note else stated
    if opportunity.length_note:
        return opportunity.length_note
    spans = [
        session.ends - session.starts
        for session in opportunity.sittings()
        if session.starts and session.ends and session.timing == Timing.TIMED
    ]
    if not spans or min(spans) != max(spans) or spans[0] > LONGEST_SITTING:
        return ""
    return hours(Decimal(spans[0].total_seconds()) / 3600) + (" each" if len(spans) > 1 else "")


def listed(words: list[str], labels: type[TextChoices]) -> str:
    return ", ".join(str(labels(word).label) for word in words) or UNKNOWN


def recording(opportunity: AnyListing) -> str:
    said = label(Recording, opportunity.recording)
    if opportunity.recording_until and opportunity.recording == Recording.AVAILABLE:
        return f"{said} until {time_labels.day(opportunity.recording_until)}"
    return said


def place(opportunity: AnyListing, session: AnySession | None) -> str:
    """Where: the venue and city, or how it is online."""
    where = session.place() if session else ""
    if opportunity.delivery in ONLINE:
        return label(Delivery, opportunity.delivery)
    if opportunity.delivery == Delivery.HYBRID:
        return f"Online and at {where}" if where else label(Delivery, opportunity.delivery)
    return where or ("In person" if opportunity.delivery == Delivery.IN_PERSON else PLACE_UNKNOWN)


@dataclass(frozen=True)
class Closing:
    """When registration closes, as a phrase, and whether that is within a week or gone."""

    text: str
    is_soon: bool
    is_over: bool


def closing(opportunity: AnyListing, readers: Clock, at: dt.datetime) -> Closing | None:
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


def _cost_fact(opportunity: AnyListing) -> str:
    said = cost(opportunity)
    note = opportunity.price_note
    return (f"{said}: {note}" if note else said) if said != COST_UNKNOWN else note or UNKNOWN


def facts(opportunity: AnyListing) -> list[Fact]:
    """The table of a listing's own page, in the order readers ask."""
    return [
        Fact("Cost", _cost_fact(opportunity)),
        Fact("Online or in person", label(Delivery, opportunity.delivery)),
        Fact("Length", length(opportunity) or UNKNOWN),
        Fact("Recording", recording(opportunity)),
        Fact("Certificate", listed(opportunity.certificate, Certificate)),
        Fact("Level", label(Level, opportunity.level)),
        Fact("For whom", listed(opportunity.audience, Audience)),
        Fact("Language", listed(opportunity.languages, Language)),
        Fact("Access", listed(opportunity.access, Access)),
        Fact("BC context", label(BCContext, opportunity.bc_context)),
        Fact("Places", opportunity.capacity_note or UNKNOWN),
    ]  # fmt: skip
