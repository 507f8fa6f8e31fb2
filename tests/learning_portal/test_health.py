"""/healthz and /readyz: alive, and able to serve; what a load balancer asks every few seconds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.learning_portal.test_deployment import COMPLETE
from tests.processes import bare
from tests.serving import serving

NOBODY_THERE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.mark.django_db
def test_a_portal_in_order_is_alive_and_ready(client):
    for address, says in [("/healthz", {"alive": True}), ("/readyz", {"ready": True})]:
        response = client.get(address)
        assert (response.status_code, response.json()) == (200, says)
        assert "no-store" in response.headers["Cache-Control"]
        assert not response.cookies
        assert client.head(address).status_code == 200


def test_to_be_alive_needs_no_database(client):
    """Without the mark for a database any query of this test would fail."""
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_migration_that_waits_makes_it_not_ready(client):
    MigrationRecorder(connection).record_unapplied("faq", "0003_notices_change_pages")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "missing": "migrations"}


def test_without_its_database_a_deployed_portal_is_alive_not_ready_and_says_so():
    environment = bare(**COMPLETE | {"DATABASE_URL": NOBODY_THERE})
    ours, secure = {"Host": "learn.example"}, {"X-Forwarded-Proto": "https"}
    with serving(environment, "-m", "gunicorn") as portal, ThreadPoolExecutor() as at_once:
        alive = portal.wait_for("/healthz")  # by the machine's number, as a load balancer asks
        ready = at_once.submit(portal.get, "/readyz")
        page = at_once.submit(portal.get, "/faq/", **ours, **secure)
        plain = portal.get("/faq/", **ours)
        assert (alive.status, alive.body) == (200, b'{"alive": true}')
        assert ready.result().status == 503
        assert ready.result().body == b'{"ready": false, "missing": "database"}'
        assert page.result().status == 500
        assert b"Something went wrong here" in page.result().body
        assert "default-src 'none'" in page.result().headers["Content-Security-Policy"]
        assert plain.headers["Location"] == "https://learn.example/faq/"
