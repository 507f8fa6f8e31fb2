"""Keep the embedded server up for as long as a run needs it, and stop it after the last one.

Whoever holds it has a shared lock on one file. The server is stopped by the last to let
go, if one of them started it; a server that was up before stays up.
"""

import fcntl
import os
from pathlib import Path

from learning_portal.foundation.embedded import cluster, places


def take() -> int:
    """Start the server if need be; the descriptor holds it. Raises cluster.CannotStart."""
    try:
        cluster.own_folders()
        held = cluster.open_file("holders")
    except (cluster.account.NoAccount, OSError) as error:
        raise cluster.CannotStart(str(error)) from error
    fcntl.flock(held, fcntl.LOCK_SH)
    if cluster.start():
        _for_now().touch()
    os.set_inheritable(held, True)
    return held


def let_go(held: int) -> bool:
    """True when this stopped the server."""
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False  # another run works with it, and stops it in its turn
    finally_stop = _for_now().exists()
    if finally_stop:
        cluster.stop()
        _for_now().unlink()
    os.close(held)
    return finally_stop


def keep() -> None:
    """Whoever starts the server by hand means it to stay."""
    _for_now().unlink(missing_ok=True)


def _for_now() -> Path:
    return places.home() / "for-now"
