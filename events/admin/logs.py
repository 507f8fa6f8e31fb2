"""Who took a list of people along, and what was written to people: read, never written here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.models import Announcement, AttendeeExport
from learning_portal.foundation import time_labels


class ReadOnlyAdmin(admin.ModelAdmin):
    list_select_related = ["edition", "by"]
    list_filter = [("edition", admin.RelatedOnlyFieldListFilter), "part"]
    list_per_page = 100
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="when", ordering="at")
    def when(self, row: Any) -> str:
        return time_labels.moment(row.at)


@admin.register(AttendeeExport)
class AttendeeExportAdmin(ReadOnlyAdmin):
    list_display = ["when", "edition", "by", "people", "part", "form"]
    list_display_links = None


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnlyAdmin):
    list_display = ["subject", "when", "edition", "by", "people", "part"]
    fields = ("subject", "text", "edition", "part", "people", "by", "when")
    readonly_fields = ("subject", "text", "edition", "part", "people", "by", "when")
