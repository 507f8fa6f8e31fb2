"""The list's filters: which there are, what each is called, and the choices of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import CharField, Value

from catalogue.models import Provider, Topic
from catalogue.models.vocabulary import (
    NOT_STATED,
    Access,
    Audience,
    BCContext,
    Certificate,
    Cost,
    Delivery,
    Kind,
    Language,
    Length,
    Level,
    Recording,
    Region,
)
from learning_portal.foundation import folding

Choices = Sequence[tuple[str, str]]
NONE_STATED = (NOT_STATED, "Not stated")
MOST_NAMED = 500  # topics and providers on offer in one panel


@dataclass(frozen=True)
class Facet:
    """One filter with several choices. `column` is what it reads."""

    name: str
    label: str
    choices: Choices
    column: str = ""
    is_list: bool = False
    is_open: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)

    def read(self, word: str) -> str:
        """The choice a word means: capitals, spaces and a former address are all understood."""
        asked = folding.slug(word)
        if asked in self.aliases:
            return self.aliases[asked]
        return next((value for value, _ in self.choices if folding.slug(value) == asked), word)

    def label_of(self, value: str) -> str:
        return dict(self.choices).get(value, value)


FIXED = (
    Facet("kind", "Kind", Kind.choices, "kind", is_open=True),
    Facet("delivery", "Online or in person", Delivery.choices, "delivery", is_open=True),
    Facet("cost", "Cost", Cost.choices, "cost", is_open=True),
    Facet("length", "Length", Length.choices),
    Facet("audience", "For whom", [*Audience.choices, NONE_STATED], "audience", is_list=True),
    Facet("level", "Level", Level.choices, "level"),
    Facet("language", "Language", [*Language.choices, NONE_STATED], "languages", is_list=True),
    Facet("region", "Where from", Region.choices),
    Facet("bc", "BC context", BCContext.choices, "bc_context"),
    Facet("recording", "Recording", Recording.choices, "recording"),
    Facet(
        "certificate", "Certificate", [*Certificate.choices, NONE_STATED], "certificate",
        is_list=True,
    ),
    Facet("access", "Access", [*Access.choices, NONE_STATED], "access", is_list=True),
)  # fmt: skip


def facets() -> list[Facet]:
    """Every filter in the order of the panel; topics and providers in one query."""
    named: dict[str, list[tuple[str, str]]] = {"topic": [], "provider": []}
    former: dict[str, dict[str, str]] = {"topic": {}, "provider": {}}
    rows = [
        model.objects.filter(opportunities__status="published")
        .order_by()
        .annotate(room=Value(room, output_field=CharField()))
        .values_list("room", "slug", "name", "former_slugs", "name_folded")
        .distinct()
        for room, model in (("topic", Topic), ("provider", Provider))
    ]
    found = rows[0].union(rows[1]).order_by("name_folded")[:MOST_NAMED]
    for room, slug, name, former_slugs, _folded in found:
        named[room].append((slug, name))
        former[room].update(dict.fromkeys(former_slugs, slug))
    topic = Facet("topic", "Topic", named["topic"], is_open=True, aliases=former["topic"])
    provider = Facet("provider", "Provider", named["provider"], aliases=former["provider"])
    return [topic, *FIXED, provider]
