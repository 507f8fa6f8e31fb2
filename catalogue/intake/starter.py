"""What a new catalogue begins with, from the files under `data/`.

It only ever adds what is missing: what is here already, under its name or a former one,
stays as curators left it.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from catalogue.intake import importing, table
from catalogue.intake.known import by_name, fold_all
from catalogue.intake.plan import Plan
from catalogue.models import Federation, Heading, Library, Provider, Synonyms, Topic
from catalogue.models.vocabulary import Origin
from learning_portal.foundation import clock, folding

DATA = Path(settings.BASE_DIR) / "data"
# The five headings of BC's 2016 competency matrix, in its order.
HEADINGS = (
    "Essential Library",
    "Library Management",
    "Collections",
    "Core and Public Services",
    "Technology",
)
REASON = "Starter content"


@transaction.atomic
def load_names() -> dict[str, int]:
    """Headings, topics, libraries, providers, synonyms …; how many of each are new."""
    return {
        "headings": _headings(),
        "topics": _topics(),
        "federations": _federations(),
        "libraries": _libraries(),
        "providers": _providers(),
        "sets of synonyms": _synonyms(),
    }


def load_listings() -> Plan:
    """The starter listings, through the same import as any table."""
    file = DATA / "starter_listings.csv"
    return importing.bring_in(
        table=table.read(file.read_bytes(), file.name), publish=True, origin=Origin.STARTER
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file of ours; none where there is no such file."""
    file = DATA / name
    if not file.exists():
        return
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {column: folding.tidy(text or "") for column, text in row.items() if column}


def _headings() -> int:
    if Heading.objects.exists():
        return 0  # a curator may have renamed them
    Heading.objects.bulk_create(
        Heading(name=name, order=place) for place, name in enumerate(HEADINGS, start=1)
    )
    return len(HEADINGS)


def _topics() -> int:
    rows = {row["topic"]: row for row in _rows("topics.csv")}
    headings = {heading.name: heading for heading in Heading.objects.all()}
    return sum(
        _add(Topic(name=name, heading=headings.get(rows[name]["heading"])))
        for name in _missing(Topic, rows)
    )


def _providers() -> int:
    rows = {row["name"]: row for row in _rows("starter_providers.csv")}
    return sum(_add(Provider(**rows[name])) for name in _missing(Provider, rows))


def _synonyms() -> int:
    if Synonyms.objects.exists():
        return 0  # a curator may have taken some out
    sets = [Synonyms(words=row["words"].split("|")) for row in _rows("synonyms.csv")]
    return len(Synonyms.objects.bulk_create(sets))


def _missing(model: type[Provider] | type[Topic], names: dict[str, dict[str, str]]) -> list[str]:
    folded = fold_all(names)
    known = by_name(model, folded)
    return [name for name in names if folded[name] not in known]


def _add(row: Topic | Provider) -> int:
    row._change_reason = REASON  # type: ignore[union-attr]
    row.save()
    return 1


def _federations() -> int:
    known = _addresses(Federation)
    new = [row for row in _rows("federations.csv") if folding.slug(row["name"]) not in known]
    for row in new:
        Federation.objects.create(name=row["name"], url=row.get("url", ""))
    return len(new)


def _libraries() -> int:
    known = _addresses(Library)
    federations = _addresses(Federation)
    new = [row for row in _rows("libraries.csv") if folding.slug(row["name"]) not in known]
    for row in new:
        Library.objects.create(
            name=row["name"],
            federation_id=federations.get(folding.slug(row.get("federation", ""))),
            place=row.get("place", ""),
            zone=row.get("zone", "") or clock.BC_ZONE,
            zone_note=row.get("zone_note", ""),
            url=row.get("url", ""),
        )
    return len(new)


def _addresses(model: type[Federation] | type[Library]) -> dict[str, int]:
    """Every address, past and present, by which one that was renamed is still known."""
    known = {}
    for pk, slug, former in model._default_manager.values_list("pk", "slug", "former_slugs"):
        known.update(dict.fromkeys([slug, *former], pk))
    return known
