"""A listing's next steps, one at a time or many: each through the same rule, refusals named."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from catalogue import publishing
from catalogue.models import Opportunity

MOST_AT_ONCE = 200
MOST_NAMED = 20
NO_SUMMARY = " It has no summary: lists show only its title."


@require_POST
@permission_required("catalogue.view_opportunity", raise_exception=True)
def move(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    opportunity = get_object_or_404(Opportunity, pk=pk)
    if name not in publishing.TRANSITIONS:
        raise Http404(name)
    if not request.user.has_perm(publishing.TRANSITIONS[name].permission):
        raise PermissionDenied
    make(request, opportunity, name)
    return redirect("admin:catalogue_opportunity_change", pk)


def make(request: HttpRequest, opportunity: Opportunity, name: str) -> None:
    """One step, with the reason the curator gave; a refusal becomes a message."""
    reason = request.POST.get("_reason", "")
    try:
        moved = publishing.move(
            opportunity=opportunity, transition=name, by=_person(request), reason=reason
        )
    except publishing.Refused as refused:
        messages.error(request, str(refused))
    else:
        lacks = "" if moved.summary or not moved.is_published else NO_SUMMARY
        done = publishing.TRANSITIONS[name].done
        messages.success(request, f"{done}: “{moved.title}”.{lacks}")


def check(request: HttpRequest, opportunity: Opportunity) -> None:
    try:
        publishing.mark_checked(opportunity=opportunity, by=_person(request))
    except publishing.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Marked as checked today: “{opportunity.title}”.")


@admin.action(description="Publish", permissions=["publish"])
def publish(desk: Any, request: HttpRequest, queryset: QuerySet[Opportunity]) -> None:
    move_each = partial(publishing.move, transition="publish", by=_person(request))
    _each(request, queryset, move_each, "Published")


@admin.action(description="Archive", permissions=["archive"])
def archive(desk: Any, request: HttpRequest, queryset: QuerySet[Opportunity]) -> None:
    move_each = partial(publishing.move, transition="archive", by=_person(request))
    _each(request, queryset, move_each, "Archived")


@admin.action(description="Mark as checked today", permissions=["change"])
def mark_checked(desk: Any, request: HttpRequest, queryset: QuerySet[Opportunity]) -> None:
    _each(request, queryset, partial(publishing.mark_checked, by=_person(request)), "Checked")


def _each(
    request: HttpRequest, chosen: QuerySet[Opportunity], do: Callable[..., Any], done: str
) -> None:
    rows = list(chosen.order_by("title_folded", "pk")[: MOST_AT_ONCE + 1])
    if len(rows) > MOST_AT_ONCE:
        messages.error(request, f"Nothing was changed: choose {MOST_AT_ONCE} listings at most.")
        return
    refusals = []
    for opportunity in rows:
        try:
            do(opportunity=opportunity)
        except publishing.Refused as refused:
            refusals.append(str(refused))
    _report(request, done, len(rows) - len(refusals), refusals)


def _report(request: HttpRequest, done: str, count: int, refusals: list[str]) -> None:
    if count:
        messages.success(request, f"{done}: {count} listing{'s' if count > 1 else ''}.")
    for refusal in refusals[:MOST_NAMED]:
        messages.error(request, refusal)
    if len(refusals) > MOST_NAMED:
        messages.error(request, f"{len(refusals) - MOST_NAMED} more were refused.")


def _person(request: HttpRequest) -> Any:
    return request.user
