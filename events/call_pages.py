"""The call for needs: what should the day cover?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import answering
from events.call_form import CallForm
from events.models import Call
from learning_portal.foundation import clock, time_labels


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: HttpRequest, slug: str) -> HttpResponse:
    call = _shown(slug)
    if not call.is_open():
        status = 409 if request.method == "POST" else 200
        context = {"why": _why_closed(call)}
        return answering.page(request, "events/call_closed.html", call.edition, context, status)
    if request.method != "POST":
        return _form(request, CallForm(call=call))
    form = CallForm(request.POST, call=call)
    if form.is_caught:
        return redirect("events:call_thanks", call.edition.slug)
    if not form.is_valid():
        return _form(request, form, 400)
    if not answering.allowed(request, form, call.edition):
        return _form(request, form, 429)
    form.keep()
    return redirect("events:call_thanks", call.edition.slug)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    return answering.page(request, "events/call_thanks.html", _shown(slug).edition)


def _shown(slug: str) -> Call:
    calls = Call.objects.select_related("edition__venue").filter(edition__is_shown=True)
    return get_object_or_404(calls, edition__slug=slug)


def _form(request: HttpRequest, form: CallForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "call": form.call,
        "topics": form.topics.values(),
        "closes": time_labels.day(form.call.closes_on),
    }
    return answering.page(request, "events/call.html", form.call.edition, context, status)


def _why_closed(call: Call) -> str:
    if call.edition.is_cancelled:
        return f"{call.edition.title} is cancelled."
    today = clock.wall(clock.now(), call.edition.zone).date()
    if today < call.opens_on:
        return f"It opens {time_labels.day(call.opens_on)}."
    return f"It was open until {time_labels.day(call.closes_on)}."
