"""What a curator writes for readers: questions, notices, the contact."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from faq.models import Contact, Notice, Question
from learning_portal.foundation import clock, time_labels


class RememberedAdmin(SimpleHistoryAdmin):
    object_history_template = "admin/faq/object_history.html"
    show_full_result_count = False


@admin.register(Question)
class QuestionAdmin(RememberedAdmin):
    list_display = ["question", "heading", "order", "is_published", "changed"]
    list_filter = ["heading", "is_published"]
    list_editable = ["order", "is_published"]
    list_per_page = 100
    search_fields = ["question", "answer"]
    fieldsets = [
        (None, {"fields": ["heading", "question", "answer", "is_published"]}),
        (
            "Where it stands",
            {
                "description": "Change the order freely. Leave the address as it is.",
                "fields": ["order", "slug"],
            },
        ),
    ]

    @admin.display(description="last changed", ordering="changed_at")
    def changed(self, question: Question) -> str:
        return time_labels.moment(question.changed_at)


class PlainDate(forms.DateInput):
    """The browser's own date field: nothing fills in “today” by the machine's clock."""

    input_type = "date"

    def __init__(self, attrs: Any = None, format: str | None = None) -> None:
        super().__init__(attrs, format or "%Y-%m-%d")


@admin.register(Notice)
class NoticeAdmin(RememberedAdmin):
    list_display = ["__str__", "tone", "first", "last", "standing"]
    list_filter = ["tone"]
    search_fields = ["text"]
    formfield_overrides = {
        models.DateField: {"widget": PlainDate, "localize": False},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "cols": 80})},
    }
    fieldsets = [
        (
            None,
            {
                "description": "A notice stands above every page from its first day to its last. "
                "At most three are shown at once.",
                "fields": ["text", "tone", "first_day", "last_day"],
            },
        )
    ]

    @admin.display(description="first day", ordering="first_day")
    def first(self, notice: Notice) -> str:
        return time_labels.day(notice.first_day)

    @admin.display(description="last day", ordering="last_day")
    def last(self, notice: Notice) -> str:
        return time_labels.day(notice.last_day)

    @admin.display(description="today")
    def standing(self, notice: Notice) -> str:
        today = clock.today()
        if today < notice.first_day:
            return "Not yet"
        return "Showing" if today <= notice.last_day else "Over"


@admin.register(Contact)
class ContactAdmin(RememberedAdmin):
    list_display = ["__str__", "email", "telephone"]
    fieldsets = [
        (
            None,
            {
                "description": "Shown on the About and Questions pages and beside the form that "
                "people write to the Branch with. Leave empty what should not be public.",
                "fields": ["role", "name", "email", "telephone", "address", "note"],
            },
        )
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Contact.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
