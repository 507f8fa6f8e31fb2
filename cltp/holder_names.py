"""A certificate's number and its holder's family name, as they are compared; and initials.

Forgiven are case, accents, hyphens, apostrophes and, as a hyphen may be typed as one, spaces.
Nothing else: a name that only looks alike is another name.
"""

import hashlib
import unicodedata

from learning_portal.foundation import folding

APOSTROPHES = "'`´ʹˈˊʻʼʽ′ˀ"
SOFT_HYPHEN, MINUS = "\u00ad", "−"


def name_key(name: str) -> str:
    """`O’Neil-Sḵwx̱wú7mesh` → `oneilskwxwu7mesh`; empty where nothing is left to compare."""
    folded = folding.fold(name).casefold()
    return "".join(letter for letter in folded if not _is_forgiven(letter))


def number_key(number: str) -> str:
    """`C-0123` → `c0123`: only letters and digits tell numbers apart."""
    return "".join(letter for letter in folding.fold(number) if letter.isalnum())


def lookup(number: str, family_name: str) -> str:
    """What a number and a name are looked up by together.

    One key, so that a number that does not exist and a name that is wrong are the same miss of
    the same index.
    """
    said = f"{number_key(number)}|{name_key(family_name)}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def initials(*names: str) -> str:
    """`Mary Ann`, `ʔəy̓əlxʷ` → `M. A. ʔ.`: each word's first letter with its own marks."""
    words = [word for name in names for word in name.replace("-", " ").split()]
    return " ".join(filter(None, map(_initial, words)))


def _initial(word: str) -> str:
    """Its first letter, composed, with the marks that follow it."""
    letters = unicodedata.normalize("NFC", word).lstrip(APOSTROPHES)
    end = 1
    while end < len(letters) and unicodedata.combining(letters[end]):
        end += 1
    return f"{letters[:end]}." if letters[:1].isalnum() else ""


def _is_forgiven(letter: str) -> bool:
    return (
        letter in APOSTROPHES
        or letter in (SOFT_HYPHEN, MINUS)
        or letter.isspace()
        or unicodedata.category(letter) in ("Pd", "Cf")
    )
