"""What is compared, as the page's address holds it: read with care, written one way.

`asks` is what a job asks for, `has` what a person has, and `on` the day of completion of the
`has` in the same place. The form's own words are read too, and are gone from the address that is
shared: `has-1` with `on-1` and so on for each line of it, `add`, `cltp` and `drop`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict

from learning_portal.foundation.folding import tidy

MOST_ASKED, MOST_HELD = 30, 20
LONGEST_KEY, LONGEST_TYPED, LONGEST_TOKEN = 100, 40, 140
LONGEST = 3500  # past 4,000 no page of the portal is answered
AS_MUCH = f"This is as much as one address holds: at most {MOST_ASKED} things asked for and "
AS_MUCH += f"{MOST_HELD} things completed. What came after them is left out."


class Kind(TextChoices):
    COURSE = "course", "CLTP course"
    CERTIFICATE = "certificate", "CLTP certificate"
    LISTING = "listing", "Catalogue listing"
    TRAINING = "training", "Training outside the catalogue"
    NAMED = "named", "Known by name only"


@dataclass(frozen=True)
class Token:
    """`course.CLTP-A`, `listing.some-address`, `named.A course of some college`."""

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.key}"


@dataclass(frozen=True)
class Problem:
    """A sentence for the reader, and which part of the page it is about."""

    at: str
    said: str


@dataclass
class Address:
    """As it came: what cannot be read is told in `problems` and left out."""

    asks: list[str] = field(default_factory=list)
    has: list[tuple[Token, str]] = field(default_factory=list)
    registered: str = ""
    find: str = ""
    problems: list[Problem] = field(default_factory=list)


def read(data: QueryDict) -> Address:
    found = Address(
        registered=_one(data, "registered", LONGEST_TYPED), find=_one(data, "find", LONGEST_KEY)
    )
    asks = dict.fromkeys(filter(None, (_clean(each) for each in _some(data, "asks", MOST_ASKED))))
    found.asks = list(asks)[:MOST_ASKED]
    dropped = _one(data, "drop")
    lines = [*_lines(data), *((added, "") for added in _added(data))]
    for written, typed in lines:
        token = _token(written)
        if token is None:
            found.problems.append(
                Problem("find", f"“{written}” cannot be read: search for the training again.")
            )
        elif str(token) != dropped and (token, typed) not in found.has:
            found.has.append((token, typed))
    if len(asks) > MOST_ASKED or len(found.has) > MOST_HELD:
        found.problems.append(Problem("asked" if len(asks) > MOST_ASKED else "held", AS_MUCH))
        found.has = found.has[:MOST_HELD]
    return found


def query(
    asks: Iterable[str], has: Iterable[tuple[str, str]], registered: str = "", find: str = ""
) -> str:
    """The one way this is written; each thing in the order it was entered."""
    pairs = [("asks", each) for each in asks]
    for token, typed in has:
        pairs += [("has", token), ("on", typed)]
    pairs += [(name, value) for name, value in (("registered", registered), ("find", find))
              if value]  # fmt: skip
    return urlencode(pairs)


def _lines(data: QueryDict) -> list[tuple[str, str]]:
    has, on = _some(data, "has", MOST_HELD), _some(data, "on", MOST_HELD)
    pairs = zip_longest(map(_clean, has), map(_clean, on))
    numbers = range(1, MOST_HELD + 1)
    form = [(_one(data, f"has-{place}"), _one(data, f"on-{place}")) for place in numbers]
    return [
        (written, (typed or "")[:LONGEST_TYPED]) for written, typed in [*pairs, *form] if written
    ]


def _added(data: QueryDict) -> list[str]:
    added = [*_some(data, "add", MOST_HELD), *_some(data, "cltp", MOST_HELD)]
    return [each for each in map(_clean, added) if each]


def _token(written: str) -> Token | None:
    kind, _, key = written.partition(".")
    key = " ".join(tidy(key).split())[:LONGEST_KEY]
    return Token(Kind(kind), key) if kind in Kind.values and key else None


def _some(data: QueryDict, name: str, most: int) -> list[str]:
    """One more than the most, so that it can be told that there are more."""
    return list(islice(data.getlist(name), most + 1))


def _one(data: QueryDict, name: str, longest: int = LONGEST_TOKEN) -> str:
    return _clean(data.get(name, ""), longest)


def _clean(value: str, longest: int = LONGEST_TOKEN) -> str:
    """One line, without what cannot be written into an address again."""
    plain = value.encode("utf-8", "replace").decode()
    return " ".join(tidy(plain).split())[:longest]
