"""The portal's own settings, with a database of made-up listings and the two limits beside it."""

import os

from learning_portal.settings import *  # noqa: F403 - the portal as it is served
from learning_portal.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES

BENCH_LISTINGS = int(os.environ.get("BENCH_LISTINGS") or 10_000)

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
MIDDLEWARE = ["bench.counting.count_queries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]  # type: ignore[misc]
# `server` is the portal's own database, from which the other is made.
DATABASES["server"] = {**DATABASES["default"]}
DATABASES["default"] = {**DATABASES["default"], "NAME": f"portal_bench_{BENCH_LISTINGS}"}
