"""The portal's programs, run as a newcomer or a deployment would: by themselves."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
OURS = (
    "PORTAL_", "EMAIL_", "MAIL_", "DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG",
    "TRUSTED_PROXIES", "EAST_KOOTENAY_ZONE", "DJANGO_ALLOW_ASYNC_UNSAFE",
)  # fmt: skip


def bare(**named) -> dict[str, str]:
    """This environment without a setting of the portal's but the ones named here."""
    return {name: said for name, said in os.environ.items() if not name.startswith(OURS)} | named


def run(environment, *command, **options) -> subprocess.CompletedProcess[str]:
    """Python, at the root of the checkout; `manage.py check`, `-c CODE`, `-m MODULE`."""
    return subprocess.run(
        [sys.executable, *command],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False, **options,
    )  # fmt: skip


def start(environment, *command, **options) -> subprocess.Popen[str]:
    """The same, and it goes on; in a session of its own, so that no terminal's Ctrl-C is meant.

    It hears an interrupt even where the tests were started by a shell that ignores it.
    """
    return subprocess.Popen(
        [sys.executable, *command],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True, preexec_fn=_hear_interrupts, **options,
    )  # fmt: skip


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def end(process: subprocess.Popen[str], by=signal.SIGINT) -> str:
    """What it said until it ended; Ctrl-C unless told."""
    if process.poll() is None:
        process.send_signal(by)
    try:
        return process.communicate(timeout=20)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def refused(stopped: subprocess.CompletedProcess[str]) -> str:
    """What a program said that would not start: sentences, and no traceback."""
    assert stopped.returncode not in (0, None)
    assert "Traceback" not in stopped.stderr
    return stopped.stderr


def database_url() -> str:
    """DATABASE_URL of the database this test has open."""
    server = connection.settings_dict
    return address_of(
        server["NAME"],
        **{name.lower(): str(server[name] or "") for name in ("HOST", "PORT", "USER", "PASSWORD")},
    )


def address_of(
    name: str, *, host: str = "", port: str = "", user: str = "", password: str = ""
) -> str:
    who = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    where = quote(host, safe="") + (f":{port}" if port else "")
    return f"postgresql://{who}@{where}/{name}"
