"""The catalogue's calendar, month by month: a list by day, or a grid."""

from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import calendar_entries
from catalogue.calendar_entries import Entry
from catalogue.models import Session
from catalogue.month import WEEKDAYS, Day, Month, NoSuchMonth, by_day, grid, is_roomy, runs
from catalogue.revalidation import revalidated
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock, time_labels

MOST_SESSIONS = 600
MOST_CONTINUING = 8  # named again on one day
NOT_FILTERS = ("when", "from", "to", "sort", "page", "month", "view")  # the month decides
GRID = "grid"
OFFERED = 12  # months before and after the one shown, to jump to


@require_safe
@revalidated
def this_month(request: HttpRequest) -> HttpResponse:
    """This month in BC; or on to the month that the jump form, or the list, asks for."""
    try:
        asked = _asked_month(request.GET)
    except NoSuchMonth:
        return no_such_month(request)
    if asked:
        return redirect(_address(asked, _query(_search(request), _is_grid(request))))
    return _page(request, Month.of(clock.today()))


@require_safe
@revalidated
def one_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    try:
        shown = Month.numbered(year, month)
    except NoSuchMonth:
        return no_such_month(request)
    if request.path != _address(shown):
        return redirect(_address(shown, request.GET.urlencode()), permanent=True)
    return _page(request, shown)


@require_safe
def no_such_month(request: HttpRequest, asked: str = "") -> HttpResponse:
    """The way on to a month there is, with the filters and the view kept."""
    search = _search(request)
    this, query = Month.of(clock.bc_day(search.at)), _query(search, _is_grid(request))
    context = {
        "section": "find",
        "this": this,
        "query": query,
        "kept": parse_qsl(query),
        "list_query": search.query(),
        "jump": _jump(this),
    }
    return TemplateResponse(request, "catalogue/no_such_month.html", context, status=404)


def _page(request: HttpRequest, month: Month) -> HttpResponse:
    search, is_grid = _search(request), _is_grid(request)
    request.catalogue_version = search.tally.version  # type: ignore[attr-defined]
    listings = search.for_calendars().order_by().values("pk")
    every = Session.objects.filter(opportunity__in=listings)
    found = list(every.perhaps_on(month.first, month.before).with_listing()[: MOST_SESSIONS + 1])
    readers = request.clock  # type: ignore[attr-defined]
    made = (
        calendar_entries.entry(session, readers, search.at) for session in found[:MOST_SESSIONS]
    )
    entries = [entry for entry in made if entry and month.holds(entry)]
    context = {
        "section": "find",
        "search": search,
        "month": month,
        "today": clock.bc_day(search.at),
        "is_grid": is_grid,
        "total": len(entries),
        "is_cut": len(found) > MOST_SESSIONS,
        "list_query": search.query(when=month.key),
        "feed_query": search.query(),
        "left_out": any(request.GET.get(name) for name in ("when", "from", "to")),
        **_ways(search, month, is_grid),
    }
    if is_grid and entries:
        weeks = grid(entries, month)
        context |= {"weekdays": WEEKDAYS, "weeks": weeks, "is_roomy": is_roomy(weeks)}
    elif entries:
        context |= _days(by_day(entries, month), search)
    else:
        query = _query(search, is_grid)
        near = [(each, _address(each, query)) for each in _near(every, month)]
        context |= {"near": near, "letter_query": _letter(search, month)}
    status = 200 if search.is_valid() else 400
    return TemplateResponse(request, "catalogue/month.html", context, status=status)


def _ways(search: OpportunitySearch, month: Month, is_grid: bool) -> dict[str, Any]:
    """The links that lead on from a month, each with the filters and the view kept."""
    query = _query(search, is_grid)
    this = Month.of(clock.bc_day(search.at))
    return {
        "previous": month.previous and (month.previous, _address(month.previous, query)),
        "following": month.following and (month.following, _address(month.following, query)),
        "this": (this, _address(this, query)),
        "by_day": _address(month, _query(search, False)),
        "as_grid": _address(month, _query(search, True)),
        "chips": [
            (chosen.label, _address(month, _joined(chosen.query_without, is_grid)))
            for chosen in search.chosen
        ],
        "unfiltered": _address(month, _joined("", is_grid)),
        "kept": parse_qsl(query),
        "jump": _jump(month),
    }


