"""How instants come from the database: a list shows hundreds, and each has to be read.

Django's sessions with PostgreSQL are in UTC, so every instant is written as Python itself would
write it. psycopg's reader is made for sessions in any zone and takes ten times as long.
"""

import datetime as dt
from typing import Any

from django.db.backends.postgresql.psycopg_any import BaseTzLoader


class Instant(BaseTzLoader):
    timezone = dt.UTC

    def load(self, data: Any) -> dt.datetime:
        """Falls back on psycopg's own reader for what Python cannot hold: it says so in words."""
        try:
            return dt.datetime.fromisoformat(str(data, "ascii"))
        except ValueError:
            return super().load(data)


def read_fast(connection: Any, **_: object) -> None:
    """Receives `connection_created`."""
    if connection.vendor == "postgresql" and connection.timezone == dt.UTC:
        connection.connection.adapters.register_loader("timestamptz", Instant)
