from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from catalogue import (
    detail,
    missed,
    named_filters,
    nothing,
    paging,
    panel,
    row_html,
    rows,
    spelling,
    tally,
)
from catalogue.finding import Finding
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.address import Addressed
from catalogue.models.vocabulary import Sort, Status, When
from catalogue.revalidation import FRAGMENT, revalidated
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock


@require_safe
@revalidated
def opportunity_list(request: HttpRequest) -> HttpResponse:
    """The list; or, asked for by list.js, its filters and rows without the page around them."""
    search = OpportunitySearch(request.GET)
    request.catalogue_version = search.tally.version  # type: ignore[attr-defined]
    if search.is_valid() and _has_blanks(request):
        return redirect(_address(search, request.GET.get("page", "")))
    finding = Finding(search)
    context: dict[str, Any] = {"section": "find", "search": search, "query": search.query()}
    try:
        page = paging.of_finding(finding, request.GET.get("page", ""))
    except paging.NoSuchPage as none:
        context["last_page"] = none.last
        return TemplateResponse(request, "catalogue/no_such_page.html", context, status=404)
    context |= panel.context(search, finding)
    context |= {
        "page": page,
        "rows": row_html.of_listings(
            page.rows,
            request.clock,  # type: ignore[attr-defined]
            finding.moment,
            search.tsquery if search.readable_words else "",
        ),
        "errors": search.errors,
        "widened": search.widened,
        "any_time": _any_time(search, finding),
        "sorts": [choice for choice in Sort.choices if search.words or choice[0] != Sort.RELEVANCE],
    }
    if page.number == 1 and search.is_valid():
        context["meant"] = spelling.meant(search, finding)
        context["named"] = named_filters.named(search, finding)
        if request.method == "GET":
            missed.count(search, finding)
    if not page.total:
        context |= nothing.context(search, finding)
    part = request.headers.get(FRAGMENT) == "finder"
    template = "catalogue/finder.html" if part else "catalogue/list.html"
    response = TemplateResponse(
        request, template, context, status=200 if search.is_valid() else 400
    )
    patch_vary_headers(response, [FRAGMENT])
    return response


def _any_time(search: OpportunitySearch, finding: Finding) -> dict[str, Any] | None:
    """Where days are asked: how many the rest of the filter finds for any time, and where."""
    if not any(search.readable.get(name) for name in ("when", "from", "to")):
        return None
    if search.is_on_demand or search.is_past or not (total := finding.any_time()):
        return None
    return {
        "total": total,
        "query": search.query(**{"when": When.ON_DEMAND, "from": "", "to": ""}),
    }


def _has_blanks(request: HttpRequest) -> bool:
    """A form sends its empty fields too: they make a long address that says nothing."""
    return any(not value for values in request.GET.lists() for value in values[1])


def _address(search: OpportunitySearch, page: str) -> str:
    query = search.query(page=page) if page else search.query()
    return f"{reverse('catalogue:list')}?{query}".removesuffix("?")


@require_safe
@revalidated
def opportunity(request: HttpRequest, slug: str) -> HttpResponse:
    moment = tally.tally().moment(clock.now())
    request.catalogue_version = moment.tally.version  # type: ignore[attr-defined]
    found = moment.tally.listed_at(slug)
    if found is None:
        former = Opportunity.formerly(slug).filter(status=Status.PUBLISHED)
        return _moved(former, slug, "catalogue:opportunity")
    return detail.page(request, found, moment)


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
    current = Opportunity.objects.current().under([f"topic:{found.pk}"])
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
