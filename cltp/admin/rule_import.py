"""What the certificate asked for, in from a table."""

from typing import Any

from django.http import HttpRequest

from catalogue.admin.import_page import ImportPage, TableForm, person
from catalogue.intake import report
from catalogue.intake.table import Table
from cltp.intake import rule_importing, rule_plan
from cltp.intake.rule_columns import COLUMNS, FORMAT
from cltp.intake.rule_plan import Plan
from cltp.models import ProgrammeCertificate


class RulesForm(TableForm):
    format = FORMAT


class RulesPage(ImportPage):
    name = "cltp_programmecertificate_import"
    permission = "cltp.import_programmecertificate"
    title = "Import what the certificate asked for"
    model = ProgrammeCertificate
    templates = "admin/cltp/programmecertificate"
    columns = COLUMNS.values()
    form = RulesForm

    def plan(self, read: Table, beside: list[str]) -> Plan:
        return rule_plan.make(read)

    def bring_in(
        self, request: HttpRequest, read: Table, beside: list[str], expected: str
    ) -> tuple[Plan, str]:
        plan = rule_importing.bring_in(table=read, by=person(request), expected=expected)
        return plan, f"{report.counted(len(plan.rules), 'rule')} in the table."

    def preview(self, request: HttpRequest, plan: Plan, beside: list[str]) -> dict[str, Any]:
        new = [each for each in plan.rules if each.is_new]
        changed = [each for each in plan.rules if each.is_changed]
        unchanged = len(plan.rules) - len(new) - len(changed)
        return {
            "summary": f"{report.counted(len(new), 'new rule')}, {len(changed)} changed, "
            f"{unchanged} unchanged, {len(plan.gone)} taken away.",
            "writes": plan.writes,
            "tables": {"new": new, "changed": changed, "gone": plan.gone, "absent": plan.absent},
        }


page = RulesPage()
