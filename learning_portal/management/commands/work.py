import os
import signal
import threading
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from learning_portal.foundation.working import work
from learning_portal.periodic_tasks import TASKS


class Command(BaseCommand):
    help = (
        "Send the mail that is queued, and do what is done every so often, until it is told to "
        "end (SIGTERM or Ctrl-C): it finishes the message at hand first. Any number may run."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do all that is due, and end.")
        parser.add_argument(
            "--with-parent", action="store_true", help="End when the program that began this ends."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        stop, parent = threading.Event(), os.getppid()

        def end(number: int, frame: FrameType | None) -> None:
            stop.set()

        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, end)
        if settings.MAIL_WAITS:
            self.stderr.write("EMAIL_HOST is not set: messages wait, and nothing is sent.")
        together = options["with_parent"]
        work(
            TASKS,
            stop,
            once=options["once"],
            wanted=lambda: not together or os.getppid() == parent,
        )
