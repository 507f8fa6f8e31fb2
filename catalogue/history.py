"""The way back: a listing or one of its sessions as it once stood."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity, Provider, Session, Topic
from catalogue.publishing import Refused
from learning_portal.foundation import time_labels

# What is restored: what a curator writes. Not the status (it has its own steps), the address
# (others link to it), the reference (imports find the listing by it).
EDITORIAL = (
    "title", "provider_id", "kind", "summary", "description", "url", "link_dead_since",
    "audience", "level", "languages", "bc_context", "delivery", "hours", "length_note", "cost",
    "price", "price_high", "currency", "price_per", "price_note", "registration_url",
    "registration_closes", "registration_zone", "registration_words", "recording",
    "recording_url", "recording_until", "certificate", "access", "capacity_note",
)  # fmt: skip
OF_SESSION = (
    "state", "label", "timing", "starts", "ends", "zone", "organiser_words", "venue", "address",
    "city", "region",
)  # fmt: skip
TOPICS = "historicalopportunity_topics_set"  # the name django-simple-history gives it
NOTHING = "Nothing was restored: it already reads like that version."


def topics_of(record: Any) -> set[int]:
    """The keys of a listing's topics in a record of its history."""
    return {row.topic_id for row in getattr(record, TOPICS).all()}


def save_with_topics(opportunity: Opportunity, topics: Iterable[Topic]) -> None:
    """Save a stored listing and its topics as one entry in its history."""
    opportunity.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        opportunity.topics.set(topics)
    finally:
        del opportunity.skip_history_when_saving  # type: ignore[attr-defined]
    opportunity.save()


@transaction.atomic
def restore_opportunity(*, record: Any, by: User) -> Opportunity:
    """Bring back what a curator wrote, from a record of the listing's history. Raises Refused."""
    _may_change(by)
    locked = Opportunity.objects.select_for_update().get(pk=record.id)
    changed = {name for name in EDITORIAL if getattr(locked, name) != getattr(record, name)}
    topics = list(Topic.objects.filter(pk__in=topics_of(record)))
    if set(topics) != set(locked.topics.all()):
        changed.add("topics")
    if not changed:
        raise Refused(NOTHING)
    if not Provider.objects.filter(pk=record.provider_id).exists():
        raise Refused("Nothing was restored: the provider of that version has been deleted.")
    for name in EDITORIAL:
        setattr(locked, name, getattr(record, name))
    edited = {name.removesuffix("_id") for name in changed}
    locked.locked_fields = sorted({*locked.locked_fields, *edited})
    _check(locked)
    _mark(locked, record, by)
    save_with_topics(locked, topics)
    refresh_found_by(Opportunity.objects.filter(pk=locked.pk))
    return locked


@transaction.atomic
def restore_session(*, record: Any, by: User) -> Session:
    """Bring back a session, deleted or not, from a record of its history. Raises Refused.

    A deleted one keeps its UID, and a SEQUENCE no lower than it ever had: it rises by at
    most one with each entry of the history.
    """
    _may_change(by)
    opportunity = Opportunity.objects.select_for_update().get(pk=record.opportunity_id)
    session = opportunity.sessions.filter(pk=record.id).first()
    is_gone = session is None
    if session is None:
        entries = Session.history.filter(id=record.id).count()
        session = Session(pk=record.id, uid=record.uid, opportunity=opportunity, sequence=entries)
    elif all(getattr(session, name) == getattr(record, name) for name in OF_SESSION):
        raise Refused(NOTHING)
    for name in OF_SESSION:
        setattr(session, name, getattr(record, name))
    _check(session)
    _mark(session, record, by)
    session.save(force_insert=is_gone)
    if "sessions" not in opportunity.locked_fields:
        opportunity.refresh_from_db()
        opportunity.locked_fields = sorted({*opportunity.locked_fields, "sessions"})
        _mark(opportunity, record, by)
        opportunity.save()
    return session


def _may_change(by: User) -> None:
    if not by.has_perm("catalogue.change_opportunity"):
        raise Refused("You do not have permission to restore a version.")


def _check(row: Opportunity | Session) -> None:
    """A version from before a rule was made may not stand today."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(f"Nothing was restored: {' '.join(error.messages)}") from error


def _mark(row: Any, record: Any, by: User) -> None:
    row._change_reason = f"Restored the version of {time_labels.moment(record.history_date)}"[:100]
    row._history_user = by
