"""What leaves the catalogue for calendars and other sites, and the page that explains it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import site, tally
from catalogue.forms import EmbedForm
from catalogue.listed import ListedSession
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Sort, Status, When
from catalogue.outlets import atom, icalendar, plain_data
from catalogue.outlets.snippet import snippet
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock

MOST_SESSIONS = 1000
LISTINGS_A_PAGE = 100
MOST_ENTRIES = 50


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every dated session of the listings a filter finds, soonest first."""
    search = OpportunitySearch(request.GET)
    if not search.is_valid():
        return _plain(_mistakes(search), 400)
    listings = search.for_calendars().order_by().values("pk")
    sessions = Session.objects.filter(opportunity__in=listings).for_calendars(search.at)
    shown = search.tally.listed_sessions(sessions[:MOST_SESSIONS])
    return _ics(request, shown, name=search.as_text(), filename="listings")


@require_safe
def opportunity_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One listing's sessions: those to come, or all of them where it is over."""
    found, at = tally.tally().listed_at(slug), clock.now()
    if found is None:
        moved = Opportunity.formerly(slug).filter(status=Status.PUBLISHED).first()
        if moved is None:
            raise Http404(slug)
        return redirect(
            reverse("catalogue:opportunity_calendar", args=[moved.slug]), permanent=True
        )
    dated = [session for session in found.sessions if session.starts]
    shown = dated if found.is_over(at) else [each for each in dated if each.is_for_calendars(at)]
    return _ics(request, shown[:MOST_SESSIONS], name=found.title, filename=slug)


@require_safe
def listings_json(request: HttpRequest) -> HttpResponse:
    """`{"listings": […], "next": address or null}`, 100 a page, in the order they were added."""
    search = OpportunitySearch(request.GET)
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        search.errors["after"] = ["“after” is what the “next” address of a page holds."]
    if not search.is_valid():
        return _open(JsonResponse({"error": _mistakes(search)}, status=400))
    rows = search.queryset.filter(pk__gt=int(after)).order_by("pk").for_data()
    found = list(rows[: LISTINGS_A_PAGE + 1])
    page, base = found[:LISTINGS_A_PAGE], site.address(request)
    following = None
    if len(found) > LISTINGS_A_PAGE:
        query = "&".join(filter(None, [search.query(), f"after={page[-1].pk}"]))
        following = f"{base}{reverse('catalogue:json')}?{query}"
    data = {"listings": [plain_data.listing(row, base) for row in page], "next": following}
    return _open(JsonResponse(data, json_dumps_params={"ensure_ascii": False}))


@require_safe
def atom_feed(request: HttpRequest) -> HttpResponse:
    """What a filter finds, the newest on the portal first, for feed readers."""
    search = OpportunitySearch(request.GET)
    if not search.is_valid():
        return _plain(_mistakes(search), 400)
    query = search.query(sort="")
    page, own = (_with(reverse(f"catalogue:{route}"), query) for route in ("list", "atom"))
    found = search.queryset.newest_first().for_data()[:MOST_ENTRIES]
    body = atom.feed(
        found,
        title=f"{search.as_text()} · Learning Portal",
        site=site.address(request),
        page=page,
        own=own,
        at=search.at,
    )
    return _open(HttpResponse(body, content_type=atom.Feed.content_type))


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def _mistakes(search: OpportunitySearch) -> str:
    return f"This address could not be read. {' '.join(_sentences(search))}"


def _sentences(search: OpportunitySearch) -> list[str]:
    return [sentence for sentences in search.errors.values() for sentence in sentences]


def _ics(
    request: HttpRequest, sessions: Sequence[ListedSession], *, name: str, filename: str
) -> HttpResponse:
    body = icalendar.calendar(sessions, name=name, site=site.address(request))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    return _open(response)


def _open(response: HttpResponse) -> HttpResponse:
    """Readable from any site's pages, and kept a while by whoever fetches it."""
    response["Access-Control-Allow-Origin"] = "*"
    if response.status_code == 200:
        response["Cache-Control"] = f"public, max-age={site.FRESH_FOR}"
    return response


def _plain(text: str, status: int) -> HttpResponse:
    return _open(HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8"))


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What the outlets are, with the addresses of the filter this page was opened with."""
    search, look = OpportunitySearch(request.GET), EmbedForm(request.GET)
    mistakes = [*_sentences(search), *look.mistakes()]
    base = site.address(request)
    context = {
        "base": base,
        "facets": search.facets,
        "times": When.choices,
        "sorts": Sort.choices,
        "most_sessions": MOST_SESSIONS,
        "most_entries": MOST_ENTRIES,
        "a_page": LISTINGS_A_PAGE,
        "search": search,
        "look": look,
        "mistakes": mistakes,
    }
    if not mistakes:
        query = "&".join(filter(None, [search.query(sort=""), look.query()]))
        path = _with(reverse("catalogue:embed"), query)
        title = f"Learning Portal, {search.as_text()}"
        context |= {"embed": path, "snippet": snippet(f"{base}{path}", title)}
    status = 400 if mistakes else 200
    return TemplateResponse(request, "catalogue/data.html", context, status=status)
