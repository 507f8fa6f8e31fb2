from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from catalogue.admin.named import NamedAdmin
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Provider


@admin.register(Provider)
class ProviderAdmin(NamedAdmin):
    list_display = ["name_", "country", "region", "listings_", "url"]
    list_display_links = ["name_"]
    list_filter = ["region", "country"]
    fieldsets = [
        (
            None,
            {
                "description": "A provider with listings cannot be deleted. Renaming it renames it "
                "on every listing.",
                "fields": ["name", "country", "region", "url", "description", "slug"],
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Provider]:
        return super().get_queryset(request).annotate(listings=Count("opportunities"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and {"name", "region"} & set(form.changed_data):
            refresh_found_by(Opportunity.objects.filter(provider=obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The listings in the way are the reason, not who may delete those."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, set() if protected else needed, protected
