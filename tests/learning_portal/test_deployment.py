"""PORTAL_DEPLOYMENT=1: nothing starts half configured, and what is missing is said."""

import socket

import pytest

from tests.processes import bare, refused, run

COMPLETE = {
    "PORTAL_DEPLOYMENT": "1",
    "SECRET_KEY": "Nq3-vT7_xYz0aLk9PfWb2RmCs6HdJg8eUi4oQn5tVyBl1wXrKZ",
    "ALLOWED_HOSTS": "learn.example,www.learn.example",
    "DATABASE_URL": "postgresql://portal:secret@db.example:5432/learning_portal",
}
SAY = "from learning_portal import settings as s; print(s.{})"
WRONG = [
    ({"SECRET_KEY": ""}, "SECRET_KEY: set it to 50 or more random characters"),
    ({"SECRET_KEY": COMPLETE["SECRET_KEY"][:49]}, "SECRET_KEY: set it to 50 or more"),
    ({"SECRET_KEY": "x" * 60}, "SECRET_KEY: set it to 50 or more random characters"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS: set it to the site's host names"),
    ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS: set it to the site's host names"),
    ({"ALLOWED_HOSTS": "learn.example, *"}, "ALLOWED_HOSTS: set it to the site's host names"),
    ({"DATABASE_URL": ""}, "DATABASE_URL: set it to a PostgreSQL 14 or newer"),
    ({"DATABASE_URL": "  "}, "DATABASE_URL: set it to a PostgreSQL 14 or newer"),
    ({"DATABASE_URL": "sqlite:///db.sqlite3"}, "DATABASE_URL must name a PostgreSQL 14 or newer"),
    ({"DATABASE_URL": "mysql://u:p@h/db"}, "DATABASE_URL must name a PostgreSQL 14 or newer"),
    ({"DATABASE_URL": "postgresql://u:secret@h"}, "and a database there"),
    ({"DATABASE_URL": "postgresql://u:sec/ret@h:x/db"}, "write it percent-encoded"),
    ({"PORTAL_DEPLOYMENT": "production"}, "PORTAL_DEPLOYMENT: write 1 for on, or 0 for off."),
    ({"EAST_KOOTENAY_ZONE": "Mars"}, "EAST_KOOTENAY_ZONE: “Mars” is not a time zone"),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_a_command_refuses_with_a_sentence_that_says_what_to_set(changed, sentence):
    said = refused(run(bare(**COMPLETE | changed), "manage.py", "check"))
    assert sentence in said
    assert "secret@" not in said
    assert "ret@h" not in said


def test_everything_that_is_missing_is_said_at_once():
    said = refused(run(bare(PORTAL_DEPLOYMENT="1"), "manage.py", "check"))
    assert [line.split(":")[0] for line in said.splitlines()[1:]] == [
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "DATABASE_URL",
    ]


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_the_web_server_refuses_in_the_same_words_and_ends(name):
    environment = bare(**COMPLETE | {name: "", "PORT": free_port()})
    said = refused(run(environment, "-m", "gunicorn", timeout=30))
    assert said.count(f"\n{name}: set it to ") == 1


def test_complete_settings_pass_every_check_for_deployment():
    checked = run(bare(**COMPLETE), "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr
    # One is silenced: preloading binds the whole domain, which is for its owner to ask.
    assert checked.stdout == "System check identified no issues (1 silenced).\n"


def test_the_checks_would_find_what_is_missing():
    """A checkout is no deployment: it has much for `check --deploy` to find."""
    checked = run(bare(), "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 1
    assert "security.W008" in checked.stderr


@pytest.mark.parametrize("said", ["1", "true", "YES"])
def test_debug_is_never_on_in_deployment(said):
    assert run(bare(**COMPLETE, DEBUG=said), "-c", SAY.format("DEBUG")).stdout == "False\n"
    assert run(bare(DEBUG=said), "-c", SAY.format("DEBUG")).stdout == "True\n"


def test_a_checkout_needs_no_settings_and_shows_no_debugging_pages():
    assert run(bare(), "-c", SAY.format("DEBUG, s.DEPLOYMENT")).stdout == "False False\n"


def test_the_key_of_a_checkout_is_not_one_of_a_deployment():
    environment = bare(**{**COMPLETE, "PORTAL_DEPLOYMENT": "0", "SECRET_KEY": ""})
    assert "not-a-secret" in run(environment, "-c", SAY.format("SECRET_KEY")).stdout


def test_demonstration_accounts_are_refused_in_deployment():
    said = refused(run(bare(**COMPLETE), "manage.py", "demonstration"))
    assert "they are not made in deployment" in said
