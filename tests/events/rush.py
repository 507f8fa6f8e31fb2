"""Many people at once, each with a connection of their own, at the portal's real web server."""

import contextlib
import http.client
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.processes import bare, database_url
from tests.serving import Served, serving

YOUNGEST = 3.0  # seconds a form has to have been open


class Page(NamedTuple):
    """An answer as a person reads it; status 0 where the connection broke."""

    status: int
    title: str
    text: str


class Visitor:
    """A browser of its own: one cookie, the form as it was opened."""

    def __init__(self, portal: Served) -> None:
        self.portal, self.cookie, self.hidden = portal, "", {}

    def open(self, path: str) -> None:
        answer = self._ask("GET", path)
        assert answer is not None
        assert answer[0] == 200, answer
        html = answer[1]
        self.hidden = {
            name: found[1]
            for name in ("csrfmiddlewaretoken", "opened")
            if (found := re.search(f'name="{name}" value="([^"]+)"', html))
        }

    def send(self, path: str, **typed: str) -> Page:
        answer = self._ask("POST", path, {**self.hidden, **typed})
        if answer is None:
            return Page(0, "", "")
        status, html = answer
        title = re.search(r"<h1>\s*(.*?)\s*</h1>", html, re.S)
        return Page(status, title[1] if title else "", html)

    def _ask(
        self, method: str, path: str, typed: dict[str, str] | None = None
    ) -> tuple[int, str] | None:
        asking = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=120)
        headers = {"Cookie": self.cookie}
        if typed:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(asking):
            try:
                asking.request(method, path, urlencode(typed or {}), headers)
                answer = asking.getresponse()
                body = answer.read().decode()
            except (OSError, http.client.HTTPException):
                return None  # the server was killed
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookie = cookie.partition(";")[0]
            return answer.status, body


@contextlib.contextmanager
def portal() -> Iterator[Served]:
    """gunicorn as it is deployed, on the database of this test."""
    with serving(bare(DATABASE_URL=database_url()), "-m", "gunicorn") as served:
        served.wait_for("/healthz")
        yield served


def at_once(tasks: list[Callable[[], Any]]) -> list[Any]:
    """Each in a thread of its own, let go together; what each gave, in the order of `tasks`."""
    ready = threading.Barrier(len(tasks))

    def run(task: Callable[[], Any]) -> Any:
        ready.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as threads:
        return list(threads.map(run, tasks))


def opened(served: Served, path: str, number: int) -> list[Visitor]:
    """So many visitors who have had the form open for long enough."""
    visitors = [Visitor(served) for _ in range(number)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda visitor: visitor.open(path), visitors))
    time.sleep(YOUNGEST)
    return visitors
