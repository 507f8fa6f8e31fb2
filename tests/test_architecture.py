"""Which way imports point, and the rules that hold everywhere.

Each rule stands in tests/architecture/, with examples planted for it to find.
"""

import pytest

from tests.architecture import dependencies, directions, pages, sources, wording
from tests.architecture.layers import LATE_IMPORTS, ROOMS

PYTHON = [
    directions.rooms_kept_apart,
    directions.every_module_has_a_place,
    directions.layers_point_down,
    directions.imports_stand_at_the_top,
    directions.late_imports_are_still_there,
    wording.no_drawers,
    wording.short_enough,
    wording.nothing_left_to_do,
    wording.only_commands_print,
    wording.time_is_read_in_one_place,
    wording.the_database_converts_no_time,
]
PAGES = [
    pages.no_script_in_the_page,
    pages.no_style_in_the_page,
    pages.no_handler_in_the_page,
    pages.nothing_from_another_host,
]
PLAIN = [wording.short_enough, wording.nothing_left_to_do]
REQUIREMENTS = [dependencies.every_package_has_a_hash, dependencies.no_index_is_named]


def held(rule, found):
    wrong = [line for source in found for line in rule(*source)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rule", PYTHON)
def test_python(rule):
    held(rule, sources.python())


@pytest.mark.parametrize("rule", PAGES)
def test_pages(rule):
    held(rule, sources.templates())
    held(pages.in_python(rule), sources.python())


@pytest.mark.parametrize("rule", PLAIN)
def test_pages_styles_and_scripts_are_short_and_done(rule):
    held(rule, [*sources.templates(), *sources.styles(), *sources.scripts()])


def test_styles():
    held(pages.styles_load_nothing_from_elsewhere, sources.styles())


def test_scripts():
    held(wording.scripts_know_no_time, sources.scripts())


@pytest.mark.parametrize("rule", REQUIREMENTS)
def test_requirements(rule):
    held(rule, [sources.read("requirements.txt"), sources.read("requirements-dev.txt")])


def test_the_lock_of_the_html_validator():
    held(dependencies.no_lock_names_an_address, [sources.read("package-lock.json")])


def test_dependencies():
    held(dependencies.every_dependency_has_a_reason, [sources.read("pyproject.toml")])


@pytest.mark.parametrize("rule", [wording.every_test_runs, wording.no_drawers])
def test_tests(rule):
    held(rule, sources.tests())


def test_imports_make_no_circle():
    assert directions.no_circles(sources.python()) == []


def test_the_table_of_layers_names_only_what_is_there():
    modules = {directions.module_name(source.path) for source in sources.python()}
    named = {f"{room}.{name}" for room, lines in ROOMS.items() for line in lines for name in line}
    assert sorted(named - modules) == []
    assert set(LATE_IMPORTS) <= {source.path for source in sources.python()}


def test_the_walk_finds_files_of_every_kind():
    """A rule over nothing holds always."""
    python = [source.path for source in sources.python()]
    assert all(any(path.startswith(f"{room}/") for path in python) for room in sources.PACKAGES)
    assert not [path for path in python if "/migrations/" in path or path.startswith("tests/")]
    for found in (sources.templates(), sources.styles(), sources.scripts(), sources.tests()):
        assert found
