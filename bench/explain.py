"""How PostgreSQL answers each query of one page."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client

from bench.targets import Target


def explained(target: Target) -> Iterator[str]:
    """For each query of the page: its SQL and its plan, run once more to tell the time."""
    asked: list[tuple[str, Any]] = []

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    client = Client()
    client.get(target.path)  # the first request fills what is filled once
    begun = perf_counter()
    with connection.execute_wrapper(remember):
        answer = client.get(target.path)
    spent = (perf_counter() - begun) * 1000
    yield f"{target.path}: status {answer.status_code}, {len(asked)} queries, {spent:.1f} ms"
    for number, (sql, params) in enumerate(asked, 1):
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
            plan = "\n".join(line for (line,) in cursor.fetchall())
        said = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined]
        yield f"\n-- query {number}\n{said}\n\n{plan}"
