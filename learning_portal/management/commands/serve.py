import errno
import os
import signal
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from learning_portal.foundation import static_files
from learning_portal.management.commands import demonstration

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = (
        "Get everything ready, and serve the portal at HOST and PORT (environment variables; "
        "127.0.0.1 and 8000 unless set) with the worker beside it. This is what `make run` does."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        refuse_taken(host, port)
        # As an exception, a Ctrl-C can be lost: Python swallows what is raised in a finalizer.
        # Nothing here needs an orderly end, as SIGTERM gives none either.
        signal.signal(signal.SIGINT, lambda *_: os._exit(130))
        self.prepare()
        self.say_where(host, port)
        os.environ |= {"HOST": host, "PORT": port, "PORTAL_RUN_WORKER": "1"}
        command = ["-m", "gunicorn", "--config", str(settings.BASE_DIR / "gunicorn.conf.py")]
        os.chdir(settings.BASE_DIR)
        # A Ctrl-C from here on waits until gunicorn can hear it (gunicorn.conf.py lets it in).
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - ends as the server

    def prepare(self) -> None:
        refuse_unanswered()
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEVELOPMENT:
            call_command("load_starter", "--if-empty")
            call_command("demonstration", "--if-nobody")
        static_files.collect_where_changed()

    def say_where(self, host: str, port: str) -> None:
        named = f"[{host}]" if ":" in host else host
        lines = [f"Learning Portal: http://{named}:{port}/  (Ctrl-C stops it)"]
        if settings.DEVELOPMENT:
            accounts = demonstration.sign_ins()
            if accounts:
                lines.append(f"The desk: http://{named}:{port}/admin/  (development sign-ins)")
            mail = "kept here, to be read" if not settings.EMAIL_HOST else "sent, and shown here"
            lines.append(f"Its mail: http://{named}:{port}/dev/mail/  ({mail})")
            lines += [f"  {name:9} {password:23} {role}" for name, password, role in accounts]
            if accounts and host not in LOOPBACK:
                lines.append(
                    "Caution: with this HOST others on the network can reach the portal, and "
                    "anybody can read these passwords."
                )
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def refuse_unanswered() -> None:
    """Raises CommandError where the database does not answer."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        named = os.environ.get("DATABASE_URL", "").strip()
        where_to_look = " Look at DATABASE_URL and at the server it names." if named else ""
        raise CommandError(
            f"The database does not answer: {str(error).rstrip('.')}.{where_to_look}"
        ) from error


def refuse_taken(host: str, port: str) -> None:
    """Raises CommandError where the portal cannot listen, before anything else is begun."""
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port} is not a port number. Try: make run PORT=8001")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[
            0
        ]
        with socket.socket(family, kind) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is taken: another program listens there. Stop it, or choose "
                "another port: make run PORT=8001"
            ) from error
        raise CommandError(
            f"The portal cannot listen at {host}, port {port} ({error.strerror}). Choose others: "
            "make run HOST=127.0.0.1 PORT=8001"
        ) from error
