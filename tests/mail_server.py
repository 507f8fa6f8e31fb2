"""A mail server for tests: keeps what it accepts, refuses or breaks off where it is told to."""

import contextlib
import email
import email.message
import email.policy
import socketserver
import threading
from collections.abc import Callable, Iterator
from typing import Any

# What a test may do at a command ("CONNECT", "MAIL", "RCPT", "DATA", and "END" once it has the
# message): nothing (None), answer with another line, or break off (BREAK).
BREAK = "break off"
At = Callable[[str], str | None]


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, at: At) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.at = at
        self.accepted: list[email.message.EmailMessage] = []
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a portal that sends through it."""
        return {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(self.port), "EMAIL_TIMEOUT": "5"}


class _Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        if not self._answer("CONNECT", "220 test"):
            return
        while line := self.rfile.readline():
            word = line.split(b":")[0].split()[0].upper().decode()
            if word == "DATA":
                if not self._data():
                    return
            elif word == "QUIT":
                self._say("221 bye")
                return
            elif not self._answer(word, "250 test"):
                return

    def _data(self) -> bool:
        if not self._answer("DATA", "354 go on"):
            return False
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        message: Any = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        with self.server.lock:
            self.server.accepted.append(message)
        return self._answer("END", "250 taken")

    def _answer(self, word: str, usual: str) -> bool:
        said = self.server.at(word)
        if said == BREAK:
            return False
        self._say(said or usual)
        return not (said or "").startswith("421")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextlib.contextmanager
def listening(at: At = lambda word: None) -> Iterator[Server]:
    with Server(at) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
