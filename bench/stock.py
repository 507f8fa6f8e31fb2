"""The database of made-up listings: made once, and anew when what it was made from changed."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from bench import loading
from learning_portal.foundation import clock

HERE, CATALOGUE = Path(__file__).parent, Path(settings.BASE_DIR) / "catalogue"
MADE_FROM = [
    *(HERE / f"{name}.py" for name in ("catalogue", "loading", "prose", "shapes", "words", "zipf")),
    *(CATALOGUE / "models" / f"{name}.py" for name in ("address", "opportunity", "session")),
    CATALOGUE / "found_by.py",
]
DAYS_FRESH = 7  # the listings stand around the day they were made


def make_ready(listings: int, *, fresh: bool = False) -> bool:
    """False where it was there already."""
    name = settings.DATABASES["default"]["NAME"]
    if not fresh and _is_good(_label(name), listings):
        call_command("migrate", interactive=False, verbosity=0)
        return False
    with connections["server"].cursor() as cursor:
        quoted = connections["server"].ops.quote_name(name)
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quoted}")
    call_command("migrate", interactive=False, verbosity=0)
    loading.load(listings)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        label = {"listings": listings, "from": _version(), "day": clock.today().isoformat()}
        # Last, so that a database whose making was broken off is made anew.
        cursor.execute(f"COMMENT ON DATABASE {connection.ops.quote_name(name)} IS %s",
                       [json.dumps(label)])  # fmt: skip
    return True


def made_on() -> str:
    """The BC day around which the listings stand."""
    return str(_label(settings.DATABASES["default"]["NAME"])["day"])


def _is_good(label: dict[str, Any], listings: int) -> bool:
    oldest = (clock.today() - DAYS_FRESH * clock.DAY).isoformat()
    same = label.get("listings") == listings and label.get("from") == _version()
    return same and label["day"] > oldest


def _label(name: str) -> dict[str, Any]:
    with connections["server"].cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        found = cursor.fetchone()
    return json.loads(found[0]) if found and found[0] else {}


def _version() -> str:
    """Of all that decides what the rows hold."""
    files = [*MADE_FROM, *sorted((CATALOGUE / "migrations").glob("*.py"))]
    contents = b"\0".join(file.read_bytes() for file in files)
    return hashlib.sha256(contents).hexdigest()[:16]
