"""Make, start and stop the checkout's own PostgreSQL, here or by `python -m` start|stop|status.

One data folder a major version, a Unix socket and no port, peer authentication,
and a role `portal` that is no superuser. Several processes may race to start it: a
lock on the folder lets one do the work. Liveness is asked of the server
(`pg_isready`), never guessed from a process number.
"""

import contextlib
import fcntl
import getpass
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from learning_portal.foundation.embedded import account, binaries

CHECKOUT = Path(__file__).resolve().parents[3]
ROLE = DATABASE = "portal"
LONGEST_SOCKET_PATH = 100  # the kernel's limit is 108 bytes, with the file's own name
START_TRIES = 10


def _shelter(purpose: str) -> Path:
    """A folder outside the checkout, the same one every time for this checkout and account."""
    key = hashlib.sha256(f"{CHECKOUT}:{account.name()}".encode()).hexdigest()[:12]
    return Path("/var/tmp" if purpose == "data" else "/tmp") / f"learning-portal-{key}"  # noqa: S108


@cache
def home() -> Path:
    """For data and log: `.local/postgres/`, or a shelter where root's account is shut out."""
    inside = CHECKOUT / ".local" / "postgres"
    if os.geteuid() != 0 or account.can_reach(CHECKOUT):
        return inside
    return _shelter("data")


@cache
def programs() -> Path:
    """The programs' folder; a copy in the shelter where the account cannot reach the original."""
    original = binaries.folder()
    if os.geteuid() != 0 or account.can_reach(original / "postgres"):
        return original
    version = hashlib.sha256(str((original / "postgres").stat()).encode()).hexdigest()[:12]
    copy = _shelter("data") / f"programs-{version}"
    if not copy.exists():
        account.own(_shelter("data"))
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(original.parent, unfinished, symlinks=True)
        with contextlib.suppress(OSError):  # another process was first
            unfinished.rename(copy)
    return copy / "bin"


def folder() -> Path:
    return home() / str(binaries.major(binaries.folder()))


@cache
def socket_folder() -> Path:
    """Where the server listens; under /tmp when the checkout's path is too long for a socket."""
    inside = home() / "socket"
    return inside if len(os.fsencode(inside)) <= LONGEST_SOCKET_PATH else _shelter("socket")


def is_ready() -> bool:
    asked = subprocess.run(  # noqa: S603 - our own list, no shell
        [programs() / "pg_isready", "-q", "-h", socket_folder(), "-t", "2"], check=False
    )
    return asked.returncode == 0


def start() -> bool:
    """Start the server, made first if need be. True when this call started it."""
    with _locked():
        if is_ready():
            return False
        data = folder()
        if not (data / "PG_VERSION").exists():
            _make(data)
        _launch(data)
        _settle()
        return True


def stop() -> None:
    with _locked():
        if (folder() / "postmaster.pid").exists():
            account.run(
                [programs() / "pg_ctl", "-D", folder(), "stop", "-m", "fast", "-w"],
                capture_output=True,
            )


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    if home().is_relative_to(CHECKOUT):
        home().parent.mkdir(exist_ok=True)
    account.own(home())
    account.own(socket_folder())
    with (home() / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(data: Path) -> None:
    unfinished = data.with_name(f"{data.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    locale = ["--locale=C.UTF-8"]
    if binaries.major(programs()) >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    _must("initdb", "-D", unfinished, "-U", "postgres", "--auth=peer", "--encoding=UTF8", *locale)
    (unfinished / "pg_hba.conf").write_text("local all all peer map=checkout\n")
    people = {getpass.getuser(), account.name()}
    (unfinished / "pg_ident.conf").write_text(
        "".join(f"checkout {person} {role}\n" for person in people for role in (ROLE, "postgres"))
    )
    with (unfinished / "postgresql.conf").open("a") as conf:
        conf.write("listen_addresses = ''\nmax_connections = 200\ntimezone = 'UTC'\n")
    unfinished.rename(data)


def _launch(data: Path) -> None:
    _forget_stale_pid(data)
    log = home() / "log"
    options = f"-k '{socket_folder()}'"
    for _ in range(START_TRIES):
        started = account.run(
            [
                programs() / "pg_ctl",
                "-D",
                data,
                "-l",
                log,
                "-o",
                options,
                "-w",
                "-t",
                "60",
                "start",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if started.returncode == 0:
            return
        time.sleep(0.5)  # a killed server's children may still hold its memory for a moment
    tail = log.read_text(errors="replace").splitlines()[-5:] if log.exists() else []
    raise RuntimeError(f"The embedded PostgreSQL did not start; {log} ends with: {tail}")


def _forget_stale_pid(data: Path) -> None:
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    first = pid_file.read_text().split("\n", 1)[0].strip()
    said = subprocess.run(  # noqa: S603 - our own list, no shell
        ["ps", "-o", "comm=", "-p", first or "0"],  # noqa: S607
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    if "postgres" not in said:
        pid_file.unlink()


def _settle() -> None:
    """Make the role and the database, where an earlier start did not get that far."""
    as_superuser = ["-h", socket_folder(), "-U", "postgres"]
    asked = account.run(
        [programs() / "psql", *as_superuser, "-Atc", "SELECT rolname FROM pg_roles", "postgres"],
        capture_output=True,
    )
    if ROLE not in asked.stdout.split():
        _must("createuser", *as_superuser, "--createdb", ROLE)
    asked = account.run(
        [programs() / "psql", *as_superuser, "-Atc", "SELECT datname FROM pg_database", "postgres"],
        capture_output=True,
    )
    if DATABASE not in asked.stdout.split():
        _must("createdb", *as_superuser, "-O", ROLE, DATABASE)


def _must(program: str, *arguments: object) -> None:
    done = account.run([programs() / program, *arguments], capture_output=True)
    if done.returncode:
        raise RuntimeError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["start"]:
            start()
        case ["stop"]:
            stop()
        case ["status"]:
            sys.stdout.write("running\n" if is_ready() else "stopped\n")
        case _:
            sys.exit("say one of: start, stop, status")
