from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from catalogue.attention import NEEDS
from catalogue.models import MissedSearch, Topic
from cltp.attention import NEEDS as CLTP_NEEDS
from cltp.models import LetterRequest, RequestState
from events.attention import NEEDS as EVENTS_NEEDS
from faq.models import Letter, State
from learning_portal.foundation import clock
from learning_portal.foundation.attention import Need
from learning_portal.foundation.models import Message, MessageState, message

FIRST = 5
UNSETTLED = "state__exact={}&settled_at__isnull=True"


@dataclass(frozen=True)
class Row:
    title: str
    address: str


@dataclass(frozen=True)
class Asking:
    """One kind of thing that needs attention: how many, and the first few."""

    key: str
    label: str
    why: str
    address: str
    total: int
    first: list[Row]

    @property
    def more(self) -> int:
        return self.total - len(self.first)


class Desk(admin.AdminSite):
    """The curators' desk."""

    site_header = "Learning Portal: curators' desk"
    site_title = "Learning Portal desk"
    index_title = "What needs attention"

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        asked = [asking for asking in _asking(request) if asking.total]
        context = {"needs": asked, "missed": _missed(request)}
        return super().index(request, {**(extra_context or {}), **context})


def _asking(request: HttpRequest) -> list[Asking]:
    """Only what the person may see; one query each."""
    may = request.user.has_perm
    asked = [_needed(need) for need in NEEDS if may(need.permission)]
    if may("catalogue.view_topic"):
        topics = Topic.objects.filter(heading__isnull=True)
        why = "Choose where each stands, so that readers find it."
        words = ("topics", "Topics without a heading", why)
        asked.append(_ask(*words, topics, "heading__isnull=True"))
    asked += [_needed(need) for need in [*CLTP_NEEDS, *EVENTS_NEEDS] if may(need.permission)]
    if may("faq.view_letter"):
        why = "Someone wrote to the Branch: read it, and mark it as read."
        query = f"state__exact={State.NEW}"
        asked.append(_ask("letters", "Letters to read", why, Letter.objects.unread(), query))
    if may("cltp.issue_letterrequest"):
        why = "A holder asked for a letter about a certificate: issue it, or decline."
        query = f"state__exact={RequestState.WAITING}"
        waiting = LetterRequest.objects.waiting().order_by("asked_at")
        asked.append(_ask("certificate-letters", "Letters asked for", why, waiting, query))
    if may("foundation.view_message"):
        asked += _mail()
    return asked


def _needed(need: Need) -> Asking:
    return _ask(need.key, need.label, need.why, need.found(), f"attention={need.key}", need.page)


def _mail() -> list[Asking]:
    """What of the portal's mail asks for a person."""
    messages, late = Message.objects.unsettled(), clock.now() - message.OVERDUE
    why = "It may have arrived, so it is not sent again by itself: find out, then decide."
    doubt = _ask(
        "mail-in-doubt",
        "Messages in doubt",
        why,
        messages.in_doubt(),
        UNSETTLED.format(MessageState.IN_DOUBT),
    )
    why = "They were refused, or tried for days: mend what they say, and send them again."
    dead = _ask(
        "mail-dead", "Messages given up", why, messages.dead(), UNSETTLED.format(MessageState.DEAD)
    )
    why = "Nobody has taken them up: ask whoever runs the portal whether its worker runs."
    query = urlencode({"state__in": ",".join(message.WAITING), "due_at__lte": late.isoformat()})
    overdue = _ask("mail-overdue", "Messages that wait", why, messages.overdue(clock.now()), query)
    return [doubt, dead, overdue]


def _ask(key: str, label: str, why: str, rows: QuerySet[Any], query: str, page: str = "") -> Asking:
    """`rows` in the order they are to be named; `query` filters their list at the desk.

    `page` is where each is settled; its own form unless told.
    """
    route = f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}"
    page = f"admin:{page}" if page else f"{route}_change"
    found = list(rows.annotate(total=Window(Count("pk")))[:FIRST])
    return Asking(
        key=key,
        label=label,
        why=why,
        address=f"{reverse(f'{route}_changelist')}?{query}",
        total=found[0].total if found else 0,
        first=[Row(str(row), reverse(page, args=[row.pk])) for row in found],
    )


def _missed(request: HttpRequest) -> list[Row]:
    """What readers looked for most often and did not find, in the last 30 days."""
    if not request.user.has_perm("catalogue.view_missedsearch"):
        return []
    address = reverse("admin:catalogue_missedsearch_changelist")
    words = MissedSearch.objects.recent().by_word()[:FIRST]
    return [
        Row(f"{row['word']} ({row['missed']})", f"{address}?{urlencode({'q': row['word']})}")
        for row in words
    ]
