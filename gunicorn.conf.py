"""How gunicorn serves the portal, in a checkout and deployed alike."""

import os

import gunicorn.http.message

wsgi_app = "learning_portal.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
control_socket_disable = True
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning")

# gunicorn caps a request line at 8 KB and answers past it with a bare line of text. The
# portal answers such addresses with a page that says what to do, so the cap is raised
# and stays a cap.
gunicorn.http.message.MAX_REQUEST_LINE = 64 * 1024
limit_request_line = 64 * 1024


def on_exit(server: object) -> None:
    """Stop the embedded database where this very run started it."""
    if os.environ.get("PORTAL_STOP_DATABASE") == "1":
        from learning_portal.foundation.embedded import cluster

        cluster.stop()
