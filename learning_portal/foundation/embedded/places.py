"""Where the data, the socket and the programs are, for this checkout and this account."""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

from learning_portal.foundation.embedded import account, binaries

CHECKOUT = Path(__file__).resolve().parents[3]
LONGEST_SOCKET_FOLDER = (
    85  # the kernel allows 108 bytes with the file's own name, .s.PGSQL.5432.lock
)
SHELTER, SOCKET_SHELTER = Path("/var/tmp"), Path("/tmp")  # noqa: S108 - made 0700 and checked


@cache
def home() -> Path:
    """The folder for data, log and lock: `.local/postgres/`, unless named or out of reach.

    PORTAL_EMBEDDED_HOME names another. Where root lends an account that may not enter
    the checkout (under /root, or in a private folder), it is a folder under /var/tmp.
    """
    named = os.environ.get("PORTAL_EMBEDDED_HOME")
    if named:
        return Path(named).absolute()
    local = CHECKOUT / ".local"
    if os.geteuid() != 0 or account.can_reach(local if local.exists() else CHECKOUT):
        return local / "postgres"
    return SHELTER / f"learning-portal-{_key(CHECKOUT)}"


@cache
def socket_folder() -> Path:
    """Where the server listens; under /tmp when the path is too long for a socket."""
    inside = home() / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and "," not in str(inside):
        return inside
    return SOCKET_SHELTER / f"learning-portal-{_key(home())}"


def data() -> Path:
    return home() / str(binaries.major(binaries.folder()))


@cache
def programs() -> Path:
    """The programs for the account to run; root's copy of them where it cannot reach the original.

    The copy stays root's, so that nobody else can change what is run from it.
    """
    original = binaries.folder()
    if os.geteuid() != 0 or account.can_reach(original / "postgres"):
        return original
    with (original / "postgres").open("rb") as binary:
        version = hashlib.file_digest(binary, "sha256").hexdigest()[:12]
    copy = SHELTER / f"learning-portal-programs-{version}"
    if not copy.exists():
        _copy(original, copy)
    if copy.is_symlink() or copy.stat().st_uid != 0:
        raise account.NoAccount(f"{copy} was not made by root: remove it and try again.")
    return copy / "postgres" / original.parent.name / original.name


def _copy(original: Path, copy: Path) -> None:
    """The programs with the libraries a wheel keeps beside its own folder, placed alike."""
    package = original.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    shutil.copytree(original.parent, unfinished / "postgres" / original.parent.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    for folder in (unfinished, unfinished / "postgres"):
        folder.chmod(0o755)
    try:
        unfinished.rename(copy)
    except OSError:  # another process was first
        shutil.rmtree(unfinished)


def _key(path: Path) -> str:
    """Short, and the same one every time for this folder and this account."""
    said = f"{path}:{account.entry().pw_name}".encode(errors="surrogateescape")
    return hashlib.sha256(said).hexdigest()[:12]
