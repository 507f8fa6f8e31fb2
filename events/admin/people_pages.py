"""An edition's board, its list of people, and one person, at the organisers' desk."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from events import attendees, board, door, door_rows, registration
from events.admin.desk import MAY, needs, page, part, words
from events.models import AttendeeExport, Edition, Needs, Part, Registration, TableForm
from learning_portal.foundation import clock, tables, time_labels

PER_PAGE = 50


@require_safe
@needs("see")
def show_board(request: HttpRequest, edition: Edition) -> HttpResponse:
    now = board.of(edition)
    deadline = now.first_deadline
    context = {
        "board": now,
        "deadline": time_labels.moment(deadline, edition.zone) if deadline else "",  # type: ignore[arg-type]
        "needs_until": time_labels.day(edition.needs_deleted_on),
        "people_until": time_labels.day(edition.people_deleted_on),
        "exports": _exports(edition),
        "announcements": edition.announcements.select_related("by")[:5],
    }
    return page(request, edition, "board", f"Board: {edition}", context)


@require_safe
@needs("see")
def show_people(request: HttpRequest, edition: Edition) -> HttpResponse:
    wanted, said = part(request, Part.ALL), words(request)
    pages = Paginator(attendees.chosen(edition, wanted, said), PER_PAGE)
    context = {
        "part": wanted,
        "words": said,
        "parts": Part.choices,
        "people": pages.get_page(request.GET.get("page")),
        "total": pages.count,
        "forms": TableForm.choices,
    }
    return page(request, edition, "people", f"People: {edition}", context)


@require_safe
@needs("see")
def show_person(request: HttpRequest, edition: Edition, person: int) -> HttpResponse:
    found = get_object_or_404(
        edition.registrations.select_related("library", "federation", "travel", "certificate")
        .prefetch_related("check_ins__by"),
        pk=person,
    )  # fmt: skip
    standing = next((each for each in found.check_ins.all() if each.stands), None)
    context = {
        "person": found,
        "row": door_rows.row(found),
        "registered": time_labels.moment(found.registered_at, edition.zone),
        "offered_until": found.offered_until
        and time_labels.moment(found.offered_until, edition.zone),
        "standing": standing,
        "standing_at": time_labels.moment(standing.at, edition.zone) if standing else "",
        "needs": _needs(request, found),
        "needs_until": time_labels.day(edition.needs_deleted_on),
        "shut": door.why_shut(edition),
    }
    return page(request, edition, "person", found.name, context)


@require_POST
@needs("change")
def cancel_person(request: HttpRequest, edition: Edition, person: int) -> HttpResponse:
    """For who rings up, or did not come: as if they had cancelled themselves."""
    found = get_object_or_404(edition.registrations, pk=person)
    done = registration.cancel(registration=found)
    messages.success(request, f"{done.name} has no place now, and was told by e-mail.")
    return redirect("admin:events_desk_person", edition.pk, found.pk)


@require_POST
@needs("see", "export")
@transaction.atomic
def export(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The chosen part of the list as a file. That it was taken is kept in the same step."""
    form, said = request.POST.get("form", ""), request.POST.get("part", "")
    if form not in TableForm.values or said not in Part.values:
        raise Http404(form)
    with_needs = said == Part.NEEDS and request.user.has_perm(MAY["needs"])
    columns = attendees.COLUMNS + (attendees.NEEDS if with_needs else ())
    chosen = attendees.chosen(edition, Part(said), words(request))
    rows = attendees.rows(chosen, edition.zone, with_needs=with_needs)
    assert isinstance(request.user, User)  # noqa: S101 - the desk is for who is signed in
    AttendeeExport.objects.create(
        edition=edition, by=request.user, form=form, part=said, people=len(rows)
    )
    if form == TableForm.CSV:
        content = tables.as_csv(columns, rows)
    else:
        content = tables.as_xlsx("People", columns, rows)
    response = HttpResponse(content, content_type=tables.MEDIA_TYPES[form])
    name = f"{edition.slug}-{said}-{clock.today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _exports(edition: Edition) -> list[tuple[AttendeeExport, str]]:
    last = edition.exports.select_related("by")[:5]
    return [(each, time_labels.moment(each.at, edition.zone)) for each in last]


def _needs(request: HttpRequest, person: Registration) -> Needs | None:
    """Asked for only where they may be seen."""
    if not request.user.has_perm(MAY["needs"]):
        return None
    return Needs.objects.filter(registration=person).first()
