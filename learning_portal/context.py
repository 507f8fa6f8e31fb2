"""What every page's frame needs."""

import datetime as dt
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from faq.models import Notice
from learning_portal.foundation import clock

MOST_NOTICES = 3


def portal(request: HttpRequest) -> dict[str, Any]:
    """`notices` is read from the database only by a page that shows them."""
    return {
        "readers_clock": getattr(request, "clock", clock.BC_CLOCK),
        "notices": SimpleLazyObject(lambda: _notices(request)),
    }


def _notices(request: HttpRequest) -> list[Notice]:
    """Kept for the page's version of the catalogue, which writing a notice turns too."""
    version = getattr(request, "catalogue_version", "")
    return _kept(version, clock.today()) if version else _showing()


@lru_cache(maxsize=4)
def _kept(version: str, day: dt.date) -> list[Notice]:
    return _showing()


def _showing() -> list[Notice]:
    return list(Notice.objects.showing()[:MOST_NOTICES])
