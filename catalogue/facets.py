"""The list's filters: which there are, what each is called, and the choices of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

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
from catalogue.tally import Named, Tally
from learning_portal.foundation import folding

Choices = Sequence[tuple[str, str]]
NONE_STATED = (NOT_STATED, "Not stated")


@dataclass(frozen=True)
class Facet:
    """One filter with several choices: (value in an address, label).

    `keys` is what a listing's `facets` calls a value, where that is another word.
    """

    name: str
    label: str
    choices: Choices
    is_open: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {folding.slug(value): value for value, _ in self.choices}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return dict(self.choices)

    def of(self, value: str) -> str:
        """The choice as a listing's `facets` writes it: `kind:webinar`, `topic:12`."""
        return f"{self.name}:{self.keys.get(value, value)}"

    def read(self, word: str) -> str:
        """The choice a word means: capitals, spaces and a former address are all understood."""
        asked = folding.slug(word)
        return self._by_word.get(asked) or self.aliases.get(asked, word)

    def has(self, value: str) -> bool:
        return value in self._labels

    def label_of(self, value: str) -> str:
        return self._labels.get(value, value)


FIXED = (
    Facet("kind", "Kind", Kind.choices, is_open=True),
    Facet("delivery", "Online or in person", Delivery.choices, is_open=True),
    Facet("cost", "Cost", Cost.choices, is_open=True),
    Facet("length", "Length", Length.choices),
    Facet("audience", "For whom", [*Audience.choices, NONE_STATED]),
    Facet("level", "Level", Level.choices),
    Facet("language", "Language", [*Language.choices, NONE_STATED]),
    Facet("region", "Where from", Region.choices),
    Facet("bc", "BC context", BCContext.choices),
    Facet("recording", "Recording", Recording.choices),
    Facet("certificate", "Certificate", [*Certificate.choices, NONE_STATED]),
    Facet("access", "Access", [*Access.choices, NONE_STATED]),
)  # fmt: skip


@lru_cache(maxsize=2)
def facets(tally: Tally) -> list[Facet]:
    """Every filter in the order of the panel."""
    topic = _named("topic", "Topic", tally.topics, is_open=True)
    return [topic, *FIXED, _named("provider", "Provider", tally.providers)]


def _named(name: str, label: str, rows: Sequence[Named], *, is_open: bool = False) -> Facet:
    return Facet(
        name,
        label,
        [(row.slug, row.name) for row in rows],
        is_open,
        aliases={former: row.slug for row in rows for former in row.former_slugs},
        keys={row.slug: row.key for row in rows},
    )
