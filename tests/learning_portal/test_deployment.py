"""PORTAL_DEPLOYMENT=1: nothing starts half configured, and what is missing is said."""

import socket

import pytest

from tests.processes import bare, refused, run

COMPLETE = {
    "PORTAL_DEPLOYMENT": "1",
    "SECRET_KEY": "Nq3-vT7_xYz0aLk9PfWb2RmCs6HdJg8eUi4oQn5tVyBl1wXrKZ",
    "ALLOWED_HOSTS": "learn.example,www.learn.example",
    "DATABASE_URL": "postgresql://portal:secret@db.example:5432/learning_portal",
    "EMAIL_HOST": "mail.example",
    "MAIL_FROM": "Learning Portal <portal@learn.example>",
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
    ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT: write a whole number"),
    ({"EMAIL_USE_TLS": "1", "EMAIL_USE_SSL": "1"}, "set one of them, not both"),
    ({"MAIL_FROM": "Learning Portal"}, "MAIL_FROM: write one e-mail address"),
    ({"MAIL_FROM": "a@b.ca\nBcc: c@d.ca"}, "MAIL_FROM: write one e-mail address"),
    ({"MAIL_REPLY_TO": "a@b.ca, c@d.ca"}, "MAIL_REPLY_TO: write one e-mail address"),
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


@pytest.mark.parametrize(
    ("without", "warning"), [("EMAIL_HOST", "portal.W002"), ("MAIL_FROM", "portal.W003")]
)
def test_mail_that_has_no_way_out_or_no_sender_is_warned_of(without, warning):
    environment = bare(**COMPLETE | {without: ""})
    checked = run(environment, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 1
    assert warning in checked.stderr
    assert run(environment, "manage.py", "check").returncode == 0


def test_the_footer_has_lines_and_the_older_keys_are_read():
    said = run(bare(**COMPLETE, MAIL_FOOTER="One\\nTwo"), "-c", SAY.format("MAIL_FOOTER"))
    assert said.stdout == "One\nTwo\n"
    said = run(
        bare(**COMPLETE, SECRET_KEY_FALLBACKS="a, b"), "-c", SAY.format("SECRET_KEY_FALLBACKS")
    )
    assert said.stdout == "['a', 'b']\n"


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
