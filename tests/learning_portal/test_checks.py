"""The clock is checked before anything is served: the portal's own, and the database's."""

import datetime as dt
import os
import shutil
import zoneinfo
from pathlib import Path

import pytest
import tzdata
from django.core.checks import run_checks

from learning_portal import checks
from learning_portal.foundation import clock
from tests.processes import refused, run

OFFSET = """
import datetime
from learning_portal.foundation import clock
print(clock.offset(datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC), "America/Vancouver"))
"""
STARTS = [
    ["manage.py", "check"],
    ["manage.py", "serve"],
    ["-m", "gunicorn", "--bind", "127.0.0.1:0"],
]


@pytest.fixture
def old_package(old_machine, tmp_path):
    """The environment of a process whose installed tzdata package is out of date."""
    old = Path(old_machine["PYTHONTZPATH"], "America", "Vancouver")
    shutil.copytree(Path(tzdata.__file__).parent, tmp_path / "tzdata")
    shutil.copy(old, tmp_path / "tzdata" / "zoneinfo" / "America" / "Vancouver")
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


@pytest.fixture
def old_clock(monkeypatch, old_machine):
    with open(f"{old_machine['PYTHONTZPATH']}/America/Vancouver", "rb") as file:
        old = zoneinfo.ZoneInfo.from_file(file, key=clock.BC_ZONE)
    monkeypatch.setattr(clock, "zone", lambda name: old)


def test_the_data_in_use_is_right():
    assert run_checks(tags=["time"]) == []


def test_a_machine_with_old_data_reads_bc_right_and_passes(old_machine):
    assert run(old_machine, "-c", OFFSET).stdout.strip() == "-1 day, 17:00:00"
    checked = run(old_machine, "manage.py", "check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_old_data_in_use_is_an_error_that_says_what_to_install(old_clock):
    (error,) = run_checks(tags=["time"])
    assert (error.id, error.is_serious()) == ("portal.E001", True)
    assert "UTC−7 in December 2026" in error.msg
    assert "requirements.txt" in error.hint


@pytest.mark.parametrize("start", STARTS, ids=" ".join)
def test_with_an_old_package_nothing_starts(old_package, start):
    said = refused(run(old_package, *start, timeout=30))
    assert "portal.E001" in said
    assert "pip install --require-hashes" in said


def test_with_an_old_package_no_other_web_server_starts_either(old_package):
    stopped = run(old_package, "-c", "import learning_portal.wsgi")
    assert stopped.returncode == 1
    assert "ImproperlyConfigured: ?: (portal.E001)" in stopped.stderr


class Server:
    """A database server that answers with one wall time: what its own data makes of the winter."""

    def __init__(self, reads):
        self.reads = reads

    def cursor(self):
        return self

    __enter__ = cursor

    def __exit__(self, *_):
        pass

    def execute(self, *_):
        pass

    def fetchone(self):
        return [self.reads]


@pytest.mark.parametrize(
    ("reads", "ids"),
    [(dt.datetime(2026, 12, 1, 5), []), (dt.datetime(2026, 12, 1, 4), ["portal.W001"])],  # noqa: DTZ001
)
def test_a_servers_own_old_data_is_only_a_warning(monkeypatch, reads, ids):
    monkeypatch.setattr(checks, "connections", {"default": Server(reads)})
    warned = checks.database_clock_agrees(databases=["default"])
    assert [warning.id for warning in warned] == ids
    assert [warning for warning in warned if warning.is_serious()] == []


@pytest.mark.django_db
def test_the_server_in_use_is_asked_and_whatever_it_answers_stops_nothing():
    found = run_checks(tags=["database"], databases=["default"])
    assert {message.id for message in found} <= {"portal.W001"}
