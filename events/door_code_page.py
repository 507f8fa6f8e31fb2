"""Where the QR code of a confirmation leads: to the desk, for those who may check people in."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events import door_codes
from events.models import Registration

PERMISSION = "events.add_checkin"


@never_cache
@require_safe
def at_the_door(request: HttpRequest, code: str) -> HttpResponse:
    """Anyone else reads what the code is for, and nothing about whose it is."""
    if request.user.has_perm(PERMISSION):
        found = get_object_or_404(Registration, pk=door_codes.read(code))
        return redirect("admin:events_desk_scanned", found.edition_id, found.pk)
    sign_in = f"{reverse('admin:login')}?{urlencode({'next': request.path})}"
    context = {"section": "events", "sign_in": sign_in}
    response = TemplateResponse(request, "events/at_the_door.html", context, status=403)
    response["X-Robots-Tag"] = "noindex"
    return response
