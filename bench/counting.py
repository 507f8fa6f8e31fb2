"""Says what a page asked of the database, to those who ask; off while anything is timed."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ASKED = "HTTP_X_BENCH_COUNT"


def count_queries(get_response: GetResponse) -> GetResponse:
    """With `X-Bench-Count: 1`, answer X-Bench-Queries, X-Bench-SQL-ms and X-Bench-Worker too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if ASKED not in request.META:
            return get_response(request)
        spent: list[float] = []

        def timed(execute: Any, *words: Any) -> Any:
            begun = perf_counter()
            try:
                return execute(*words)
            finally:
                spent.append(perf_counter() - begun)

        with connection.execute_wrapper(timed):
            response = get_response(request)
        response.headers["X-Bench-Queries"] = str(len(spent))
        response.headers["X-Bench-SQL-ms"] = f"{sum(spent) * 1000:.3f}"
        response.headers["X-Bench-Worker"] = str(os.getpid())
        return response

    return middleware
