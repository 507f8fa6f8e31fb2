"""/dev/mail/: what the portal wrote to people, as they would read it. In a checkout only."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from learning_portal.foundation import time_labels
from learning_portal.foundation.models import Message, MessageAttachment

A_PAGE = 50
# A mail program shows a message's HTML without scripts, and so does this.
AS_MAIL = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups"


@never_cache
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    messages = Message.objects.not_emptied().defer("text", "html")
    page = Paginator(messages, A_PAGE).get_page(request.GET.get("page"))
    rows = [(each, time_labels.moment(each.queued_at)) for each in page]
    context = {"page": page, "rows": rows, "is_sent_on": bool(settings.EMAIL_HOST)}
    return TemplateResponse(request, "learning_portal/kept_mail.html", context)


@never_cache
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = _message(pk)
    context = {
        "message": found,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "reply_to": found.reply_to or settings.MAIL_REPLY_TO,
        "queued": time_labels.moment(found.queued_at),
        "attachments": found.attachments.defer("content"),
    }
    return TemplateResponse(request, "learning_portal/kept_message.html", context)


@never_cache
@require_safe
def as_html(request: HttpRequest, pk: int) -> HttpResponse:
    found = _message(pk)
    if not found.html:
        raise Http404
    return HttpResponse(found.html, headers={"Content-Security-Policy": AS_MAIL})


@never_cache
@require_safe
def attachment(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    found = get_object_or_404(MessageAttachment, message=_message(pk), position=position)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


def _message(pk: int) -> Message:
    return get_object_or_404(Message.objects.not_emptied(), pk=pk)


urlpatterns = [
    path("", kept, name="kept_mail"),
    path("<int:pk>/", message, name="kept_message"),
    path("<int:pk>/html/", as_html, name="kept_html"),
    path("<int:pk>/attachments/<int:position>/", attachment, name="kept_attachment"),
]
