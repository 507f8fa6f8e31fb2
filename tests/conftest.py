import os

import pytest
import time_machine

# The browser's driver keeps an event loop in the thread that tests run in; Django would take
# any later query of that thread for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    """Pages name static files as they are: tests need no collected copies."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def november():
    """Tuesday, November 24, 2026, 10:00 in BC."""
    with time_machine.travel("2026-11-24T17:00:00Z", tick=False) as traveller:
        yield traveller
