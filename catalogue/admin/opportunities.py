import datetime as dt
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalogue import history, publishing
from catalogue.admin import (
    fieldsets,
    history_pages,
    imports,
    meanwhile,
    moves,
    preview,
    problems,
    reads,
    typed_times,
)
from catalogue.admin.fields import ADDRESSES, ZONE_LIST
from catalogue.admin.filters import ListingsFilter
from catalogue.admin.opportunity_form import OpportunityForm
from catalogue.admin.sessions import SessionInline
from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import SessionState, Status
from catalogue.versions import field_label
from learning_portal.foundation import folding, time_labels

NEVER_SHOWN = {Status.SUGGESTED, Status.DRAFT}


class Listings(ChangeList):
    """The list's rows come with what its columns show."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        rows: Any = super().get_queryset(request, exclude_parameters)
        return rows.for_rows()


@admin.register(Opportunity)
class OpportunityAdmin(admin.ModelAdmin):
    form = OpportunityForm
    formfield_overrides = ADDRESSES
    inlines = [SessionInline]
    list_display = [
        "title_", "provider_", "kind", "next_session", "status", "cost", "checked",
    ]  # fmt: skip
    list_display_links = ["title_"]
    list_filter = [
        ListingsFilter,
        "status",
        "kind",
        "delivery",
        "cost",
        ("provider", admin.RelatedOnlyFieldListFilter),
        ("topics", admin.RelatedOnlyFieldListFilter),
        "bc_context",
        "origin",
    ]
    search_fields = ["title", "provider__name", "summary", "ref"]  # see get_search_results
    search_help_text = "Titles, providers, summaries and references; accents do not matter."
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["title_folded", "pk"]
    readonly_fields = ["status", "checked", "came_from", "dates", "closes_in_bc"]
    actions = [moves.publish, moves.archive, moves.mark_checked]

    class Media:
        js = ["js/desk.js"]

    # Who may do what.

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalogue.publish_opportunity")

    def has_archive_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalogue.archive_opportunity")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What readers have seen is archived, not deleted; only an administrator may."""
        allowed = super().has_delete_permission(request, obj)
        if obj is None or request.user.is_superuser:
            return allowed
        return allowed and obj.status in NEVER_SHOWN and obj.published_at is None

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # The list.

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        may_import = request.user.has_perm(imports.page.permission)
        address = reverse(f"admin:{imports.page.name}") if may_import else ""
        context = {**(extra_context or {}), "import_address": address}
        return super().changelist_view(request, context)

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return Listings

    def get_queryset(self, request: HttpRequest) -> QuerySet[Opportunity]:
        return Opportunity.objects.with_next_start().order_by("title_folded", "pk")

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        for word in folding.tidy(search_term).split()[:20]:
            plain = folding.fold(word)
            queryset = queryset.filter(
                Q(title_folded__contains=plain)
                | Q(provider__name_folded__contains=plain)
                | Q(keywords__icontains=word)
                | Q(keywords__icontains=plain)
                | Q(summary__icontains=word)
                | Q(ref__icontains=word)
            )
        return queryset, False

    @admin.display(description="title", ordering="title_folded")
    def title_(self, opportunity: Opportunity) -> str:
        return opportunity.title

    @admin.display(description="provider", ordering="provider__name_folded")
    def provider_(self, opportunity: Opportunity) -> str:
        return opportunity.provider.name

    @admin.display(description="next session, in BC", ordering="next_start")
    def next_session(self, opportunity: Opportunity) -> str:
        sessions = list(opportunity.sessions.all())
        upcoming = [session for session in sessions if not session.is_over()]
        if upcoming:
            return _in_list(upcoming[0])
        return f"Over: {sessions[-1].when()}" if sessions else "No session"

    @admin.display(description="checked", ordering="checked_on")
    def checked(self, opportunity: Opportunity) -> str:
        checked_on = opportunity.checked_on
        return time_labels.day(checked_on) if checked_on else "Not yet"

    # The form.

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        parts = [*fieldsets.WHAT, *fieldsets.ADDRESS]
        if obj is None:
            return parts
        kept = fieldsets.KEPT if obj.locked_fields else []
        return [*parts, *kept, *fieldsets.RECORD]

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Locked while a save is under way, so that a step taken meanwhile is not undone."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Opportunity.objects.select_for_update().filter(pk=found.pk).first()

    @admin.display(description="Reads")
    def closes_in_bc(self, opportunity: Opportunity) -> SafeString:
        closes, zone = opportunity.registration_closes, opportunity.registration_zone
        saved = reads.closing(typed_times.Placed(closes, None, zone)) if closes else ""
        return format_html('<div class="desk-reads" data-reads aria-live="polite">{}</div>', saved)

    @admin.display(description="from")
    def came_from(self, opportunity: Opportunity) -> str:
        ref = f", reference {opportunity.ref}" if opportunity.ref else ""
        return f"{opportunity.get_origin_display()}{ref}"

    @admin.display(description="dates")
    def dates(self, opportunity: Opportunity) -> str:
        published = opportunity.published_at
        said = [f"Added {time_labels.moment(opportunity.created_at)}."]
        if published:
            said.append(f"Last published {time_labels.moment(published)}.")
        return " ".join(said)

    # Shown to a person who may look but not change.

    @admin.display(description="Registration closes")
    def registration_closes_wall(self, opportunity: Opportunity) -> str:
        closes, zone = opportunity.registration_closes, opportunity.registration_zone
        return typed_times.written(closes, zone)

    @admin.display(description="Clock")
    def registration_zone_words(self, opportunity: Opportunity) -> str:
        return opportunity.registration_zone

    @admin.display(description="Kept from imports")
    def kept(self, opportunity: Opportunity) -> str:
        return ", ".join(field_label(name) for name in opportunity.locked_fields)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and obj.is_published else None

    # Saving.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Left to `save_related`, where it is known whether sessions changed too."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        opportunity = form.instance
        locked = form.locked(any(formset.has_changed() for formset in formsets))
        is_changed = form.has_changed() or locked != sorted(opportunity.locked_fields)
        opportunity.locked_fields = locked
        if not change:
            opportunity.save()
            form.save_m2m()
        elif is_changed:
            history.save_with_topics(opportunity, form.cleaned_data["topics"])
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
            for warning in formset.warnings():
                self.message_user(request, warning, "WARNING")
        if form.placed and form.placed.warning:
            self.message_user(request, form.placed.warning, "WARNING")
        refresh_found_by(Opportunity.objects.filter(pk=opportunity.pk))

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["problems"] = problems.found(context["adminform"].form, formsets)
        context["errors"] = []  # Django's line above the form, which the problems stand in for
        context["zones"] = {"id": ZONE_LIST, "words": typed_times.SUGGESTED_ZONES}
        if obj is not None:
            context["opened_with"] = meanwhile.version(obj, _last_changes(formsets))
            context["stands"] = publishing.stands(obj)
            context["moves"] = publishing.open_to(obj, request.user)  # type: ignore[arg-type]
            context["can_check"] = (
                self.has_change_permission(request, obj)
                and obj.status not in publishing.UNCHECKABLE
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """What was typed is saved by now; then comes the step."""
        name = request.POST.get("_move")
        if name in publishing.TRANSITIONS:
            moves.make(request, obj, name)
        elif "_check" in request.POST:
            moves.check(request, obj)
        elif "_preview" in request.POST:
            return redirect("admin:catalogue_opportunity_preview", obj.pk)
        else:
            return super().response_change(request, obj)
        return redirect("admin:catalogue_opportunity_change", obj.pk)

    # Its own pages.

    def get_urls(self) -> list[Any]:
        seen = self.admin_site.admin_view
        name = "catalogue_opportunity_{}".format
        own = [
            path("reads/", seen(reads.reads), name=name("reads")),
            path("<int:pk>/preview/", seen(preview.preview), name=name("preview")),
            path("<int:pk>/move/<slug:name>/", seen(moves.move), name=name("move")),
            path(
                "<int:pk>/history/<slug:kind>/<int:record>/restore/",
                seen(history_pages.restore),
                name=name("restore"),
            ),
        ]
        return [*imports.page.urls(self.admin_site), *own, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        opportunity = self.get_object(request, object_id)
        if opportunity is None:
            return super().history_view(request, object_id)  # says that there is none
        if not self.has_view_or_change_permission(request, opportunity):
            raise PermissionDenied
        return history_pages.page(request, opportunity)


def _last_changes(formsets: list[Any]) -> list[dt.datetime]:
    """Of the sessions as the form about to be shown has read them."""
    return [session.changed_at for formset in formsets for session in formset.get_queryset()]


def _in_list(session: Session) -> str:
    is_plain = session.state in {SessionState.SCHEDULED, SessionState.TO_BE_ANNOUNCED}
    return str(session.when()) if is_plain else f"{session.when()} ({session.get_state_display()})"
