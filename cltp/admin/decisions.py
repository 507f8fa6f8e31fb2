"""Decisions at the desk: assessed here, moved on by named steps alone."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from cltp import checklist, decisions, reading
from cltp.admin import decision_parts, decision_steps
from cltp.admin.decision_form import DecisionForm
from cltp.attention import NEEDS
from cltp.models import Decision
from cltp.models.vocabulary import STANDING
from learning_portal.foundation import folding
from learning_portal.foundation.admin.attention_filter import AttentionFilter

BEGIN: tuple[str | None, dict[str, Any]] = (
    None,
    {
        "description": "Say what is to be set beside what. The outcomes, the evidence and the "
        "finding come on the next page. Where no CLTP course is offered below, a curator enters "
        "the programme's courses first.",
        "fields": ["why", "certificate"],
    },
)
SIDES: tuple[str | None, dict[str, Any]] = (
    "What it is about",
    {
        "description": "The courses and the training stand in the tables below. Only where the "
        "training stands for the whole certificate, choose that here and no course.",
        "fields": ["asked_training", "asked_course", "certificate"],
    },
)
FINDING: tuple[str | None, dict[str, Any]] = (
    "What is found",
    {
        "description": "Comparable in part needs an outcome marked as not covered.",
        "fields": ["finding", "conditions", ("completed_from", "completed_to")],
    },
)
WHO: tuple[str | None, dict[str, Any]] = (
    "Who decides",
    {
        "description": "Readers see these.",
        "fields": ["decided_by", "capacity", ("decided_on", "review_by")],
    },
)


class DecisionsFilter(AttentionFilter):
    needs = NEEDS


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    form = DecisionForm
    inlines = [
        decision_parts.TrainingInline,
        decision_parts.CourseInline,
        decision_parts.CheckInline,
        decision_parts.EvidenceInline,
        decision_parts.RequestInline,
        decision_parts.StepInline,
    ]
    list_display = ["__str__", "state", "training", "courses_", "finding", "flags"]
    list_filter = [DecisionsFilter, "state", "finding", "is_sample"]
    search_fields = ["number"]  # see get_search_results
    search_help_text = "A decision's number, or words of what was asked for and of its training."
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ["asked_training", "asked_course"]
    actions = None

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(decision_steps.steps_page)
        mine = [path("<int:pk>/steps/", view, name="cltp_decision_steps")]
        return [*mine, *super().get_urls()]

    # Who may do what.

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        open_to_change = obj is None or (obj.is_editable and not obj.is_sample)
        return open_to_change and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was published stays; only an administrator deletes what never was."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not obj.was_published
        )

    # The list.

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return Decision.objects.for_reading().newest_first()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        for word in folding.tidy(search_term).split()[:10]:
            queryset = queryset.searched(word)
        return queryset, False

    @admin.display(description="training")
    def training(self, decision: Decision) -> str:
        return reading.training_side(decision) or f"Asked for: {decision.asked_training}"

    @admin.display(description="CLTP")
    def courses_(self, decision: Decision) -> str:
        return reading.courses_side(decision) or f"Asked for: {decision.asked_course or 'not said'}"

    @admin.display(description="flags")
    def flags(self, decision: Decision) -> str:
        said = ["Sample"] if decision.is_sample else []
        if decision.changes():
            said.append("Training has changed")
        if decision.is_review_due():
            said.append("Past its review date")
        return "; ".join(said)

    # The form.

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None:
            return [SIDES, FINDING, WHO]
        return [BEGIN]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **options)
        if obj is not None:
            form.base_fields.pop("why", None)
        return form

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        if obj is None:
            return [decision_parts.TrainingInline, decision_parts.CourseInline]
        asked = [inline for inline in self.inlines if inline is not decision_parts.RequestInline]
        return self.inlines if hasattr(obj, "request") else asked

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Locked while a save is under way, so that a step taken meanwhile is not undone."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Decision.objects.select_for_update().filter(pk=found.pk).first()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.save()
            return
        typed = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "why"}
        why = form.cleaned_data["why"]
        person = request.user if isinstance(request.user, User) else None
        made = decisions.draft(by=person, why=why, **typed)
        obj.pk, obj.number, obj.state = made.pk, made.number, made.state
        obj._state.adding = False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        checklist.lay_out(form.instance)

    def render_change_form(self, request: Any, context: Any, *args: Any, **options: Any) -> Any:
        decision = context.get("original")
        if decision is not None:
            context["is_public"] = decision.was_published
            context["stands"] = decision.state in STANDING
        return super().render_change_form(request, context, *args, **options)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: Any = None
    ) -> HttpResponse:
        """On to its own page, where its outcomes are laid out by now."""
        messages.success(request, f"{obj} is begun: say below what the training covers.")
        return redirect("admin:cltp_decision_change", obj.pk)
