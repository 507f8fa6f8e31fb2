"""What people who register are told by e-mail: each message once, in plain text and in HTML."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from events import calendars, door_codes
from events.models import (
    Announcement,
    Edition,
    Registration,
    State,
    Support,
    Told,
    TravelSupport,
    Way,
)
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.mail import Attachment, queue

CALENDAR = "text/calendar; method=PUBLISH; charset=utf-8"
LONGEST_SUBJECT = 180


@dataclass(frozen=True)
class Link:
    label: str
    address: str


Part = str | Link


def tell(
    registration: Registration,
    kind: str,
    subject: str,
    parts: Iterable[Part],
    *,
    once: str,
    with_calendar: bool = False,
    with_code: bool = False,
    to: str = "",
) -> None:
    """Queue one message to the person, in the transaction of what caused it."""
    parts = [f"Hello {registration.name},", *parts]
    content = calendars.of_registration(registration) if with_calendar else b""
    message = queue(
        kind=f"events.{kind}",
        to=to or registration.email,
        subject=_short(subject),
        text="\n\n".join(map(_plain, parts)),
        html=format_html_join("\n", "{}", ((_marked(part),) for part in parts)),
        attachments=[
            *([Attachment("event.ics", content, CALENDAR)] if content else []),
            *([_code(registration)] if with_code else []),
        ],
        once=once,
    )
    Told.objects.bulk_create(
        [Told(registration=registration, message=message)], ignore_conflicts=True
    )


def confirmed(registration: Registration) -> None:
    edition = registration.edition
    tell(
        registration,
        "confirmed",
        f"You have a place: {edition.title}",
        [
            f"You have a place at {edition.title}.",
            *_facts(edition),
            *_joining(edition),
            "The calendar file with this message puts it in your calendar.",
            *_at_the_door(edition),
            *_private(registration, "Change or cancel"),
            *_access(edition),
        ],
        once=_once(registration, "confirmed"),
        with_calendar=True,
        with_code=edition.way != Way.ONLINE,
    )


def waiting(registration: Registration) -> None:
    edition, place = registration.edition, registration.ahead() + 1
    tell(
        registration,
        "waiting",
        f"You are on the waiting list: {edition.title}",
        [
            f"All places at {edition.title} are taken. You are number {place} on the waiting "
            "list. You do not have a place yet.",
            *_facts(edition),
            "When a place becomes free it is offered to the first person waiting. If that is "
            f"you, a message will come, and you will have up to {edition.offer_hours} hours to "
            "take it.",
            *_private(registration, "Change what you told us, or leave the list"),
        ],
        once=_once(registration, "waiting"),
    )


def offered(registration: Registration) -> None:
    edition = registration.edition
    assert registration.offered_until is not None  # noqa: S101 - an offer has a deadline
    until = time_labels.moment(registration.offered_until, edition.zone)
    tell(
        registration,
        "offered",
        f"A place is free for you until {_brief(registration)}: {edition.title}",
        [
            f"A place at {edition.title} has become free, and it is offered to you.",
            *_facts(edition),
            f"Take it by {until}. After that it goes to the next person waiting.",
            *_private(registration, "Take the place, or let it go"),
        ],
        once=_once(registration, "offered"),
    )


def lapsed(registration: Registration) -> None:
    edition = registration.edition
    again = registration.address(f"{edition.get_absolute_url()}register/")
    tell(
        registration,
        "lapsed",
        f"The place offered to you has passed on: {edition.title}",
        [
            f"The place at {edition.title} that was offered to you was not taken in time, and "
            "has passed to the next person waiting.",
            "If you would still like to come, register again: you will stand at the end of the "
            "waiting list.",
            Link("Register again", again),
        ],
        once=_once(registration, "lapsed"),
    )


def cancelled(registration: Registration, *, had_place: bool) -> None:
    edition = registration.edition
    gone = "Your place is given up" if had_place else "You have left the waiting list"
    calendar = ["The calendar file with this message takes it out of your calendar."]
    tell(
        registration,
        "cancelled",
        f"{gone}: {edition.title}",
        [
            f"{gone}: {edition.title}, {edition.when()}.",
            *(calendar if had_place else []),
            "Thank you for telling us: someone else can come.",
            Link("See the event’s page", registration.address(edition.get_absolute_url())),
        ],
        once=_once(registration, "cancelled"),
        with_calendar=had_place,
    )


def changed(registration: Registration, *, has_place: bool, old_email: str = "") -> None:
    """After a person changed their own registration; `old_email` hears of it too."""
    edition = registration.edition
    for to in filter(None, dict.fromkeys([registration.email, old_email])):
        is_old = to == old_email and to != registration.email
        tell(
            registration,
            "changed",
            f"Your registration has changed: {edition.title}",
            [
                f"Your registration for {edition.title} has been changed.",
                *(
                    ["Messages about it will go to another address from now on. If you did not "
                     "ask for that, write to the Branch."]
                    if is_old
                    else [*_facts(edition), *_private(registration, "See or change it")]
                ),
            ],
            once=f"{_once(registration, 'changed')}:{'old' if is_old else 'new'}",
            with_calendar=has_place and not is_old,
            to=to,
        )  # fmt: skip


def announced(registration: Registration, sent: Announcement) -> None:
    tell(
        registration,
        "announcement",
        sent.subject,
        [
            *(part.strip() for part in sent.text.split("\n\n") if part.strip()),
            *_private(registration, "See or change your registration"),
        ],
        once=f"announcement:{sent.pk}:{registration.pk}",
    )


def travel_decided(travel: TravelSupport) -> None:
    registration, edition = travel.registration, travel.registration.edition
    assert travel.decided_at is not None  # noqa: S101 - told once it is decided
    is_granted = travel.decision == Support.GRANTED
    asked = f"{travel.kilometres} kilometres and {travel.nights} nights"
    tell(
        registration,
        "travel",
        f"Travel support {'granted' if is_granted else 'declined'}: {edition.title}",
        [
            f"You asked for travel support for {edition.title}: {asked}.",
            f"It is granted: up to ${travel.amount:,.2f}."
            if is_granted
            else "It cannot be granted.",
            *([travel.note] if travel.note else []),
            *_private(registration, "See or change your registration"),
        ],
        once=f"registration:{registration.pk}:travel:{travel.decided_at.isoformat()}",
    )


def edition_cancelled(registration: Registration, *, has_place: bool) -> None:
    edition = registration.edition
    tell(
        registration,
        "edition-cancelled",
        f"Cancelled: {edition.title}",
        [
            f"{edition.title}, planned for {edition.when()}, will not be held.",
            *(["The calendar file with this message marks it as cancelled."] if has_place else []),
            "If you have booked travel or a room, please cancel it now. With a question, write "
            "to the Branch.",
            Link("See the event’s page", registration.address(edition.get_absolute_url())),
            *_access(edition),
        ],
        once=f"edition:{edition.pk}:cancelled:{edition.sequence}:{registration.pk}",
        with_calendar=has_place,
    )


def edition_moved(registration: Registration, before: Edition, *, has_place: bool) -> None:
    edition = registration.edition
    again = " It will be held after all." if before.is_cancelled else ""
    tell(
        registration,
        "edition-moved",
        f"New date or place: {edition.title}",
        [
            f"{edition.title} has moved.{again}",
            *_facts(edition),
            f"It was: {before.when()}, {before.place}.",
            "Your place stays yours, and the calendar file with this message brings your "
            "calendar up to date. If you cannot come now, please cancel, so that someone else can."
            if has_place
            else _without_place(registration),
            *_private(registration, "Change or cancel"),
        ],
        once=f"edition:{edition.pk}:moved:{edition.sequence}:{registration.pk}",
        with_calendar=has_place,
    )


def edition_closed(registration: Registration, *, has_place: bool) -> None:
    edition = registration.edition
    tell(
        registration,
        "edition-closed",
        f"Registration has closed: {edition.title}",
        [
            f"Registration for {edition.title} has closed.",
            *_facts(edition),
            "Your place is yours." if has_place else _without_place(registration),
            *_private(registration, "Change or cancel"),
        ],
        once=f"edition:{edition.pk}:closed:{registration.pk}",
    )


def _facts(edition: Edition) -> list[Part]:
    facts: list[Part] = [f"When: {edition.when()}", f"Where: {edition.place}"]
    if edition.venue and edition.venue.map_url and edition.way != Way.ONLINE:
        facts.append(Link("Map", edition.venue.map_url))
    return facts


def _joining(edition: Edition) -> list[Part]:
    if edition.join_url and edition.way != Way.IN_PERSON:
        return [Link("Join online", edition.join_url)]
    return []


def _at_the_door(edition: Edition) -> list[Part]:
    if edition.way == Way.ONLINE:
        return []
    return ["At the door, show the QR code in the picture with this message, or say your name."]


def _code(registration: Registration) -> Attachment:
    address = registration.address(door_codes.path(registration))
    return Attachment("check-in-code.png", door_codes.picture(address), "image/png")


def _private(registration: Registration, label: str) -> list[Part]:
    return [
        Link(label, registration.address()),
        "That address is private: who has it can change and cancel your registration.",
    ]


def _without_place(registration: Registration) -> str:
    if registration.state == State.OFFERED:
        return "The place that was offered to you is still yours to take, until the time we said."
    return (
        "You are still on the waiting list: a place that becomes free goes to the first person "
        "waiting."
    )


def _access(edition: Edition) -> list[Part]:
    said = edition.access_contact
    return [f"With a question about accessibility: {said}"] if said else []


def _brief(registration: Registration) -> str:
    assert registration.offered_until is not None  # noqa: S101 - an offer has a deadline
    until = clock.wall(registration.offered_until, registration.edition.zone)
    return f"{time_labels.short_day(until, year=False)}, {time_labels.time(until)}"


def _once(registration: Registration, kind: str) -> str:
    """A message's own name: the same step of the same registration is told once."""
    return f"registration:{registration.pk}:{kind}:{registration.sequence}"


def _plain(part: Part) -> str:
    return part if isinstance(part, str) else f"{part.label}:\n{part.address}"


def _marked(part: Part) -> str:
    if isinstance(part, str):
        return format_html("<p>{}</p>", part)
    return format_html('<p><a href="{}">{}</a></p>', part.address, part.label)


def _short(subject: str) -> str:
    one_line = " ".join(subject.split())
    return one_line if len(one_line) <= LONGEST_SUBJECT else f"{one_line[: LONGEST_SUBJECT - 1]}…"
