"""From the words of an address to the things they name, with a sentence for each that is none."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalogue.models import Opportunity
from catalogue.models.vocabulary import Origin
from cltp.comparison import days
from cltp.comparison.address import Address, Kind, Problem, Token
from cltp.comparison.programme import Programme
from cltp.comparison.things import Asked, Held
from cltp.models import Course, Decision, ProgrammeCertificate, Training

NO_COURSE = "There is no CLTP course with the code “{}”: tick one from the list."
NO_CERTIFICATE = "There is no such CLTP certificate here: tick one from the list."
NO_LISTING = "The catalogue has no listing “{}” now: search for it by its title."
NO_TRAINING = "No decision names that training any more: search for it by its name."
TWICE = "“{}” stands in the list twice: its first day is kept. Each counts once, with one day."
LARGEST_KEY = 10**9


@dataclass(frozen=True)
class Named:
    asked: list[Asked]
    held: list[Held]
    problems: list[Problem]

    @property
    def ready(self) -> list[Held]:
        return [each for each in self.held if each.is_ready]


def name(address: Address, programme: Programme, today: dt.date) -> Named:
    """Two queries at most."""
    problems = list(address.problems)
    asked = _asked(address.asks, programme, problems)
    known = _Known(programme, [token for token, _ in address.has])
    held: dict[str, Held] = {}
    for token, typed in address.has:
        found = known.thing(token, problems)
        if found is None:
            continue
        if found.token in held:
            problems.append(Problem("held", TWICE.format(found.name)))
            continue
        placed = replace(found, number=len(held) + 1, typed=typed)
        held[found.token] = _dated(placed, today, programme, problems)
    return Named(asked, list(held.values()), problems)


def _asked(written: Iterable[str], programme: Programme, problems: list[Problem]) -> list[Asked]:
    """The certificate first, then by code, however they were written."""
    found: dict[Any, Asked] = {}
    for each in written:
        kind, _, key = each.partition(".")
        subject: Course | ProgrammeCertificate | None = programme.course(each)
        if subject is None and kind == Kind.CERTIFICATE:
            subject = programme.certificate(key)
            if subject is None:
                problems.append(Problem("asked", NO_CERTIFICATE))
        elif subject is None:
            problems.append(Problem("asked", NO_COURSE.format(each)))
        if subject is not None:
            found[subject] = Asked(subject)
    order: list[Course | ProgrammeCertificate] = [*programme.certificates, *programme.courses]
    return [found[each] for each in order if each in found]


def _dated(held: Held, today: dt.date, programme: Programme, problems: list[Problem]) -> Held:
    if not held.typed:
        return held
    try:
        day = days.read(held.typed, today)
    except days.Unreadable as error:
        problems.append(Problem(f"on-{held.number}", f"{held.name}: {error}"))
        return replace(held, error=str(error))
    course = next((each for each in programme.courses if each.pk == held.course), None)
    return replace(held, day=day, typed=day.isoformat(), note=_odd(course, day))


def _odd(course: Course | None, day: dt.date) -> str:
    first = course and course.first_offered
    last = course and course.last_offered
    if (first and day.year < first) or (last and day.year > last):
        return "The course was not offered in that year, as far as it is known: check the day."
    return ""


class _Known:
    """Every listing and training that tokens name, read at once."""

    def __init__(self, programme: Programme, tokens: list[Token]) -> None:
        self.programme = programme
        slugs = [token.key for token in tokens if token.kind == Kind.LISTING]
        keys = {
            int(token.key)
            for token in tokens
            if token.kind == Kind.TRAINING and token.key.isascii() and token.key.isdigit()
        }
        listings = Opportunity.objects.published().with_provider().select_related("as_training")
        named = list(listings.filter(Q(slug__in=slugs) | Q(former_slugs__overlap=slugs)))
        former = {slug: each for each in named for slug in each.former_slugs}
        self.listings: dict[str, Opportunity] = former | {each.slug: each for each in named}
        rows = public_trainings().filter(pk__in=[key for key in keys if key < LARGEST_KEY])
        self.trainings = {str(row.pk): row for row in rows}

    def thing(self, token: Token, problems: list[Problem]) -> Held | None:
        match token.kind:
            case Kind.COURSE:
                course = self.programme.course(token.key)
                found = of_course(course) if course else None
                said = NO_COURSE.format(token.key)
            case Kind.CERTIFICATE:
                certificate = self.programme.certificate(token.key)
                found = _of_certificate(certificate) if certificate else None
                said = NO_CERTIFICATE
            case Kind.LISTING:
                listing = self.listings.get(token.key)
                found = of_listing(listing) if listing else None
                said = NO_LISTING.format(token.key)
            case Kind.TRAINING:
                training = self.trainings.get(token.key)
                found = of_training(training) if training else None
                said = NO_TRAINING
            case Kind.NAMED:
                return Held(0, str(token), token.key, "")
        if found is None:
            problems.append(Problem("held", said))
        return found


def public_trainings() -> Any:
    """Those that a decision with a public address names: others are the desk's."""
    naming = Decision.objects.ever_published().filter(training_links__training=OuterRef("pk"))
    return Training.objects.filter(Exists(naming)).select_related("opportunity__provider")


def of_course(course: Course) -> Held:
    return Held(
        0, str(Token(Kind.COURSE, course.code)), str(course), "",
        course=course.pk, is_sample=course.is_sample,
    )  # fmt: skip


def _of_certificate(certificate: ProgrammeCertificate) -> Held:
    return Held(
        0, str(Token(Kind.CERTIFICATE, str(certificate.pk))),
        f"The whole certificate: {certificate}", "",
        certificate=certificate.pk, is_sample=certificate.is_sample,
    )  # fmt: skip


def of_listing(listing: Opportunity) -> Held:
    """A listing that `as_training` was read with."""
    training: Training | None = getattr(listing, "as_training", None)
    return Held(
        0, str(Token(Kind.LISTING, listing.slug)), f"{listing.title} ({listing.provider.name})", "",
        training=training.pk if training else None, url=listing.get_absolute_url(),
        is_sample=listing.origin == Origin.SAMPLE,
    )  # fmt: skip


def of_training(training: Training) -> Held:
    """A listing that is published goes by its own address."""
    listing = training.opportunity
    if listing is not None and listing.status == "published":
        held = of_listing(listing)
        return replace(held, training=training.pk)
    return Held(
        0, str(Token(Kind.TRAINING, str(training.pk))), str(training), "",
        training=training.pk, url=training.url, is_sample=training.is_sample,
    )  # fmt: skip
