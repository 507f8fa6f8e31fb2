"""Sending what is queued: by any number of workers, each message by one of them.

A message is marked as being sent, and that is committed, before the mail server has any of it;
what came of it is noted right after. A worker that dies between the two leaves a message in
doubt, which nothing sends again until a person says so.
"""

import contextlib
import logging
import secrets
import time
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, connection, transaction

from learning_portal.foundation import clock, outcomes
from learning_portal.foundation.composing import compose
from learning_portal.foundation.models import Message, MessageState
from learning_portal.foundation.outcomes import Outcome

WORKERS = 0x4D41494C  # the kind of advisory lock a worker holds
MOST_AT_ONCE = 500
PATIENCE = [0.5, 1, 2, 4, 8, 15]  # seconds between tries to note what was done
LOST = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


class Worker:
    """Who sends: a number that the database holds locked for as long as this process lives."""

    def __init__(self) -> None:
        self.number = secrets.randbelow(2**31)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [WORKERS, self.number])
        self._held_by = connection.connection

    @property
    def is_known(self) -> bool:
        """Whether the connection that holds the lock is still the one in use."""
        return connection.connection is self._held_by


def send_next(worker: Worker) -> bool:
    """Send one message that is due; false where there is none.

    The mail server is reached first: while it is not, no message has begun to be sent.
    """
    if settings.MAIL_WAITS or not Message.objects.due(clock.now()).exists():
        return False
    backend = get_connection()
    try:
        backend.open()
    except Exception as error:  # whatever a setting or a network can do wrong
        _put_off(f"The mail server could not be reached: {outcomes.in_words(error)}")
        return True
    try:
        message = _claim(worker)
        if message:
            _note(message, _send(backend, message))
    finally:
        with contextlib.suppress(OSError):
            backend.close()
    return message is not None


@transaction.atomic
def find_in_doubt(worker: Worker) -> int:
    """Mark what workers were sending that are no more; says how many."""
    being_sent = Message.objects.being_sent().exclude(worker=worker.number)
    numbers = being_sent.order_by().values_list("worker", flat=True).distinct()
    gone = [number for number in numbers if _is_gone(number)]
    return being_sent.filter(worker__in=gone).update(
        state=MessageState.IN_DOUBT, why=outcomes.WORKER_DIED
    )


def _is_gone(number: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [WORKERS, number])
        return bool(cursor.fetchone()[0])


@transaction.atomic
def _claim(worker: Worker) -> Message | None:
    now = clock.now()
    message = Message.objects.due(now).select_for_update(skip_locked=True).first()
    if message is None:
        return None
    message.state, message.worker = MessageState.SENDING, worker.number
    message.tries, message.tried_at = message.tries + 1, now
    message.save(update_fields=["state", "worker", "tries", "tried_at"])
    return message


def _send(backend: Any, message: Message) -> Outcome:
    try:
        email = compose(message)
    except Exception as error:  # nothing of it has left the house
        logger.exception("Message %s cannot be written as an e-mail.", message.pk)
        return outcomes.refused(f"It cannot be written as an e-mail: {outcomes.in_words(error)}")
    try:
        taken = backend.send_messages([email])
    except Exception as error:
        return outcomes.read(error, backend)
    return outcomes.SENT if taken else outcomes.again("The mail server took no message.")


def _note(message: Message, outcome: Outcome) -> None:
    """Keep what came of it, however long the database is away, within reason.

    Should another have called it in doubt meanwhile, this one knows better.
    """
    for wait in PATIENCE:
        try:
            return _write(message, outcome)
        except LOST:
            logger.warning("Message %s: %s, and no database to note it.", message.pk, outcome)
            connection.close()
            time.sleep(wait)
    return _write(message, outcome)


def _write(message: Message, outcome: Outcome) -> None:
    mine = Message.objects.filter(pk=message.pk, worker=message.worker)
    mine.filter(state__in=[MessageState.SENDING, MessageState.IN_DOUBT]).update(
        settled_at=None, **_fields(message, outcome)
    )


def _fields(message: Message, outcome: Outcome) -> dict[str, Any]:
    now, state, why = clock.now(), outcome.state, outcome.why[: outcomes.LONGEST_REASON]
    if state == MessageState.SENT:
        return {"state": state, "why": "", "sent_at": now}
    if state == MessageState.RETRYING:
        wait = outcomes.retry_after(message.tries)
        if wait is None:
            why = f"Given up after {message.tries} tries. {why}"[: outcomes.LONGEST_REASON]
            return {"state": MessageState.DEAD, "why": why}
        return {"state": state, "why": why, "due_at": now + wait}
    return {"state": state, "why": why}


@transaction.atomic
def _put_off(why: str) -> None:
    """No mail server, no message: what is due waits, each for its next turn."""
    now = clock.now()
    for message in Message.objects.due(now).select_for_update(skip_locked=True)[:MOST_AT_ONCE]:
        message.tries, message.tried_at = message.tries + 1, now
        fields = _fields(message, outcomes.again(why))
        Message.objects.filter(pk=message.pk).update(tries=message.tries, tried_at=now, **fields)
