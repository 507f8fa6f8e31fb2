"""What README.md and docs/ say of the code, where it could rot."""

import ast
import re
from pathlib import PurePosixPath
from typing import TypeGuard

import pytest
from django.core.management import get_commands

from tests.architecture import sources
from tests.architecture.layers import ROOMS
from tests.architecture.sources import ROOT

DOCUMENTS = [
    sources.read("README.md"), *sources.files("docs", ".md"), *sources.files("bench", ".md")
]  # fmt: skip
README = DOCUMENTS[0].text
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def table(heading: str) -> list[str]:
    """The first column of the tables under a heading."""
    section = README.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [row.split("|")[1].strip() for row in section.splitlines() if row.startswith("| `")]


def in_code(cells: list[str]) -> set[str]:
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def _is_read(node: ast.AST) -> TypeGuard[ast.Subscript]:
    return isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)


def variables_read(text: str) -> set[str]:
    """Names asked of the environment, by itself or through a function that passes its name on."""
    tree = ast.parse(text)
    asking = {"environ.get", "environ.pop", "getenv", "environment.get"}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.args.args:
            first = function.args.args[0].arg
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            if any(_is_one(call, asking) and ast.unparse(call.args[0]) == first for call in calls):
                asking.add(function.name)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_one(node, asking):
            found.add(node.args[0])
        elif _is_read(node) and ast.unparse(node.value).endswith("environ"):
            found.add(node.slice)
    return {name.value for name in found if isinstance(name, ast.Constant)}


def _is_one(call: ast.Call, names: set[str]) -> bool:
    called = ast.unparse(call.func)
    return bool(call.args) and any(called == name or called.endswith(f".{name}") for name in names)


def test_it_finds_every_way_of_asking():
    text = """
import os
def on(name): return os.environ.get(name, "") == "1"
a, b, c, d = on("A"), os.environ["B"], os.getenv("C"), os.environ.get("D")
os.environ["WRITTEN"] = ""
"""
    assert variables_read(text) == {"A", "B", "C", "D"}


def test_the_readme_has_every_setting_and_no_other():
    python = [*sources.python(), *sources.tests(), *sources.files(".ci", ".py")]
    read = set().union(*(variables_read(source.text) for source in python))
    make = sources.read("Makefile").text
    read |= set(re.findall(r"^(\w+) \?=", make, flags=re.M))
    read |= set(re.findall(r"\(origin (\w+)\)", make))
    assert in_code(table("Every setting")) == read


def test_the_map_of_the_house_names_what_is_there_and_every_room():
    named = in_code(table("The house"))
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
    assert {f"{room.replace('.', '/')}/" for room in ROOMS} <= named


def headings(text: str) -> set[str]:
    """The anchors that a page of this text has."""
    words = re.findall(r"^#+ (.+)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in words}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path)
def test_every_link_leads_somewhere(document):
    for link in LINK.findall(document.text):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        there = ROOT / PurePosixPath(document.path).parent / path if path else ROOT / document.path
        assert there.is_file(), link
        if anchor:
            assert anchor in headings(there.read_text()), link


def test_every_picture_is_shown_and_small():
    shown = {
        (ROOT / PurePosixPath(path).parent / link).resolve()
        for path, text in DOCUMENTS
        for link in LINK.findall(text)
    }
    pictures = list((ROOT / "docs/img").iterdir())
    assert pictures
    for picture in pictures:
        assert picture in shown, picture.name
        assert picture.stat().st_size < 250_000, picture.name


def test_every_command_exists():
    named = {
        command
        for document in DOCUMENTS
        for command in re.findall(r"manage\.py ([a-z_]+)", document.text)
    }
    assert named
    assert sorted(named - get_commands().keys()) == []


def test_every_target_of_make_exists():
    make = sources.read("Makefile").text
    targets = set(re.search(r"^\.PHONY: (.+)$", make, flags=re.M)[1].split())
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"(?:^|`)make ([a-z]+)", document.text, flags=re.M)
    }
    assert {"run", "test"} <= named <= targets
