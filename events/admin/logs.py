"""Who took a list of people along, and what was written to people: read, never written here."""

from django.contrib import admin

from events.models import Announcement, AttendeeExport
from learning_portal.foundation.read_only import ReadOnlyAdmin


@admin.register(AttendeeExport)
class AttendeeExportAdmin(ReadOnlyAdmin):
    list_select_related = ["edition", "by"]
    list_filter = [("edition", admin.RelatedOnlyFieldListFilter), "part"]
    list_display = ["when", "edition", "by", "people", "part", "form"]
    list_display_links = None


@admin.register(Announcement)
class AnnouncementAdmin(ReadOnlyAdmin):
    list_select_related = ["edition", "by"]
    list_filter = [("edition", admin.RelatedOnlyFieldListFilter), "part"]
    list_display = ["subject", "when", "edition", "by", "people", "part"]
    fields = ("subject", "text", "edition", "part", "people", "by", "when")
    readonly_fields = ("subject", "text", "edition", "part", "people", "by", "when")
