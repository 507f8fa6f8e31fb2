"""The kinds of letter there are: the app that issues one says how its page reads.

An app registers its kinds in its AppConfig.ready; this module needs no models for it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LetterKind:
    """`template` renders the letter's body; it is given `content` and `letter`."""

    key: str
    heading: str
    template: str


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"Two kinds of letter are called {kind.key!r}.")


def known(key: str) -> LetterKind | None:
    return _kinds.get(key)
