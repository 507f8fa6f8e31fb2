"""Puts the samples into the catalogue, once."""

import datetime as dt
from typing import Any

from django.db import transaction

from catalogue import publishing
from catalogue.found_by import refresh_found_by
from catalogue.intake import samples
from catalogue.intake.known import by_name, fold_all
from catalogue.intake.samples import Sample
from catalogue.models import Opportunity, Provider, Session, Topic
from catalogue.models.vocabulary import Origin, Region, Status

PROVIDER = "Sample provider (illustrative)"
REASON = "Sample content"


@transaction.atomic
def load(today: dt.date) -> int:
    """Publish the samples that have never been here; how many those are."""
    provider, _made = Provider.objects.get_or_create(
        name=PROVIDER, defaults={"country": "CA", "region": Region.BC}
    )
    # A sample that was renamed or deleted does not come back.
    seen = set(Opportunity.history.filter(origin=Origin.SAMPLE).values_list("title", flat=True))
    new = [sample for sample in samples.around(today) if sample.title not in seen]
    folded = fold_all(name for sample in new for name in sample.topics)
    topics = by_name(Topic, folded)
    made = []
    for sample in new:
        named = [topics[folded[name]] for name in sample.topics if folded[name] in topics]
        made.append(_add(sample, provider, named).pk)
    refresh_found_by(Opportunity.objects.filter(pk__in=made))
    return len(made)


def _add(sample: Sample, provider: Provider, topics: list[Topic]) -> Opportunity:
    opportunity = Opportunity(
        title=sample.title,
        provider=provider,
        kind=sample.kind,
        summary=sample.summary,
        status=Status.IN_REVIEW,
        origin=Origin.SAMPLE,
        languages=["en"],
        url="https://example.org/",
        **sample.fields,
    )
    _save(opportunity)
    opportunity.topics.set(topics)
    for each in sample.sessions:
        _save(Session(opportunity=opportunity, **each))
    return publishing.move(
        opportunity=opportunity, transition="publish", by=None, reason=REASON.lower()
    )


def _save(row: Any) -> None:
    row._change_reason = REASON
    row.save()
