"""How long processes have been on a processor: it hardly depends on what else the machine does."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.db import connection

TICKS = os.sysconf("SC_CLK_TCK")
ON_THIS_MACHINE = ("", "/", "localhost", "127.0.0.1", "::1")  # a host, or how a socket begins


def seconds(processes: Iterable[int]) -> float:
    """Of all of them together, since each began; Linux only, elsewhere nothing."""
    return sum(_seconds(process) for process in processes)


def _seconds(process: int) -> float:
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # it ended, or there is no /proc
        return 0
    fields = said.rsplit(")", 1)[1].split()  # a program's name may hold spaces
    return (int(fields[11]) + int(fields[12])) / TICKS


def database_processes() -> list[int]:
    """The server processes that work for this database; none where they are elsewhere."""
    host = str(connection.settings_dict["HOST"])
    if host not in ON_THIS_MACHINE and not host.startswith("/"):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [process for (process,) in cursor.fetchall()]
