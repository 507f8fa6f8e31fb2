from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.attention import BY_KEY, NEEDS
from catalogue.models import Opportunity


class AttentionFilter(admin.SimpleListFilter):
    title = "what needs attention"
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("current", "Current"), *((need.key, need.label) for need in NEEDS)]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Opportunity]:
        key = self.value()
        if key == "current":
            return queryset.current()
        return BY_KEY[key].rows(queryset) if key in BY_KEY else queryset
