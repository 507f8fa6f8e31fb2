"""What is done every so often: once a period, whoever does it, and anew where it failed."""

import datetime as dt
import threading

import pytest
from django.db import OperationalError, connection

from faq.models import Notice
from learning_portal.foundation import clock
from learning_portal.foundation.models import PeriodicRun
from learning_portal.foundation.periodic import Task, run_due
from learning_portal.periodic_tasks import TASKS
from tests.factories import make_notice

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ran():
    return []


@pytest.fixture
def hourly(ran):
    return Task("hourly", HOUR, lambda: ran.append(clock.now()))


@pytest.mark.django_db
def test_a_task_runs_once_a_period(hourly, ran, november):
    assert run_due([hourly]) == ["hourly"]
    assert run_due([hourly]) == []
    november.shift(HOUR - dt.timedelta(seconds=1))
    assert run_due([hourly]) == []
    november.shift(dt.timedelta(seconds=1))
    assert run_due([hourly]) == ["hourly"]
    assert len(ran) == 2
    row = PeriodicRun.objects.get()
    assert (row.ran_at, row.due_at, row.why) == (ran[1], ran[1] + HOUR, "")


@pytest.mark.django_db
def test_one_that_failed_leaves_nothing_says_why_and_is_tried_sooner(november, caplog):
    def fail():
        make_notice()
        raise ValueError("no\nsuch thing")

    task = Task("failing", HOUR, fail)
    assert run_due([task]) == ["failing"]
    row = PeriodicRun.objects.get()
    assert (row.why, row.failed_at, row.ran_at) == ("no such thing", clock.now(), None)
    assert row.due_at == clock.now() + dt.timedelta(minutes=5)
    assert "“failing” failed" in caplog.text
    assert not Notice.objects.exists()
    november.shift(dt.timedelta(minutes=5))
    assert run_due([Task("failing", HOUR, lambda: None)]) == ["failing"]
    row.refresh_from_db()
    assert (row.why, row.failed_at, row.ran_at) == ("", None, clock.now())


@pytest.mark.django_db(transaction=True)
def test_where_the_database_is_lost_no_task_is_said_to_have_failed(caplog):
    def lose():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(OperationalError):
        run_due([Task("losing", HOUR, lose)])
    connection.close()
    row = PeriodicRun.objects.get()
    assert (row.ran_at, row.failed_at, row.why) == (None, None, "")
    assert "failed" not in caplog.text
    assert run_due([Task("losing", HOUR, lambda: None)]) == ["losing"]


@pytest.mark.django_db
def test_a_failing_task_does_not_keep_others_from_running(hourly, ran):
    def fail():
        raise ValueError

    assert run_due([Task("failing", HOUR, fail), hourly]) == ["failing", "hourly"]
    assert len(ran) == 1


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_runs_it_no_other_does(hourly, ran):
    """And the other does not wait for it."""
    answers = []

    def other():
        answers.append(run_due([hourly]))
        connection.close()

    def slow():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(timeout=10)
        ran.append("slow")

    assert run_due([Task("hourly", HOUR, lambda: None)]) == ["hourly"]
    PeriodicRun.objects.update(due_at=clock.now())
    assert run_due([Task("hourly", HOUR, slow)]) == ["hourly"]
    assert (answers, ran) == ([[]], ["slow"])


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_run_it_once(hourly, ran):
    ready = threading.Barrier(4)

    def worker():
        ready.wait()
        run_due([hourly])
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(4)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert len(ran) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_with_nothing_due_it_asks_once(number, django_assert_num_queries):
    tasks = [Task(f"task{each}", HOUR, lambda: None) for each in range(number)]
    run_due(tasks)
    with django_assert_num_queries(1):
        run_due(tasks)


def test_a_name_belongs_to_one_task():
    names = [task.name for task in TASKS]
    assert len(names) == len(set(names))
    assert all(len(name) <= 60 for name in names)


@pytest.mark.django_db
def test_every_task_of_the_portal_runs():
    assert run_due(TASKS) == [task.name for task in TASKS]
    assert not PeriodicRun.objects.exclude(why="").exists()
