"""The worker beside the server: begun again when it dies, and ended with it."""

import os
import signal
import time

import pytest

from tests.processes import bare, end, start

BESIDE = ("-m", "learning_portal.foundation.beside")
LIVES = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"


def is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(holds):
    given_up = time.monotonic() + 20
    while time.monotonic() < given_up and not holds():
        time.sleep(0.05)
    assert holds()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_killed_it_begins_again_after_a_pause_and_says_so(by):
    keeper = start(bare(), *BESIDE, "-c", LIVES)
    first = int(keeper.stdout.readline())
    killed = time.monotonic()
    os.kill(first, by)
    assert "begins again in 2 seconds" in keeper.stdout.readline()
    second = int(keeper.stdout.readline())
    assert second != first
    assert time.monotonic() - killed >= 2
    end(keeper, signal.SIGTERM)
    assert (keeper.returncode, is_there(second)) == (0, False)


def test_what_dies_at_once_is_begun_again_ever_less_often():
    keeper = start(bare(), *BESIDE, "-c", "raise SystemExit(3)")
    said = [keeper.stdout.readline().strip() for _ in range(2)]
    assert said == [
        "The worker ended (3) and begins again in 2 seconds.",
        "The worker ended (3) and begins again in 4 seconds.",
    ]
    end(keeper)


def test_it_ends_when_what_began_it_is_killed():
    begin = (
        "import subprocess, sys, time; "
        f"subprocess.Popen([sys.executable, *{BESIDE}, '-c', {LIVES!r}]); time.sleep(60)"
    )
    parent = start(bare(), "-c", begin)
    kept = int(parent.stdout.readline())
    parent.kill()
    wait_until(lambda: not is_there(kept))
    parent.communicate(timeout=20)
