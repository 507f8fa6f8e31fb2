"""The courses of the programme at the curators' desk."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from simple_history.admin import SimpleHistoryAdmin

from catalogue.admin.fields import TidyField
from cltp import sample
from cltp.admin import course_import
from cltp.admin.decision_parts import NamedFields
from cltp.models import Course, Outcome
from learning_portal.foundation import folding

REPLACED = "The illustrative sample has been taken away: what you enter is the real list now."


class LinesField(forms.CharField):
    """A list of names, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 80})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in folding.tidy(str(value or "")).splitlines()]
        return [line for line in lines if line]

    def validate(self, value: Any) -> None:
        if len(value) > 20:
            raise forms.ValidationError(f"Name at most 20: these are {len(value)}.")
        if any(len(line) > 200 for line in value):
            raise forms.ValidationError("Shorten each name to 200 characters.")

    def run_validators(self, value: Any) -> None:
        """Those of text do not apply to a list."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class CourseForm(forms.ModelForm):
    aliases = LinesField(
        required=False,
        label="Former titles and other names",
        help_text="One on each line: names a résumé or a posting may use for it.",
    )

    class Meta:
        model = Course
        fields = [
            "code", "title", "aliases", "summary", "hours", "requirement", "first_offered",
            "last_offered",
        ]  # fmt: skip
        field_classes = {"code": TidyField, "title": TidyField, "summary": TidyField}
        widgets = {"summary": forms.Textarea(attrs={"rows": 3, "cols": 80})}

    def _get_validation_exclusions(self) -> set[str]:
        """A code is compared with those of the same list, the real or the sample."""
        return super()._get_validation_exclusions() - {"is_sample"}  # type: ignore[misc]


class OutcomeForm(NamedFields):
    class Meta:
        model = Outcome
        fields = ["position", "text"]
        field_classes = {"text": TidyField}
        widgets = {"text": forms.TextInput(attrs={"class": "vLargeTextField"})}


class OutcomeInline(admin.TabularInline):
    model = Outcome
    form = OutcomeForm
    extra = 3
    verbose_name_plural = "what it taught: one outcome a row"


@admin.register(Course)
class CourseAdmin(SimpleHistoryAdmin):
    object_history_template = "admin/faq/object_history.html"
    form = CourseForm
    inlines = [OutcomeInline]
    list_display = ["code", "title_", "hours", "requirement", "outcomes_", "is_sample"]
    list_filter = ["requirement", "is_sample"]
    search_fields = ["code_folded", "title_folded"]
    list_per_page = 100
    list_max_show_all = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = [
        ("What it was", {"fields": ["code", "title", "aliases", "summary"]}),
        (
            "In the programme",
            {
                "description": "Leave empty what is not known: a guess would be taken for a fact.",
                "fields": ["hours", "requirement", "first_offered", "last_offered"],
            },
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        return [*course_import.page.urls(self.admin_site), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Course]:
        return super().get_queryset(request).annotate(outcome_count=Count("outcomes"))

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        return super().get_search_results(request, queryset, folding.fold(search_term))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The illustrative set is looked at and replaced whole, never edited."""
        is_sample = obj is not None and obj.is_sample
        return not is_sample and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_sample = obj is not None and obj.is_sample
        return not is_sample and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Deleted one by one, where the page can say what hangs on it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_import = request.user.has_perm(course_import.page.permission)
        context = {
            **(extra_context or {}),
            "import_address": reverse(f"admin:{course_import.page.name}") if may_import else "",
            "has_sample": Course.objects.sample().exists(),
        }
        return super().changelist_view(request, context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The first course of the real list takes the place of the illustrative set."""
        if not change and sample.remove():
            messages.info(request, REPLACED)
        super().save_model(request, obj, form, change)

    @admin.display(description="title", ordering="title_folded")
    def title_(self, course: Course) -> str:
        return course.title

    @admin.display(description="outcomes", ordering="outcome_count")
    def outcomes_(self, course: Any) -> int:
        return course.outcome_count
