from typing import Any

from django.db.backends.postgresql import base
from django.db.utils import OperationalError
from psycopg import OperationalError as DriverError

from learning_portal.foundation.embedded import cluster

TRIES = 6  # each waits for the pool's own timeout


class DatabaseWrapper(base.DatabaseWrapper):
    """The `postgresql` backend, which starts the embedded server when nothing answers.

    Importing settings starts nothing; a server that was killed is started again
    by the next request that needs it.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        for _ in range(TRIES - 1):
            try:
                return super().get_new_connection(conn_params)
            except (OperationalError, DriverError):
                _start()
        return super().get_new_connection(conn_params)


def _start() -> None:
    try:
        cluster.start()
    except cluster.CannotStart as error:
        raise OperationalError(str(error)) from error
