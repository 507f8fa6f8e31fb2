"""Plain makers of rows for tests. Each makes what a test did not name, and nothing surprising."""

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User

from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Provider, Session, Topic
from catalogue.models.vocabulary import Kind, Status
from faq.models import About, Letter, Notice, Question
from learning_portal.foundation import clock, letters
from learning_portal.foundation.models import Message, SignedLetter

number = count(1)


def make_provider(**fields: Any) -> Provider:
    fields.setdefault("name", f"Provider {next(number)}")
    return Provider.objects.create(**fields)


def make_topic(**fields: Any) -> Topic:
    fields.setdefault("name", f"Topic {next(number)}")
    return Topic.objects.create(**fields)


def make_opportunity(*, topics: Any = (), **fields: Any) -> Opportunity:
    """A published webinar, unless told."""
    fields.setdefault("title", f"Listing {next(number)}")
    fields.setdefault("kind", Kind.WEBINAR)
    fields.setdefault("status", Status.PUBLISHED)
    if "provider" not in fields:
        fields["provider"] = make_provider()
    opportunity = Opportunity.objects.create(**fields)
    if topics:
        opportunity.topics.set(topics)
        refresh_found_by(Opportunity.objects.filter(pk=opportunity.pk))
        opportunity.refresh_from_db()
    return opportunity


def make_session(
    opportunity: Opportunity | None = None,
    starts: str | dt.datetime | None = "2026-12-09 12:00",
    ends: str | dt.datetime | None = None,
    zone: str = clock.BC_ZONE,
    **fields: Any,
) -> Session:
    """A session; `starts` and `ends` as text are wall time in `zone`."""
    return Session.objects.create(
        opportunity=opportunity or make_opportunity(),
        starts=_instant(starts, zone),
        ends=_instant(ends, zone),
        zone=zone,
        **fields,
    )


def _instant(stated: str | dt.datetime | None, zone: str) -> dt.datetime | None:
    if isinstance(stated, str):
        return clock.instant(dt.datetime.fromisoformat(stated), zone)
    return stated


def make_user(group: str = "", **fields: Any) -> User:
    """A person at the desk; `group` is one of the portal's groups, "" for none."""
    fields.setdefault("username", f"person{next(number)}")
    fields.setdefault("is_staff", True)
    user = User.objects.create_user(**fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_question(**fields: Any) -> Question:
    fields.setdefault("question", f"Question {next(number)}?")
    fields.setdefault("heading", "CLTP")
    fields.setdefault("answer", "Yes.")
    return Question.objects.create(**fields)


def make_notice(**fields: Any) -> Notice:
    """A notice for today in BC, unless told."""
    fields.setdefault("text", f"Notice {next(number)}")
    fields.setdefault("first_day", clock.today())
    fields.setdefault("last_day", fields["first_day"])
    return Notice.objects.create(**fields)


def make_letter(**fields: Any) -> Letter:
    fields.setdefault("about", About.IDEA)
    fields.setdefault("message", f"Letter {next(number)}")
    return Letter.objects.create(**fields)


def make_message(**fields: Any) -> Message:
    """A message that waits to be sent, unless told."""
    fields.setdefault("kind", "test")
    fields.setdefault("to", "ann@example.ca")
    fields.setdefault("subject", "Hello")
    fields.setdefault("text", "Words.\n")
    fields.setdefault("message_id", f"<{next(number)}@example.ca>")
    fields.setdefault("purge_after", clock.today() + 90 * clock.DAY)
    return Message.objects.create(**fields)


def make_signed_letter(**said: Any) -> SignedLetter:
    """A letter of the kind `test`, valid for a year; a test registers that kind (`letter_kind`)."""
    said.setdefault("kind", "test")
    said.setdefault("about", f"person:{next(number)}")
    said.setdefault("content", {"name": "Ann Sample"})
    said.setdefault("expires_on", clock.today() + 365 * clock.DAY)
    return letters.issue(**said)
