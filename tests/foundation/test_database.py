"""The one database: what DATABASE_URL names, or the checkout's own."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from learning_portal.foundation.database import database


def test_an_address_is_read_in_all_its_parts():
    found = database({"DATABASE_URL": "postgres://user:p%40ss%2F@db.example:6543/portal"})
    assert found["ENGINE"] == "django.db.backends.postgresql"
    parts = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["user", "p@ss/", "db.example", 6543, "portal"]


def test_a_socket_and_options_are_read_too():
    found = database({"DATABASE_URL": "postgresql://root@%2Frun%2Fpg/portal?sslmode=require"})
    assert found["HOST"] == "/run/pg"
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize("said", [{}, {"DATABASE_URL": ""}, {"DATABASE_URL": " \n"}])
def test_without_one_it_is_the_checkouts_own_with_no_port_and_no_password(said):
    found = database(said)
    assert found["ENGINE"] == "learning_portal.foundation.embedded"
    assert found["HOST"].startswith("/")
    assert not found.get("PORT")
    assert not found.get("PASSWORD")


@pytest.mark.parametrize("said", [{}, {"DATABASE_URL": "postgresql://u@h/d"}])
def test_connections_are_pooled_checked_and_capped(said):
    found = database(said)
    pool = found["OPTIONS"]["pool"]
    assert 0 < pool["max_size"] <= 10
    assert pool["reconnect_timeout"] <= pool["timeout"] or not said
    assert found["CONN_HEALTH_CHECKS"]
    assert found["CONN_MAX_AGE"] == 0  # Django's pool asks for it


@pytest.mark.parametrize(
    "wrong",
    [
        "sqlite:///db.sqlite3",
        "mysql://u:secret@h/d",
        "localhost/portal",
        "postgresql:",
        "postgresql://u:secret@h",
        "postgresql://u:secret@h/",
        "postgresql://u:secret@h:port/d",
        "postgresql://u:secret@h:99999/d",
        "postgresql://u:secret@[::1/d",
    ],
)
def test_an_address_of_anything_else_is_refused_without_repeating_it(wrong):
    with pytest.raises(ImproperlyConfigured, match="must name a PostgreSQL 14 or newer") as refused:
        database({"DATABASE_URL": wrong})
    assert "secret" not in str(refused.value)
