"""Who PostgreSQL runs as. It refuses to run as root, so root lends it an unprivileged account."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

LENDABLE = ("postgres", "nobody")


def name() -> str:
    """The operating-system account that owns the data folder and runs the server."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    for candidate in LENDABLE:
        try:
            return pwd.getpwnam(candidate).pw_name
        except KeyError:
            continue
    raise RuntimeError(
        "PostgreSQL does not run as root and no account 'postgres' or 'nobody' exists. "
        "Run as an ordinary user, or set DATABASE_URL."
    )


def run(command: list[Any], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program as that account, in a session of its own so that Ctrl-C does not reach it."""
    if os.geteuid() == 0:
        entry = pwd.getpwnam(name())
        options |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603 - our own lists, no shell
        [str(part) for part in command],
        start_new_session=True,
        text=True,
        cwd="/",
        check=False,
        **options,
    )


def can_reach(path: Path) -> bool:
    """Whether that account may enter `path` (a private parent folder shuts it out)."""
    return run(["test", "-x", path]).returncode == 0


def own(path: Path) -> None:
    """Make one folder that is this account's alone. Raises PermissionError on somebody else's."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = pwd.getpwnam(name()).pw_uid
    if os.geteuid() == 0 and path.stat().st_uid == 0:
        os.chown(path, owner, pwd.getpwnam(name()).pw_gid)
    if path.is_symlink() or path.stat().st_uid != owner:
        raise PermissionError(f"{path} belongs to another account: move it away and try again.")
