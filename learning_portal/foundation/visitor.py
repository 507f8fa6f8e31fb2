"""Where a request comes from."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def network(request: HttpRequest) -> str:
    """The visitor's IPv4 address, or the IPv6 network of one household (/64).

    `X-Forwarded-For` counts only from the right, past as many proxies as TRUSTED_PROXIES says
    are ours: what stands further left was written by the visitor.
    """
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = settings.TRUSTED_PROXIES
    candidates = [request.META.get("REMOTE_ADDR", "")]
    if trusted and len(claimed) >= trusted:
        candidates.insert(0, claimed[-trusted])
    return next((found for found in map(_read, candidates) if found), UNKNOWN)


def _read(text: str) -> str:
    """Some proxies add a port: `192.0.2.1:443`, `[2001:db8::1]:443`."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ipaddress.ip_network((address, 64), strict=False))
    return str(address)
