"""Writing to a part of the list: write, look, send."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from events import announcing
from events.admin.desk import needs, page, part
from events.models import Edition, Part
from events.models.desk import LONGEST_SUBJECT, LONGEST_TEXT
from events.registration import Refused
from learning_portal.foundation.text_fields import Lines, OneLine


class MessageForm(forms.Form):
    part = forms.ChoiceField(
        label="To whom",
        choices=[(each.value, each.label) for each in announcing.TO],
        error_messages={"required": "Choose to whom.", "invalid_choice": "Choose to whom."},
    )
    subject = OneLine(
        label="Subject",
        max_length=LONGEST_SUBJECT,
        error_messages={
            "required": "Write a subject.",
            "max_length": f"Shorten the subject to {LONGEST_SUBJECT} characters.",
        },
    )
    text = Lines(
        label="Message",
        longest=LONGEST_TEXT,
        what="The message has",
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Plain text. It begins with “Hello” and the person’s name, and ends with their "
        "private address. An empty line begins a new paragraph.",
        error_messages={"required": "Write the message."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "Look again."})
    previewed = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@needs("write")
def write(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Nothing is sent before the preview with its number of people has been confirmed."""
    if request.method == "GET":
        wanted = part(request)
        begun = {"part": wanted if wanted in announcing.TO else Part.PLACES, "key": uuid.uuid4()}
        return _form(request, edition, MessageForm(initial=begun))
    form = MessageForm(request.POST)
    if not form.is_valid() or "edit" in request.POST:
        return _form(request, edition, form)
    if "send" not in request.POST:
        return _preview(request, edition, form)
    said = form.cleaned_data
    try:
        sent = announcing.announce(
            edition=edition,
            key=said["key"],
            part=Part(said["part"]),
            subject=said["subject"],
            text=said["text"],
            previewed=said["previewed"] or 0,
            by=request.user,
        )
    except Refused as refused:
        return _preview(request, edition, form, str(refused))
    messages.success(request, f"“{sent.subject}” is on its way to {sent.people}.")
    return redirect("admin:events_desk_board", edition.pk)


def _form(request: HttpRequest, edition: Edition, form: MessageForm) -> HttpResponse:
    return page(request, edition, "message", f"Write to people: {edition}", {"form": form})


def _preview(
    request: HttpRequest, edition: Edition, form: MessageForm, problem: str = ""
) -> HttpResponse:
    said = form.cleaned_data
    context = {
        "form": form,
        "said": said,
        "part": Part(said["part"]).label,
        "people": announcing.people(edition, Part(said["part"])),
        "problem": problem,
    }
    title = f"Look before you send: {edition}"
    return page(request, edition, "message_preview", title, context)
