"""Who asked for travel support, and the decision about one of them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from events import attendees, travel
from events.admin.desk import needs, page
from events.models import Edition, Part, Support
from events.models.vocabulary import LIVE
from events.registration import Refused
from learning_portal.foundation.text_fields import OneLine

MOST_SHOWN = 500
MOST_DOLLARS = 10_000
AMOUNT = f"Write the dollars as a number from 0.01 to {MOST_DOLLARS:,}, such as 120.50."


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Decision",
        choices=[(each.value, each.label) for each in (Support.GRANTED, Support.DECLINED)],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose to grant or to decline."},
    )
    amount = forms.DecimalField(
        label="Dollars at most",
        required=False,
        min_value=Decimal("0.01"),
        max_value=MOST_DOLLARS,
        decimal_places=2,
        help_text="Only where it is granted.",
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value", "max_decimal_places", "max_digits"], AMOUNT
        ),
    )
    note = OneLine(
        label="Note",
        required=False,
        max_length=300,
        help_text="The person reads it: what it covers, how to claim, or why not.",
        error_messages={"max_length": "Shorten the note to 300 characters."},
    )
    kilometres = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    nights = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_granted = cleaned.get("decision") == Support.GRANTED
        if is_granted and cleaned.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", AMOUNT)
        return cleaned


@require_safe
@needs("see", "travel")
def show_travel(request: HttpRequest, edition: Edition) -> HttpResponse:
    asked = attendees.chosen(edition, Part.TRAVEL).filter(state__in=LIVE)
    granted = asked.order_by().aggregate(total=Sum("travel__amount"))["total"]
    # What waits first, then what is decided.
    people = sorted(asked[:MOST_SHOWN], key=lambda each: each.travel.decision != Support.ASKED)
    context = {"people": people, "granted": granted}
    return page(request, edition, "travel", f"Travel support: {edition}", context)


@require_http_methods(["GET", "POST"])
@needs("see", "travel")
def decide(request: HttpRequest, edition: Edition, person: int) -> HttpResponse:
    people = edition.registrations.select_related("travel", "library", "federation")
    found = get_object_or_404(people, pk=person)
    asked = getattr(found, "travel", None)
    if asked is None:
        raise Http404("no travel support asked for")
    problem, form = "", DecisionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            travel.decide(
                registration=found,
                asked=(said["kilometres"], said["nights"]),
                decision=Support(said["decision"]),
                amount=said["amount"],
                note=said["note"],
                by=request.user,
            )
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, f"Decided. {found.name} is told by e-mail.")
            return redirect("admin:events_desk_travel", edition.pk)
    context = {"person": found, "asked": asked, "form": form, "problem": problem}
    return page(request, edition, "decide", f"Travel support for {found.name}", context)
