"""Registering for an edition: one page and one POST, for one person or for several."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalogue import site
from events import registration
from events.forms import PersonForm, RegisterForm
from events.group_form import MOST_PEOPLE, GroupForm
from events.models import Edition, Registration, State
from events.registration import Refused
from learning_portal.foundation import protection

# A whole library system may stand behind one address, and all its people register in an hour.
MOST_REGISTRATIONS = 600
IN = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Answer:
    """What a person is told; nothing in it that only the person's own mail may hold."""

    name: str
    email: str
    has_place: bool
    ahead: int = 0


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _shown(slug)
    why = registration.why_closed(edition)
    if why:
        return _closed(request, edition, why)
    if request.method != "POST":
        return _form(request, RegisterForm(edition=edition))
    form = RegisterForm(request.POST, edition=edition)
    if form.is_caught:
        return _answered(request, edition, _pretended(form))
    if not form.is_valid():
        return _form(request, form, 400)
    if not _allowed(request, edition):
        form.add_error(None, protection.TOO_MANY)
        return _form(request, form, 429)
    try:
        made = registration.register(
            edition=edition, person=form.person(), site=site.address(request)
        )
    except Refused as refused:  # it closed between the question and the lock
        return _closed(request, edition, str(refused))
    return _answered(request, edition, _answer(made))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register_group(request: HttpRequest, slug: str) -> HttpResponse:
    edition = _shown(slug)
    why = registration.why_closed(edition)
    if why:
        return _closed(request, edition, why)
    if request.method != "POST":
        return _group_form(request, GroupForm(edition=edition))
    form = GroupForm(request.POST, edition=edition)
    if form.is_caught:
        return _group_answered(request, edition, [_pretended(form)])
    if not form.is_valid():
        return _group_form(request, form, 400)
    if not _allowed(request, edition):
        form.add_error(None, protection.TOO_MANY)
        return _group_form(request, form, 429)
    try:
        made = registration.register_group(
            edition=edition,
            people=form.persons(),
            by=form.cleaned_data["name"],
            site=site.address(request),
        )
    except Refused as refused:
        return _closed(request, edition, str(refused))
    return _group_answered(request, edition, [_answer(each) for each in made])


def _shown(slug: str) -> Edition:
    editions = Edition.objects.shown().with_held().select_related("gathering", "venue")
    return get_object_or_404(editions, slug=slug)


def _allowed(request: HttpRequest, edition: Edition) -> bool:
    purpose = f"register:{edition.pk}"
    return protection.allow(request, purpose=purpose, limit=MOST_REGISTRATIONS, window=IN)


def _answer(made: Registration) -> Answer:
    waits = made.state == State.WAITING
    return Answer(made.name, made.email, not waits, made.ahead() if waits else 0)


def _pretended(form: PersonForm) -> Answer:
    """For what filled in the field that no person sees: as if it had been kept."""
    return Answer(form.data.get("name", ""), form.data.get("email", ""), has_place=True)


def _form(request: HttpRequest, form: RegisterForm, status: int = 200) -> HttpResponse:
    return _page(request, "events/register.html", form.edition, {"form": form}, status)


def _group_form(request: HttpRequest, form: GroupForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "most": MOST_PEOPLE}
    return _page(request, "events/register_group.html", form.edition, context, status)


def _answered(request: HttpRequest, edition: Edition, answer: Answer) -> HttpResponse:
    return _page(request, "events/registered.html", edition, {"answer": answer})


def _group_answered(request: HttpRequest, edition: Edition, answers: list[Answer]) -> HttpResponse:
    context = {
        "with_place": [answer for answer in answers if answer.has_place],
        "waiting": [answer for answer in answers if not answer.has_place],
        "many": len(answers),
    }
    return _page(request, "events/registered_group.html", edition, context)


def _closed(request: HttpRequest, edition: Edition, why: str) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    return _page(request, "events/register_closed.html", edition, {"why": why}, status)


def _page(
    request: HttpRequest,
    template: str,
    edition: Edition,
    context: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    context |= {"section": "events", "edition": edition, "is_full": _is_full(edition)}
    response = TemplateResponse(request, template, context, status=status)
    if status == 429:
        response["Retry-After"] = str(int(IN.total_seconds()))
    return response


def _is_full(edition: Edition) -> bool:
    return edition.held >= edition.capacity  # type: ignore[attr-defined]
