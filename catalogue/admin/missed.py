"""What readers looked for and did not find: read, and deleted where it should not stand."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet, Sum, Window
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from catalogue.models import MissedSearch
from catalogue.models.wording import recent_days
from learning_portal.foundation import clock, time_labels


@admin.register(MissedSearch)
class MissedSearchAdmin(admin.ModelAdmin):
    list_display = ["word", "recent_", "day_", "times"]
    search_fields = ["word"]
    search_help_text = "Words without capitals and accents."
    fields = ["word", "day_", "times"]
    readonly_fields = ["word", "day_", "times"]
    list_per_page = 100
    list_max_show_all = 100
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedSearch]:
        """With `recent`: how often the word was missed in the last 30 days."""
        times = Sum("times", filter=recent_days(clock.today()))
        recent = Coalesce(Window(times, partition_by=F("word")), 0)
        return MissedSearch.objects.annotate(recent=recent)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": "What readers looked for and did not find"}
        return super().changelist_view(request, {**(extra_context or {}), **title})

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-recent", "word", "-day"]

    @admin.display(description="in the last 30 days", ordering="recent")
    def recent_(self, row: Any) -> int:
        return row.recent

    @admin.display(description="on", ordering="day")
    def day_(self, row: MissedSearch) -> str:
        return time_labels.short_day(row.day)
