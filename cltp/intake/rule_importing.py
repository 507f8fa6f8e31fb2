"""Writes what a table says the certificate asked for, all of it or nothing."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError

from catalogue.intake.agreeing import agree, alone
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import Table
from cltp.intake import rule_plan
from cltp.intake.importing import ONE_IMPORT_AT_A_TIME
from cltp.intake.rule_plan import Plan, PlannedCertificate, PlannedRule


def bring_in(*, table: Table, by: User | None = None, expected: str | None = None) -> Plan:
    """`expected` is the digest of a plan somebody agreed to. Raises Refused and Stale."""
    try:
        with alone(ONE_IMPORT_AT_A_TIME):
            plan = rule_plan.make(table)
            agree(plan, expected)
            for planned in plan.certificates:
                if planned.writes:
                    _write(planned, plan.table.source, by)
    except IntegrityError as error:
        right = "A row says something that the database refuses: look at the days and courses."
        raise Refused([Problem(0, "", "", right)]) from error
    return plan


def _write(planned: PlannedCertificate, source: str, by: User | None) -> None:
    certificate: Any = planned.certificate
    certificate._change_reason = f"Imported from {source}, line {planned.line}"[:100]
    if by is not None:
        certificate._history_user = by
    certificate.save()
    for rule in planned.gone:
        rule.delete()
    for each in planned.rules:
        if each.is_new or each.is_changed:
            _write_rule(each, certificate)


def _write_rule(planned: PlannedRule, certificate: Any) -> None:
    rule = planned.rule
    rule.certificate, rule.note = certificate, planned.note or rule.note
    rule.save()
    rule.sets.all().delete()
    for part in planned.sets:
        rule.sets.create(how_many=part.how_many).courses.set(part.courses)
