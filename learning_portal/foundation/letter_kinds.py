"""The kinds of letter there are: the app that issues one says how its page reads.

An app registers its kinds in its AppConfig.ready; this module needs no models for it.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LetterKind:
    """`template` renders the letter's body; it is given `content` and `letter`.

    `permission`, where there is one, is what a person at the desk needs besides, to see a letter
    of this kind there.
    """

    key: str
    heading: str
    template: str
    permission: str = ""


_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"Two kinds of letter are called {kind.key!r}.")


def closed_to(user: Any) -> list[str]:
    """The kinds whose letters this person may not see at the desk."""
    needing = [kind for kind in _kinds.values() if kind.permission]
    return [kind.key for kind in needing if not user.has_perm(kind.permission)]


def known(key: str) -> LetterKind | None:
    return _kinds.get(key)
