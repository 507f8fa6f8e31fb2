"""Lists on other sites: the page they frame, and its colour."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from catalogue import rows, site
from catalogue.forms import EmbedForm
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock

# The one policy that lets other sites frame a page: it has nothing on it to be tricked into.
POLICY = {**settings.SECURE_CSP, "script-src": ["'none'"], "frame-ancestors": ["*"]}


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest) -> HttpResponse:
    """A filter's soonest listings in BC time: the same for every reader, whatever they chose."""
    search, look = OpportunitySearch(request.GET), EmbedForm(request.GET)
    mistakes = [*(said for each in search.errors.values() for said in each), *look.mistakes()]
    context = {"search": search, "mistakes": mistakes, "theme": "auto"}
    if not mistakes:
        found = search.queryset.soonest_first(search.at).for_rows()[: look.cleaned_data["n"]]
        context |= look.cleaned_data
        context |= {
            "query": search.query(sort=""),
            "rows": rows.rows(found, clock.BC_CLOCK, search.at),
        }
    status = 400 if mistakes else 200
    return _framed(TemplateResponse(request, "catalogue/embed.html", context, status=status))


def _framed(response: HttpResponse) -> HttpResponse:
    policy = "; ".join(f"{name} {' '.join(words)}" for name, words in POLICY.items())
    response["Content-Security-Policy"] = policy
    return _kept_a_while(response)


def _kept_a_while(response: HttpResponse) -> HttpResponse:
    if response.status_code == 200:
        response["Cache-Control"] = f"public, max-age={site.FRESH_FOR}"
    return response


@require_safe
def accent_style(request: HttpRequest) -> HttpResponse:
    """A style sheet of one colour; it paints a line and never what is read."""
    look = EmbedForm(request.GET)
    if not look.is_valid():
        said = " ".join(look.mistakes())
        return HttpResponse(f"{said}\n", status=400, content_type="text/plain; charset=utf-8")
    accent = look.cleaned_data["accent"]
    body = f":root {{ --accent: #{accent}; }}\n" if accent else ""
    return _kept_a_while(HttpResponse(body, content_type="text/css; charset=utf-8"))
