from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.attention import NEEDS
from learning_portal.foundation.admin.attention_filter import AttentionFilter


class ListingsFilter(AttentionFilter):
    """And the current ones, which need nothing."""

    needs = NEEDS

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("current", "Current"), *super().lookups(request, model_admin)]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        if self.value() == "current":
            current: QuerySet[Any] = queryset.current()
            return current
        return super().queryset(request, queryset)
