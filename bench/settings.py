"""The portal's own settings, with a database of made-up listings and the two limits beside it."""

import os

from learning_portal import settings as portal
from learning_portal.settings import *  # noqa: F403 - the portal as it is served

BENCH_LISTINGS = int(os.environ.get("BENCH_LISTINGS") or 10_000)

INSTALLED_APPS = [*portal.INSTALLED_APPS, "bench"]
MIDDLEWARE = ["bench.counting.count_queries", *portal.MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
_templates = portal.TEMPLATES[0]
TEMPLATES = [{**_templates, "DIRS": [*_templates["DIRS"], portal.BASE_DIR / "bench/templates"]}]  # type: ignore[misc]
# `server` is the portal's own database, from which the other is made.
DATABASES = {
    "default": {**portal.DATABASES["default"], "NAME": f"portal_bench_{BENCH_LISTINGS}"},
    "server": portal.DATABASES["default"],
}
