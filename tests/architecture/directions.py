"""Rules on imports: each takes a path and a text and says what is wrong in them."""

import ast
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from tests.architecture.layers import LATE_IMPORTS, MAY_ENTER, ROOMS
from tests.architecture.sources import Source

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def room_of(module: str) -> str:
    """The room a module stands in, the innermost; empty for what is not ours."""
    around = [room for room in ROOMS if module == room or module.startswith(f"{room}.")]
    return max(around, key=len, default="")


def place_in(room: str, module: str) -> str:
    """The name by which `layers.py` knows the module: its first below the room."""
    return module.removeprefix(room).lstrip(".").partition(".")[0]


def imported(node: ast.AST, path: str) -> list[str]:
    """The full names one statement imports; none where it is no import."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = [node.module] if node.module else []
    if node.level:
        own = module_name(path).split(".")
        package = own if path.endswith("/__init__.py") else own[:-1]
        base = [*package[: len(package) - node.level + 1], *base]
    return [".".join([*base, alias.name]) for alias in node.names]


def imports(path: str, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        yield from imported(node, path)


def rooms_kept_apart(path: str, text: str) -> list[str]:
    here = room_of(module_name(path))
    there = {name: room_of(name) for name in imports(path, text)}
    return [
        f"{path} imports {name}: {here} may enter "
        f"{' and '.join(sorted(MAY_ENTER[here])) or 'no other room'} only"
        for name, room in there.items()
        if here and room and room != here and room not in MAY_ENTER[here]
    ]


def every_module_has_a_place(path: str, text: str) -> list[str]:
    room = room_of(module_name(path))
    place = place_in(room, module_name(path))
    if not room or not place or any(place in names for names in ROOMS[room]):
        return []
    return [
        f"{path} has no place: add {place!r} to {room!r} in tests/architecture/layers.py, on the "
        "line above the last that it imports from"
    ]


def layers_point_down(path: str, text: str) -> list[str]:
    room = room_of(module_name(path))
    height = {name: depth for depth, names in enumerate(ROOMS.get(room, ())) for name in names}
    here = place_in(room, module_name(path))
    bottom = len(ROOMS.get(room, ()))  # a room's own __init__ imports nothing of it
    wrong = []
    for name in imports(path, text):
        there = place_in(room, name)
        if not room or room_of(name) != room or there == here or not there:
            continue
        if height.get(there, bottom) <= height.get(here, bottom):
            wrong.append(f"{path} imports {name}: {here or room} stands no higher than {there}")
    return wrong


def imports_stand_at_the_top(path: str, text: str) -> list[str]:
    if path in LATE_IMPORTS:
        return []
    return _late(path, text)


def late_imports_are_still_there(path: str, text: str) -> list[str]:
    if path in LATE_IMPORTS and not _late(path, text):
        return [f"{path} imports nothing inside a function: take it from LATE_IMPORTS"]
    return []


def _late(path: str, text: str) -> list[str]:
    inside = {
        statement.lineno: name
        for function in ast.walk(ast.parse(text))
        if isinstance(function, Function)
        for statement in ast.walk(function)
        for name in imported(statement, path)
    }
    return [f"{path}:{line} imports {name} inside a function" for line, name in inside.items()]


def no_circles(sources: Iterable[Source]) -> list[str]:
    """A chain of modules that leads back to where it began; what only types need is no link."""
    texts = {module_name(source.path): source for source in sources}
    links = {
        module: {_nearest(name, texts) for name in _at_run_time(source)} - {module, ""}
        for module, source in texts.items()
    }
    try:
        TopologicalSorter(links).prepare()
    except CycleError as circle:
        return ["a circle of imports: " + " → ".join(reversed(circle.args[1]))]
    return []


def _nearest(name: str, known: Iterable[str]) -> str:
    """The module a name is taken from: `a.b.Thing` from `a.b`."""
    around = [module for module in known if name == module or name.startswith(f"{module}.")]
    return max(around, key=len, default="")


def _at_run_time(source: Source) -> Iterator[str]:
    waiting: list[ast.AST] = [ast.parse(source.text)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting += node.orelse
            continue
        yield from imported(node, source.path)
        waiting += ast.iter_child_nodes(node)
