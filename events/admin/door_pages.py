"""Check-in at the door: a page for a phone, that goes on without a network."""

import json
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from events import attendees, door, door_rows
from events.admin.desk import needs, page, words
from events.models import Edition, Part, Registration, State
from events.registration import Refused

MOST_FOUND = 20
MOST_LISTED = 8000
MOST_AT_ONCE = 50
LONGEST_BODY = 20_000
BACK = ("person", "scanned")
AT_THE_DOOR = [State.CONFIRMED, State.OFFERED, State.WAITING]


@require_safe
@needs("check_in")
def show_door(request: HttpRequest, edition: Edition) -> HttpResponse:
    """With the list loaded once by its script; without a script, searched by this form."""
    said = words(request)
    shut = door.why_shut(edition)
    context = {
        "words": said,
        "shut": shut,
        "counts": _counts(edition),
        "people": [door_rows.row(each) for each in _at_the_door(edition, said)[:MOST_FOUND]]
        if said
        else [],
        "most": MOST_FOUND,
    }
    return page(request, edition, "door", f"At the door: {edition}", context)


@require_safe
@needs("check_in")
def show_scanned(request: HttpRequest, edition: Edition, person: int) -> HttpResponse:
    """Where a person's QR code leads: their name, and one button."""
    found = get_object_or_404(edition.registrations.prefetch_related("check_ins"), pk=person)
    context = {"each": door_rows.row(found), "shut": door.why_shut(edition)}
    return page(request, edition, "scanned", f"At the door: {edition}", context)


@require_safe
@needs("check_in")
def door_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Who may be expected: names, libraries and states, and nothing else about them."""
    people = [door_rows.row(each) for each in _at_the_door(edition, "")[:MOST_LISTED]]
    return JsonResponse({"people": people, **_counts(edition)})


@require_POST
@needs("check_in")
def press(request: HttpRequest, edition: Edition) -> HttpResponse:
    """One press of the plain form."""
    done = _press(request, edition, request.POST.dict())
    if done["problem"]:
        messages.error(request, done["problem"])
    else:
        messages.success(request, done["said"])
    back = request.POST.get("back", "")
    if back in BACK and done["person"]:
        return redirect(f"admin:events_desk_{back}", edition.pk, done["person"])
    where = reverse("admin:events_desk_door", args=[edition.pk])
    return redirect(f"{where}?{urlencode({'q': words(request)})}")


@require_POST
@needs("check_in")
def presses(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Presses that a phone kept, in their order. Each is answered by itself."""
    try:
        sent = json.loads(request.body[:LONGEST_BODY])["presses"]
        sent = [each for each in sent[:MOST_AT_ONCE] if isinstance(each, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"problem": "These check-ins cannot be read."}, status=400)
    done = [_press(request, edition, each) for each in sent]
    return JsonResponse({"done": done, **_counts(edition)})


def _press(request: HttpRequest, edition: Edition, sent: dict[str, Any]) -> dict[str, Any]:
    """What became of one press, as a phone is told it."""
    answer = {"key": str(sent.get("key", ""))[:36], "person": None, "problem": "", "said": ""}
    key, person = _key(sent.get("key")), _number(sent.get("person"))
    found = edition.registrations.filter(pk=person).first() if person is not None else None
    act = ACTS.get(str(sent.get("act")))
    if key is None or found is None or act is None:
        return {**answer, "problem": "This check-in is of nobody on this list: search again."}
    try:
        fresh = act(found, key, request.user)
    except Refused as refused:
        return {**answer, "person": found.pk, "problem": str(refused), **door_rows.state(found)}
    said = f"{fresh.name} is checked in." if fresh.has_attended else (
        f"{fresh.name} is not checked in."
    )  # fmt: skip
    return {**answer, "person": fresh.pk, "said": said, **door_rows.state(fresh)}


def _check_in(registration: Registration, key: uuid.UUID, by: Any) -> Registration:
    return door.check_in(registration=registration, key=key, by=by)


def _undo(registration: Registration, key: uuid.UUID, by: Any) -> Registration:
    return door.undo(registration=registration, key=key)


def _admit(registration: Registration, key: uuid.UUID, by: Any) -> Registration:
    return door.admit(registration=registration, key=key, by=by)


ACTS = {"in": _check_in, "undo": _undo, "admit": _admit}


def _at_the_door(edition: Edition, said: str) -> Any:
    return attendees.chosen(edition, Part.ALL, said).filter(state__in=AT_THE_DOOR)


def _counts(edition: Edition) -> dict[str, int]:
    return {
        "in": edition.registrations.attended().count(),
        "places": edition.registrations.filter(state=State.CONFIRMED).count(),
    }


def _key(sent: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(sent) if isinstance(sent, str) else None
    except ValueError:
        return None


def _number(sent: object) -> int | None:
    text = str(sent) if isinstance(sent, int | str) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
