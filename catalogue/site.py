from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """`https://host` of this site: as configured, else as the request came; no slash at the end."""
    return settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}"
