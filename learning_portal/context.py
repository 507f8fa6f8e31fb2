"""What every page's frame needs."""

from typing import Any

from django.http import HttpRequest

from learning_portal.foundation import clock


def portal(request: HttpRequest) -> dict[str, Any]:
    return {"readers_clock": getattr(request, "clock", clock.BC_CLOCK)}
