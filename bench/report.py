"""A run as a table for people and as data, with what it was measured on."""

import json
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection

from bench import numbers
from bench.client import CONNECTIONS
from bench.measuring import L2, Measured, Run
from learning_portal.foundation import clock

RESULTS = Path(__file__).parent / "results"
COLUMNS = (
    "page", "finds", "req/s", "±", "p50 ms", "p95 ms", "of L1", "of L2", "Python ms", "database ms",
    "queries", "SQL ms", "KB", "KB gzip", "failed",
)  # fmt: skip


def circumstances(listings: int, made_on: str) -> dict[str, Any]:
    """What a reader of the figures has to know; call it before the run, for the load."""
    return {
        "listings": listings,
        "listings around": made_on,
        "measured": clock.utc_text(clock.now()),
        "commit": _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "-s") else ""),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "django": version("django"),
        "gunicorn": version("gunicorn"),
        "postgresql": _postgres(),
        "connections": CONNECTIONS,
    }


def as_data(run: Run, around: dict[str, Any]) -> dict[str, Any]:
    every = {**run.limits, **run.measured}
    return {
        "around": {
            **around,
            "load after": round(os.getloadavg()[0], 2),
            "rounds": run.rounds,
            "minutes": round(run.seconds / 60, 1),
            "client": _client(run),
        },
        "pages": {name: _figures(run, one) for name, one in every.items()},
        "missing": run.missing,
    }


def _figures(run: Run, one: Measured) -> dict[str, Any]:
    rates, latencies = one.rates, one.latencies
    return {
        "path": one.target.path,
        "finds": one.finds,
        "requests": len(latencies),
        "req/s": round(median(rates), 1),
        "±": round(numbers.spread(rates), 3),
        "p50 ms": round(numbers.percentile(latencies, 50) * 1000, 1),
        "p95 ms": round(numbers.percentile(latencies, 95) * 1000, 1),
        "of L1": round(numbers.ratio(rates, run.ready_for(one).rates), 3),
        "of L2": round(numbers.ratio(rates, run.limits[L2].rates), 3),
        "Python ms": round(one.python_seconds / len(latencies) * 1000, 2),
        "database ms": round(one.database_seconds / len(latencies) * 1000, 2),
        "queries": one.queries,
        "SQL ms": round(one.sql_ms, 2),
        "bytes": one.size,
        "bytes gzip": one.compressed,
        "served compressed": one.is_compressed,
        "failed": sum(one.problems.values()),
        "problems": dict(one.problems),
    }


def _client(run: Run) -> dict[str, float]:
    """What asking itself cost, where it was asked the most: beside the smallest ready string."""
    one = max(run.limits.values(), key=lambda limit: median(limit.rates))
    answers = len(one.latencies) + sum(one.problems.values())
    used = sum(each.client_seconds for each in one.slices)
    return {
        "µs of processor a request": round(used / answers * 1e6, 1),
        "of one core": round(used / sum(each.seconds for each in one.slices), 3),
    }


def as_markdown(data: dict[str, Any]) -> str:
    around, client = data["around"], data["around"]["client"]
    lines = [
        f"{around['listings']} listings, measured {around['measured']} at commit "
        f"{around['commit']} on {around['cores']} cores ({around['processor']}), load "
        f"{around['load before']} before and {around['load after']} after. Python "
        f"{around['python']}, Django {around['django']}, gunicorn {around['gunicorn']}, "
        f"PostgreSQL {around['postgresql']}. {around['rounds']} rounds in {around['minutes']} "
        f"minutes, {around['connections']} connections. The client used "
        f"{client['µs of processor a request']} µs of processor a request, at most "
        f"{client['of one core']:.0%} of one core.",
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "|" + "|".join([":--"] + ["--:"] * (len(COLUMNS) - 1)) + "|",
        *("| " + " | ".join(cells) + " |" for cells in rows(data)),
    ]
    if data["missing"]:
        lines += ["", "Not measured: " + "; ".join(
            f"{name} ({why})" for name, why in data["missing"].items()) + "."]  # fmt: skip
    return "\n".join(lines) + "\n"


def rows(data: dict[str, Any]) -> list[list[str]]:
    return [_cells(name, page) for name, page in data["pages"].items()]


def _cells(name: str, page: dict[str, Any]) -> list[str]:
    return [
        name,
        "" if page["finds"] is None else str(page["finds"]),
        f"{page['req/s']:.1f}",
        f"{page['±']:.0%}",
        f"{page['p50 ms']:.1f}",
        f"{page['p95 ms']:.1f}",
        f"{page['of L1']:.3f}",
        f"{page['of L2']:.2f}",
        f"{page['Python ms']:.1f}",
        f"{page['database ms']:.1f}",
        str(page["queries"]),
        f"{page['SQL ms']:.2f}",
        f"{page['bytes'] / 1024:.1f}",
        f"{page['bytes gzip'] / 1024:.1f}" + ("" if page["served compressed"] else "*"),
        str(page["failed"] or ""),
    ]


def as_table(data: dict[str, Any]) -> str:
    """For a terminal."""
    lines = [list(COLUMNS), *rows(data)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def write(data: dict[str, Any]) -> Path:
    """The Markdown file; the JSON file stands beside it."""
    RESULTS.mkdir(exist_ok=True)
    stamp = data["around"]["measured"].replace(":", "").replace("-", "")
    path = RESULTS / f"{data['around']['listings']}-{stamp}.md"
    path.write_text(as_markdown(data), encoding="utf-8")
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")
    return path


def _git(*words: str) -> str:
    said = subprocess.run(  # noqa: S603 - our own words, no shell
        ["git", *words],  # noqa: S607 - whichever git there is
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return said.stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _postgres() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split()[0]
