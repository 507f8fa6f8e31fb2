from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalogue.admin.named import NamedAdmin
from catalogue.models import Federation, Library
from learning_portal.foundation import clock


@admin.register(Library)
class LibraryAdmin(NamedAdmin):
    list_display = ["name_", "federation", "place", "clock_"]
    list_display_links = ["name_"]
    list_filter = ["federation", "zone"]
    search_fields = ["name", "place"]
    list_select_related = ["federation"]
    fieldsets = [
        (None, {"fields": ["name", "federation", "place", "url", "slug"]}),
        (
            "Its clock",
            {
                "description": "The clock belongs to the branch, not to the library system: "
                "say in the note where a branch keeps another.",
                "fields": ["zone", "zone_note"],
            },
        ),
    ]

    @admin.display(description="clock", ordering="zone")
    def clock_(self, library: Library) -> str:
        name = clock.clock_name(library.zone)
        return f"{name} ({library.zone_note})" if library.zone_note else name


@admin.register(Federation)
class FederationAdmin(NamedAdmin):
    list_display = ["name_", "libraries_", "url"]
    list_display_links = ["name_"]
    fields = ["name", "url", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Federation]:
        return super().get_queryset(request).annotate(library_count=Count("libraries"))

    @admin.display(description="libraries", ordering="library_count")
    def libraries_(self, federation: Any) -> int:
        return federation.library_count
