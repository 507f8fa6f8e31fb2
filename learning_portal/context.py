"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest

from faq.models import Notice
from learning_portal.foundation import clock

MOST_NOTICES = 3


def portal(request: HttpRequest) -> dict[str, Any]:
    """`notices` is read from the database only by a page that shows them."""
    return {
        "readers_clock": getattr(request, "clock", clock.BC_CLOCK),
        "notices": Notice.objects.showing()[:MOST_NOTICES],
    }
