"""A page that has not changed is not sent again.

An ETag is made of all that a public page is made from: the catalogue's version, the reader's
clock, the address, and the portal's own files. Pages also change as time passes (what is over,
what closes soon, which notices stand), so no ETag outlives five minutes.
"""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from catalogue.models.change import version
from learning_portal.foundation import clock

View = Callable[..., HttpResponse]
FRAGMENT = "Portal-Fragment"  # asks for a part of a page; see views.py
STANDS_FOR = 300  # seconds
SOURCES = ("learning_portal", "catalogue", "cltp", "events", "faq", "templates", "static")


def revalidated(view: View) -> View:
    """For a page that is the same for everybody who is not signed in.

    The view puts the version it read on the request, as `catalogue_version`; without it, or
    with a status other than 200, the page has no ETag.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return view(request, *args, **named)
        had = parse_etags(request.headers.get("If-None-Match", ""))
        if had and (etag := _etag(request, version())) in had:
            return _marked(HttpResponseNotModified(), etag)
        response = view(request, *args, **named)
        read = getattr(request, "catalogue_version", "")
        if response.status_code != 200 or not read:
            return response
        return _marked(response, _etag(request, read))

    return answered


def _etag(request: HttpRequest, of_version: str) -> str:
    parts = [
        of_version,
        str(int(clock.now().timestamp() // STANDS_FOR)),
        request.clock.key,  # type: ignore[attr-defined]
        request.build_absolute_uri(),
        request.headers.get(FRAGMENT, ""),
        _release(),
    ]
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"  # to be kept, and asked about each time
    patch_vary_headers(response, ["Cookie", FRAGMENT])
    return response


@cache
def _release() -> str:
    """Differs where the portal's own files do."""
    seen = hashlib.sha256()
    for folder in SOURCES:
        for file in sorted(Path(settings.BASE_DIR, folder).rglob("*.*")):
            stat = file.stat()
            seen.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return seen.hexdigest()