def _days(found: list[Day[Entry]], search: OpportunitySearch) -> dict[str, Any]:
    """The days that have something; `to_today` is the first that is not over, if others are."""
    today = clock.bc_day(search.at)
    days = [_run(run, search) for run in runs(found, today)]
    to_come = [day for day in days if day["last"] >= today]
    return {"days": days, "to_today": to_come[0] if 0 < len(to_come) < len(days) else None}


def _run(run: list[Day[Entry]], search: OpportunitySearch) -> dict[str, Any]:
    """A day, or several that only continue the same, under one heading."""
    first, last = run[0], run[-1]
    label = time_labels.day(first.date, year=False)
    if last is not first:
        label = f"{label} to {time_labels.day(last.date, year=False)}"
    return {
        "date": first.date,
        "last": last.date,
        "others": [day.date for day in run[1:]],
        "label": label,
        "groups": calendar_entries.at_once(first.begins),
        "continues": first.continues[:MOST_CONTINUING],
        "more": max(len(first.continues) - MOST_CONTINUING, 0),
        "list_query": search.query(**{"from": f"{first.date}", "to": f"{last.date}"}),
    }


def _near(sessions: Any, month: Month) -> list[Month]:
    """The months before and after an empty one that have something, in one query."""
    starts = clock.start_of_day(month.first)
    dated = sessions.filter(starts__isnull=False)
    earlier = dated.filter(starts__lt=starts).order_by("-over_at")[:1]
    later = dated.filter(starts__gte=starts).order_by("starts")[:1]
    near = []
    for session in earlier.union(later):
        first, last = session.days()
        try:
            near.append(Month.of(last if last < month.first else first))
        except NoSuchMonth:
            continue
    return sorted(near)


def _letter(search: OpportunitySearch, month: Month) -> str:
    asked = ", ".join(chosen.label for chosen in search.chosen)
    wanted = f"like this: {asked}" if asked else "in this month"
    message = f"Please look for learning {wanted} ({month.name})."[:500]
    return urlencode({"about": "need", "message": message})


def _jump(month: Month) -> list[tuple[int, list[Month]]]:
    """The months around one, by year, for the form that leads to another."""
    around = [month.further(months) for months in range(-OFFERED, OFFERED + 1)]
    offered = [each for each in around if each]
    return [
        (year, list(months)) for year, months in groupby(offered, key=lambda each: each.first.year)
    ]


def _asked_month(params: QueryDict) -> Month | None:
    """The month the jump form sends, else that of the list's own time. Raises NoSuchMonth."""
    if month := params.get("month", "").strip():
        return Month.read(month)
    for said in (params.get("when", ""), params.get("from", "")[:7]):
        try:
            return Month.read(said)
        except NoSuchMonth:
            continue
    return None


def _search(request: HttpRequest) -> OpportunitySearch:
    params = request.GET.copy()
    for name in NOT_FILTERS:
        params.pop(name, None)
    return OpportunitySearch(params)


def _is_grid(request: HttpRequest) -> bool:
    return request.GET.get("view") == GRID


def _query(search: OpportunitySearch, is_grid: bool) -> str:
    return _joined(search.query(), is_grid)


def _joined(query: str, is_grid: bool) -> str:
    return "&".join(filter(None, [query, f"view={GRID}" if is_grid else ""]))


def _address(month: Month, query: str = "") -> str:
    numbers = [f"{month.first.year}", f"{month.first.month:02}"]
    path = reverse("catalogue:calendar_month", args=numbers)
    return f"{path}?{query}" if query else path
