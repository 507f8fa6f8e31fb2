from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import detail, paging, rows
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.address import Addressed
from catalogue.models.vocabulary import Sort, Status, When
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock

MONTHS_AHEAD = 5


@require_safe
def opportunity_list(request: HttpRequest) -> HttpResponse:
    search = OpportunitySearch(request.GET)
    if search.is_valid() and _has_blanks(request):
        return redirect(_address(search, request.GET.get("page", "")))
    context: dict[str, Any] = {"section": "find", "search": search, **panel(search)}
    try:
        page = paging.page(search.queryset.for_rows(), request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context |= {"last_page": none.last, "query": search.query()}
        return TemplateResponse(request, "catalogue/no_such_page.html", context, status=404)
    at, readers = search.at, request.clock  # type: ignore[attr-defined]
    context |= {
        "page": page,
        "rows": rows.rows(page.rows, readers, at),
        "query": search.query(),
        "errors": search.errors,
        "sorts": [choice for choice in Sort.choices if search.words or choice[0] != Sort.RELEVANCE],
    }
    if not page.total:
        context |= _nothing(search)
    status = 200 if search.is_valid() else 400
    return TemplateResponse(request, "catalogue/list.html", context, status=status)


def panel(search: OpportunitySearch) -> dict[str, Any]:
    """The filters as the page shows them: each choice with whether it is made."""
    return {
        "panel": [
            {
                "name": facet.name,
                "label": facet.label,
                "is_open": facet.is_open or bool(search.values(facet.name)),
                "chosen": len(search.values(facet.name)),
                "options": [
                    {
                        "value": value,
                        "label": label,
                        "is_chosen": value in search.values(facet.name),
                    }
                    for value, label in facet.choices
                ],
            }
            for facet in search.facets
            if facet.choices
        ],
        "times": [*When.choices, *_months(search)],
        **{name: next(iter(search.values(name)), "") for name in ("when", "from", "to")},
    }


def _months(search: OpportunitySearch) -> list[tuple[str, str]]:
    """Next month and those after it, and the month asked for where it is another."""
    first, months = clock.month_of(clock.bc_day(search.at))[1], []
    for _ in range(MONTHS_AHEAD):
        months.append((f"{first:%Y-%m}", f"{first:%B %Y}"))
        first = clock.month_of(first)[1]
    asked = next(iter(search.values("when")), "")
    known = {value for value, _ in months} | set(When.values)
    return (
        months if not asked or asked in known else [*months, (asked, search.label("when", asked))]
    )


def _has_blanks(request: HttpRequest) -> bool:
    """A form sends its empty fields too: they make a long address that says nothing."""
    return any(not value for values in request.GET.lists() for value in values[1])


def _address(search: OpportunitySearch, page: str) -> str:
    query = search.query(page=page) if page else search.query()
    return f"{reverse('catalogue:list')}?{query}".removesuffix("?")


def _nothing(search: OpportunitySearch) -> dict[str, Any]:
    """What to say where nothing matches: past matches, what to loosen, whom to ask."""
    asked = ", ".join(chosen.label for chosen in search.chosen)
    letter = {"about": "need", "message": f"Please look for learning like this: {asked}."[:500]}
    return {
        "past_total": 0 if search.is_past else search.past().count(),
        "past_query": search.query(when=When.PAST),
        "letter_query": urlencode(letter),
    }


@require_safe
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    found = (
        Opportunity.objects.published()
        .filter(slug=slug)
        .select_related("provider")
        .prefetch_related("sessions", "topics")
        .defer("words_en_fr", "keywords")
        .first()
    )
    if found is None:
        return _moved(
            Opportunity.formerly(slug).filter(status=Status.PUBLISHED),
            slug,
            "catalogue:opportunity",
        )
    return detail.page(request, found)


@require_safe
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    found = Provider.objects.filter(slug=slug).first()
    if found is None:
        return _moved(Provider.formerly(slug), slug, "catalogue:provider")
    current = Opportunity.objects.current().filter(provider=found)
    return _named_list(request, "catalogue/provider.html", "provider", found, current)


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    found = Topic.objects.filter(slug=slug).select_related("heading").first()
    if found is None:
        return _moved(Topic.formerly(slug), slug, "catalogue:topic")
    current = Opportunity.objects.current().about([found.slug])
    return _named_list(request, "catalogue/topic.html", "topic", found, current)


def _named_list(
    request: HttpRequest, template: str, name: str, found: Addressed, listings: Any
) -> HttpResponse:
    at = clock.now()
    try:
        page = paging.page(listings.soonest_first(at).for_rows(), request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context = {"section": "find", "last_page": none.last}
        return TemplateResponse(request, "catalogue/no_such_page.html", context, status=404)
    context = {
        "section": "find",
        name: found,
        "page": page,
        "rows": rows.rows(page.rows, request.clock, at),  # type: ignore[attr-defined]
        "query": "",
        "filter_query": urlencode({name: found.slug}),
    }
    return TemplateResponse(request, template, context)


def _moved(former: QuerySet[Any], slug: str, route: str) -> HttpResponse:
    """To the address a renamed row has now; 404 where there never was one to show."""
    found = former.first()
    if found is None:
        raise Http404(slug)
    return redirect(reverse(route, args=[found.slug]), permanent=True)
