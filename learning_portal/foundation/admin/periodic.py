"""When the worker did what it does every so often, and what came of it."""

from django.contrib import admin

from learning_portal.foundation import time_labels
from learning_portal.foundation.models import PeriodicRun
from learning_portal.foundation.read_only import ReadOnlyAdmin


@admin.register(PeriodicRun)
class PeriodicRunAdmin(ReadOnlyAdmin):
    list_display = ["name", "ran", "due", "failed", "why"]
    list_display_links = None

    @admin.display(description="last ran", empty_value="Never", ordering="ran_at")
    def ran(self, run: PeriodicRun) -> str | None:
        return time_labels.moment(run.ran_at) if run.ran_at else None

    @admin.display(description="due", ordering="due_at")
    def due(self, run: PeriodicRun) -> str:
        return time_labels.moment(run.due_at)

    @admin.display(description="failed", empty_value="No", ordering="failed_at")
    def failed(self, run: PeriodicRun) -> str | None:
        return time_labels.moment(run.failed_at) if run.failed_at else None
