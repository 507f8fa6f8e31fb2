"""Tables for the import's tests: rows as dictionaries, read as a file would be."""

import csv
import io
from typing import Any

import pytest

from catalogue.intake import importing, table
from catalogue.intake.plan import Plan
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import Table

Row = dict[str, str]


def row(**cells: str) -> Row:
    """A webinar by a Canadian provider, unless told."""
    return {"title": "Weeding", "provider": "Maple Library", "kind": "webinar", **cells}


def as_csv(*rows: Row) -> bytes:
    columns = list(dict.fromkeys(name for each in rows for name in each))
    written = io.StringIO()
    writer = csv.DictWriter(written, columns)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def as_table(*rows: Row) -> Table:
    return table.read(as_csv(*rows), "table.csv")


def bring_in(*rows: Row, publish: bool = False, **options: Any) -> Plan:
    return importing.bring_in(table=as_table(*rows), publish=publish, **options)


def problems(*rows: Row) -> list[Problem]:
    """What the import refuses these rows for."""
    with pytest.raises(Refused) as refused:
        bring_in(*rows)
    return refused.value.problems


def problem(*rows: Row) -> Problem:
    """The one thing the import refuses these rows for."""
    found = problems(*rows)
    assert len(found) == 1, found
    return found[0]
