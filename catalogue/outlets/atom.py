"""Listings as an Atom feed (RFC 4287): records in, bytes out.

An entry's id is made from what never changes of a listing, its key and when it was entered:
it outlives a new address of the listing or of the site, and two installations do not share it.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Origin, SessionState

OURS = uuid.UUID("6e1ad5b0-54d1-4b4e-9f39-6d6c8f0f5a7e")  # never changes, or all looks new
AUTHOR = "Learning Portal"
MOST_DATES = 10
MARKED = {SessionState.CANCELLED, SessionState.MOVED}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Feed(Atom1Feed):
    """Django's feed, with a plain summary, the content as HTML, and readable categories."""

    def root_attributes(self) -> Any:
        """With the address against which a description's own links are read."""
        return {**super().root_attributes(), "xml:base": self.feed["link"]}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"])
        handler.addQuickElement("content", item["html"], {"type": "html"})
        for term, label in item["labelled"]:
            handler.addQuickElement("category", "", {"term": term, "label": label})


def feed(
    opportunities: Iterable[Opportunity],
    *,
    title: str,
    site: str,
    page: str,
    own: str,
    at: dt.datetime,
) -> bytes:
    """A whole feed of listings fetched with provider, topics and sessions.

    `site` is `https://host`; `page` is where the list it follows stands there, which gives it
    its id, and `own` where it stands itself.
    """
    made = Feed(
        title=_text(title),
        link=f"{site}{page}",
        description=None,
        language="en-CA",
        author_name=AUTHOR,
        feed_url=f"{site}{own}",
        feed_guid=f"{site}{page}",
    )
    for opportunity in opportunities:
        made.add_item(**_entry(opportunity, site, at))
    return made.writeString("utf-8").encode()


def identity(opportunity: Opportunity) -> str:
    made_from = f"{opportunity.pk} {opportunity.created_at.astimezone(dt.UTC).isoformat()}"
    return uuid.uuid5(OURS, made_from).urn


def _entry(opportunity: Opportunity, site: str, at: dt.datetime) -> dict[str, Any]:
    sessions = list(opportunity.sessions.all())
    shown = [session for session in sessions if not session.is_over(at)] or sessions
    provider = opportunity.provider
    topics = [(topic.slug, _text(topic.name)) for topic in opportunity.topics.all()]
    changed = [opportunity.changed_at, *(session.changed_at for session in sessions)]
    said = [opportunity.summary, f"When: {_when(shown[0])}" if shown else ""]
    return {
        "title": _text(opportunity.title),
        "link": f"{site}{opportunity.get_absolute_url()}",
        "description": None,
        "unique_id": identity(opportunity),
        "pubdate": opportunity.published_at,
        "updateddate": max(changed),
        "author_name": _text(provider.name),
        "summary": _text("\n".join(part for part in said if part)),
        "html": _text(_html(opportunity, shown)),
        "labelled": [(opportunity.kind, opportunity.get_kind_display()), *topics],
    }


def _html(opportunity: Opportunity, sessions: list[Session]) -> SafeString:
    parts = []
    if opportunity.origin == Origin.SAMPLE:
        parts.append(mark_safe("<p>Sample: made up, nobody offers it.</p>"))
    if sessions:
        dates = format_html_join("", "<li>{}</li>", ((_when(s),) for s in sessions[:MOST_DATES]))
        parts.append(format_html("<p>When:</p><ul>{}</ul>", dates))
    if len(sessions) > MOST_DATES:
        parts.append(format_html("<p>More dates: {}.</p>", len(sessions) - MOST_DATES))
    if opportunity.summary:
        parts.append(format_html("<p>{}</p>", opportunity.summary))
    parts.append(mark_safe(opportunity.description_html))  # noqa: S308 - cleaned when it was saved
    return mark_safe("".join(parts))  # noqa: S308


def _when(session: Session) -> str:
    """`Cancelled: Part 2: Wednesday, December 9, 2026, 12:00 pm to 1:00 pm BC time`."""
    state = str(session.get_state_display()) if session.state in MARKED else ""
    return ": ".join(part for part in (state, session.label, str(session.when())) if part)


def _text(value: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return NOT_XML.sub("", value)
