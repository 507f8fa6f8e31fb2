"""Certificate records at the desk. Every look at one is kept before it is shown."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse

from cltp import holder_names
from cltp.admin import record_imports, record_steps
from cltp.certificates import letters, looks, writing_out
from cltp.models import CertificateRecord, Completion, Course, Seen
from learning_portal.foundation import clock, folding, time_labels


class PlainDate(forms.DateInput):
    """The browser's own date field: nothing fills in “today” by the machine's clock."""

    input_type = "date"

    def __init__(self, attrs: Any = None, format: str | None = None) -> None:
        super().__init__(attrs, format or "%Y-%m-%d")


DATES: dict[Any, Any] = {models.DateField: {"widget": PlainDate, "localize": False}}


class RecordForm(forms.ModelForm):
    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        others = CertificateRecord.objects.exclude(pk=self.instance.pk)
        if others.filter(number_key=holder_names.number_key(number)).exists():
            raise forms.ValidationError("Another record has this certificate number.")
        return number


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("stands", "Stands"), ("withdrawn", "Withdrawn")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("stands", "withdrawn"):
            return queryset.filter(withdrawn_on__isnull=self.value() == "stands")
        return queryset


class CompletionInline(admin.StackedInline):
    model = Completion
    extra = 0
    formfield_overrides = DATES
    fields = ["title", "completed_on", "course"]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "course":
            options["queryset"] = Course.objects.real().by_code()
        return super().formfield_for_foreignkey(db_field, request, **options)


@admin.register(CertificateRecord)
class CertificateRecordAdmin(admin.ModelAdmin):
    form = RecordForm
    list_display = ["number", "holder", "earned", "issued", "standing"]
    list_filter = ["earned", StandingFilter, "is_sample"]
    search_fields = ["search_text"]
    search_help_text = "Search by number or name; accents and capitals do not matter."
    ordering = ["number_key", "pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["write_out"]
    inlines = [CompletionInline]
    formfield_overrides = DATES
    readonly_fields = ["standing", "added"]
    fieldsets = [
        (
            "The holder",
            {
                "description": "That you opened this page is kept: who, which record, when. "
                "Correct what is wrong. Add a former name where a holder asks for it.",
                "fields": ["given_names", "family_name", "former_names"],
            },
        ),
        ("The certificate", {"fields": ["number", "earned", "issued_on", "standing"]}),
        (
            "Where it is from and how long it is kept",
            {"fields": ["source", "retain_until", "added"]},
        ),
    ]

    def get_urls(self) -> list[URLPattern]:
        return [
            *record_imports.page.urls(self.admin_site),
            *record_steps.urls(self),
            *super().get_urls(),
        ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return super().get_search_results(request, queryset, folding.fold(search_term))

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        shown = list(changelist.result_list)
        changelist.result_list = shown
        self._keep(request, shown, Seen.LIST)
        return changelist

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        may_import = request.user.has_perm(record_imports.page.permission)
        address = reverse(f"admin:{record_imports.page.name}") if may_import else ""
        context = {**(extra_context or {}), "import_address": address}
        return super().changelist_view(request, context)

    def change_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        extra = options.get("extra_context") or {}
        may_withdraw = request.user.has_perm(record_steps.PERMISSION)
        options["extra_context"] = {**extra, "may_withdraw": may_withdraw}
        return self._seen(request, super().change_view(request, *args, **options))

    def delete_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._seen(request, super().delete_view(request, *args, **options))

    def history_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        return self._seen(request, super().history_view(request, *args, **options))

    def delete_model(self, request: HttpRequest, obj: CertificateRecord) -> None:
        letters.delete_about([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        letters.delete_about(list(queryset))
        super().delete_queryset(request, queryset)

    def _seen(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """An answer that is no page, or has no record, shows none."""
        if isinstance(response, TemplateResponse):
            context = response.context_data or {}
            shown = context.get("original") or context.get("object")
            if isinstance(shown, CertificateRecord):
                self._keep(request, [shown], Seen.RECORD)
        return response

    def _keep(self, request: HttpRequest, records: Iterable[CertificateRecord], how: Seen) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - the desk is for who is signed in
        looks.keep(by=request.user, records=records, seen=how)

    @admin.display(description="holder", ordering="family_name")
    def holder(self, record: CertificateRecord) -> str:
        return record.holder

    @admin.display(description="issued", ordering="issued_on", empty_value="Not recorded")
    def issued(self, record: CertificateRecord) -> str | None:
        return time_labels.short_day(record.issued_on) if record.issued_on else None

    @admin.display(description="standing", ordering="withdrawn_on")
    def standing(self, record: CertificateRecord) -> str:
        sample = "Illustrative sample. " if record.is_sample else ""
        if record.withdrawn_on is None:
            return f"{sample}Stands"
        day = time_labels.day(record.withdrawn_on)
        return f"{sample}Withdrawn on {day}: {record.withdrawn_why}"

    @admin.display(description="added")
    def added(self, record: CertificateRecord) -> str:
        return time_labels.moment(record.added_at)

    @admin.action(description="Write out the chosen records as text", permissions=["view"])
    def write_out(self, request: HttpRequest, records: QuerySet[Any]) -> HttpResponse:
        """For a person who asks what the Branch holds of them."""
        chosen = list(records.prefetch_related("completions", "letter_requests"))
        self._keep(request, chosen, Seen.WRITTEN_OUT)
        text = "\n\n".join(map(writing_out.written, chosen))
        response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
        name = f"certificate-records-{clock.today().isoformat()}.txt"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
