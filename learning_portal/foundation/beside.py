"""Keeps a program running beside the server: `python -m learning_portal.foundation.beside …`.

When it dies it is begun again, after a pause that grows while it dies at once. It ends with
this, and this ends with what began it. A process of its own: a thread would not outlive
gunicorn's forks well, and gunicorn itself watches only its own.
"""

import os
import signal
import subprocess
import sys
import threading
import time

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0  # seconds
LIVED = 60.0  # after so long it did not die at once
A_LOOK = 0.5


def keep(command: list[str], stop: threading.Event, parent: int) -> None:
    """Until `stop` is set, or what began this is gone."""
    pause = FIRST_PAUSE
    while not stop.is_set() and os.getppid() == parent:
        begun = time.monotonic()
        program = subprocess.Popen(command)  # noqa: S603 - given by whoever began this
        while program.poll() is None and not stop.is_set() and os.getppid() == parent:
            stop.wait(A_LOOK)
        if program.poll() is None:
            program.terminate()
            program.wait()
            return
        if stop.is_set():
            return
        pause = FIRST_PAUSE if time.monotonic() - begun > LIVED else pause
        said = f"The worker ended ({program.returncode}) and begins again in {pause:.0f} seconds."
        sys.stderr.write(f"{said}\n")
        stop.wait(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def main() -> None:
    stop, parent = threading.Event(), os.getppid()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    keep([sys.executable, *sys.argv[1:]], stop, parent)


if __name__ == "__main__":
    main()
