"""The Makefile, where what it needs is missing: one sentence that says what to install or name."""

import os
import shutil
import subprocess

import pytest

from tests.processes import ROOT, bare

FROM_MAKE = ("MAKE", "MFLAGS", "HOST", "PORT", "PYTHON")


@pytest.fixture
def checkout(tmp_path):
    """An empty checkout: the Makefile and what it installs from, and no environment yet."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(checkout, *words):
    """As from a terminal, though `make test` may be what runs this."""
    environment = {name: said for name, said in bare().items() if not name.startswith(FROM_MAKE)}
    said = subprocess.run(
        ["make", *words],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return said.returncode, said.stdout + said.stderr


def python_that(checkout, *, states, has_venv=True):
    """A stand-in for a Python of this version, which fails where a newer one is asked for."""
    old = "0" if states >= "3.11" else "1"
    program = checkout / "python"
    program.write_text(
        "#!/bin/sh\ncase $2 in\n"
        f"  *print*) echo {states} ;;\n  *version_info*) exit {old} ;;\n"
        f"  *ensurepip*) exit {0 if has_venv else 1} ;;\nesac\n"
    )
    program.chmod(0o755)
    return f"PYTHON={program}"


@pytest.mark.parametrize("target", ["run", "test", "stop", "status"])
def test_without_the_python_named_it_says_so_and_how_to_name_another(checkout, target):
    code, said = make(checkout, target, "PYTHON=no-such-python")
    assert code == 2
    assert "No no-such-python was found. Install Python 3.11 or newer" in said
    assert f"make {target} PYTHON=" in said
    assert not (checkout / ".venv").exists()


def test_a_python_too_old_is_refused_by_its_version(checkout):
    code, said = make(checkout, "run", python_that(checkout, states="3.10"))
    assert code == 2
    assert "needs Python 3.11 or newer, and" in said
    assert "is 3.10. Name a newer one" in said


def test_a_python_without_venv_is_told_what_to_install(checkout):
    code, said = make(checkout, "run", python_that(checkout, states="3.12", has_venv=False))
    assert code == 2
    assert "On Debian and Ubuntu: apt install python3-venv" in said


@pytest.fixture
def installed(checkout):
    """The same, with an environment of Python 3.12 whose two stamps say all is installed."""
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    python_that(checkout, states="3.12")
    (checkout / "python").rename(programs / "python")
    for stamp in ("installed-3.12", "installed-dev-3.12"):
        (checkout / ".venv" / stamp).touch()
    return checkout


@pytest.mark.parametrize(
    ("words", "last"),
    [([], "manage.py serve"), (["run"], "manage.py serve"), (["test"], "tests/everything")],
)
def test_what_is_installed_is_not_installed_again(installed, words, last):
    code, said = make(installed, "--dry-run", *words)
    assert code == 0
    assert said.rstrip().endswith(last)
    assert "foundation.embedded during" in said
    assert "pip install" not in said


@pytest.mark.parametrize(
    ("target", "requirements"), [("run", "requirements.txt"), ("test", "requirements-dev.txt")]
)
def test_new_requirements_are_installed_with_their_hashes(installed, target, requirements):
    newer = (installed / ".venv" / "installed-3.12").stat().st_mtime + 10
    os.utime(installed / requirements, (newer, newer))
    _, said = make(installed, "--dry-run", target)
    assert f"--require-hashes -r {requirements}" in said


def test_an_environment_of_another_python_is_made_anew(installed):
    (installed / ".venv" / "installed-3.12").rename(installed / ".venv" / "installed-3.11")
    _, said = make(installed, "--dry-run", "run")
    assert "--require-hashes -r requirements.txt" in said
