"""The programme's rules that a constraint alone cannot say in words, and its writes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import QuerySet

from events.models import Appearance, Edition, ProgrammeSession, Registration, SignUp, State
from events.registration import Refused, lock
from learning_portal.foundation import clock, time_labels


@dataclass(frozen=True)
class Slot:
    """One session as it would stand; `label` is how a refusal names it."""

    label: str
    starts: dt.datetime
    ends: dt.datetime
    room: str = ""
    speakers: frozenset[str] = field(default_factory=frozenset)
    is_held: bool = True


def clashes(slots: Iterable[Slot], zone_name: str) -> Iterator[tuple[Slot, Slot, str]]:
    """Each two that cannot both be, the later of them second, with a sentence that says why."""
    places: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.is_held:
            for place in filter(None, [slot.room, *slot.speakers]):
                places[place].append(slot)
    for place, taken in sorted(places.items()):
        taken.sort(key=lambda slot: (slot.starts, slot.ends))
        latest = taken[0]
        for before, after in pairwise(taken):
            latest = max(latest, before, key=lambda slot: slot.ends)
            if after.starts < latest.ends:
                yield latest, after, _sentence(place, latest, after, zone_name)


def all_clashes(edition: Edition, slots: list[Slot]) -> list[str]:
    """In one edition's programme, and with what its speakers do at others at the same time."""
    said = [sentence for _one, _other, sentence in clashes(slots, edition.zone)]
    names = {name for slot in slots if slot.is_held for name in slot.speakers}
    elsewhere = Appearance.objects.filter(speaker__name__in=names, is_held=True)
    elsewhere = elsewhere.exclude(session__edition=edition).select_related(
        "speaker", "session__edition"
    )
    for each in elsewhere.filter(starts__lt=edition.days_until, ends__gt=edition.days_from):
        name = each.speaker.name
        said += [
            f"{name} speaks at {each.session.edition} at that time: “{each.session}”. Change the "
            f"time or the speaker of {slot.label}."
            for slot in slots
            if slot.is_held
            and name in slot.speakers
            and slot.starts < each.ends
            and each.starts < slot.ends
        ]
    return said


def _sentence(place: str, one: Slot, other: Slot, zone_name: str) -> str:
    def at(slot: Slot) -> str:
        begins, finishes = (clock.wall(when, zone_name) for when in (slot.starts, slot.ends))
        return f"{time_labels.time(begins)} to {time_labels.time(finishes)}"

    day = time_labels.day(clock.wall(other.starts, zone_name), year=False)
    return (
        f"{place} is in two places on {day}: {one.label} ({at(one)}) and {other.label} "
        f"({at(other)}). Change the time, the room or the speaker of one."
        if place in one.speakers
        else f"{place} is taken twice on {day}: {one.label} ({at(one)}) and {other.label} "
        f"({at(other)}). Change the time or the room of one."
    )


def slot(session: ProgrammeSession) -> Slot:
    """A stored session, fetched with its room and its speakers."""
    return Slot(
        label=f"“{session.title}”",
        starts=session.starts,
        ends=session.ends,
        room=session.room.name if session.room else "",
        speakers=frozenset(each.name for each in session.speakers.all()),
        is_held=session.is_held,
    )


def why_outside(edition: Edition, starts: dt.datetime, ends: dt.datetime) -> str:
    """Why a session cannot be then, as a sentence; empty where it can."""
    if ends <= starts:
        return "The session ends before it starts: check both."
    first = clock.wall(starts, edition.zone).date()
    last = clock.wall(ends - dt.timedelta(microseconds=1), edition.zone).date()
    if first not in edition.days or last not in edition.days:
        days = " and ".join(
            time_labels.day(day) for day in dict.fromkeys([edition.days[0], edition.days[-1]])
        )
        return f"The session is outside the days of the edition ({days})."
    return "" if first == last else "A session begins and ends on one day: make two of it."


def why_left_out(before: Edition, edition: Edition) -> str:
    """Why the edition cannot have its new days: sessions would stand outside; or empty."""
    lost = [
        session.title
        for session in edition.sessions.order_by("starts")
        if clock.wall(session.starts, before.zone).date() + _days_moved(before, edition)
        not in edition.days
    ]
    if not lost:
        return ""
    named = ", ".join(f"“{title}”" for title in lost[:3])
    more = f" and {len(lost) - 3} more" if len(lost) > 3 else ""
    return (
        f"The programme would not fit in these days: {named}{more} would be outside. Move or "
        "delete those sessions first."
    )


def _days_moved(before: Edition, edition: Edition) -> dt.timedelta:
    return edition.first_day - before.first_day


def move_with(edition: Edition, before: Edition) -> None:
    """Take the programme along to the edition's new days, each session at its own hour.

    Called under the edition's lock, before the edition is stored.
    """
    days = _days_moved(before, edition)
    if not days and edition.zone == before.zone:
        return
    sessions = list(edition.sessions.all())
    for session in sessions:
        session.edition = edition
        for name in ("starts", "ends"):
            wall = clock.wall(getattr(session, name), before.zone) + days
            setattr(session, name, clock.instant(wall, edition.zone))
        session.was_starts, session.was_room = None, ""  # all of it has moved: everyone is told
        session.sequence += 1
        session._place_in_day()
    ProgrammeSession.objects.bulk_update(
        sessions,
        ["starts", "ends", "day_from", "day_until", "was_starts", "was_room", "sequence"],
    )


def hold_days_until_the_end() -> None:
    """Within this transaction, an edition and its programme may move one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS programme_within_edition_days, edition_days_hold_programme DEFERRED"
        )


def hold_days_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS programme_within_edition_days, edition_days_hold_programme IMMEDIATE"
        )


@transaction.atomic
def sign_up(*, registration: Registration, session: ProgrammeSession) -> SignUp:
    """A place at one session, for who has a place at the edition. Raises Refused."""
    edition = lock(registration.edition_id)
    fresh = Registration.objects.get(pk=registration.pk)
    if fresh.state != State.CONFIRMED or edition.is_cancelled or edition.is_over():
        raise Refused("Only a person with a place at the event can sign up for its sessions.")
    session = ProgrammeSession.objects.get(pk=session.pk, edition=edition)
    kept = SignUp.objects.filter(session=session, registration=fresh).first()
    if kept is not None:
        return kept
    if session.capacity is None or not session.is_held:
        raise Refused(f"“{session.title}” needs no signing up.")
    if session.sign_ups.count() >= session.capacity:
        raise Refused(f"“{session.title}” is full: every place is taken.")
    other = _at_that_time(fresh, session).first()
    if other is not None:
        raise Refused(
            f"You have signed up for “{other.session.title}” at that time: leave that one first."
        )
    return SignUp.objects.create(session=session, registration=fresh)


@transaction.atomic
def leave(*, registration: Registration, session: ProgrammeSession) -> None:
    """Give the place at a session back; a second time changes nothing."""
    lock(registration.edition_id)
    SignUp.objects.filter(session=session, registration=registration).delete()


def _at_that_time(registration: Registration, session: ProgrammeSession) -> QuerySet[SignUp]:
    return SignUp.objects.select_related("session").filter(
        registration=registration,
        session__starts__lt=session.ends,
        session__ends__gt=session.starts,
    )
