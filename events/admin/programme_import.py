"""A programme in from a table: choose a file or paste, and all of it is written or nothing."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from catalogue.admin.import_page import TableForm
from events import programme_table
from events.models import Edition
from events.programme_table import COLUMNS, LARGEST, Unreadable

NAME = "events_programme_import"
PERMISSIONS = ["events.add_programmesession", "events.change_programmesession"]
MOST_SHOWN = 50


class ProgrammeForm(TableForm):
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A file",
        help_text="CSV, 150 sessions at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
    )

    def content(self) -> bytes:
        file = self.cleaned_data["file"]
        content: bytes = file.read(LARGEST + 1) if file else self.cleaned_data["pasted"].encode()
        return content


@require_http_methods(["GET", "POST"])
def import_programme(request: HttpRequest, key: int) -> HttpResponse:
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    edition = get_object_or_404(Edition, pk=key)
    if request.method == "GET":
        return _page(request, edition, ProgrammeForm())
    form = ProgrammeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, edition, form)
    try:
        done = programme_table.bring_in(edition, form.content())
    except Unreadable as refused:
        return _page(request, edition, form, refused.problems)
    messages.success(request, f"{done.added} sessions added, {done.changed} changed.")
    return redirect("admin:events_edition_change", edition.pk)


def _page(
    request: HttpRequest, edition: Edition, form: ProgrammeForm, problems: list[str] | None = None
) -> HttpResponse:
    found = problems or []
    context = {
        **admin.site.each_context(request),
        "title": f"Import the programme of {edition}",
        "opts": Edition._meta,
        "edition": edition,
        "form": form,
        "columns": COLUMNS.items(),
        "problems": found[:MOST_SHOWN],
        "more_problems": max(len(found) - MOST_SHOWN, 0),
    }
    return TemplateResponse(request, "admin/events/programme_import.html", context)
