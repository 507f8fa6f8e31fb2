from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from catalogue.admin.fields import ADDRESSES
from events import changes, listing
from events.admin import desk_urls, programme_import
from events.admin.edition_form import EditionForm
from events.admin.programme import ProgrammeInline, RoomInline, TrackInline, save_programme
from events.attention import NEEDS
from events.models import Edition, ProgrammeSession
from events.models.retention import DELETION_DAYS
from learning_portal.foundation.admin.attention_filter import AttentionFilter


class EditionsFilter(AttentionFilter):
    needs = NEEDS


@admin.register(Edition)
class EditionAdmin(SimpleHistoryAdmin):
    form = EditionForm
    formfield_overrides = ADDRESSES
    object_history_template = "admin/faq/object_history.html"
    list_display = ["title", "when_", "place_", "stage", "capacity", "is_shown"]
    list_filter = [EditionsFilter, "stage", "is_shown", "gathering"]
    search_fields = ["title", "venue__name", "venue__city"]
    list_select_related = ["venue"]
    show_full_result_count = False
    readonly_fields = ["listing_"]
    fieldsets = [
        (
            None,
            {
                "description": "A new date or place, closing and cancelling each send one message "
                "to everyone registered when you save.",
                "fields": ["gathering", "title", "is_shown", "stage"],
            },
        ),
        (
            "When and where",
            {"fields": [("starts_wall", "ends_wall", "zone_words"), "way", "venue", "join_url"]},
        ),
        ("What it is", {"fields": ["summary", "description", "for_whom", "territory"]}),
        (
            "Accessibility and travel",
            {"fields": ["access_arrangements", "access_contact", "travel_support"]},
        ),
        ("Programme", {"fields": ["programme_shown"]}),
        (
            "Registration",
            {"fields": ["capacity", ("opens_wall", "closes_wall"), "offer_hours"]},
        ),
        ("After the day", {"fields": ["feedback_closes_on", "attended_hours"]}),
        (
            "Personal data",
            {
                "description": "These days are told to everyone who registers: do not move them "
                "later once somebody has. Left as they are, they follow the event’s dates.",
                "fields": list(DELETION_DAYS),
            },
        ),
        (
            "Its address and its listing",
            {"description": "Leave the address as it is.", "fields": ["slug", "listing_"]},
        ),
    ]

    change_form_template = "admin/events/edition/change_form.html"

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(programme_import.import_programme)
        own = path("<int:key>/programme/", page, name=programme_import.NAME)
        return [own, *desk_urls.urls(), *super().get_urls()]

    def get_inlines(self, request: HttpRequest, obj: Edition | None = None) -> list[Any]:
        """The programme once the edition has its days."""
        return [RoomInline, TrackInline, ProgrammeInline] if obj else []

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if formset.model is ProgrammeSession:
            save_programme(formset)
        else:
            formset.save()

    def save_model(self, request: HttpRequest, obj: Edition, form: Any, change: bool) -> None:
        if change:
            changes.keep(obj)
        else:
            obj.save()
            listing.keep_in_step(obj)

    def delete_model(self, request: HttpRequest, obj: Edition) -> None:
        listing.take_off(obj)
        super().delete_model(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    @admin.display(description="when", ordering="starts")
    def when_(self, edition: Edition) -> str:
        return str(edition.when())

    @admin.display(description="where")
    def place_(self, edition: Edition) -> str:
        return edition.place

    @admin.display(description="listing in the catalogue", empty_value="None yet")
    def listing_(self, edition: Edition) -> str | None:
        listed = edition.opportunity
        return f"{listed.title} ({listed.get_status_display()})" if listed else None
