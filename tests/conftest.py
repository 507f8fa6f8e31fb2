import os
import shutil
import struct
import tempfile
from pathlib import Path

import pytest
import time_machine
from django.db.backends.postgresql.operations import DatabaseOperations
from django.template import Template

from catalogue import tally
from cltp.certificates import retention
from learning_portal import context
from learning_portal.foundation import clock, letter_kinds
from tests import html_validator
from tests.processes import bare, run

# Without Node HTML is not validated, and the header says so; where everything must run it fails.
EVERYTHING = os.environ.get("PORTAL_TEST_EVERYTHING") == "1"
collect_ignore = [] if EVERYTHING or html_validator.PROGRAM.exists() else ["test_valid_html.py"]


def pytest_report_header():
    return f"HTML is not validated. {html_validator.MISSING}" if collect_ignore else None


# The browser's driver keeps an event loop in the thread that tests run in; Django would take
# any later query of that thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages name static files as they are: tests need no collected copies."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def november():
    """Tuesday, November 24, 2026, 10:00 in BC."""
    with time_machine.travel("2026-11-24T17:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def old_machine(tmp_path):
    """The environment of a process that finds a Vancouver still on the clocks of 2025."""
    kind = struct.pack(">lbb", -8 * 3600, 0, 0) + b"PST\x00"
    block = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + kind
    folder = tmp_path / "zoneinfo" / "America"
    folder.mkdir(parents=True)
    (folder / "Vancouver").write_bytes(block * 2 + b"\nPST8PDT,M3.2.0,M11.1.0\n")
    return {**os.environ, "PYTHONTZPATH": str(folder.parent), "TZ": "America/Vancouver"}


@pytest.fixture
def own_server():
    """The environment of a checkout whose embedded PostgreSQL is this test's alone.

    Not under tmp_path: where root runs the tests, the account it lends may not enter that.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    folder.chmod(0o755)
    environment = bare(PORTAL_EMBEDDED_HOME=str(folder / "postgres"))
    yield environment
    run(environment, "-m", "learning_portal.foundation.embedded", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def assert_queries_once_counted(django_assert_num_queries):
    """The queries of a page where this version of the catalogue has been counted before."""

    def counted(number):
        context._kept.cache_clear()  # an empty catalogue has the same version in every test
        tally.tally().moment(clock.now())
        return django_assert_num_queries(number)

    return counted


@pytest.fixture(scope="session", autouse=True)
def _flushing_may_empty_insert_only_tables():
    """The flush after a test that commits says, in its own transaction, that it may."""
    flush = DatabaseOperations.sql_flush
    allowing = f"SET LOCAL {retention.SETTING} = 'on';"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", lambda *a, **k: [allowing, *flush(*a, **k)])
        yield


@pytest.fixture
def letter_kind(monkeypatch):
    """A kind of letter for tests, `test`, whose body is a name."""
    body = Template("<p>{{ content.name }} attended.</p>")
    kind = letter_kinds.LetterKind("test", "Letter of attendance", body)
    monkeypatch.setattr(letter_kinds, "_kinds", {"test": kind})
    return kind
