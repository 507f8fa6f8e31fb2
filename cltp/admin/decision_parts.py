"""What a decision is made of, on its page at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalogue.admin.fields import TidyField
from cltp.models import (
    Course,
    DecisionCourse,
    DecisionTraining,
    Evidence,
    OutcomeCheck,
    Request,
    Step,
)
from learning_portal.foundation import time_labels


class NamedFields(forms.ModelForm):
    """In a table of rows no label stands beside a field: it says its column's name itself."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if field.label:
                inner: Any = getattr(
                    field.widget, "widget", field.widget
                )  # the admin wraps a choice
                inner.attrs.setdefault("aria-label", field.label)


class ChosenTraining(AutocompleteSelect):
    """Says what it is for while nothing is chosen: its box has no other name."""

    def build_attrs(self, *args: Any, **options: Any) -> dict[str, Any]:
        return {**super().build_attrs(*args, **options), "data-placeholder": "Choose the training"}


class WhileEditable:
    """Written with its decision, as long as that is assessed."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _open(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _open(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _open(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]


def _open(decision: Any) -> bool:
    return decision is None or (decision.is_editable and not decision.is_sample)


class CourseInline(WhileEditable, admin.TabularInline):
    model = DecisionCourse
    form = NamedFields
    extra = 1
    readonly_fields = ["course_"]
    verbose_name_plural = "CLTP courses: one, or several that are met together"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only named once it is fixed: who assesses may not open the course itself."""
        may_write = self.has_change_permission(request, obj)
        return ["course"] if may_write else ["course_"]

    @admin.display(description="course")
    def course_(self, link: DecisionCourse) -> str:
        return str(link)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "course":
            options["queryset"] = Course.objects.real().by_code()
        return super().formfield_for_foreignkey(db_field, request, **options)


class TrainingInline(WhileEditable, admin.TabularInline):
    model = DecisionTraining
    extra = 1
    form = NamedFields
    autocomplete_fields = ["training"]
    verbose_name_plural = (
        "training: one, or several together (alternatives are decisions of their own)"
    )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "training":
            options["widget"] = ChosenTraining(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **options)


class CheckForm(NamedFields):
    class Meta:
        model = OutcomeCheck
        fields = ["covered", "note"]
        field_classes = {"note": TidyField}


class CheckInline(WhileEditable, admin.TabularInline):
    """The checklist: what the course taught on the left, what the training covers on the right."""

    model = OutcomeCheck
    form = CheckForm
    extra = 0
    fields = ["outcome_", "covered", "note"]
    readonly_fields = ["outcome_"]
    verbose_name_plural = "outcomes: does the training cover them?"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("outcome__course")

    @admin.display(description="outcome")
    def outcome_(self, check: OutcomeCheck) -> SafeString:
        return format_html("<strong>{}</strong> {}", check.outcome.course.code, check)


class EvidenceForm(NamedFields):
    class Meta:
        model = Evidence
        fields = ["text", "url", "is_public"]
        field_classes = {"text": TidyField}


class EvidenceInline(WhileEditable, admin.TabularInline):
    model = Evidence
    form = EvidenceForm
    extra = 1
    verbose_name_plural = "evidence: tick what readers may see"


class LookedAt:
    """Shown, never written here."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RequestInline(LookedAt, admin.StackedInline):
    model = Request
    fields = ["name", "email", "words", "received", "deleted_on"]
    readonly_fields = ["received", "deleted_on"]
    verbose_name_plural = "who asked for it (personal data: deleted on its day)"

    @admin.display(description="received")
    def received(self, request: Request) -> str:
        return time_labels.moment(request.received_at)

    @admin.display(description="will be deleted on")
    def deleted_on(self, request: Request) -> str:
        return time_labels.day(request.purge_after)


class StepInline(LookedAt, admin.TabularInline):
    model = Step
    fields = ["when", "done", "by_", "why"]
    readonly_fields = ["when", "by_"]
    verbose_name_plural = "what happened so far"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("cltp.view_decision")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by")

    @admin.display(description="by", empty_value="No account")
    def by_(self, step: Step) -> str | None:
        return step.by.get_username() if step.by is not None else None

    @admin.display(description="when")
    def when(self, step: Step) -> str:
        return time_labels.moment(step.at)
