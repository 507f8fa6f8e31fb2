"""Tables of records for the import's tests: rows as dictionaries, read as a file would be."""

import datetime as dt
from typing import Any

from catalogue.intake import table
from catalogue.intake.table import Table
from cltp.certificates.intake import importing, plan
from cltp.certificates.intake.columns import RECORDS
from cltp.certificates.intake.plan import Plan
from cltp.certificates.intake.reading import Otherwise
from tests.catalogue.import_tables import as_csv

OTHERWISE = Otherwise("Register, box 7", dt.date(2060, 1, 1))


def row(**cells: str) -> dict[str, str]:
    return {"number": "C-1", "family_name": "Smith", "given_names": "Ann", **cells}


def as_table(*rows: dict[str, str]) -> Table:
    return table.read(as_csv(*rows), "register.csv", RECORDS)


def planned(*rows: dict[str, str]) -> Plan:
    return plan.make(as_table(*rows), OTHERWISE)


def bring_in(*rows: dict[str, str], **options: Any) -> Plan:
    read = as_table(*rows)
    expected = plan.make(read, OTHERWISE).digest()
    return importing.bring_in(table=read, otherwise=OTHERWISE, expected=expected, **options)


def problems(*rows: dict[str, str]) -> list[str]:
    return [str(each) for each in sorted(planned(*rows).problems)]


def remarks(*rows: dict[str, str]) -> list[str]:
    return [str(each) for each in planned(*rows).remarks]
