"""Letters that holders ask for: issued or declined by a registrar, who has looked at the record."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from catalogue import site
from cltp.certificates import letters, looks
from cltp.models import LetterRequest, RequestState, Seen
from learning_portal.foundation import time_labels

PERMISSION = "cltp.issue_letterrequest"
NAME = "cltp_letterrequest_decide"


class DeclineForm(forms.Form):
    why = forms.CharField(
        label="Why no letter is issued",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="The person who asked reads this, by e-mail.",
        error_messages={
            "required": "Say why: the person who asked reads it.",
            "max_length": "Shorten the reason to 1,000 characters.",
        },
    )


@admin.register(LetterRequest)
class LetterRequestAdmin(admin.ModelAdmin):
    list_display = ["asked", "record", "email", "state"]
    list_filter = ["state"]
    list_select_related = ["record"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    readonly_fields = (
        "record", "email", "asked", "state", "decided", "decided_by", "letter_page", "deleted_on",
    )  # fmt: skip
    fieldsets = [(None, {"fields": readonly_fields})]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(decide)
        return [path("<int:pk>/decide/", view, name=NAME), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        may = request.user.has_perm(PERMISSION)
        waits = LetterRequest.objects.waiting().filter(pk=_number(object_id)).exists()
        address = reverse(f"admin:{NAME}", args=[object_id]) if may and waits else ""
        extra = {**(extra_context or {}), "decide_address": address}
        return super().change_view(request, object_id, form_url, extra)

    @admin.display(description="asked", ordering="asked_at")
    def asked(self, request: LetterRequest) -> str:
        return time_labels.moment(request.asked_at)

    @admin.display(description="decided", empty_value="Not yet")
    def decided(self, request: LetterRequest) -> str | None:
        return time_labels.moment(request.decided_at) if request.decided_at else None

    @admin.display(description="letter", empty_value="None")
    def letter_page(self, request: LetterRequest) -> str | None:
        if request.letter is None:
            return None
        address = reverse("admin:foundation_signedletter_change", args=[request.letter.pk])
        return format_html('<a href="{}">Look at it, or revoke it</a>', address)

    @admin.display(description="will be deleted on")
    def deleted_on(self, request: LetterRequest) -> str:
        return time_labels.day(request.purge_after)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked = get_object_or_404(LetterRequest.objects.select_related("record"), pk=pk)
    declines = request.method == "POST" and "decline" in request.POST
    form = DeclineForm(request.POST if declines else None)
    try:
        if request.method == "POST" and not declines:
            letters.issue(request=asked, by=_person(request), site=site.address(request))
            return _done(request, asked, "Issued.", "The letter is issued, and its address sent.")
        if form.is_valid():
            letters.decline(request=asked, by=_person(request), why=form.cleaned_data["why"])
            return _done(request, asked, "Declined.", "It is declined, and the reason sent.")
    except letters.Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:cltp_letterrequest_change", pk)
    looks.keep(by=_person(request), records=[asked.record], seen=Seen.RECORD)
    context = {
        **admin.site.each_context(request),
        "opts": LetterRequest._meta,
        "title": "Issue a letter?",
        "asked": asked,
        "waits": asked.state == RequestState.WAITING,
        "when": time_labels.moment(asked.asked_at),
        "content": letters.content(asked.record),
        "form": form,
    }
    return TemplateResponse(request, "admin/cltp/letterrequest/decide.html", context)


def _done(request: HttpRequest, asked: LetterRequest, did: str, said: str) -> HttpResponse:
    admin.site.get_model_admin(LetterRequest).log_change(request, asked, did)
    messages.success(request, said)
    return redirect("admin:cltp_letterrequest_changelist")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - who has a permission is signed in
    return request.user


def _number(object_id: str) -> int:
    return int(object_id) if object_id.isascii() and object_id.isdigit() else 0
