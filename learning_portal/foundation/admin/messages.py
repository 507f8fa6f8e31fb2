"""What the portal wrote to people, and what became of it: read here, sent again where it asks."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib import messages as notes
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from learning_portal.foundation import resending, time_labels
from learning_portal.foundation.models import Message, MessageState
from learning_portal.foundation.read_only import ReadOnlyAdmin

MOST_AT_ONCE = 200
# What opens a letter is its holder's to hand on, also past those who look after the mail.
ADDRESS_OF_A_LETTER = re.compile(r"(/letters/)[A-Za-z0-9_-]{32}")
WHAT_IT_MEANS = {
    MessageState.QUEUED: "It waits for the worker, which looks once a second.",
    MessageState.SENDING: "A worker is speaking to the mail server.",
    MessageState.RETRYING: "It did not go this time, and will be tried again by itself.",
    MessageState.SENT: "The mail server took it. Whether it was read, nobody here knows.",
    MessageState.IN_DOUBT: "The mail server may have taken it, and may have delivered it. It is "
    "not sent again by itself. Look for its Message-ID in the mail server’s log, or ask the "
    "person; then send it again, or leave it.",
    MessageState.DEAD: "It is not tried any more. Mend what it says below, then send it again; "
    "or reach the person in another way, and leave it.",
}
EMPTIED = "Deleted: it was kept as long as the privacy page promises."


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["subject_line", "recipient", "kind", "state", "when", "why"]
    list_filter = ["state"]
    search_fields = ["to", "subject", "message_id"]
    search_help_text = "Search by e-mail address, subject or Message-ID."
    list_per_page = 50
    show_full_result_count = False
    actions = ["send_again", "leave"]
    fieldsets = [
        ("What became of it", {"fields": [
            "state", "meaning", "why", "tries", "when", "next_try", "tried", "sent", "settled",
        ]}),
        ("The message", {"fields": ["recipient", "reply_to", "subject_line", "words", "carries"]}),
        ("For whoever looks for it", {"fields": ["kind", "message_id", "once", "emptied_on"]}),
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        return super().get_queryset(request).defer("html")

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("foundation.resend_message")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = dict(extra_context or {})
        message = self.get_object(request, object_id)
        if message and self.has_resend_permission(request):
            context["may_send_again"] = message.may_be_sent_again
            context["may_leave"] = message.is_unsettled
        return super().change_view(request, object_id, form_url, context)

    @admin.action(description="Send again", permissions=["resend"])
    def send_again(
        self, request: HttpRequest, queryset: QuerySet[Message]
    ) -> TemplateResponse | None:
        """Asked first: what is in doubt may arrive a second time."""
        chosen = self._few(request, queryset)
        if not chosen:
            return None
        if "confirmed" in request.POST:
            self._each(request, chosen, resending.send_again, "queued to be sent again")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Send again?",
            "opts": self.opts,
            "chosen": chosen,
            "in_doubt": sum(each.state == MessageState.IN_DOUBT for each in chosen),
        }
        return TemplateResponse(request, "admin/foundation/message/send_again.html", context)

    @admin.action(description="Leave as it is: dealt with", permissions=["resend"])
    def leave(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        self._each(request, self._few(request, queryset), resending.leave, "left as it is")

    def _few(self, request: HttpRequest, queryset: QuerySet[Message]) -> list[Message]:
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            notes.error(request, f"Nothing was done: choose {MOST_AT_ONCE} messages at most.")
            return []
        return chosen

    def _each(
        self, request: HttpRequest, chosen: list[Message], do: Callable[..., Message], done: str
    ) -> None:
        count = 0
        for message in chosen:
            try:
                do(message=message)
            except resending.Refused as refused:
                notes.error(request, str(refused))
            else:
                was = f"{message.get_state_display()}: {message.why}"
                self.log_change(request, message, f"{done.capitalize()}. It was: {was}")
                count += 1
        if count:
            were = "message was" if count == 1 else "messages were"
            notes.success(request, f"{count} {were} {done}.")

    @admin.display(description="subject", ordering="subject")
    def subject_line(self, message: Message) -> str:
        return EMPTIED if message.is_purged else message.subject

    @admin.display(description="to", ordering="to")
    def recipient(self, message: Message) -> str:
        return EMPTIED if message.is_purged else message.to

    @admin.display(description="words")
    def words(self, message: Message) -> str:
        if message.is_purged:
            return EMPTIED
        return ADDRESS_OF_A_LETTER.sub(r"\1(not shown here)", message.text)

    @admin.display(description="carries")
    def carries(self, message: Message) -> str:
        names = ["the same as HTML"] if message.html else []
        names += [each.name for each in message.attachments.defer("content")]
        return ", ".join(names) or "Nothing else"

    @admin.display(description="what that means")
    def meaning(self, message: Message) -> str:
        return WHAT_IT_MEANS[MessageState(message.state)]

    @admin.display(description="queued", ordering="queued_at")
    def when(self, message: Message) -> str:
        return time_labels.moment(message.queued_at)

    @admin.display(description="next try")
    def next_try(self, message: Message) -> str:
        return time_labels.moment(message.due_at) if message.is_waiting else "None"

    @admin.display(description="last tried")
    def tried(self, message: Message) -> str:
        return time_labels.moment(message.tried_at) if message.tried_at else "Never"

    @admin.display(description="sent")
    def sent(self, message: Message) -> str:
        return time_labels.moment(message.sent_at) if message.sent_at else "Not that we know"

    @admin.display(description="dealt with")
    def settled(self, message: Message) -> str:
        return time_labels.moment(message.settled_at) if message.settled_at else "No"

    @admin.display(description="words and addresses are deleted")
    def emptied_on(self, message: Message) -> str:
        if message.purged_at:
            return f"Done, {time_labels.moment(message.purged_at)}"
        return f"After {time_labels.day(message.purge_after)}"
