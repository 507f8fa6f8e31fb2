"""Asks for one page over a few kept-open connections, each again as soon as it is answered."""

import select
import socket
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, process_time

CONNECTIONS = 8
PATIENCE = 60.0  # seconds without any answer, after which those still waited for count as failed
TRIES = 200  # to be taken by the worker that has too few connections
ANEW = "zanewz"  # in a path: a number that no request before it had
HEAD_END = b"\r\n\r\n"


class CannotMeasure(Exception):
    """The server does not do what a measurement needs; the message says what."""


@dataclass(frozen=True)
class Expected:
    """What an answer must be to count: its status, its length in bytes and how it ends."""

    shortest: int
    longest: int
    end: bytes = b""

    def problem(self, head: bytes, body: bytes) -> str:
        """Empty where the answer is good."""
        if not head.startswith(b"HTTP/1.1 200 "):
            return head[:40].decode("latin-1").split("\r")[0]
        if not self.shortest <= len(body) <= self.longest:
            return f"{len(body)} bytes, {self.shortest} to {self.longest} expected"
        is_plain = b"\r\ncontent-encoding:" not in head.lower()
        if is_plain and self.end not in body[-len(self.end) - 8 :]:  # blank lines may follow
            return f"does not end with {self.end!r}"
        return ""


@dataclass
class Slice:
    """What came of asking for a while."""

    seconds: float = 0
    client_seconds: float = 0  # of processor, this side's own
    latencies: list[float] = field(default_factory=list)  # seconds, good answers only
    problems: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.latencies) / self.seconds


class Connection:
    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0.0
        self.waits = False
        self.received = bytearray()
        self.body_from = self.whole = 0

    def send(self, request: bytes) -> None:
        self.received.clear()
        self.whole = 0
        self.waits = True
        self.sent = perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what has come; true when the answer is whole. Raises OSError where it is cut off."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionResetError("closed before the answer was whole")
        self.received += part
        if not self.whole:
            end = self.received.find(HEAD_END)
            if end < 0:
                return False
            self.body_from = end + len(HEAD_END)
            self.whole = self.body_from + _length(bytes(self.received[:end]))
        if len(self.received) < self.whole:
            return False
        self.waits = False
        return True

    def answer(self) -> tuple[bytes, bytes]:
        return bytes(self.received[: self.body_from]), bytes(self.received[self.body_from :])


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise CannotMeasure("An answer has no Content-Length: what has none cannot be measured here.")


class Client:
    """Several connections, shared out evenly among the server's workers."""

    def __init__(self, host: str, port: int, workers: int, connections: int = CONNECTIONS) -> None:
        self.host, self.port, self.workers = host, port, workers
        self.each = connections // workers
        self.asked = 0
        self.open: list[Connection] = []
        self.worker_of: dict[Connection, bytes] = {}

    def request(self, path: str, *headers: str) -> bytes:
        self.asked += 1
        path = path.replace(ANEW, f"{ANEW}{self.asked}")
        lines = [
            f"GET {path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Accept-Encoding: identity",
            *headers,
        ]  # fmt: skip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def ask(self, path: str, *headers: str) -> tuple[bytes, bytes]:
        """Head and body of one answer, on a connection of its own."""
        connection = Connection(self.host, self.port)
        try:
            return self._ask(connection, path, *headers)
        finally:
            connection.socket.close()

    def _ask(self, connection: Connection, path: str, *headers: str) -> tuple[bytes, bytes]:
        connection.send(self.request(path, *headers))
        while not connection.receive():
            pass
        return connection.answer()

    def processes(self) -> set[int]:
        """The workers that answer."""
        return {int(worker) for worker in self.worker_of.values()}

    def share_out(self) -> None:
        """Open what is missing, until every worker has as many connections as any other."""
        taken = Counter(self.worker_of[connection] for connection in self.open)
        for _ in range(TRIES):
            if len(self.open) == self.each * self.workers:
                return
            connection = Connection(self.host, self.port)
            head, _body = self._ask(connection, "/robots.txt", "X-Bench-Count: 1")
            worker = header(head, "X-Bench-Worker")
            if taken[worker] < self.each:
                taken[worker] += 1
                self.open.append(connection)
                self.worker_of[connection] = worker
            else:
                connection.socket.close()
        raise CannotMeasure("One worker took nearly every connection.")

    def slice(self, path: str, expected: Expected, seconds: float) -> Slice:
        """Ask for so many seconds; answers already asked for then are waited for, and count."""
        self._drop_closed()
        self.share_out()
        done = Slice()
        poll = select.poll()
        by_number = {connection.socket.fileno(): connection for connection in self.open}
        used, begun = process_time(), perf_counter()
        for number, connection in by_number.items():
            poll.register(number, select.POLLIN)
            connection.send(self.request(path))
        waiting = len(by_number)
        while waiting:
            ready = poll.poll(PATIENCE * 1000)
            if not ready:
                break
            for number, _event in ready:
                connection = by_number[number]
                try:
                    if not connection.receive():
                        continue
                except OSError as error:
                    poll.unregister(number)
                    done.problems[str(error)] += 1
                    waiting -= 1
                    continue
                now = perf_counter()
                problem = expected.problem(*connection.answer())
                if problem:
                    done.problems[problem] += 1
                else:
                    done.latencies.append(now - connection.sent)
                if now - begun < seconds:
                    connection.send(self.request(path))
                else:
                    waiting -= 1
        done.seconds, done.client_seconds = perf_counter() - begun, process_time() - used
        done.problems.update({"no answer": waiting} if waiting else {})
        return done

    def _drop_closed(self) -> None:
        """Forget connections the server closed, and those still owed an answer."""
        for connection in list(self.open):
            poll = select.poll()
            poll.register(connection.socket, select.POLLIN)
            if connection.waits or poll.poll(0):
                connection.socket.close()
                self.open.remove(connection)
                del self.worker_of[connection]


def header(head: bytes, name: str) -> bytes:
    """The value of a header of an answer; empty where it is missing."""
    wanted = name.lower().encode() + b":"
    for line in head.split(b"\r\n"):
        if line.lower().startswith(wanted):
            return line[len(wanted) :].strip()
    return b""
