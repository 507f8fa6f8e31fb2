"""Calls for needs at the desk: the call itself, and what the answers come to."""

from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from events import call_results, drafting
from events.admin.desk_tables import as_file, refuse_without
from events.models import Call, CallTopic
from events.models.call import MOST_TOPICS
from events.registration import Refused

SEE = "events.view_callanswer"
DRAFT = "events.add_programmesession"
WORDS_A_PAGE = 25
TABLES = {
    "answers": (call_results.ANSWER_COLUMNS, call_results.answer_table),
    "topics": (call_results.TOPIC_COLUMNS, call_results.topic_table),
}


class TopicInline(admin.TabularInline):
    model = CallTopic
    extra = 3
    max_num = MOST_TOPICS


@admin.register(Call)
class CallAdmin(admin.ModelAdmin):
    inlines = [TopicInline]
    list_display = ["edition", "opens_on", "closes_on", "results_"]
    list_select_related = ["edition"]
    search_fields = ["edition__title"]
    show_full_result_count = False
    change_form_template = "admin/events/call/change_form.html"
    fieldsets = [
        (
            None,
            {
                "description": "The form is open from the first of these days to the last, with "
                "the event’s page leading to it. A topic that is deleted takes the answers that "
                "chose it along.",
                "fields": ["edition", ("opens_on", "closes_on"), "introduction"],
            },
        )
    ]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:key>/results/", view(results), name="events_call_results"),
            path("<int:key>/<slug:table>.<slug:form>", view(file), name="events_call_file"),
            path("<int:key>/draft/<int:topic>/", view(draft), name="events_call_draft"),
            *super().get_urls(),
        ]

    @admin.display(description="results")
    def results_(self, call: Call) -> str:
        address = reverse("admin:events_call_results", args=[call.pk])
        return format_html('<a href="{}">Results of {}</a>', address, call.edition)


@require_safe
def results(request: HttpRequest, key: int) -> HttpResponse:
    refuse_without(request, SEE)
    call = get_object_or_404(Call.objects.select_related("edition"), pk=key)
    words = call.answers.exclude(words="").order_by("-pk")
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "opts": Call._meta,
        "title": f"What {call.edition} should cover",
        "call": call,
        "rows": call_results.topics(call),
        "number": call.answers.count(),
        "words": Paginator(words, WORDS_A_PAGE).get_page(request.GET.get("page")),
        "may_draft": request.user.has_perm(DRAFT),
    }
    return TemplateResponse(request, "admin/events/call/results.html", context)


@require_safe
def file(request: HttpRequest, key: int, table: str, form: str) -> HttpResponse:
    refuse_without(request, SEE)
    call = get_object_or_404(Call.objects.select_related("edition"), pk=key)
    if table not in TABLES:
        raise Http404(table)
    columns, rows = TABLES[table]
    return as_file(f"needs-{table}-{call.edition.slug}", form, "Needs", (columns, rows(call)))


@require_POST
def draft(request: HttpRequest, key: int, topic: int) -> HttpResponse:
    refuse_without(request, DRAFT)
    found = get_object_or_404(CallTopic.objects.select_related("call"), pk=topic, call=key)
    try:
        session = drafting.draft(topic=found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("admin:events_call_results", key)
    messages.success(
        request, "The session is drafted: give it its time, room and speakers. Readers see it "
        "when the programme is shown.",
    )  # fmt: skip
    return redirect("admin:events_programmesession_change", session.pk)
