"""The worker's round: send what is due, do what is due, wait a moment."""

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import connection

from learning_portal.foundation import sending
from learning_portal.foundation.periodic import Task, run_due

A_MOMENT = 1.0  # seconds until it looks again: one short query
AFTER_TROUBLE = 3.0
A_ROUND = 50  # messages, before the other work has its turn

logger = logging.getLogger(__name__)


def work(
    tasks: Iterable[Task],
    stop: threading.Event,
    *,
    once: bool = False,
    wanted: Callable[[], bool] = lambda: True,
) -> None:
    """Work until `stop` is set, or `wanted` says no; `once`: until nothing is due."""
    tasks, worker = list(tasks), None
    while not stop.is_set() and wanted():
        try:
            if worker is None or not worker.is_known:
                worker = sending.Worker()
            if turn(tasks, worker, stop):
                continue
            if once:
                return
            stop.wait(A_MOMENT)
        except sending.LOST as error:
            if once:
                raise
            logger.warning("The database does not answer, and the worker waits for it: %s", error)
            connection.close()
            worker = None
            stop.wait(AFTER_TROUBLE)


def turn(tasks: list[Task], worker: sending.Worker, stop: threading.Event) -> bool:
    """Whether anything was done."""
    done = bool(run_due(tasks))
    sending.find_in_doubt(worker)
    for _ in range(A_ROUND):
        if stop.is_set() or not sending.send_next(worker):
            return done
        done = True
    return done
