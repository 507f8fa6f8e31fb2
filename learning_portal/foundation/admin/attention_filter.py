from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from learning_portal.foundation.attention import Need


class AttentionFilter(admin.SimpleListFilter):
    """Who may see a list may ask it for any of its `needs`."""

    title = "what needs attention"
    parameter_name = "attention"
    needs: ClassVar[Sequence[Need]] = ()

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(need.key, need.label) for need in self.needs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = next((need for need in self.needs if need.key == self.value()), None)
        return chosen.rows(queryset) if chosen else queryset
