"""One run: every target and both limits by turns, in many short slices of one server's time."""

import gzip
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from math import log2
from random import Random
from statistics import median
from time import perf_counter

from bench import processor
from bench.client import CannotMeasure, Client, Expected, Slice, header
from bench.targets import Target, limit

ASKED_ALONE = 5  # requests that count queries, one at a time
FEWEST_GOOD = 8
COUNTED = "X-Bench-Count: 1"
FIRST_ASKED = 20
L2, PLAIN = "L2", "/bench/plain/"


@dataclass
class Measured:
    target: Target
    size: int
    compressed: int  # as served or, where it is served plain, as gzip would make it
    is_compressed: bool
    queries: int
    sql_ms: float
    finds: int | None
    slices: list[Slice] = field(default_factory=list)
    python_seconds: float = 0  # of processor, the workers' in all slices
    database_seconds: float = 0

    @property
    def rates(self) -> list[float]:
        return [each.rate for each in self.slices]

    @property
    def latencies(self) -> list[float]:
        return list(chain.from_iterable(each.latencies for each in self.slices))

    @property
    def problems(self) -> Counter[str]:
        return sum((each.problems for each in self.slices), Counter())

    @property
    def ready_size(self) -> int:
        """The size of the ready string beside it: the nearest power of two."""
        return 2 ** round(log2(self.size))


@dataclass
class Run:
    measured: dict[str, Measured]
    limits: dict[str, Measured]
    missing: dict[str, str]  # name -> why it was not measured
    rounds: int
    seconds: float

    def ready_for(self, one: Measured) -> Measured:
        return self.limits[ready_name(one.ready_size)]


def ready_name(size: int) -> str:
    return f"L1-{size // 1024}KB" if size >= 1024 else f"L1-{size}B"


def look(client: Client, target: Target) -> Measured | str:
    """Ask for the page alone, a few times, and count; a sentence where it cannot be measured."""
    queries, spent = [], []
    for _ in range(ASKED_ALONE):
        head, body = client.ask(target.path, COUNTED)
        if head.startswith(b"HTTP/1.1 404 "):
            return "not there yet"
        is_compressed = header(head, "Content-Encoding") == b"gzip"
        plain = gzip.decompress(body) if is_compressed else body
        problem = Expected(1, len(body)).problem(head, body) or target.problem(plain.decode())
        if problem:
            return f"wrong: {problem}"
        queries.append(int(header(head, "X-Bench-Queries")))
        spent.append(float(header(head, "X-Bench-SQL-ms")))
    return Measured(
        target=target,
        size=len(plain),
        compressed=len(body) if is_compressed else len(gzip.compress(plain, 6)),
        is_compressed=is_compressed,
        queries=int(median(queries)),
        sql_ms=median(spent),
        finds=target.finds(plain.decode()) if target.is_list else None,
    )


def run(
    client: Client,
    targets: list[Target],
    *,
    rounds: int,
    seconds: float,
    say: Callable[[str], None],
) -> Run:
    """Look at each, warm each up, then go round them, in another order each round."""
    begun = perf_counter()
    done = Run({}, {}, {}, rounds, 0)
    for _ in range(FIRST_ASKED):
        client.ask(PLAIN)  # each worker opens its first connection to the database
    for target in targets:
        seen = look(client, target)
        if isinstance(seen, str):
            done.missing[target.name] = seen
        else:
            done.measured[target.name] = seen
    plain = _look_at_limit(client, limit(L2, PLAIN))
    for size in sorted({one.ready_size for one in [*done.measured.values(), plain]}):
        name = ready_name(size)
        done.limits[name] = _look_at_limit(client, limit(name, f"/bench/ready/{size}/"))
    done.limits[L2] = plain
    turns = [*done.measured.values(), *done.limits.values()]
    for one in turns:
        client.slice(one.target.path, _expected(one), seconds)
    order = Random(rounds)
    for number in range(1, rounds + 1):
        order.shuffle(turns)
        for one in turns:
            _measure(client, one, seconds)
        say(f"round {number} of {rounds}")
    for name, one in list(done.measured.items()):
        if len(one.latencies) < FEWEST_GOOD or not all(one.rates):
            done.missing[name] = f"failed: {dict(one.problems)}"
            del done.measured[name]
    done.seconds = perf_counter() - begun
    return done


def _look_at_limit(client: Client, target: Target) -> Measured:
    seen = look(client, target)
    if isinstance(seen, str):
        raise CannotMeasure(f"{target.name} is {seen}")
    return seen


def _measure(client: Client, one: Measured, seconds: float) -> None:
    workers, database = client.processes(), processor.database_processes()
    python, sql = processor.seconds(workers), processor.seconds(database)
    one.slices.append(client.slice(one.target.path, _expected(one), seconds))
    one.python_seconds += processor.seconds(workers) - python
    one.database_seconds += processor.seconds(database) - sql


def _expected(one: Measured) -> Expected:
    """Nearly as long as when it was looked at, and ending alike."""
    size = one.compressed if one.is_compressed else one.size
    return Expected(int(size * 0.8), int(size * 1.2) + 50, one.target.end.encode())
