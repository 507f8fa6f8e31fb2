from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalogue.admin import typed_times
from catalogue.admin.reads import fragment
from catalogue.admin.session_form import SessionForm, SessionFormSet
from catalogue.models import Session
from catalogue.models.vocabulary import Timing

MOST_SESSIONS = 150  # what one form can send


class SessionInline(admin.StackedInline):
    """Sessions, as the organiser states them; beside each, what it is in BC."""

    model = Session
    form = SessionForm
    formset = SessionFormSet
    extra = 1
    max_num = MOST_SESSIONS
    classes = ["desk-sessions"]
    verbose_name_plural = "When and where: sessions"
    readonly_fields = ["in_bc"]
    fields = [
        ("starts_wall", "ends_wall", "zone_words"),
        "in_bc",
        ("timing", "state", "label"),
        "organiser_words",
        ("venue", "address", "city", "region"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Session]:
        return super().get_queryset(request).select_related("opportunity")

    @admin.display(description="Reads")
    def in_bc(self, session: Session) -> SafeString:
        saved = fragment(session, _warning(session)) if session.pk else "Shown once saved."
        return format_html('<div class="desk-reads" data-reads aria-live="polite">{}</div>', saved)

    # Shown to a person who may look but not change.

    @admin.display(description="Starts")
    def starts_wall(self, session: Session) -> str:
        return typed_times.typed(session)["starts"]

    @admin.display(description="Ends")
    def ends_wall(self, session: Session) -> str:
        return typed_times.typed(session)["ends"]

    @admin.display(description="Clock")
    def zone_words(self, session: Session) -> str:
        return session.zone


def _warning(session: Session) -> str:
    if session.timing != Timing.TIMED:
        return ""
    return typed_times.long_warning(session.starts, session.ends, session.zone)
