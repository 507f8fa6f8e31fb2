"""Set side by side: what a job asks for and what a person has; and what a learner has left.

The address holds all that is entered. Nothing is kept.
"""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import site
from cltp.comparison import choosing, entered, left, outcome, table
from cltp.comparison.entered import Entered
from cltp.comparison.outcome import Outcome
from cltp.comparison.things import Asked
from learning_portal.foundation import clock, time_labels

FORM_ACTIONS = ("add", "cltp", "drop")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    asked, at = _entered(request)
    if not asked.problems and not asked.is_written_so(request.GET):
        return _to_its_address(request, asked, "cltp:compare")
    context = _context(request, asked, _compared(request, asked, at), at)
    context["choices"] = _choices(asked)
    return _page(request, "cltp/compare.html", asked, context)


@require_safe
def compare_table(request: HttpRequest) -> HttpResponse:
    asked, at = _entered(request)
    compared = _compared(request, asked, at)
    as_of, here = time_labels.moment(at), site.address(request)
    return _file("cltp-comparison", table.compared(compared, asked, as_of, here), at)


@require_safe
def learner(request: HttpRequest) -> HttpResponse:
    """Who was part way through: what is left, what counts in its place, what is on."""
    asked, at = _entered(request)
    if not asked.problems and not asked.is_written_so(request.GET):
        return _to_its_address(request, asked, "cltp:learner")
    found = _compared_with_all(request, asked, at)
    certificates = _left(asked, found)
    context = _context(request, asked, found, at) | {
        "certificates": certificates,
        "is_held": any(each.is_held for each in certificates),
        "to_close": [gap for gap in found.gaps if gap.row.asked.course and not gap.row.is_met],
    }
    return _page(request, "cltp/learner.html", asked, context)


@require_safe
def learner_table(request: HttpRequest) -> HttpResponse:
    asked, at = _entered(request)
    found = _compared_with_all(request, asked, at)
    written = table.left(_left(asked, found), time_labels.moment(at), found.has_sample)
    return _file("cltp-what-is-left", written, at)


def _entered(request: HttpRequest) -> tuple[Entered, dt.datetime]:
    at = clock.now()
    return entered.read(request.GET, clock.bc_day(at)), at


def _compared(request: HttpRequest, asked: Entered, at: dt.datetime) -> Outcome:
    readers = request.clock  # type: ignore[attr-defined]
    return outcome.compared(asked.asked, asked.ready, asked.programme, readers, at)


def _choices(asked: Entered) -> list[tuple[Asked, str, bool]]:
    """All that a job may ask for, and whether it is ticked."""
    subjects = [*map(Asked, asked.programme.certificates)]
    subjects += map(Asked, asked.programme.courses)
    return [(each, each.token, each in asked.asked) for each in subjects]


def _compared_with_all(request: HttpRequest, asked: Entered, at: dt.datetime) -> Outcome:
    """Beside every course that a rule names, and the certificate itself."""
    whole = asked.programme
    made_of = {key for each in whole.certificates for key in whole.made_of(each.pk)}
    asked_for = [Asked(each) for each in whole.certificates]
    asked_for += [Asked(each) for each in whole.courses if each.pk in made_of]
    readers = request.clock  # type: ignore[attr-defined]
    return outcome.compared(asked_for, asked.ready, whole, readers, at)


def _left(asked: Entered, found: Outcome) -> list[left.CertificateLeft]:
    return left.left(asked.programme, [gap.row for gap in found.gaps], asked.registered)


def _to_its_address(request: HttpRequest, asked: Entered, page: str) -> HttpResponse:
    """The one address of what was entered; and to the part of the page that has changed."""
    if any(request.GET.get(name) for name in FORM_ACTIONS):
        part, query = "held", asked.query()
    else:
        part, query = ("found" if asked.find else "result"), asked.query(asked.find)
    return redirect(f"{reverse(page)}?{query}#{part}" if query else reverse(page))


def _context(
    request: HttpRequest, asked: Entered, compared: Outcome, at: dt.datetime
) -> dict[str, Any]:
    return {
        "section": "cltp",
        "entered": asked,
        "query": asked.query(),
        "outcome": compared,
        "found": choosing.find(asked.find, asked.programme),
        "errors": {problem.at: problem.said for problem in reversed(asked.problems)},
        "as_of": time_labels.moment(at),
        "site": site.address(request),
    }


def _page(
    request: HttpRequest, template: str, asked: Entered, context: dict[str, Any]
) -> HttpResponse:
    status = 400 if asked.problems else 200
    return TemplateResponse(request, template, context, status=status)


def _file(name: str, written: bytes, at: dt.datetime) -> HttpResponse:
    response = HttpResponse(written, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{clock.bc_day(at)}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
