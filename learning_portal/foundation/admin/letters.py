"""Letters the portal vouches for: looked at here, and taken back with a reason, never rewritten."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from learning_portal.foundation import letter_kinds, letters, time_labels
from learning_portal.foundation.models import SignedLetter, signed_letter
from learning_portal.foundation.read_only import ReadOnlyAdmin


class RevokeForm(forms.Form):
    why = forms.CharField(
        label="Why is it revoked?",
        max_length=signed_letter.LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Whoever opens the letter reads this, an employer perhaps: leave out private "
        "facts. For example: issued in error, replaced by a newer letter.",
    )


@admin.register(SignedLetter)
class SignedLetterAdmin(ReadOnlyAdmin):
    list_display = ["heading", "about", "stands", "issued", "expires_on"]
    list_filter = ["kind"]
    search_fields = ["about", "token"]
    search_help_text = "Search by what it is about, or by the letters and digits of its address."
    list_per_page = 50
    show_full_result_count = False
    fields = [
        "heading", "stands", "page", "about", "says", "issued", "expires_on", "revoked",
        "revoked_by", "revoked_reason", "replaced",
    ]  # fmt: skip

    def get_urls(self) -> list[Any]:
        own = path(
            "<int:pk>/revoke/",
            self.admin_site.admin_view(self.revoke),
            name="foundation_signedletter_revoke",
        )
        return [own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SignedLetter]:
        closed = letter_kinds.closed_to(request.user)
        return super().get_queryset(request).exclude(kind__in=closed)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        may = request.user.has_perm("foundation.revoke_signedletter")
        context = {**(extra_context or {}), "may_revoke": may}
        return super().change_view(request, object_id, form_url, context)

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The reason asked, then one click: a letter that was revoked stays so."""
        if not request.user.has_perm("foundation.revoke_signedletter"):
            raise PermissionDenied
        letter = get_object_or_404(self.get_queryset(request), pk=pk)
        form = RevokeForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            self._revoke(request, letter, form.cleaned_data["why"])
            return redirect("admin:foundation_signedletter_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Revoke this letter?",
            "opts": self.opts,
            "letter": letter,
            "form": form,
        }
        return TemplateResponse(request, "admin/foundation/signedletter/revoke.html", context)

    def _revoke(self, request: HttpRequest, letter: SignedLetter, why: str) -> None:
        assert request.user.is_authenticated  # noqa: S101 - asked for a permission just before
        try:
            letters.revoke(letter, by=request.user, why=why)
        except letters.Refused as refused:
            messages.error(request, str(refused))
        else:
            self.log_change(request, letter, "Revoked.")
            messages.success(request, "The letter was revoked: its page says so from now on.")

    @admin.display(description="letter", ordering="kind")
    def heading(self, letter: SignedLetter) -> str:
        kind = letter_kinds.known(letter.kind)
        return kind.heading if kind else letter.kind

    @admin.display(description="stands")
    def stands(self, letter: SignedLetter) -> str:
        return letter.state().label

    @admin.display(description="issued", ordering="issued_at")
    def issued(self, letter: SignedLetter) -> str:
        return time_labels.moment(letter.issued_at)

    @admin.display(description="revoked", empty_value="No")
    def revoked(self, letter: SignedLetter) -> str | None:
        return time_labels.moment(letter.revoked_at) if letter.revoked_at else None

    @admin.display(description="replaced by", empty_value="None")
    def replaced(self, letter: SignedLetter) -> str | None:
        newer = letter.replaced_by
        if newer is None:
            return None
        address = reverse("admin:foundation_signedletter_change", args=[newer.pk])
        return format_html('<a href="{}">{}</a>', address, newer)

    @admin.display(description="page")
    def page(self, letter: SignedLetter) -> str:
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', letter.get_absolute_url())

    @admin.display(description="says")
    def says(self, letter: SignedLetter) -> str:
        return json.dumps(letter.content, indent=2, ensure_ascii=False)
