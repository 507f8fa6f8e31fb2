"""The import is right on a machine whose own time zone data is out of date."""

import os

import pytest

from catalogue.models import Session
from learning_portal.foundation import clock
from tests.catalogue.import_tables import as_csv, row
from tests.processes import database_url, run

STATED = [
    ("2016-12-06 11:00", "BC", "2016-12-06 11:00"),
    ("2026-10-28 11:00", "US Pacific", "2026-10-28 11:00"),
    ("2026-11-04 11:00", "US Pacific", "2026-11-04 12:00"),
    ("2026-11-24 14:00", "US Eastern", "2026-11-24 12:00"),
    ("2026-11-24 12:00", "US Mountain", "2026-11-24 12:00"),
    ("2026-11-25 10:00", "US Central", "2026-11-25 09:00"),
    ("2026-11-30 23:30", "US Pacific", "2026-12-01 00:30"),
    ("2027-03-17 14:00", "US Eastern", "2027-03-17 11:00"),
    ("2026-12-09 09:30", "BC", "2026-12-09 09:30"),
]
WALLS = """
import zoneinfo, datetime
from zoneinfo import ZoneInfo
noon = datetime.datetime(2026, 12, 1, 20, tzinfo=datetime.UTC)
print(noon.astimezone(ZoneInfo("America/Vancouver")).strftime("%H:%M"))
"""


def test_such_a_machine_is_an_hour_off_by_itself(old_machine):
    assert run(old_machine, "-c", WALLS).stdout.strip() == "12:00"


@pytest.mark.django_db(transaction=True)
def test_what_it_imports_is_right_all_the_same(old_machine, tmp_path):
    rows = [
        row(title=f"Title {number}", starts=starts, zone=zone)
        for number, (starts, zone, _bc) in enumerate(STATED)
    ]
    (tmp_path / "table.csv").write_bytes(as_csv(*rows))
    done = run(
        {**old_machine, "DATABASE_URL": database_url()},
        "manage.py", "import_listings", str(tmp_path / "table.csv"), "--publish",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = [
        f"{clock.wall(session.starts):%Y-%m-%d %H:%M}"
        for session in Session.objects.order_by("opportunity__title")
    ]
    assert read == [bc for _starts, _zone, bc in STATED]
    # The process that wrote it also reads it right.
    assert f"{len(STATED)} new" in done.stdout


@pytest.mark.django_db(transaction=True)
def test_a_refusal_ends_with_a_code_that_says_so(tmp_path):
    (tmp_path / "table.csv").write_bytes(as_csv(row(cost="cheap")))
    done = run(
        {**os.environ, "DATABASE_URL": database_url()},
        "manage.py", "import_listings", str(tmp_path / "table.csv"),
    )  # fmt: skip
    assert done.returncode == 1
    assert "line 2, cost: “cheap”" in done.stderr
    assert "Traceback" not in done.stderr
