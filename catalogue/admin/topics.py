from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalogue.admin.named import NamedAdmin
from catalogue.found_by import refresh_found_by
from catalogue.models import Heading, Opportunity, Topic


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    list_display = ["name_", "heading", "listings_"]
    list_display_links = ["name_"]
    list_filter = ["heading"]
    list_select_related = ["heading"]
    fieldsets = [
        (
            None,
            {
                "description": "Deleting a topic takes it off its listings; the listings stay.",
                "fields": ["name", "heading", "description", "slug"],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(listings=Count("opportunities"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            refresh_found_by(Opportunity.objects.filter(topics=obj))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        about = list(Opportunity.objects.filter(topics=obj).values_list("pk", flat=True))
        super().delete_model(request, obj)
        refresh_found_by(Opportunity.objects.filter(pk__in=about))


@admin.register(Heading)
class HeadingAdmin(admin.ModelAdmin):
    list_display = ["name", "order", "topics_"]
    ordering = ["order", "pk"]
    show_full_result_count = False
    fields = ["name", "order"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Heading]:
        return super().get_queryset(request).annotate(topic_count=Count("topics"))

    @admin.display(description="topics", ordering="topic_count")
    def topics_(self, heading: Any) -> int:
        return heading.topic_count
