"""Letters that holders ask for: issued or declined by a registrar."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from cltp.models import LetterRequest
from learning_portal.foundation import time_labels


@admin.register(LetterRequest)
class LetterRequestAdmin(admin.ModelAdmin):
    list_display = ["asked", "record", "email", "state"]
    list_filter = ["state"]
    list_select_related = ["record"]
    list_per_page = 50
    show_full_result_count = False
    actions = None
    readonly_fields = ("record", "email", "asked", "state", "decided", "decided_by", "deleted_on")
    fieldsets = [(None, {"fields": readonly_fields})]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="asked", ordering="asked_at")
    def asked(self, request: LetterRequest) -> str:
        return time_labels.moment(request.asked_at)

    @admin.display(description="decided", empty_value="Not yet")
    def decided(self, request: LetterRequest) -> str | None:
        return time_labels.moment(request.decided_at) if request.decided_at else None

    @admin.display(description="will be deleted on")
    def deleted_on(self, request: LetterRequest) -> str:
        return time_labels.day(request.purge_after)
