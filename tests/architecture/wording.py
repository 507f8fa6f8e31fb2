"""Rules on what stands in a Python file or a script, imports aside."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

DRAWERS = {"utils", "util", "helpers", "helper", "common", "core", "services", "misc"}
LONGEST = 350
CLOCK = "learning_portal/foundation/clock.py"
SQL_OR_BROWSER_TIME = re.compile(
    r"AT TIME ZONE|\w__(?:date|time|year|iso_year|quarter|month|week|week_day|iso_week_day|day"
    r"|hour|minute)(?:__|\b)|\b(?:Trunc|Extract)(?:Date|Time|Year|IsoYear|Quarter|Month|Week"
    r"|WeekDay|Day|Hour|Minute)?\b|\bdate_hierarchy\b|%Z",
    re.IGNORECASE,
)
OWN_CLOCK = re.compile(
    r"\bzoneinfo\b|\btimezone\.now\b|\blocaldate\(|\blocaltime\(|\bmake_(?:aware|naive)\("
    r"|\.(?:now|utcnow|today)\(|\btime\.time\("
)
OUR_CLOCK = re.compile(r"\bclock\.(?:now|today)\(")
SKIPS = {"skip", "skipif", "skipIf", "skipUnless", "skipTest", "xfail", "importorskip"}


def no_drawers(path: str, text: str) -> list[str]:
    return [
        f"{path}: name a module for what is in it, not {part!r}"
        for part in PurePosixPath(path).with_suffix("").parts
        if part in DRAWERS
    ]


def short_enough(path: str, text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"{path} has {lines} lines: past {LONGEST} it is two"] if lines > LONGEST else []


def nothing_left_to_do(path: str, text: str) -> list[str]:
    return [
        f"{path}:{number} leaves something to do: {found[0]}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line))
    ]


def only_commands_print(path: str, text: str) -> list[str]:
    if "/management/commands/" in path or path.endswith("/__main__.py"):
        return []
    return [
        f"{path}:{node.lineno} prints: log it, or say it to the person who asked"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "pprint"}
    ]


def time_is_read_in_one_place(path: str, text: str) -> list[str]:
    if path == CLOCK:
        return []
    code = OUR_CLOCK.sub("", _code(text))
    return [
        f"{path} uses {word!r}: ask {CLOCK} for the time, the day and the zone"
        for word in sorted(set(OWN_CLOCK.findall(code)))
    ]


def the_database_converts_no_time(path: str, text: str) -> list[str]:
    return [
        f"{path} uses {word!r}: days and zones are Python's, on the pinned data"
        for word in sorted(set(SQL_OR_BROWSER_TIME.findall(_code(text))))
    ]


def scripts_know_no_time(path: str, text: str) -> list[str]:
    clocks = r"\b(Date|Intl|Temporal|performance)\b|\b(toLocale\w*)"
    return [
        f"{path} uses {found[0]}: times are the server's to work out and to write"
        for found in re.finditer(clocks, text)
    ]


def every_test_runs(path: str, text: str) -> list[str]:
    return [
        f"{path}:{node.lineno} uses {name}: a test runs, or it is not there"
        for node, name in _names(ast.parse(text))
        if name in SKIPS
    ]


def _names(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node, node.attr
        elif isinstance(node, ast.Name):
            yield node, node.id


def _code(text: str) -> str:
    """The text without comments and docstrings: they may name what the code must not do."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        match getattr(node, "body", None):
            case [ast.Expr(value=ast.Constant()) as words, *_]:
                words.value = ast.Constant(None)
    return ast.unparse(tree)
