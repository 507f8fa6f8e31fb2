"""Adding who stands at the door without a place."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from catalogue import site
from events import board, door
from events.admin.desk import needs, page
from events.forms import PersonForm
from events.models import Edition
from events.registration import Person, Refused

ASKED = ("name", "email", "library", "other_library")
LABELS = {
    "name": "Name",
    "email": "E-mail",
    "library": "Library",
    "other_library": "If another organisation, which",
}


class WalkInForm(PersonForm):
    """Only what a badge and a certificate need."""

    purpose = "walk-in"
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Begin again.", "invalid": "Begin again."},
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, edition=edition, **options)
        for name in set(self.fields) - {*ASKED, "key"}:
            del self.fields[name]
        for name, label in LABELS.items():
            self.fields[name].label = label
        self.fields["name"].error_messages["required"] = "Write the name."
        self.fields["email"].help_text = "The confirmation, and a certificate later, go there."
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Without the public form's signed time: who fills it in is signed in, and in a hurry."""
        return self.cleaned_data

    def person(self) -> Person:
        said = self.cleaned_data
        return Person(name=said["name"], email=said["email"], **self.affiliation())


@require_http_methods(["GET", "POST"])
@needs("check_in", "change")
def add(request: HttpRequest, edition: Edition) -> HttpResponse:
    if request.method == "GET":
        return _page(request, edition, WalkInForm(edition=edition, initial={"key": uuid.uuid4()}))
    form = WalkInForm(request.POST, edition=edition)
    if not form.is_valid():
        return _page(request, edition, form)
    try:
        made = door.walk_in(
            edition=edition,
            person=form.person(),
            key=form.cleaned_data["key"],
            by=request.user,
            site=site.address(request),
        )
    except Refused as refused:
        return _page(request, edition, form, str(refused))
    messages.success(request, f"{made.name} has a place and is checked in.")
    return redirect("admin:events_desk_door", edition.pk)


def _page(
    request: HttpRequest, edition: Edition, form: WalkInForm, problem: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "board": board.of(edition),
        "shut": door.why_shut(edition),
    }
    return page(request, edition, "walk_in", f"A person without a place: {edition}", context)
