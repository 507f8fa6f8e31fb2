"""The words a table may use for the catalogue's closed vocabularies."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import TextChoices

from catalogue.intake.problems import Wrong
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
    Level,
    Recording,
    Region,
)
from learning_portal.foundation import folding

SEPARATOR = "|"
# Where the value with spaces for hyphens is not how a person writes it.
WRITTEN = {
    "in-person-event": "in-person event",
    "in-person": "in-person",
    "online-self-paced": "online self-paced",
    "childrens-and-youth": "children's and youth",
    NOT_STATED: "not stated",
}


def key(text: str) -> str:
    """Words read alike whatever their case, accents, apostrophes, hyphens and spaces."""
    plain = folding.fold(text).replace("'", "")
    return re.sub(r"[\W_]+", " ", plain).strip()


@dataclass(frozen=True)
class Vocabulary:
    choices: type[TextChoices]
    also: Mapping[str, str] = field(default_factory=dict)
    many: bool = False

    @cached_property
    def by_key(self) -> dict[str, str]:
        words = {key(word): value for word, value in self.also.items()}
        for value, label in self.choices.choices:
            words[key(value)] = words[key(str(label))] = value
        if self._may_be_unstated:
            words[key(WRITTEN[NOT_STATED])] = words["unknown"] = NOT_STATED
        return words

    @property
    def _may_be_unstated(self) -> bool:
        """Where a word says that nothing is stated; in a list, it empties the list."""
        return self.many or NOT_STATED in self.choices.values

    def accepted(self) -> list[tuple[str, list[str]]]:
        """Each word as a person writes it, and the others read as the same."""
        return [(self.written(value), self._others(value)) for value in self._values()]

    def _values(self) -> list[str]:
        values = [value for value in self.choices.values if value != NOT_STATED]
        return [*values, NOT_STATED] if self._may_be_unstated else values

    def _others(self, value: str) -> list[str]:
        label = dict(self.choices.choices).get(value)
        others = [word for word, meant in self.also.items() if meant == value]
        if label and key(str(label)) not in {key(self.written(value)), *map(key, others)}:
            others.append(str(label))
        return others if value != NOT_STATED else ["unknown"]

    def written(self, value: str) -> str:
        return WRITTEN.get(value, value.replace("-", " "))

    def read(self, text: str) -> str | list[str]:
        """The value, or the list of them. Raises Wrong, which lists what would be right."""
        if not self.many:
            return self._read_one(text)
        values = [self._read_one(part) for part in text.split(SEPARATOR) if part.strip()]
        if NOT_STATED in values and len(set(values)) > 1:
            raise Wrong("“Not stated” cannot stand beside other words.")
        return [value for value in self.choices.values if value in values]

    def _read_one(self, text: str) -> str:
        asked = key(text)
        if asked in self.by_key:
            return self.by_key[asked]
        words = [word for word, _others in self.accepted() if word != WRITTEN[NOT_STATED]]
        several = f" Split several by {SEPARATOR}" if self.many else ""
        raise Wrong(f"Use one of: {', '.join(words)}.{several and several + '.'}")


YES = ("y", "true", "1")
NO = ("n", "false", "0")


def _all(words: Iterable[str], value: str) -> dict[str, str]:
    return dict.fromkeys(words, value)


VOCABULARIES: dict[str, Vocabulary] = {
    "kind": Vocabulary(
        Kind,
        {
            "program": Kind.PROGRAMME,
            "series": Kind.WEBINAR_SERIES,
            "web seminar": Kind.WEBINAR,
            "recorded webinar": Kind.RECORDING,
        },
    ),
    "delivery": Vocabulary(
        Delivery,
        {
            "live online": Delivery.ONLINE_LIVE,
            "facilitated online": Delivery.ONLINE_FACILITATED,
            "self-paced online": Delivery.ONLINE_SELF_PACED,
            "self-paced": Delivery.ONLINE_SELF_PACED,
            "face to face": Delivery.IN_PERSON,
        },
    ),
    "cost": Vocabulary(
        Cost,
        {
            **_all(("no cost", "no charge", "free of charge"), Cost.FREE),
            "audit free": Cost.FREE_TO_AUDIT,
            "fee": Cost.PAID,
            "free and paid": Cost.MIXED,
        },
    ),
    "audience": Vocabulary(
        Audience,
        {
            **_all(("all", "all staff"), Audience.EVERYONE),
            "library technician": Audience.TECHNICIAN,
            "children and youth": Audience.CHILDREN_AND_YOUTH,
            "board member": Audience.TRUSTEE,
        },
        many=True,
    ),
    "level": Vocabulary(
        Level,
        {
            **_all(("beginner", "basic", "introduction"), Level.INTRODUCTORY),
            **_all(("any", "any level"), Level.ALL),
        },
    ),
    "language": Vocabulary(
        Language,
        {
            **_all(("eng", "en-ca", "anglais"), Language.ENGLISH),
            **_all(("fra", "fr-ca", "français"), Language.FRENCH),
            **_all(("spa", "español"), Language.SPANISH),
            "ASL": Language.ASL,
            "Indigenous language": Language.INDIGENOUS,
        },
        many=True,
    ),
    "bc_context": Vocabulary(BCContext, {**_all(YES, BCContext.YES), **_all(NO, BCContext.NO)}),
    "region": Vocabulary(
        Region,
        {
            "CA": Region.CANADA,
            **_all(("USA", "United States of America"), Region.US),
        },
    ),
    "recording": Vocabulary(Recording, {"no": Recording.NONE, "recorded": Recording.AVAILABLE}),
    "certificate": Vocabulary(
        Certificate,
        {"no": Certificate.NONE, "live viewing": Certificate.LIVE,
         "recorded viewing": Certificate.RECORDED, "group viewing": Certificate.GROUP},
        many=True,
    ),
    "access": Vocabulary(
        Access,
        {
            **_all(("captioned", "closed captions", "live captions"), Access.CAPTIONS),
            "sign language": Access.ASL,
            **_all(("phone", "dial-in"), Access.TELEPHONE),
        },
        many=True,
    ),
}  # fmt: skip
