"""Withdrawing a certificate, and undoing that, each on a page of its own that says what follows."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from cltp.certificates import looks, withdrawing
from cltp.models import CertificateRecord, Seen
from learning_portal.foundation import clock

PERMISSION = "cltp.withdraw_certificaterecord"


def urls(model_admin: "admin.ModelAdmin[Any]") -> list[URLPattern]:
    """For CertificateRecordAdmin.get_urls, before its own."""
    view = model_admin.admin_site.admin_view
    return [
        path("<int:pk>/withdraw/", view(withdraw), name="cltp_certificaterecord_withdraw"),
        path("<int:pk>/reinstate/", view(reinstate), name="cltp_certificaterecord_reinstate"),
    ]


class WithdrawForm(forms.Form):
    on = forms.DateField(
        label="Withdrawn on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose the day it was withdrawn.",
            "invalid": "Write the day as 2026-11-24.",
        },
    )
    why = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="Kept with the record, seen at this desk only.",
        error_messages={
            "required": "Say why: who asks later needs the reason.",
            "max_length": "Shorten the reason to 500 characters.",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    record = _record(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = WithdrawForm(sent, initial={"on": clock.today()})
    if form.is_valid():
        try:
            withdrawing.withdraw(record=record, by=_person(request), **form.cleaned_data)
        except withdrawing.Refused as refused:
            form.add_error(None, str(refused))
        else:
            said = "It is withdrawn. Checks and letters say so from now on."
            return _done(request, record, "Withdrawn.", said)
    return _page(request, record, "withdraw", title="Withdraw this certificate?", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    record = _record(request, pk)
    if request.method == "POST":
        try:
            withdrawing.reinstate(record=record)
        except withdrawing.Refused as refused:
            messages.error(request, str(refused))
            return redirect("admin:cltp_certificaterecord_change", pk)
        said = "It stands again, and checks say so. Its letters stay revoked: issue new ones."
        return _done(request, record, "Reinstated.", said)
    return _page(request, record, "reinstate", title="Let this certificate stand again?")


def _record(request: HttpRequest, pk: int) -> CertificateRecord:
    """Permission first, so that nobody learns what is there. Raises PermissionDenied."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return get_object_or_404(CertificateRecord, pk=pk)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - who has a permission is signed in
    return request.user


def _done(request: HttpRequest, record: CertificateRecord, did: str, said: str) -> HttpResponse:
    model_admin = admin.site.get_model_admin(CertificateRecord)
    model_admin.log_change(request, record, did)
    messages.success(request, said)
    return redirect("admin:cltp_certificaterecord_change", record.pk)


def _page(
    request: HttpRequest, record: CertificateRecord, name: str, **context: Any
) -> HttpResponse:
    looks.keep(by=_person(request), records=[record], seen=Seen.RECORD)
    frame = {**admin.site.each_context(request), "opts": CertificateRecord._meta}
    context = {**frame, "record": record, **context}
    return TemplateResponse(request, f"admin/cltp/certificaterecord/{name}.html", context)
