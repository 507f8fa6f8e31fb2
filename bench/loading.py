"""Writes made-up listings into a database in bulk, past `save` and past the history."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, models

from bench import catalogue
from bench.catalogue import Catalogue, Listing
from catalogue.intake import starter
from catalogue.models import Opportunity, Provider, Session, Topic
from learning_portal.foundation import clock

AT_ONCE = 2000


def load(listings: int, *, today: dt.date | None = None, seed: int = catalogue.SEED) -> None:
    """Add a made-up catalogue of so many listings, with the portal's own topics.

    The same number, seed and BC day (today unless told) give the same listings.
    """
    starter.load_names()
    made = catalogue.providers(listings, seed)
    _copy(Provider, made)
    slugs = [provider.slug for provider in made]
    known = Provider.objects.in_bulk(slugs, field_name="slug")
    whole = Catalogue(
        [known[slug] for slug in slugs],
        list(Topic.objects.all()),
        today or clock.today(),
        seed=seed,
        taken=set(Opportunity.objects.values_list("slug", flat=True)),
    )
    rest = whole.listings(listings)
    while batch := list(islice(rest, AT_ONCE)):
        _write(batch)


def _write(batch: Sequence[Listing]) -> None:
    for listing, key in zip(batch, _new_keys(len(batch)), strict=True):
        listing.opportunity.pk = key
        for session in listing.sessions:
            session.opportunity_id = key
    through = Opportunity.topics.through
    _copy(Opportunity, [listing.opportunity for listing in batch], with_key=True)
    _copy(Session, [session for listing in batch for session in listing.sessions])
    _copy(
        through,
        [
            through(opportunity_id=listing.opportunity.pk, topic_id=topic.pk)
            for listing in batch
            for topic in listing.topics
        ],
    )


def _new_keys(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Opportunity._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


def _copy(
    model: type[models.Model], rows: Iterable[models.Model], *, with_key: bool = False
) -> None:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (with_key or not field.primary_key)
    ]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    names = [field.attname for field in fields]
    with connection.cursor() as cursor:
        copying: Any = cursor.copy(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN")
        with copying as copy:
            for row in rows:
                copy.write_row([getattr(row, name) for name in names])
