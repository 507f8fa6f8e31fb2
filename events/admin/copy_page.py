"""A new edition made from an earlier one."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from events import copying
from events.admin.desk import needs, page
from events.models import Edition
from events.registration import Refused
from learning_portal.foundation import clock
from learning_portal.foundation.text_fields import OneLine

YEARS_AHEAD = 5


class CopyForm(forms.Form):
    title = OneLine(
        label="Title",
        max_length=200,
        error_messages={
            "required": "Write a title.",
            "max_length": "Shorten the title to 200 characters.",
        },
    )
    first_day = forms.DateField(
        label="First day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Everything keeps its time of day.",
        error_messages=dict.fromkeys(
            ["required", "invalid"], "Write the first day, such as 2027-05-12."
        ),
    )

    def clean_first_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["first_day"]
        last = clock.months_later(clock.today(), 12 * YEARS_AHEAD)
        if not clock.today() <= day <= last:
            raise forms.ValidationError(f"Choose a day from today to {last.isoformat()}.")
        return day


@require_http_methods(["GET", "POST"])
@needs("copy")
def copy(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = CopyForm(
        request.POST if request.method == "POST" else None, initial={"title": _next(edition)}
    )
    problem = ""
    if form.is_valid():
        try:
            new = copying.copy(edition=edition, **form.cleaned_data)
        except Refused as refused:
            problem = str(refused)
        else:
            messages.success(
                request, f"“{new}” is made, and hidden: read it through, then tick “shown”."
            )
            return redirect("admin:events_edition_change", new.pk)
    context = {"form": form, "problem": problem, "sessions": edition.sessions.count()}
    return page(request, edition, "copy", f"Copy {edition}", context)


def _next(edition: Edition) -> str:
    year = edition.first_day.year
    return edition.title.replace(str(year), str(year + 1))
