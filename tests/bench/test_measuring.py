"""A run goes round its targets; what is not there or not right is said, never measured."""

from collections import Counter

import pytest

from bench import measuring, report
from bench.client import CannotMeasure, Slice
from bench.targets import Target

BODY = b"<h2>3 listings</h2><a href='/x/'>" + b"x" * 5000 + b"</html>\n"
COUNTED = b"\r\nX-Bench-Queries: 4\r\nX-Bench-SQL-ms: 2.5\r\nX-Bench-Worker: 1\r\n\r\n"
OK, MISSING, BROKEN = (
    b"HTTP/1.1 %s" % said + COUNTED for said in (b"200 OK", b"404 No", b"500 No")
)
AROUND = dict.fromkeys(
    ["listings", "measured", "commit", "cores", "processor", "load before", "python", "django",
     "gunicorn", "postgresql", "connections"], 1,
)  # fmt: skip


class StubClient:
    """Answers by path; a page takes 20 ms, a limit 10 ms, each slice one second."""

    def __init__(self, **heads):
        self.heads = heads
        self.order = []

    def ask(self, path, *_headers):
        size = int(path.split("/")[3]) if path.startswith("/bench/ready/") else len(BODY)
        body = b"r" * 9000 if path == "/bench/plain/" else BODY[-size:].rjust(size)
        return self.heads.get(path.strip("/"), OK), body

    def processes(self):
        return set()

    def slice(self, path, expected, seconds):
        self.order.append(path)
        number = 100 if path.startswith("/bench/") else 50
        problems = Counter({"HTTP/1.1 500": 2}) if path == "/flaky/" else Counter()
        latencies = [] if path == "/dies/" else [1 / number] * number
        return Slice(1, 0.1, latencies, problems)


def measure(client, *names, rounds=3):
    wanted = [Target(name, f"/{name}/") for name in names]
    return measuring.run(client, wanted, rounds=rounds, seconds=1, say=lambda _words: None)


@pytest.mark.django_db
class TestRun:
    def test_every_target_and_limit_has_a_turn_in_each_round(self):
        client = StubClient()
        measure(client, "a", "b")
        ready = {"/bench/ready/4096/", "/bench/ready/8192/"}  # near the pages' size and L2's
        each_round = {"/a/", "/b/", "/bench/plain/", *ready}
        assert Counter(client.order) == dict.fromkeys(each_round, 4)  # the first warms up
        rounds = [client.order[start : start + 5] for start in range(0, 20, 5)]
        assert all(set(one) == each_round for one in rounds)

    def test_a_page_that_is_not_there_is_told_apart_from_one_that_is_wrong(self):
        run = measure(StubClient(a=MISSING, b=BROKEN), "a", "b", "c")
        assert run.missing == {"a": "not there yet", "b": "wrong: HTTP/1.1 500 No"}
        assert list(run.measured) == ["c"]

    def test_without_its_limits_nothing_is_measured(self):
        with pytest.raises(CannotMeasure):
            measure(StubClient(**{"bench/plain": BROKEN}), "a")

    def test_a_page_that_only_fails_while_timed_has_no_figures(self):
        run = measure(StubClient(), "dies", "c")
        assert list(run.measured) == ["c"]
        assert run.missing["dies"].startswith("failed")

    def test_the_report_sets_each_page_beside_the_limits_and_says_what_failed(self):
        data = report.as_data(measure(StubClient(), "c", "flaky"), AROUND)
        page = data["pages"]["c"]
        assert (page["req/s"], page["p50 ms"], page["p95 ms"]) == (50, 20, 20)
        assert (page["of L1"], page["of L2"], page["±"]) == (0.5, 0.5, 0)
        assert (page["queries"], page["SQL ms"], page["failed"]) == (4, 2.5, 0)
        assert data["pages"]["flaky"]["failed"] == 6
        assert data["pages"]["L2"]["of L2"] == 1
        lines = report.as_markdown(data).splitlines()
        assert any(line.startswith("| flaky |") and line.endswith("| 6 |") for line in lines)
        assert len({line.count("|") for line in lines if line.startswith("|")}) == 1
