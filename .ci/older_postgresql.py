"""Says the DATABASE_URL of a PostgreSQL older than the embedded one, where there is one."""

import getpass
import os
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg

OLDER = range(14, 18)
PLACES = ["127.0.0.1:5432", "%2Fvar%2Frun%2Fpostgresql", "%2Ftmp"]


def candidates() -> list[str]:
    named = os.environ.get("PORTAL_OLDER_DATABASE_URL", "").strip()
    if named:
        return [named]
    people = dict.fromkeys([getpass.getuser(), "postgres"])
    return [f"postgresql://{who}@{place}/postgres" for place in PLACES for who in people]


def usable(address: str) -> bool:
    """Whether an older server answers there and lets us make databases; says why not."""
    where = urlsplit(address).netloc.rpartition("@")[2]
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            major = connection.info.server_version // 10000
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error as error:
        print(f"{where}: {str(error).splitlines()[-1].strip()}", file=sys.stderr)
        return False
    if major not in OLDER:
        print(f"{where}: PostgreSQL {major} is not one of 14 to 17", file=sys.stderr)
        return False
    if not (row and row[0]):
        print(f"{where}: this role may not make databases", file=sys.stderr)
        return False
    print(f"{where}: PostgreSQL {major}", file=sys.stderr)
    return True


def named_for_this_run(address: str) -> str:
    """The same server; tests make databases of this name, so that two runs do not meet."""
    return urlunsplit(urlsplit(address)._replace(path=f"/portal_{os.getpid()}"))


if __name__ == "__main__":
    found = next(filter(usable, candidates()), None)
    if not found:
        sys.exit("No PostgreSQL 14 to 17 was found: the tests did not run on an older one.")
    print(named_for_this_run(found))
