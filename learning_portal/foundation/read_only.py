"""A desk page of rows that are read there and never written: logs, and what has its own pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from learning_portal.foundation import time_labels


class ReadOnlyAdmin(admin.ModelAdmin):
    list_per_page = 100
    show_full_result_count = False
    actions: Any = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="when", ordering="at")
    def when(self, row: Any) -> str:
        """Of rows with an instant `at`."""
        return time_labels.moment(row.at)
