"""The portal and the two limits, served by one gunicorn as `make run` serves the portal."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from django.conf import settings

from learning_portal.foundation import static_files

HOST, WORKERS = "127.0.0.1", 2
STARTS_WITHIN = 60


@contextlib.contextmanager
def serving(listings: int) -> Iterator[int]:
    """The port it listens at, with the database of so many listings; it is stopped at the end."""
    static_files.collect_where_changed()
    port = _free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_LISTINGS": str(listings),
        "HOST": HOST,
        "PORT": str(port),
        "WEB_CONCURRENCY": str(WORKERS),
    }
    # A connection waits for its next turn longer than the two seconds gunicorn allows.
    options = ["--config", "gunicorn.conf.py", "--keep-alive", "75"]
    server = subprocess.Popen(  # noqa: S603 - our own list, no shell
        [sys.executable, "-m", "gunicorn", *options], cwd=settings.BASE_DIR, env=environment
    )
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind((HOST, 0))
        return int(asking.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not start: its own words are above.")
