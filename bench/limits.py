"""Two limits served beside the portal: the least a page can cost here, and a plain page's cost."""

from functools import cache
from random import Random

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from bench.words import ENGLISH_NOUNS
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Status

LARGEST = 4 * 1024 * 1024
ROWS = 25


@cache
def _ready(size: int) -> bytes:
    """Words, so that it compresses somewhat as a page does."""
    said = " ".join(Random(size).choices(ENGLISH_NOUNS, k=size // 2 + 1))
    return said.encode("ascii")[:size]


def ready(request: HttpRequest, size: int) -> HttpResponse:
    """L1: a string of so many bytes that is there already."""
    return HttpResponse(_ready(min(size, LARGEST)))


def plain(request: HttpRequest) -> HttpResponse:
    """L2: one query that an index answers, and its rows through a template."""
    found = Opportunity.objects.filter(status=Status.PUBLISHED).order_by("-pk")
    shown = found.values(
        "title", "url", "summary", "kind", "cost", "hours", "level", "published_at"
    )[:ROWS]
    return TemplateResponse(request, "bench/plain.html", {"rows": shown})
