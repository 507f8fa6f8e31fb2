"""The files of the house, as they stand in this checkout."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("learning_portal", "catalogue", "cltp", "events", "faq", "bench")
Rule = Callable[[str, str], list[str]]


class Source(NamedTuple):
    path: str  # from the root, with /
    text: str


def read(path: str) -> Source:
    return Source(path, (ROOT / path).read_text(encoding="utf-8"))


def files(folder: str, *endings: str) -> Iterator[Source]:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.suffix in endings and path.is_file():
            yield read(path.relative_to(ROOT).as_posix())


def python() -> list[Source]:
    """Every Python file of the product: no tests, no migrations."""
    found = [read("manage.py"), read("gunicorn.conf.py")]
    for package in PACKAGES:
        found += [source for source in files(package, ".py") if "/migrations/" not in source.path]
    return found


def tests() -> list[Source]:
    return list(files("tests", ".py"))


def templates() -> list[Source]:
    return [*files("templates", ".html", ".txt", ".xml"), *files("static", ".svg")]


def styles() -> list[Source]:
    return list(files("static", ".css"))


def scripts() -> list[Source]:
    return list(files("static", ".js"))
