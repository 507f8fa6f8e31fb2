"""The client that asks for pages: only a whole, right answer counts."""

import itertools
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.client import CONNECTIONS, CannotMeasure, Client, Expected, header

PAGE = b"<html>" + b"x" * 1000 + b"</html>\n"
GOOD = Expected(900, 1100, b"</html>")
WORKERS = 2
worker = itertools.count()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        status, body = self.server.answers.get(self.path, (200, PAGE))
        if body is None:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if "X-Bench-Count" in self.headers:
            self.send_header("X-Bench-Worker", str(next(worker) % self.server.workers))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.answers, server.workers = {}, WORKERS
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def client(server):
    client = Client("127.0.0.1", server.server_port, WORKERS)
    yield client
    for connection in client.open:
        connection.socket.close()


def once(client, path="/"):
    """In a slice of no time each connection asks once."""
    return client.slice(path, GOOD, 0)


def test_each_connection_asks_and_good_answers_count(client):
    done = once(client)
    assert len(done.latencies) == CONNECTIONS
    assert not done.problems
    assert done.rate == CONNECTIONS / done.seconds


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((500, PAGE), "HTTP/1.1 500 Internal Server Error"),
        ((302, PAGE), "HTTP/1.1 302 Found"),
        ((200, b"<html></html>"), "13 bytes, 900 to 1100 expected"),
        ((200, b"x" * 1000), "does not end with b'</html>'"),
        ((200, None), "closed before the answer was whole"),
    ],
)
def test_a_failing_page_is_counted_as_failing_however_fast(server, client, answer, problem):
    server.answers["/"] = answer
    done = once(client)
    assert done.latencies == []
    assert done.problems == {problem: CONNECTIONS}
    assert done.rate == 0


def test_after_a_failure_the_next_page_is_asked_on_new_connections(server, client):
    server.answers["/cut/"] = (200, None)
    assert once(client, "/cut/").problems.total() == CONNECTIONS
    assert len(once(client).latencies) == CONNECTIONS


def test_connections_are_shared_out_evenly_among_the_workers(client):
    client.share_out()
    workers = [client.worker_of[connection] for connection in client.open]
    assert sorted(workers) == [b"0"] * 4 + [b"1"] * 4


def test_a_worker_that_takes_every_connection_is_told(server, client):
    server.workers = 1
    with pytest.raises(CannotMeasure):
        client.share_out()


def test_one_answer_can_be_asked_for_alone(client):
    head, body = client.ask("/", "X-Bench-Count: 1")
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert body == PAGE
    assert header(head, "content-length") == str(len(PAGE)).encode()
    assert header(head, "X-Missing") == b""
