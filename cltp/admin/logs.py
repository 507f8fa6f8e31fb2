"""Who looked at records, what checks came to: read, never written here."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from cltp.models import CertificateCheck, CertificateRecord, RecordView
from learning_portal.foundation.read_only import ReadOnlyAdmin


@admin.register(CertificateCheck)
class CertificateCheckAdmin(ReadOnlyAdmin):
    list_display_links = None
    list_display = ["when", "outcome"]
    list_filter = ["outcome"]


@admin.register(RecordView)
class RecordViewAdmin(ReadOnlyAdmin):
    list_display_links = None
    list_display = ["when", "person", "number", "seen"]
    list_filter = ["seen"]
    search_fields = ["person"]
    search_help_text = "Search by the person's user name."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        of = CertificateRecord.objects.filter(pk=OuterRef("record_id"))
        return super().get_queryset(request).annotate(number=Subquery(of.values("number")[:1]))

    @admin.display(description="record", empty_value="Deleted since")
    def number(self, row: Any) -> str | None:
        return row.number
