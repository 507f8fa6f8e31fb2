"""One person's certificate of attendance at the desk, and a corrected one in its place."""

from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from events import certificates
from events.admin.desk import needs, page
from events.models import Certificate, Edition, Registration
from events.models.afterwards import LEAST_HOURS, MOST_HOURS
from events.registration import Refused
from learning_portal.foundation import time_labels
from learning_portal.foundation.models import SignedLetter
from learning_portal.foundation.text_fields import OneLine

HOURS = f"Write the hours as a number from {LEAST_HOURS} to {MOST_HOURS}, such as 5.5."


class CorrectionForm(forms.Form):
    name = OneLine(
        label="Name",
        max_length=100,
        help_text="As the person wants it to read. Their registration takes it too.",
        error_messages={
            "required": "Write the name.",
            "max_length": "Shorten the name to 100 characters.",
        },
    )
    hours = forms.DecimalField(
        label="Hours",
        min_value=LEAST_HOURS,
        max_value=MOST_HOURS,
        decimal_places=2,
        help_text="Hours of learning, such as 5.5.",
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits"],
            HOURS,
        ),
    )
    letter = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@require_http_methods(["GET", "POST"])
@needs("see", "correct")
def correct(request: HttpRequest, edition: Edition, person: int) -> HttpResponse:
    people = edition.registrations.select_related("certificate__letter")
    found = get_object_or_404(people, pk=person)
    certificate = getattr(found, "certificate", None)
    if certificate is None:
        raise Http404("no certificate was issued")
    letter = certificate.letter
    problem, form = "", _form(request, letter)
    if form.is_valid():
        said = form.cleaned_data
        problem = _correct(request, found, said["letter"], said["name"], said["hours"])
        if not problem:
            return redirect("admin:events_desk_person", edition.pk, found.pk)
    context = {
        "person": found,
        "letter": letter,
        "state": letter.state().label,
        "issued": time_labels.moment(letter.issued_at),
        "form": form,
        "problem": problem,
    }
    return page(request, edition, "certificate", f"Certificate of {found.name}", context)


def _form(request: HttpRequest, letter: SignedLetter) -> CorrectionForm:
    if request.method == "POST":
        return CorrectionForm(request.POST)
    said = letter.content if letter.verifies else {}
    return CorrectionForm(
        initial={"name": said.get("name"), "hours": said.get("hours"), "letter": letter.pk}
    )


def _correct(
    request: HttpRequest, found: Registration, looked_at: int, name: str, hours: Decimal
) -> str:
    """Why not, where it was refused; the log keeps who did it, and nothing of the person."""
    try:
        certificates.correct(registration=found, looked_at=looked_at, name=name, worth=hours)
    except Refused as refused:
        return str(refused)
    certificate = Certificate.objects.select_related("registration__edition").get(
        registration=found
    )
    admin.site.get_model_admin(Certificate).log_change(request, certificate, "Corrected.")
    messages.success(request, f"A corrected certificate was issued, and {name} is told by e-mail.")
    return ""
