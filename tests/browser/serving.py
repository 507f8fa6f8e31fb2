"""The portal as a newcomer gets it: `manage.py serve` on a database of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from psycopg import sql

from tests.processes import ROOT, address_of

PATIENCE = 60  # seconds for the migrations and the starter content


@contextlib.contextmanager
def own_database(name: str) -> Iterator[str]:
    """DATABASE_URL of a new, empty database, dropped in the end."""
    server = settings.DATABASES["default"]
    how = {key.lower(): server[key] for key in ("HOST", "PORT", "USER", "PASSWORD") if server[key]}
    with psycopg.connect(dbname=server["NAME"], autocommit=True, **how) as connection:
        named = sql.Identifier(name)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(named))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(named))
        try:
            yield address_of(name, **how)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))


@contextlib.contextmanager
def served(database: str, static: Path) -> Iterator[str]:
    """Its address, once it answers; stopped as Ctrl-C would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = os.environ | {
        "DATABASE_URL": database, "PORT": port, "HOST": "127.0.0.1", "STATIC_ROOT": str(static)
    }  # fmt: skip
    with subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment) as it:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{address}/readyz", it)
            yield address
        finally:
            it.terminate()


def wait_for(address: str, server: subprocess.Popen) -> None:
    given_up = time.monotonic() + PATIENCE
    while time.monotonic() < given_up:
        if server.poll() is not None:
            raise RuntimeError(f"The portal ended with {server.returncode} before it answered.")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310
            return
        time.sleep(0.2)
    raise RuntimeError(f"The portal did not answer within {PATIENCE} s.")
