"""The checkout's own PostgreSQL: made once, started by whoever needs it, mended when killed."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from tests.embedded_server import PROGRAM, data, home, kill, postmaster, processes, tell
from tests.processes import ROOT, end, refused, run, start
from tests.serving import free_port

QUERIES = """
import os, sys, django
django.setup()
from django.db import connection, connections

def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, usesuper FROM pg_user WHERE usename = current_user")
        print(*cursor.fetchone(), flush=True)
    connections.close_all()

ask()
for _ in sys.stdin:
    ask()
"""
SHELTERED = "learning-portal-*"


def query(environment):
    return run(environment, "-c", QUERIES, input="", timeout=60)


def test_four_that_race_for_an_empty_folder_make_one_server_and_touch_nothing_else(own_server):
    before = set(Path("/tmp").glob(SHELTERED))  # noqa: S108 - where a long path's socket would be
    racing = [start(own_server, *PROGRAM, "start") for _ in range(4)]
    said = sorted(end(process, by=0) for process in racing)
    assert [process.returncode for process in racing] == [0] * 4
    assert said == [
        "The embedded PostgreSQL started.\n",
        *["The embedded PostgreSQL was running already.\n"] * 3,
    ]
    folder = home(own_server)
    assert postmaster(own_server) in processes(own_server)
    assert os.listdir(folder.parent) == ["postgres"]
    assert {path.name for path in folder.iterdir()} == {
        data(own_server).name, "socket", "lock", "log"
    }  # fmt: skip
    assert set(Path("/tmp").glob(SHELTERED)) == before  # noqa: S108
    assert "listen_addresses = ''" in (data(own_server) / "postgresql.conf").read_text()
    assert tell(own_server, "status") == "running."
    assert tell(own_server, "stop") == "stopped."
    assert tell(own_server, "status") == "not running."
    assert tell(own_server, "stop") == "was not running."


def test_a_killed_server_is_up_again_for_the_next_query_whatever_its_pid_file_says(own_server):
    asking = start(own_server, "-c", QUERIES, stdin=-1)
    answer = "portal False\n"  # and the role is no superuser
    assert asking.stdout.readline() == answer

    kill(*processes(own_server))  # all at once, as when memory runs out
    asking.stdin.write("again\n")
    asking.stdin.flush()
    assert asking.stdout.readline() == answer

    kill(postmaster(own_server))  # alone: its children hold its memory a moment longer
    pid_file = data(own_server) / "postmaster.pid"
    _, rest = pid_file.read_text().split("\n", 1)
    pid_file.write_text(f"{os.getpid()}\n{rest}")  # the number is another program's by now
    asking.stdin.write("again\n")
    asking.stdin.flush()
    assert asking.stdout.readline() == answer
    asking.stdin.close()
    assert asking.wait(timeout=20) == 0
    asking.stdout.close()


def during(*code):
    return [*PROGRAM, "during", sys.executable, "-c", *code]


def test_a_run_stops_what_it_started_and_leaves_what_was_up(own_server):
    ended = run(own_server, *during("import sys; sys.exit(7)"))
    assert ended.returncode == 7
    assert tell(own_server, "status") == "not running."

    tell(own_server, "start")
    assert run(own_server, *during("pass")).returncode == 0
    assert tell(own_server, "status") == "running."


def test_the_last_of_two_runs_stops_it_and_an_interrupted_one_too(own_server):
    wait = "import sys; print('up', flush=True); sys.stdin.readline()"
    first = start(own_server, *during(wait), stdin=-1)
    assert first.stdout.readline() == "up\n"
    second = start(own_server, *during(wait), stdin=-1)
    assert second.stdout.readline() == "up\n"
    end(first)
    assert first.returncode == 130
    assert tell(own_server, "status") == "running."
    second.communicate("done\n", timeout=20)
    assert second.returncode == 0
    assert tell(own_server, "status") == "not running."
    assert processes(own_server) == set()


def test_a_path_too_long_for_a_socket_gets_one_elsewhere():
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    long = folder / ("long-" * 20) / "post, gres’s"
    long.parent.mkdir()
    for each in (folder, long.parent):
        each.chmod(0o755)
    environment = {**os.environ, "DATABASE_URL": "", "PORTAL_EMBEDDED_HOME": str(long)}
    say = "from learning_portal.foundation.embedded import places; print(places.socket_folder())"
    elsewhere = Path(run(environment, "-c", say).stdout.strip())
    try:
        assert elsewhere.is_absolute()
        assert len(str(elsewhere)) < 60
        answered = query(environment)
        assert answered.stdout == "portal False\n", answered.stderr
        assert any(elsewhere.iterdir())
    finally:
        tell(environment, "stop")
        shutil.rmtree(elsewhere)
        shutil.rmtree(folder)


def test_with_a_database_named_a_run_starts_nothing(own_server):
    environment = {**own_server, "DATABASE_URL": "postgresql://db.example/portal"}
    assert run(environment, *during("print('ran')")).stdout == "ran\n"
    assert not home(own_server).exists()


@pytest.mark.parametrize("words", [[], ["restart"], ["during"]])
def test_other_words_are_answered_with_the_right_ones(own_server, words):
    assert "say one of: start, stop, status, during COMMAND" in refused(
        run(own_server, *PROGRAM, *words)
    )


@pytest.mark.parametrize("program", ["start", "stop", "during", "serve"])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"PORTAL_POSTGRES_BIN": "/nowhere"}, "No PostgreSQL was found."),
        ({"PORTAL_EMBEDDED_HOME": "/dev/null/postgres"}, "/dev/null"),
        ({"PORTAL_EMBEDDED_HOME": str(ROOT / "manage.py")}, "manage.py"),
    ],
)
def test_what_cannot_be_started_is_said_in_words(own_server, program, wrong, sentence):
    command = {
        "start": [*PROGRAM, "start"],
        "stop": [*PROGRAM, "stop"],
        "during": during("pass"),
        "serve": ["manage.py", "serve"],
    }[program]
    assert sentence in refused(
        run({**own_server, "PORT": str(free_port()), **wrong}, *command, timeout=30)
    )
