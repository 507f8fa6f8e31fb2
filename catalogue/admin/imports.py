"""Listings in from a table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from catalogue.admin.import_page import ImportPage, person
from catalogue.intake import importing, report
from catalogue.intake import plan as planning
from catalogue.intake.columns import COLUMNS
from catalogue.intake.plan import Plan
from catalogue.intake.table import Table
from catalogue.models import Opportunity

MAY_PUBLISH = "catalogue.publish_opportunity"


class ListingsPage(ImportPage):
    name = "catalogue_opportunity_import"
    permission = "catalogue.import_opportunity"
    title = "Import listings"
    model = Opportunity
    templates = "admin/catalogue"
    columns = COLUMNS.values()

    def plan(self, read: Table, beside: list[str]) -> Plan:
        return planning.make(read)

    def bring_in(
        self, request: HttpRequest, read: Table, beside: list[str], expected: str
    ) -> tuple[Plan, str]:
        publish = "publish" in request.POST
        if publish and not request.user.has_perm(MAY_PUBLISH):
            raise PermissionDenied
        by = person(request)
        plan = importing.bring_in(table=read, publish=publish, by=by, expected=expected)
        return plan, report.summary(plan)

    def preview(self, request: HttpRequest, plan: Plan, beside: list[str]) -> dict[str, Any]:
        return {
            "summary": report.summary(plan),
            "writes": bool(plan.new or plan.changed),
            "publish": "publish" in request.POST,
            "may_publish": request.user.has_perm(MAY_PUBLISH),
            "tables": {
                "new": report.new_listings(plan),
                "changes": list(report.changes(plan)),
                "kept": list(report.kept(plan)),
                "remarks": list(report.remarks(plan)),
            },
        }


page = ListingsPage()
