"""The programme at the desk: edited with its edition, each session also on its own page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events import programme_entry
from events.admin.programme_form import ProgrammeForm, ProgrammeFormSet, SessionForm
from events.models import Material, ProgrammeSession, Room, Speaker, Track

MOST_SESSIONS = 150  # what one form can send


class RoomInline(admin.TabularInline):
    model = Room
    extra = 1
    max_num = 40


class TrackInline(admin.TabularInline):
    model = Track
    extra = 1
    max_num = 20


class ProgrammeInline(admin.TabularInline):
    model = ProgrammeSession
    form = ProgrammeForm
    formset = ProgrammeFormSet
    extra = 2
    max_num = MOST_SESSIONS
    show_change_link = True
    verbose_name_plural = "Programme: sessions, plenaries and breaks"
    fields = [
        "starts_wall", "ends_wall", "title", "kind", "room", "track", "speaker_names", "capacity",
        "is_held",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).select_related("edition", "room", "track")
        return rows.prefetch_related("appearances__speaker").order_by("starts", "ends", "pk")


def save_programme(formset: Any) -> None:
    """Store what the formset holds, swaps included."""
    with programme_entry.all_at_once():
        formset.save()
        for form in formset.forms:
            if form.instance.pk and form.has_changed() and form not in formset.deleted_forms:
                programme_entry.set_speakers(form.instance, form.names())


class MaterialInline(admin.TabularInline):
    model = Material
    extra = 1
    max_num = 20


@admin.register(ProgrammeSession)
class ProgrammeSessionAdmin(admin.ModelAdmin):
    form = SessionForm
    inlines = [MaterialInline]
    list_display = ["title", "edition", "kind", "when_", "room", "is_held"]
    list_filter = [("edition", admin.RelatedOnlyFieldListFilter), "kind", "is_held"]
    list_select_related = ["edition", "room"]
    search_fields = ["title", "speakers__name"]
    show_full_result_count = False
    readonly_fields = ["edition", "signed_up"]
    fieldsets = [
        (
            None,
            {
                "description": "Once the programme is shown, a new time or room is marked with "
                "what it was.",
                "fields": [
                    "edition", "title", "kind", ("starts_wall", "ends_wall"), "room", "track",
                    "speaker_names", "summary", "is_held",
                ],
            },
        ),
        ("Signing up", {"fields": ["capacity", "signed_up"]}),
    ]  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Added with its edition, which says on which days it can be."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with programme_entry.all_at_once():
            obj.save()
            programme_entry.set_speakers(obj, form.names())

    @admin.display(description="when", ordering="starts")
    def when_(self, session: ProgrammeSession) -> str:
        return f"{session.day.isoformat()}, {session.hours()}"

    @admin.display(description="signed up")
    def signed_up(self, session: ProgrammeSession) -> int:
        return session.sign_ups.count()


@admin.register(Speaker)
class SpeakerAdmin(admin.ModelAdmin):
    list_display = ["name", "organisation"]
    search_fields = ["name", "organisation"]
    show_full_result_count = False
