"""The one database: the PostgreSQL that DATABASE_URL names, or the checkout's own."""

from collections.abc import Mapping
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from learning_portal.foundation.embedded import account, cluster, places

# One connection a thread of the server and some to spare; checked before each use. A pool
# waits twice as long after each try: a new row of tries is begun before that grows.
POOL = {"min_size": 1, "max_size": 8, "timeout": 10, "reconnect_timeout": 5}
# The embedded server is on this machine: where it has not answered by then, it is not up.
EMBEDDED_POOL = {**POOL, "timeout": 1}


def database(environment: Mapping[str, str]) -> dict[str, Any]:
    """Django's DATABASES["default"] for this environment.

    Raises ImproperlyConfigured where DATABASE_URL names something that is not PostgreSQL.
    """
    url = environment.get("DATABASE_URL", "").strip()
    settings = _named(url) if url else _embedded()
    settings.setdefault("OPTIONS", {})["pool"] = POOL if url else EMBEDDED_POOL
    settings["CONN_MAX_AGE"] = 0
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


def _named(url: str) -> dict[str, Any]:
    wrong = ImproperlyConfigured(
        "DATABASE_URL must name a PostgreSQL 14 or newer and a database there, for example "
        "postgresql://user:password@host:5432/learning_portal. Where the password has one of "
        "@ : / ? # [ ] %, write it percent-encoded."
    )
    if not url.startswith(("postgres://", "postgresql://")):
        raise wrong
    try:
        settings = dict(dj_database_url.parse(url))
    except ValueError:  # its words repeat parts of the address, and with them the password
        raise wrong from None
    if not settings["NAME"]:
        raise wrong
    return settings


def _embedded() -> dict[str, Any]:
    try:
        socket_folder = places.socket_folder()
    except account.NoAccount as error:
        raise ImproperlyConfigured(str(error)) from error
    return {
        "ENGINE": "learning_portal.foundation.embedded",
        "NAME": cluster.DATABASE,
        "USER": cluster.ROLE,
        "HOST": str(socket_folder),
    }
