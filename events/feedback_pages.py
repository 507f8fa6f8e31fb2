"""The feedback form: open from the event's end to the day the organisers chose."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from events import answering
from events.feedback_form import FeedbackForm
from events.models import Edition
from learning_portal.foundation import clock, time_labels


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _shown(slug)
    if not edition.takes_feedback():
        status = 409 if request.method == "POST" else 200
        context = {"why": _why_closed(edition)}
        return answering.page(request, "events/feedback_closed.html", edition, context, status)
    if request.method != "POST":
        return _form(request, edition, FeedbackForm())
    form = FeedbackForm(request.POST)
    if form.is_caught:
        return redirect("events:feedback_thanks", edition.slug)
    if not form.is_valid():
        return _form(request, edition, form, 400)
    if not answering.allowed(request, form, edition):
        return _form(request, edition, form, 429)
    form.keep(edition)
    return redirect("events:feedback_thanks", edition.slug)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    return answering.page(request, "events/feedback_thanks.html", _shown(slug))


def _shown(slug: str) -> Edition:
    return get_object_or_404(Edition.objects.shown().select_related("venue"), slug=slug)


def _form(
    request: HttpRequest, edition: Edition, form: FeedbackForm, status: int = 200
) -> HttpResponse:
    return answering.page(request, "events/feedback.html", edition, {"form": form}, status)


def _why_closed(edition: Edition) -> str:
    if edition.is_cancelled:
        return f"{edition.title} was cancelled, so there is nothing to say about it."
    if not edition.is_over(clock.now()):
        return f"It opens when the event ends: {time_labels.moment(edition.ends, edition.zone)}."
    return f"It was open until {time_labels.day(edition.feedback_closes_on)}."
