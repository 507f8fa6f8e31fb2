"""The people of an edition, as organisers choose among them, and as a table."""

from django.db.models import Q, QuerySet

from events.models import Edition, Part, Registration, State
from events.models.registration import folded_email, folded_name
from learning_portal.foundation import clock
from learning_portal.foundation.tables import Cell

COLUMNS = (
    "number", "name", "e-mail", "library", "role", "state", "checked in", "travel support",
    "kilometres", "nights", "dollars", "registered by", "registered",
)  # fmt: skip
NEEDS = ("access needs", "dietary needs")


def chosen(edition: Edition, part: Part, words: str = "") -> QuerySet[Registration]:
    """By name; `words` is looked for in names, e-mail addresses and libraries."""
    rows = _of(edition.registrations.all(), part)
    if words:
        rows = rows.filter(
            Q(name_folded__contains=folded_name(words))
            | Q(email_folded__contains=folded_email(words))
            | Q(library__name__icontains=words)
            | Q(federation__name__icontains=words)
            | Q(other_library__icontains=words)
        )
    rows = rows.select_related("library", "federation", "travel").prefetch_related("check_ins")
    return rows.order_by("name_folded", "pk")


def rows(people: QuerySet[Registration], zone: str, *, with_needs: bool) -> list[list[Cell]]:
    """As `COLUMNS`, and `NEEDS` where asked for."""
    people = people.select_related("library", "federation", "travel", "needs")
    return [_row(each, zone, with_needs) for each in people]


def _of(rows: QuerySet[Registration], part: Part) -> QuerySet[Registration]:
    has_place = rows.filter(state=State.CONFIRMED)
    match part:
        case Part.PLACES:
            return has_place
        case Part.IN:
            return rows.filter(check_ins__stands=True)
        case Part.NOT_IN:
            return has_place.exclude(check_ins__stands=True)
        case Part.OFFERED:
            return rows.filter(state=State.OFFERED)
        case Part.WAITING:
            return rows.filter(state=State.WAITING)
        case Part.TRAVEL:
            return rows.filter(travel__isnull=False)
        case Part.NEEDS:
            return rows.filter(needs__isnull=False)
        case Part.GONE:
            return rows.filter(state__in=[State.CANCELLED, State.LAPSED])
    return rows


def _row(person: Registration, zone: str, with_needs: bool) -> list[Cell]:
    travel = getattr(person, "travel", None)
    needs = getattr(person, "needs", None)
    said: list[Cell] = [
        person.number,
        person.name,
        person.email,
        person.affiliation,
        person.get_role_display(),
        person.get_state_display(),
        "yes" if person.has_attended else "no",
        travel.get_decision_display() if travel else "",
        travel.kilometres if travel else None,
        travel.nights if travel else None,
        str(travel.amount) if travel and travel.amount is not None else "",
        person.registered_by,
        clock.wall(person.registered_at, zone).date(),
    ]
    if with_needs:
        said += [needs.access if needs else "", needs.dietary if needs else ""]
    return said
