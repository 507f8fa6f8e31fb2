"""Gatherings and venues: entered once, used by many editions."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from catalogue.admin.fields import ADDRESSES
from events.models import Gathering, Venue


@admin.register(Gathering)
class GatheringAdmin(SimpleHistoryAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    formfield_overrides = ADDRESSES
    object_history_template = "admin/faq/object_history.html"
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["name", "summary", "description"]}),
        (
            "Its address",
            {
                "description": "The address leads to the next edition. Leave it as it is.",
                "fields": ["slug"],
            },
        ),
    ]


@admin.register(Venue)
class VenueAdmin(admin.ModelAdmin):
    list_display = ["name", "city", "address"]
    search_fields = ["name", "city", "address"]
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "description": "What is so at this place whatever is held there. A change is "
                "shown at once with every edition held there; it sends no message.",
                "fields": ["name", "address", "city", "map_url", "accessibility"],
            },
        )
    ]
