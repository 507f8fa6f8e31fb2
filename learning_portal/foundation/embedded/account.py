"""Who PostgreSQL runs as. It refuses to run as root, so root lends it an unprivileged account."""

import contextlib
import os
import pwd
import stat
import subprocess
from pathlib import Path
from typing import Any

LENDABLE = ["postgres", "nobody"]


class NoAccount(Exception):
    """Nobody can run PostgreSQL, or a folder belongs to somebody else; the message says which."""


def entry() -> pwd.struct_passwd:
    """The operating-system account that owns the data folder and runs the server."""
    with contextlib.suppress(KeyError):
        if os.geteuid() != 0:
            return pwd.getpwuid(os.geteuid())
    for name in LENDABLE if os.geteuid() == 0 else []:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoAccount(
        "PostgreSQL needs an account with a name that is not root, and none was found "
        f"(user id {os.geteuid()}). Run as an ordinary user, or set DATABASE_URL."
    )


def caller() -> str:
    """The name of whoever asks for connections; what LOGNAME or USER say is not to be trusted."""
    return pwd.getpwuid(os.geteuid()).pw_name


def run(command: list[Any], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a program as that account, in a session of its own so that Ctrl-C does not reach it."""
    if os.geteuid() == 0:
        lent = entry()
        options |= {"user": lent.pw_uid, "group": lent.pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603 - our own lists, no shell
        [str(part) for part in command],
        start_new_session=True,
        text=True,
        cwd="/",
        check=False,
        **options,
    )


def can_reach(path: Path) -> bool:
    """Whether that account may enter or run `path` (a private parent folder shuts it out)."""
    return run(["test", "-x", path]).returncode == 0


def own(path: Path) -> None:
    """Make one folder that is this account's alone. Raises NoAccount on somebody else's.

    A folder root had already is handed over only while it is empty, and never through a
    link: in /tmp anybody may have put one there first.
    """
    path.mkdir(mode=0o700, exist_ok=True)
    found, owner = path.lstat(), entry()
    if os.geteuid() == 0 and found.st_uid == 0 and stat.S_ISDIR(found.st_mode):
        if any(path.iterdir()):
            raise NoAccount(f"{path} is root's and not empty: empty it, or name another folder.")
        os.chown(path, owner.pw_uid, owner.pw_gid, follow_symlinks=False)
        found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.pw_uid:
        raise NoAccount(
            f"{path} belongs to another account. Move it away, or work as the account that "
            "made it, or set DATABASE_URL."
        )
