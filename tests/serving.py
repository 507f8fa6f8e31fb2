"""The portal behind its real web server, on a free port of this machine."""

import contextlib
import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import NamedTuple

from tests.processes import end, start

PATIENCE = 60  # seconds for a cold start: a database made, the migrations, the starter content


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Served(NamedTuple):
    port: int
    process: subprocess.Popen[str]

    def get(self, path: str, timeout: float = 40, **headers: str) -> Answer:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(asking):
            asking.request("GET", path, headers=headers)
            answer = asking.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def wait_for(self, path: str) -> Answer:
        """The first answer to come."""
        given_up = time.monotonic() + PATIENCE
        while time.monotonic() < given_up and self.process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                return self.get(path)
            time.sleep(0.1)
        raise AssertionError(f"No answer to {path}: {end(self.process)}")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def serving(environment, *command) -> Iterator[Served]:
    """`command` with a PORT to listen at; ended as Ctrl-C would, if it has not ended by then."""
    port = free_port()
    process = start({**environment, "HOST": "127.0.0.1", "PORT": str(port)}, *command)
    try:
        yield Served(port, process)
    finally:
        end(process)
