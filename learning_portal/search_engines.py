"""What search engines and browsers are told of the portal: its pages, rules, search and icon."""

from django.contrib.sitemaps import views as maps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalogue import site
from learning_portal.sitemaps import SECTIONS

# Filtered lists are one list in endless orders: they are left out here, and say noindex too.
# A star before each question mark: some readers take a path that ends in one for the path alone.
CLOSED = (
    "/admin/", "/write/", "/clock/", "/events/place/", "/about/data/*?", "/opportunities*?",
    "/opportunities/embed/", "/opportunities/embed.css",
)  # fmt: skip
ICON_STANDS_FOR = 86_400  # seconds: the address it leads to changes with the icon


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The files, each with so many addresses that no query of one is unbounded.

    One without an address is left out: a sitemap holds at least one.
    """
    base, files = site.address(request), []
    for name, section in SECTIONS.items():
        address = f"{base}{reverse('sitemap', args=[name])}"
        told = section().paginator
        if told.count:
            files.append({"location": address})
            files += [{"location": f"{address}?p={number}"} for number in told.page_range[1:]]
    return TemplateResponse(
        request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml"
    )


@require_safe
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    return maps.sitemap(request, sitemaps=dict(SECTIONS), section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    where = f"{site.address(request)}{reverse('sitemap_index')}"
    said = f"User-agent: *\n{closed}\nSitemap: {where}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """With it a browser offers the portal's search in its own search box."""
    context = {"base": site.address(request)}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return TemplateResponse(request, "learning_portal/opensearch.xml", context, content_type=kind)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Asked for by browsers beside what names no icon: a calendar file, data, a page of no HTML."""
    response = redirect(static("img/icon.svg"))
    response["Cache-Control"] = f"public, max-age={ICON_STANDS_FOR}"
    return response
