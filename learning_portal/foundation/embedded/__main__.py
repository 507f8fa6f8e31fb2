"""`python -m learning_portal.foundation.embedded start | stop | status | during COMMAND…`."""

import os
import signal
import subprocess
import sys

from learning_portal.foundation.embedded import account, binaries, cluster, hold

USAGE = "say one of: start, stop, status, during COMMAND…"


def main(words: list[str]) -> int:
    match words:
        case ["start"]:
            hold.keep()
            return _say("started" if cluster.start() else "was running already")
        case ["stop"]:
            hold.keep()
            return _say("stopped" if cluster.stop() else "was not running")
        case ["status"]:
            return _say("running" if cluster.is_ready() else "not running")
        case ["during", *command] if command:
            return during(command)
    sys.exit(USAGE)


def during(command: list[str]) -> int:
    """Run a command with the server up; stop it after, unless it was up before or is in use."""
    if os.environ.get("DATABASE_URL", "").strip():
        return subprocess.call(command)  # noqa: S603 - the words this was given
    early: list[int] = []  # signals before there is a command to hear them
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: early.append(number))
    held = hold.take()
    try:
        if early:
            return 128 + early[0]
        running = subprocess.Popen(command)  # noqa: S603 - the words this was given
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, lambda *_: running.terminate())
        signal.signal(signal.SIGINT, lambda *_: _pass_on_interrupt(running))
        if early:
            running.terminate()
        code = running.wait()
        return code if code >= 0 else 128 - code
    finally:
        hold.let_go(held)


def _pass_on_interrupt(running: subprocess.Popen[bytes]) -> None:
    """Ctrl-C reaches the command by itself; a signal sent to this process alone does not."""
    try:
        with open("/dev/tty") as terminal:
            typed = os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        typed = False
    if not typed:
        running.send_signal(signal.SIGINT)


def _say(state: str) -> int:
    sys.stdout.write(f"The embedded PostgreSQL {state}.\n")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (cluster.CannotStart, account.NoAccount, binaries.NoPostgres, OSError) as error:
        sys.exit(str(error))
