"""Feedback at the desk: what it comes to, and every comment."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from events import feedback_results
from events.admin.desk_tables import as_file, refuse_without
from events.models import Edition, Feedback

SEE = "events.view_feedback"
COMMENTS_A_PAGE = 25


@admin.register(Feedback)
class FeedbackAdmin(admin.ModelAdmin):
    """Read here, and deleted where it must be; nobody edits what others said."""

    list_display = ["day", "edition", "rating", "worth", "has_name"]
    list_filter = [("edition", admin.RelatedOnlyFieldListFilter), "rating", "worth"]
    list_select_related = ["edition"]
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("edition/<int:key>/", view(results), name="events_feedback_results"),
            path("edition/<int:key>/<slug:form>/", view(file), name="events_feedback_file"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="left a name", boolean=True)
    def has_name(self, feedback: Feedback) -> bool:
        return bool(feedback.name or feedback.email)


@require_safe
def results(request: HttpRequest, key: int) -> HttpResponse:
    refuse_without(request, SEE)
    edition = get_object_or_404(Edition, pk=key)
    comments = Paginator(feedback_results.comments(edition), COMMENTS_A_PAGE)
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "opts": Feedback._meta,
        "title": f"Feedback on {edition}",
        "edition": edition,
        "summary": feedback_results.summary(edition),
        "questions": feedback_results.bars(edition),
        "comments": comments.get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "admin/events/feedback/results.html", context)


@require_safe
def file(request: HttpRequest, key: int, form: str) -> HttpResponse:
    refuse_without(request, SEE)
    edition = get_object_or_404(Edition, pk=key)
    table = (feedback_results.COLUMNS, feedback_results.table(edition))
    return as_file(f"feedback-{edition.slug}", form, "Feedback", table)
