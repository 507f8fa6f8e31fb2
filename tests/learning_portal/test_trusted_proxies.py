"""TRUSTED_PROXIES, as whoever deploys the portal sets it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SAY = "from learning_portal import settings; print(settings.TRUSTED_PROXIES)"


def started_with(value):
    return subprocess.run(
        [sys.executable, "-c", SAY],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TRUSTED_PROXIES": value},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("value", "count"), [("", 0), ("0", 0), (" 2 ", 2)])
def test_it_is_a_number_of_proxies_and_none_unless_said(value, count):
    assert started_with(value).stdout == f"{count}\n"


@pytest.mark.parametrize("value", ["-1", "one", "1.5", "10.0.0.1"])
def test_anything_else_stops_the_portal_with_a_sentence(value):
    stopped = started_with(value)
    assert stopped.returncode != 0
    assert "TRUSTED_PROXIES: write a whole number, 0 or more." in stopped.stderr
