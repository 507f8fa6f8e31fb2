"""The embedded PostgreSQL from outside: its words, its processes, and their sudden end."""

import contextlib
import os
import signal
import time
from pathlib import Path

from tests.processes import run

PROGRAM = ["-m", "learning_portal.foundation.embedded"]


def tell(environment, *words):
    """What it answers, without the words that are always the same."""
    answered = run(environment, *PROGRAM, *words, timeout=90)
    assert answered.returncode == 0, answered.stderr
    return answered.stdout.strip().removeprefix("The embedded PostgreSQL ")


def home(environment) -> Path:
    return Path(environment["PORTAL_EMBEDDED_HOME"])


def data(environment) -> Path:
    (found,) = (path.parent for path in home(environment).glob("*/PG_VERSION"))
    return found


def processes(environment) -> set[int]:
    """Every process that works in the data folder: the postmaster and its children."""
    folder, found = str(data(environment)), set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if os.readlink(process / "cwd") == folder:
                found.add(int(process.name))
    return found


def postmaster(environment) -> int:
    return int((data(environment) / "postmaster.pid").read_text().split("\n", 1)[0])


def kill(*numbers: int) -> None:
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):  # it ended with one killed before it
            os.kill(number, signal.SIGKILL)
    given_up = time.monotonic() + 5
    while time.monotonic() < given_up and any(
        Path(f"/proc/{number}").exists() for number in numbers
    ):
        time.sleep(0.02)
