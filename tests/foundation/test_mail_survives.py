"""Messages and the sudden end of who sends them: real workers, killed; a real mail server."""

import collections
import os
import signal
import threading
import time

import pytest
from django.db import transaction

from learning_portal.foundation.mail import queue
from learning_portal.foundation.models import Message
from tests.mail_server import listening
from tests.processes import bare, database_url, end, run, start

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]


def a_message(number=1):
    with transaction.atomic():
        return queue(
            kind="test", to=f"person{number}@example.ca", subject=f"Number {number}", text="Words."
        )


def working(server, *words):
    environment = bare(DATABASE_URL=database_url(), **server.settings)
    return start(environment, "manage.py", "work", *words)


def drain(server):
    environment = bare(DATABASE_URL=database_url(), **server.settings)
    done = run(environment, "manage.py", "work", "--once", timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def wait_for(what, patience=30):
    given_up = time.monotonic() + patience
    while not what():
        assert time.monotonic() < given_up
        time.sleep(0.05)


def state(message):
    message.refresh_from_db()
    return message.state


def killed_at(word):
    """A server that kills the worker that speaks to it, at that word; and the list of whom."""
    workers, killed = [], []

    def at(said):
        if said == word and workers and not killed:
            killed.append(workers[0].pid)
            os.kill(workers[0].pid, signal.SIGKILL)
            workers[0].wait()

    return at, workers, killed


def test_killed_between_the_servers_yes_and_its_own_note_it_leaves_doubt_and_none_sends_it_again():
    at, workers, killed = killed_at("END")
    with listening(at) as server:
        message = a_message()
        workers.append(working(server))
        wait_for(lambda: killed)
        end(workers[0])
        drain(server)
        assert state(message) == "in-doubt"
        assert "may have arrived" in message.why
        drain(server)
        assert len(server.accepted) == 1
    assert state(message) == "in-doubt"


def test_killed_before_the_server_had_any_of_it_it_is_sent_once_by_the_next():
    at, workers, killed = killed_at("CONNECT")
    with listening(at) as server:
        message = a_message()
        workers.append(working(server))
        wait_for(lambda: killed)
        end(workers[0])
        assert (state(message), server.accepted) == ("queued", [])
        drain(server)
        drain(server)
        assert [sent["Message-ID"] for sent in server.accepted] == [message.message_id]
    assert state(message) == "sent"


def test_told_to_end_it_finishes_the_message_at_hand_and_begins_no_other():
    workers, told = [], threading.Event()

    def at(word):
        if word == "END" and not told.is_set():
            workers[0].send_signal(signal.SIGTERM)
            told.set()
            time.sleep(0.5)

    with listening(at) as server:
        messages = [a_message(number) for number in range(3)]
        workers.append(working(server))
        wait_for(told.is_set)
        workers[0].wait(timeout=20)
        said = end(workers[0])
        assert (workers[0].returncode, said) == (0, "")
        assert [state(message) for message in messages] == ["sent", "queued", "queued"]
        assert len(server.accepted) == 1


def test_a_waiting_worker_sends_within_moments():
    with listening() as server:
        worker = working(server)
        first = a_message()
        wait_for(lambda: state(first) == "sent")
        second = a_message()
        wait_for(lambda: state(second) == "sent", patience=4)
        end(worker)


def test_what_was_rolled_back_is_never_sent():
    with listening() as server:
        with transaction.atomic():
            queue(kind="test", to="ann@example.ca", subject="Never", text="Words.")
            transaction.set_rollback(True)
        drain(server)
        assert server.accepted == []


def test_four_workers_send_two_hundred_messages_once_each():
    with listening() as server:
        with transaction.atomic():
            for number in range(200):
                queue(
                    kind="test",
                    to=f"person{number}@example.ca",
                    subject=f"Number {number}",
                    text="Words.",
                )
        workers = [working(server, "--once") for _ in range(4)]
        for worker in workers:
            assert worker.wait(timeout=90) == 0
            assert worker.communicate()[0] == ""
        sent = collections.Counter(message["To"] for message in server.accepted)
    assert sent == {f"person{number}@example.ca": 1 for number in range(200)}
    assert set(Message.objects.values_list("state", "tries")) == {("sent", 1)}
    assert Message.objects.values("worker").distinct().count() > 1


def test_killed_over_and_over_no_message_is_lost_and_none_sent_twice():
    with listening() as server:
        for number in range(40):
            a_message(number)
        for enough in (5, 15, 25):
            worker = working(server)
            wait_for(lambda enough=enough: len(server.accepted) >= enough)
            worker.kill()
            worker.wait()
        drain(server)
        sent = collections.Counter(message["To"] for message in server.accepted)
    assert set(sent.values()) == {1}
    states = collections.Counter(Message.objects.values_list("state", flat=True))
    assert states["sent"] + states["in-doubt"] == 40
    assert states["in-doubt"] <= 3
    assert 40 - states["in-doubt"] <= len(sent) <= 40


def test_a_worker_outlives_its_database_connection():
    with listening() as server:
        worker = working(server)
        first = a_message(1)
        wait_for(lambda: state(first) == "sent")
        with transaction.atomic(), transaction.get_connection().cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        second = a_message(2)
        wait_for(lambda: state(second) == "sent")
        assert "Traceback" not in end(worker, signal.SIGTERM)
        assert worker.returncode == 0


def test_a_worker_ends_with_the_program_that_began_it():
    with listening() as server:
        begin = (
            "import subprocess, sys; "
            "print(subprocess.Popen([sys.executable, 'manage.py', 'work', '--with-parent']).pid, "
            "flush=True); sys.stdin.read()"
        )
        environment = bare(DATABASE_URL=database_url(), **server.settings)
        parent = start(environment, "-c", begin, stdin=-1)
        number = int(parent.stdout.readline())
        message = a_message()
        wait_for(lambda: state(message) == "sent")
        parent.kill()
        parent.wait()
        wait_for(lambda: not _alive(number))


def _alive(number):
    try:
        with open(f"/proc/{number}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
