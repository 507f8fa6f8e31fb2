"""Writes what a table of records says, all of it or nothing."""

from django.db import IntegrityError

from catalogue.intake.agreeing import agree, alone
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import Table
from cltp.certificates.intake import plan as planning
from cltp.certificates.intake.plan import Plan
from cltp.certificates.intake.reading import Otherwise
from cltp.models import CertificateRecord, Completion

ONE_IMPORT_AT_A_TIME = 20_261_125  # any number, the same everywhere
AT_ONCE = 1000


def bring_in(*, table: Table, otherwise: Otherwise, expected: str) -> Plan:
    """Plan anew under a lock, and write. `expected` is the digest of the plan agreed to.

    Raises Refused and Stale.
    """
    try:
        with alone(ONE_IMPORT_AT_A_TIME):
            plan = planning.make(table, otherwise)
            agree(plan, expected)
            _write(plan)
    except IntegrityError as error:
        raise Refused([_refused_by_database(error)]) from error
    return plan


def _write(plan: Plan) -> None:
    records = [each.record for each in plan.new]
    for record in records:
        record.settle()
    CertificateRecord.objects.bulk_create(records, batch_size=AT_ONCE)
    completions = [one for each in plan.new for one in each.completions]
    Completion.objects.bulk_create(completions, batch_size=AT_ONCE)


def _refused_by_database(error: IntegrityError) -> Problem:
    """What a constraint no rule above foresaw says, in its own words."""
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", "") or ""
    for constraint in (*CertificateRecord._meta.constraints, *Completion._meta.constraints):
        if constraint.name == broken:
            return Problem(0, "", "", str(constraint.get_violation_error_message()))
    return Problem(0, "", "", f"The database refuses a row of this table ({broken}).")
