"""What must hold before the portal serves; each check has an id and a hint."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from learning_portal.foundation import clock

WINTER = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
BC_ALL_YEAR = dt.timedelta(hours=-7)


@register("time")
def bc_clock_is_right(**_: Any) -> list[CheckMessage]:
    if clock.offset(WINTER, clock.BC_ZONE) == BC_ALL_YEAR:
        return []
    return [
        Error(
            "The time zone data in use is out of date: it does not have Vancouver at UTC−7 in "
            "December 2026.",
            hint="Install the locked requirements (tzdata 2026.6 or newer): "
            "pip install --require-hashes -r requirements.txt",
            id="portal.E001",
        )
    ]


@register(Tags.database)
def database_clock_agrees(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Only a warning: nothing in the portal asks the database to convert a time."""
    warnings: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT timezone(%s, %s::timestamptz)", [clock.BC_ZONE, WINTER])
            there = cursor.fetchone()[0]
        if there - WINTER.replace(tzinfo=None) != BC_ALL_YEAR:
            warnings.append(
                Warning(
                    "The database server's own time zone data is out of date for Vancouver.",
                    hint="The portal does not depend on it, but reports made in SQL would be an "
                    "hour off in winter: update the server's tzdata.",
                    id="portal.W001",
                )
            )
    return warnings


@register("mail", deploy=True)
def mail_has_a_way_out(**_: Any) -> list[CheckMessage]:
    warnings: list[CheckMessage] = []
    if settings.MAIL_WAITS:
        warnings.append(
            Warning(
                "No mail server is set: messages are kept, and none is sent.",
                hint="Set EMAIL_HOST, and MAIL_FROM to the address messages come from.",
                id="portal.W002",
            )
        )
    elif settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith("@localhost"):
        warnings.append(
            Warning(
                "Messages come from an address that nobody can answer.",
                hint="Set MAIL_FROM, for example Learning Portal <name@example.ca>.",
                id="portal.W003",
            )
        )
    return warnings
