"""What people wrote to the Branch: read and followed up, never rewritten."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import Truncator

from faq.models import Letter, State
from learning_portal.foundation import clock, time_labels


@admin.register(Letter)
class LetterAdmin(admin.ModelAdmin):
    list_display = ["subject", "beginning", "sender", "received", "state"]
    list_filter = ["state", "about"]
    search_fields = ["message", "name", "email", "page", "note"]
    search_help_text = "Search the letters, their senders and your notes."
    ordering = ["-received_at", "-id"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["mark_read", "mark_answered", "mark_closed", "write_out"]
    fieldsets = [
        ("The letter", {"fields": ["about", "words", "page_link", "name", "email_link"]}),
        (
            "Following it up",
            {
                "description": "The portal does not answer for you. Answer from your own mailbox, "
                "then mark the letter as answered here.",
                "fields": ["state", "note"],
            },
        ),
        ("Dates", {"fields": ["received", "deleted_on"]}),
    ]
    readonly_fields = [
        "about", "words", "page_link", "name", "email_link", "received", "deleted_on",
    ]  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="about", ordering="about")
    def subject(self, letter: Letter) -> str:
        return letter.get_about_display()

    @admin.display(description="begins")
    def beginning(self, letter: Letter) -> str:
        return Truncator(letter.message).chars(80)

    @admin.display(description="from", empty_value="Not signed", ordering="name")
    def sender(self, letter: Letter) -> str | None:
        return letter.name or letter.email or None

    @admin.display(description="received", ordering="received_at")
    def received(self, letter: Letter) -> str:
        return time_labels.moment(letter.received_at)

    @admin.display(description="will be deleted on")
    def deleted_on(self, letter: Letter) -> str:
        return time_labels.day(letter.purge_after)

    @admin.display(description="message")
    def words(self, letter: Letter) -> str:
        return letter.message

    @admin.display(description="e-mail", empty_value="None given, so no answer is expected")
    def email_link(self, letter: Letter) -> str | None:
        if not letter.email:
            return None
        return format_html('<a href="mailto:{0}">{0}</a>', letter.email)

    @admin.display(description="page", empty_value="None named")
    def page_link(self, letter: Letter) -> str | None:
        if not letter.page:
            return None
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', letter.page)

    @admin.action(description="Mark as read", permissions=["change"])
    def mark_read(self, request: HttpRequest, letters: QuerySet[Letter]) -> None:
        self._mark(request, letters, State.READ)

    @admin.action(description="Mark as answered", permissions=["change"])
    def mark_answered(self, request: HttpRequest, letters: QuerySet[Letter]) -> None:
        self._mark(request, letters, State.ANSWERED)

    @admin.action(description="Mark as closed", permissions=["change"])
    def mark_closed(self, request: HttpRequest, letters: QuerySet[Letter]) -> None:
        self._mark(request, letters, State.CLOSED)

    def _mark(self, request: HttpRequest, letters: QuerySet[Letter], state: State) -> None:
        chosen = list(letters.exclude(state=state))
        self.log_changes(request, chosen, state)
        letters.filter(pk__in=[letter.pk for letter in chosen]).update(state=state)
        was = "letter was" if len(chosen) == 1 else "letters were"
        messages.success(request, f"{len(chosen)} {was} marked as {state.label.lower()}.")

    def log_changes(self, request: HttpRequest, letters: list[Letter], state: State) -> None:
        for letter in letters:
            self.log_change(request, letter, f"Marked as {state.label.lower()}.")

    @admin.action(description="Write out the chosen letters as text", permissions=["view"])
    def write_out(self, request: HttpRequest, letters: QuerySet[Letter]) -> HttpResponse:
        """For a person who asks what the Branch holds of them: search by e-mail, then this."""
        text = "\n\n".join(written(letter) for letter in letters.order_by("received_at", "pk"))
        response = HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8")
        name = f"letters-{clock.today().isoformat()}.txt"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def written(letter: Letter) -> str:
    """The whole letter as plain text, without the desk's note."""
    facts: list[tuple[str, Any]] = [
        ("About", letter.get_about_display()),
        ("Received", time_labels.moment(letter.received_at)),
        ("State", letter.get_state_display()),
        ("To be deleted on", time_labels.day(letter.purge_after)),
        ("Name", letter.name),
        ("E-mail", letter.email),
        ("Page", letter.page),
    ]
    head = "\n".join(f"{name}: {value or 'not given'}" for name, value in facts)
    return f"{head}\n\n{letter.message}\n\n{'-' * 40}"
