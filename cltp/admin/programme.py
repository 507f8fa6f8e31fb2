"""The programme's certificate and the rules it was earned by."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from simple_history.admin import SimpleHistoryAdmin

from catalogue.admin.fields import TidyField, typed_day
from cltp.admin import rule_import
from cltp.admin.decision_parts import NamedFields
from cltp.models import CertificateRule, Course, CourseSet, ProgrammeCertificate


class RuleForm(NamedFields):
    registered_from = typed_day(
        label="Registered from",
        help_text="The first day of registration it held for: 2005-01-01. Empty: from the start.",
    )
    registered_before = typed_day(
        label="Registered before",
        help_text="The first day it held for no more. Empty: to the end.",
    )

    class Meta:
        model = CertificateRule
        fields = ["certificate", "registered_from", "registered_before", "note"]
        field_classes = {"note": TidyField}


class CourseSetForm(forms.ModelForm):
    """Of the sample or of the real list, as its certificate is."""

    class Meta:
        model = CourseSet
        fields = ["how_many", "courses"]
        widgets = {"courses": forms.CheckboxSelectMultiple}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        how_many, courses = cleaned.get("how_many"), cleaned.get("courses")
        if how_many and courses is not None and how_many > len(courses):
            self.add_error("how_many", f"It asks for {how_many} of {len(courses)} courses.")
        return cleaned


class CourseSetInline(admin.StackedInline):
    model = CourseSet
    form = CourseSetForm
    extra = 1

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options["queryset"] = Course.objects.real().by_code()
        return super().formfield_for_manytomany(db_field, request, **options)


class RuleInline(admin.TabularInline):
    model = CertificateRule
    form = RuleForm
    extra = 0
    show_change_link = True


class KeptSample:
    """The illustrative set is looked at and taken away whole, never edited."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_sample = obj is not None and getattr(obj, "certificate", obj).is_sample
        return not is_sample and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_sample = obj is not None and getattr(obj, "certificate", obj).is_sample
        return not is_sample and super().has_delete_permission(request, obj)  # type: ignore[misc]


@admin.register(ProgrammeCertificate)
class ProgrammeCertificateAdmin(KeptSample, SimpleHistoryAdmin):
    object_history_template = "admin/faq/object_history.html"
    inlines = [RuleInline]
    list_display = ["name", "is_sample"]
    list_per_page = 50
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "description": "Add one rule for each version of what it asked for. Save, then "
                "open a rule to name its courses.",
                "fields": ["name", "summary"],
            },
        )
    ]

    def get_urls(self) -> list[URLPattern]:
        return [*rule_import.page.urls(self.admin_site), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_import = request.user.has_perm(rule_import.page.permission)
        address = reverse(f"admin:{rule_import.page.name}") if may_import else ""
        context = {**(extra_context or {}), "import_address": address}
        return super().changelist_view(request, context)


@admin.register(CertificateRule)
class CertificateRuleAdmin(KeptSample, admin.ModelAdmin):
    form = RuleForm
    inlines = [CourseSetInline]
    list_display = ["certificate", "__str__"]
    list_select_related = ["certificate"]
    list_per_page = 50
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "description": "Below, one set for the required courses (leave “how many” empty) "
                "and one for each “so many of these”.",
                "fields": ["certificate", "registered_from", "registered_before", "note"],
            },
        )
    ]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        options["queryset"] = ProgrammeCertificate.objects.filter(is_sample=False)
        return super().formfield_for_foreignkey(db_field, request, **options)
