"""What is printed for the door: name badges, and a sheet to sign."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from events import attendees
from events.admin.desk import needs
from events.models import Edition, Part

BADGES_A_SHEET = 8
EMPTY_LINES = 12  # for who comes without a place


@require_safe
@needs("see")
def badges(request: HttpRequest, edition: Edition) -> HttpResponse:
    people = list(attendees.chosen(edition, Part.PLACES))
    starts = range(0, len(people), BADGES_A_SHEET)
    sheets = [people[start : start + BADGES_A_SHEET] for start in starts]
    context = {"edition": edition, "sheets": sheets, "many": len(people)}
    return TemplateResponse(request, "admin/events/desk/badges.html", context)


@require_safe
@needs("see")
def sign_in(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Names and libraries alone: whoever signs sees the others' lines."""
    people = attendees.chosen(edition, Part.PLACES)
    context = {"edition": edition, "people": people, "empty": range(EMPTY_LINES)}
    return TemplateResponse(request, "admin/events/desk/sign_in.html", context)
