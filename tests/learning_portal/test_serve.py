"""`manage.py serve`, which is what `make run` does: the whole, as a newcomer starts it."""

import contextlib
import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from tests.embedded_server import PROGRAM, home, kill, postmaster, processes, tell
from tests.processes import bare, end, refused, run
from tests.serving import free_port, serving

DURING_SERVE = [*PROGRAM, "during", sys.executable, "manage.py", "serve"]
CONTENTS = """
import django, json
django.setup()
from django.apps import apps
from django.db.models import Max
for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
    if model._meta.label == "sessions.Session":
        continue
    names = [field.name for field in model._meta.fields]
    latest = [name for name in ("changed_at", "history_date", "date_joined") if name in names]
    rows = model.objects.aggregate(last_key=Max("pk"), **{name: Max(name) for name in latest})
    print(model._meta.label, model.objects.count(), json.dumps(rows, default=str))
"""


def contents(environment):
    read = run(environment, "-c", CONTENTS)
    assert read.returncode == 0, read.stderr
    return read.stdout


def starters(portal):
    answer = portal.get("/opportunities.json")
    assert answer.status == 200
    return [each for each in json.loads(answer.body)["listings"] if each["origin"] == "starter"]


def test_it_starts_from_nothing_survives_its_database_changes_nothing_twice_and_ends(
    own_server, tmp_path
):
    environment = own_server | {"STATIC_ROOT": str(tmp_path / "static")}
    with serving(environment, *DURING_SERVE) as portal:
        assert portal.wait_for("/readyz").body == b'{"ready": true}'
        assert len(starters(portal)) == 31

        killed = postmaster(environment)
        kill(*processes(environment))
        answered = recovery(portal)
        assert postmaster(environment) != killed
        assert portal.process.poll() is None
        assert answered.index(200) < 5
        assert set(answered[answered.index(200) :]) == {200}

        worker = the_worker(portal)
        os.kill(worker, signal.SIGKILL)
        while the_worker(portal) in (None, worker):
            time.sleep(0.1)

        before = contents(environment)
        words = end(portal.process)
        assert portal.process.returncode == 0
        assert "Traceback" not in words
        assert f"http://127.0.0.1:{portal.port}/  (Ctrl-C stops it)" in words
        assert "curator-demonstration" in words
    assert nothing_is_left(portal, environment)

    tell(environment, "start")
    with serving(environment, "manage.py", "serve") as again:
        assert again.wait_for("/readyz").status == 200
        assert contents(environment) == before
        assert len(starters(again)) == 31
    assert again.process.returncode == 0
    assert "catalogue.Opportunity 0 " not in before


def the_worker(portal):
    """The process that runs `manage.py work` beside this server, once there is one."""
    for each in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            said = (each / "cmdline").read_bytes().split(b"\0")
            is_ours = os.getpgid(int(each.name)) == portal.process.pid
            if is_ours and b"work" in said and b"learning_portal.foundation.beside" not in said:
                return int(each.name)
    return None


def recovery(portal):
    """The statuses of the front page, until both workers must have answered many times."""
    answered = []
    given_up = time.monotonic() + 30
    while answered.count(200) < 20 and time.monotonic() < given_up:
        answered.append(portal.get("/").status)
    return answered


def nothing_is_left(portal, environment):
    with pytest.raises(ProcessLookupError):
        os.killpg(portal.process.pid, 0)
    with pytest.raises(ConnectionRefusedError):
        portal.get("/healthz")
    return processes(environment) == set()


def test_an_early_end_leaves_nothing_either(own_server):
    with serving(own_server, *DURING_SERVE) as portal:
        while not (home(own_server) / "for-now").exists() and portal.process.poll() is None:
            time.sleep(0.05)
        words = end(portal.process)
    # Python that is interrupted before it has read a line of ours says so as it likes.
    assert "Traceback" not in words or "Fatal Python error: init_" in words
    assert nothing_is_left(portal, own_server)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"PORT": "eighty"}, "PORT=eighty is not a port number."),
        ({"PORT": "0"}, "PORT=0 is not a port number."),
        ({"PORT": "65536"}, "PORT=65536 is not a port number."),
        ({"PORT": "٨٠٨٠"}, "PORT=٨٠٨٠ is not a port number."),
        ({"HOST": "no-such-host.invalid"}, "cannot listen at no-such-host.invalid"),
        ({"HOST": "192.0.2.1"}, "cannot listen at 192.0.2.1"),
    ],
)
def test_a_place_it_cannot_listen_at_is_refused_before_anything_is_begun(
    own_server, said, sentence
):
    stopped = run({**own_server, "PORT": str(free_port()), **said}, "manage.py", "serve")
    assert sentence in refused(stopped)
    assert not os.path.exists(own_server["PORTAL_EMBEDDED_HOME"])


def test_a_port_that_is_taken_is_said_with_the_way_out(own_server):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refused(run({**own_server, "PORT": port}, "manage.py", "serve"))
    assert f"Port {port} is taken" in said
    assert "make run PORT=8001" in said


def test_a_database_that_does_not_answer_is_said_with_where_to_look():
    environment = bare(DATABASE_URL="postgresql://nobody@127.0.0.1:1/x", PORT=str(free_port()))
    said = refused(run(environment, "manage.py", "serve", timeout=30))
    assert "The database does not answer" in said
    assert "Look at DATABASE_URL" in said
