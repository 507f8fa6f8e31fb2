"""How gunicorn serves the portal, in a checkout and deployed alike."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import gunicorn.http.message

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"

wsgi_app = "learning_portal.wsgi:application"
bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60
graceful_timeout = 10
control_socket_disable = True
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL") or "warning"

# gunicorn caps a request line at 8 KB and answers past it with a bare line of text. The
# portal answers such addresses with a page that says what to do, so the cap is raised
# and stays a cap.
gunicorn.http.message.MAX_REQUEST_LINE = 64 * 1024
limit_request_line = 64 * 1024

_beside: list[subprocess.Popen[bytes]] = []  # what keeps the worker, where gunicorn is asked to


def on_starting(server: object) -> None:
    """Refuse to start in the sentences that say what to set, once and without a traceback.

    Another process asks: what this one had imported, a reload would not read anew.
    """
    asked = [sys.executable, str(Path(__file__).with_name("manage.py")), "check", "--tag", "time"]
    refused = subprocess.call(asked, stdout=subprocess.DEVNULL)  # noqa: S603 - our own list
    if refused:
        sys.exit(refused)


def when_ready(server: object) -> None:
    """Hear what `manage.py serve` held back while there was nobody to hear it."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    if os.environ.get("PORTAL_RUN_WORKER") == "1":
        work = [str(Path(__file__).with_name("manage.py")), "work", "--with-parent"]
        keep = [sys.executable, "-m", "learning_portal.foundation.beside", *work]
        home = Path(__file__).parent
        _beside.append(subprocess.Popen(keep, cwd=home))  # noqa: S603 - our own list


def on_exit(server: object) -> None:
    """The worker ends before whoever began all this stops the database under it."""
    for worker in _beside:
        worker.terminate()
    for worker in _beside:
        worker.wait()
