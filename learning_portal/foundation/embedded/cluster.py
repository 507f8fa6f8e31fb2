"""Make, start and stop the checkout's own PostgreSQL.

One data folder a major version, a Unix socket and no port, peer authentication,
and a role `portal` that is no superuser. Several processes may race to start it: a
lock on the folder lets one do the work. Liveness is asked of the server
(`pg_isready`), never guessed from a process number.
"""

import contextlib
import fcntl
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from learning_portal.foundation.embedded import account, binaries, places

ROLE = DATABASE = "portal"
START_TRIES = 10
AUTHENTICATION = "local all all peer map=checkout\n"
CONFIGURATION = "listen_addresses = ''\nmax_connections = 200\ntimezone = 'UTC'\n"
FIRST_WORDS = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"


class CannotStart(Exception):
    """The server could not be made or started; the message says why."""


def is_ready() -> bool:
    asked = subprocess.run(  # noqa: S603 - our own list, no shell
        [binaries.folder() / "pg_isready", "-q", "-h", places.socket_folder(), "-t", "2"],
        check=False,
    )
    return asked.returncode == 0


def start() -> bool:
    """Start the server, made first if need be. True when this call started it.

    Raises CannotStart.
    """
    try:
        with _alone():
            if is_ready():
                return False
            if not (places.data() / "PG_VERSION").exists():
                _make()
            _launch()
            return True
    except (binaries.NoPostgres, account.NoAccount, OSError) as error:
        raise CannotStart(str(error)) from error


def stop() -> bool:
    """True when there was a server to stop."""
    with _alone():
        if not (places.data() / "postmaster.pid").exists():
            return False
        return not _pg_ctl("stop", "-m", "fast").returncode


def open_file(name: str) -> int:
    """A file of ours beside the data, for locking. Raises CannotStart through `start` only."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.open(places.home() / name, flags, 0o600)


def own_folders() -> None:
    parent = places.home().parent
    if not parent.exists():
        parent.mkdir(parents=True)
        parent.chmod(0o755)  # whatever the umask: the account has to pass through
    account.own(places.home())
    account.own(places.socket_folder())


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    own_folders()
    lock = open_file("lock")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _make() -> None:
    """Make the data folder under another name, and give it its own only when it is whole."""
    if not account.can_reach(places.home()):
        raise CannotStart(
            f"PostgreSQL runs as {account.entry().pw_name} here, which may not enter "
            f"{places.home()}: name another folder in PORTAL_EMBEDDED_HOME."
        )
    data = places.data()
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    locale = ["--locale=C.UTF-8"]
    if int(data.name) >= 17:  # older ones refuse the option
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _must("initdb", "-D", unfinished, "-U", "postgres", "--auth=peer", "--encoding=UTF8", *locale)
    (unfinished / "pg_hba.conf").write_text(AUTHENTICATION)
    people = sorted({account.caller(), account.entry().pw_name})
    (unfinished / "pg_ident.conf").write_text(
        "".join(f'checkout "{person}" {ROLE}\n' for person in people)
    )
    with (unfinished / "postgresql.conf").open("a") as settings:
        settings.write(CONFIGURATION)
    _must(
        "postgres", "--single", "-D", unfinished, "-c", "exit_on_error=on", "postgres",
        input=FIRST_WORDS,
    )  # fmt: skip
    unfinished.rename(data)


def _launch() -> None:
    _forget_stale_pid()
    log = places.home() / "log"
    for _ in range(START_TRIES):
        with log.open("a") as lines:
            options = f"-k {shlex.quote(str(places.socket_folder()))}"
            started = _pg_ctl("start", "-o", options, stdout=lines, stderr=subprocess.STDOUT)
        if started.returncode == 0 or is_ready():
            return
        time.sleep(0.5)  # a killed server's children may still hold its memory for a moment
    last_words = " / ".join(log.read_text(errors="replace").splitlines()[-3:])
    raise CannotStart(f"The embedded PostgreSQL did not start. {log} ends with: {last_words}")


def _forget_stale_pid() -> None:
    """Remove a killed server's pid file: its number may be another program's by now."""
    pid_file = places.data() / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0].strip()
    if Path("/proc/self").exists():
        # PostgreSQL works in its data folder; only its own account may ask where it works.
        asked = account.run(["readlink", f"/proc/{pid}/cwd"], capture_output=True)
        is_this_server = asked.stdout.strip() == str(places.data().resolve())
    else:
        asked = account.run(["ps", "-o", "comm=", "-p", pid], capture_output=True)
        is_this_server = "postgres" in asked.stdout
    if not is_this_server:
        pid_file.unlink()


def _pg_ctl(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    command = [places.programs() / "pg_ctl", "-D", places.data(), "-w", "-t", "60", *words]
    return account.run(command, **quiet | options)


def _must(program: str, *arguments: object, **options: Any) -> None:
    done = account.run([places.programs() / program, *arguments], capture_output=True, **options)
    if done.returncode:
        raise CannotStart(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")
