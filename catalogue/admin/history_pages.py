"""Who changed what of a listing and its sessions, and the way back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from catalogue import history, versions
from catalogue.models import Opportunity, Session
from catalogue.publishing import Refused
from learning_portal.foundation import time_labels

PER_PAGE = 25
DID = {"+": "added", "~": "changed", "-": "deleted"}
LISTING, SESSION = "listing", "session"


@dataclass(frozen=True)
class Entry:
    kind: str
    record: Any
    what: str
    differences: list[versions.Difference]

    @property
    def when(self) -> str:
        return time_labels.moment(self.record.history_date)

    @property
    def who(self) -> str:
        user = self.record.history_user
        return (user.get_full_name() or user.get_username()) if user else "The portal itself"


def page(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    shown = Paginator(_keys_of(opportunity), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **_frame(request, opportunity),
        "title": f"History: {opportunity}",
        "page": shown,
        "entries": _entries(list(shown)),
        "can_restore": request.user.has_perm("catalogue.change_opportunity"),
    }
    return TemplateResponse(request, "admin/catalogue/opportunity/history.html", context)


def latest(opportunity: Opportunity) -> Entry | None:
    """The last change to the listing or one of its sessions; none where nothing is recorded."""
    return next(iter(_entries(list(_keys_of(opportunity)[:1]))), None)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("catalogue.change_opportunity", raise_exception=True)
def restore(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    """Shows what would change; by POST, changes it."""
    opportunity = get_object_or_404(Opportunity, pk=pk)
    if kind == LISTING:
        found: Any = get_object_or_404(Opportunity.history, history_id=record, id=pk)
        bring_back: Any = history.restore_opportunity
    elif kind == SESSION:
        found = get_object_or_404(Session.history, history_id=record, opportunity_id=pk)
        bring_back = history.restore_session
    else:
        raise Http404(kind)
    if request.method == "POST":
        try:
            bring_back(record=found, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "The version is restored.")
        return redirect("admin:catalogue_opportunity_history", pk)
    context = {
        **_frame(request, opportunity),
        "title": "Restore this version?",
        "version": time_labels.moment(found.history_date),
        "kind": kind,
        "differences": _would_change(opportunity, kind, found),
    }
    return TemplateResponse(request, "admin/catalogue/opportunity/restore.html", context)


def _frame(request: HttpRequest, opportunity: Opportunity) -> dict[str, Any]:
    return {
        **admin.site.each_context(request),
        "opts": Opportunity._meta,
        "opportunity": opportunity,
    }


def _keys_of(opportunity: Opportunity) -> QuerySet[Any, Any]:
    """Every entry of the listing and its sessions, the newest first."""
    return (
        _keys(LISTING, Opportunity.history.filter(id=opportunity.pk))
        .union(_keys(SESSION, Session.history.filter(opportunity_id=opportunity.pk)), all=True)
        .order_by("-history_date", "of_what", "-history_id")
    )


def _keys(kind: str, records: QuerySet[Any]) -> QuerySet[Any, Any]:
    named = records.order_by().annotate(of_what=Value(kind))
    return named.values_list("of_what", "history_id", "history_date")


def _entries(keys: list[tuple[str, int, Any]]) -> list[Entry]:
    listings = _with_previous(Opportunity.history, [key[1] for key in keys if key[0] == LISTING])
    sessions = _with_previous(Session.history, [key[1] for key in keys if key[0] == SESSION])
    called = _names(listings)
    return [
        _listing_entry(listings, number, called)
        if kind == LISTING
        else _session_entry(sessions, number)
        for kind, number, _at in keys
    ]


def _with_previous(records: Any, numbers: list[int]) -> dict[int, Any]:
    """The records of these numbers, each with `previous`, and those previous ones too."""
    earlier = records.model.objects.filter(
        id=OuterRef("id"), history_id__lt=OuterRef("history_id")
    ).order_by("-history_id")
    wanted = records.model.objects.annotate(
        previous=Subquery(earlier.values("history_id")[:1])
    ).select_related("history_user")
    topics = [history.TOPICS] if records.model is Opportunity.history.model else []
    found = wanted.prefetch_related(*topics).in_bulk(numbers)
    before = {record.previous for record in found.values() if record.previous} - found.keys()
    return {**wanted.prefetch_related(*topics).in_bulk(list(before)), **found}


def _names(listings: dict[int, Any]) -> versions.Names:
    topics: set[int] = set()
    for record in listings.values():
        topics |= history.topics_of(record)
    return versions.names({record.provider_id for record in listings.values()}, topics)


def _listing_entry(listings: dict[int, Any], number: int, called: versions.Names) -> Entry:
    record = listings[number]
    now = versions.opportunity(record, history.topics_of(record), called)
    previous = listings.get(record.previous)
    before = versions.opportunity(previous, history.topics_of(previous), called) if previous else {}
    differences = [] if record.history_type == "-" else versions.differences(before, now)
    return Entry(LISTING, record, f"Listing {DID[record.history_type]}", differences)


def _session_entry(sessions: dict[int, Any], number: int) -> Entry:
    record = sessions[number]
    previous = sessions.get(record.previous)
    before = versions.session(previous) if previous else {}
    what = f"Session {DID[record.history_type]}: {versions.when(record)}"
    differences = (
        [] if record.history_type == "-" else versions.differences(before, versions.session(record))
    )
    return Entry(SESSION, record, what, differences)


def _would_change(opportunity: Opportunity, kind: str, record: Any) -> list[versions.Difference]:
    if kind == SESSION:
        current = opportunity.sessions.filter(pk=record.id).first()
        before = versions.session(current) if current else {}
        return versions.differences(before, versions.session(record))
    topics = {topic.pk for topic in opportunity.topics.all()}
    then = history.topics_of(record)
    called = versions.names({opportunity.provider_id, record.provider_id}, topics | then)
    restored = Opportunity.objects.get(pk=opportunity.pk)
    for name in history.EDITORIAL:
        setattr(restored, name, getattr(record, name))
    return versions.differences(
        versions.opportunity(opportunity, topics, called),
        versions.opportunity(restored, then & called.topics.keys(), called),
    )
