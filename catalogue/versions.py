"""A listing or a session as it stood, in a curator's words, and what differs between two."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField

from catalogue.models import Opportunity, Provider, Session, Topic
from learning_portal.foundation import clock, time_labels

Version = dict[str, str]  # label -> value, both as shown

# In the order a curator meets them; `title` first, then as the form has them.
OPPORTUNITY = (
    "status", "title", "provider", "kind", "summary", "description", "url",
    "link_dead_since", "audience", "level",
    "languages", "bc_context", "delivery", "hours", "length_note", "cost", "price", "price_high",
    "currency", "price_per", "price_note", "registration_url", "registration_closes",
    "registration_zone", "registration_words", "recording", "recording_url", "recording_until",
    "certificate", "access", "capacity_note", "slug", "ref", "origin", "locked_fields",
    "checked_on", "published_at",
)  # fmt: skip
SESSION = ("state", "label", "organiser_words", "venue", "address", "city", "region")


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Names:
    """What the providers and topics of some versions are called today."""

    providers: dict[int, Provider] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)


def field_label(name: str) -> str:
    """What a curator calls a field of a listing, or its sessions."""
    return (
        name
        if name == "sessions"
        else str(cast(Any, Opportunity._meta.get_field(name)).verbose_name)
    )


def names(providers: set[int], topics: set[int]) -> Names:
    return Names(Provider.objects.in_bulk(providers), Topic.objects.in_bulk(topics))


def opportunity(row: Any, topics: set[int], called: Names) -> Version:
    """`row` is a listing or a record of its history; `topics` are keys."""
    version = {}
    for name in OPPORTUNITY:
        model_field = Opportunity._meta.get_field(name)
        if name == "provider":
            version["Provider"] = str(
                called.providers.get(row.provider_id, "a provider since deleted")
            )
        elif name == "locked_fields":
            version["Kept from imports"] = ", ".join(map(field_label, row.locked_fields))
        else:
            version[_label(model_field)] = _shown(model_field, getattr(row, name))
    titles = [str(called.topics.get(key, "a topic since deleted")) for key in topics]
    version["Topics"] = ", ".join(sorted(titles, key=str.casefold))
    return version


def session(row: Any) -> Version:
    """`row` is a session or a record of its history."""
    version = {"When": when(row), "Clock": clock.clock_name(row.zone)}
    for name in SESSION:
        model_field = Session._meta.get_field(name)
        version[_label(model_field)] = _shown(model_field, getattr(row, name))
    return version


def when(row: Any) -> str:
    placed = Session(timing=row.timing, starts=row.starts, ends=row.ends, zone=row.zone)
    return str(placed.when())


def differences(before: Version, after: Version) -> list[Difference]:
    return [
        Difference(label, before.get(label, ""), value)
        for label, value in after.items()
        if before.get(label, "") != value
    ]


def _label(model_field: Any) -> str:
    words = str(model_field.verbose_name)
    return words[:1].upper() + words[1:]


def _shown(model_field: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return time_labels.moment(value)
    if isinstance(value, dt.date):
        return time_labels.day(value)
    if isinstance(model_field, ArrayField):
        labels = dict(model_field.base_field.flatchoices)
        return ", ".join(str(labels.get(word, word)) for word in value)
    return str(dict(model_field.flatchoices).get(value, value))
