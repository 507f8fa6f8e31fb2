from django.conf import settings
from django.http import HttpRequest

FRESH_FOR = 900  # seconds another server may keep a copy of what leaves the site


def address(request: HttpRequest) -> str:
    """`https://host` of this site: as configured, else as the request came; no slash at the end."""
    return settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"


def webcal(site: str, path: str) -> str:
    """The address a calendar program subscribes to; it opens that program, not a download.

    The scheme says nothing of http or https: programs ask in plain http where a development
    server answers so, and follow a deployed site's redirect to https.
    """
    return f"webcal://{site.partition('://')[2]}{path}"
