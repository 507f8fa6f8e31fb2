"""Certificate records in from a table."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest

from catalogue.admin.import_page import HOUR, FileForm, ImportPage
from catalogue.intake.table import Table
from cltp.certificates.intake import importing
from cltp.certificates.intake import plan as planning
from cltp.certificates.intake.columns import COLUMNS, RECORDS
from cltp.certificates.intake.plan import Plan
from cltp.certificates.intake.reading import Otherwise
from cltp.models import CertificateRecord
from cltp.models.record import one_line
from learning_portal.foundation import clock


class RecordsForm(FileForm):
    format = RECORDS
    source = forms.CharField(
        max_length=200,
        label="Where these records are from",
        help_text="The register, the box, the file: for rows that do not say it.",
        error_messages={"required": "Say where these records are from."},
    )
    retain_until = forms.DateField(
        label="Kept until",
        help_text="By the Branch's records schedule, for rows that do not say it. They are "
        "deleted on this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose until when these records are kept.",
            "invalid": "Write the day as 2060-12-31.",
        },
    )

    def clean_source(self) -> str:
        return one_line(self.cleaned_data["source"])

    def clean_retain_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["retain_until"]
        if day <= clock.today():
            raise forms.ValidationError("Choose a day to come: on it the records are deleted.")
        return day

    def beside(self) -> list[str]:
        return [self.cleaned_data["source"], self.cleaned_data["retain_until"].isoformat()]


class RecordsPage(ImportPage):
    name = "cltp_certificaterecord_import"
    permission = "cltp.import_certificaterecord"
    title = "Import certificate records"
    model = CertificateRecord
    templates = "admin/cltp/certificaterecord"
    columns = COLUMNS.values()
    form = RecordsForm
    looked_at_for = HOUR  # it carries names

    def plan(self, read: Table, beside: list[str]) -> Plan:
        return planning.make(read, _otherwise(beside))

    def bring_in(
        self, request: HttpRequest, read: Table, beside: list[str], expected: str
    ) -> tuple[Plan, str]:
        plan = importing.bring_in(table=read, otherwise=_otherwise(beside), expected=expected)
        return plan, _summary(plan)

    def preview(self, request: HttpRequest, plan: Plan, beside: list[str]) -> dict[str, Any]:
        return {
            "summary": _summary(plan),
            "writes": bool(plan.new),
            "otherwise": _otherwise(beside),
            "tables": {"new": plan.new, "remarks": plan.remarks},
        }


def _otherwise(beside: list[str]) -> Otherwise:
    source, until = beside
    return Otherwise(source, dt.date.fromisoformat(until))


def _summary(plan: Plan) -> str:
    new, here = len(plan.new), len(plan.here)
    return (
        f"{new:,} new record{'' if new == 1 else 's'} with {plan.courses:,} completed "
        f"course{'' if plan.courses == 1 else 's'}; {here:,} here already, left as they are."
    )


page = RecordsPage()
