"""Letters folded for addresses, ordering and finding: accents off, case off, letters kept.

The names of this province carry letters that ASCII folding drops (`ə`, `ɬ`, `ʔ`);
here each keeps a letter a person would type for it.
"""

import re
import unicodedata

LETTERS = str.maketrans(
    {
        "ə": "e", "ɬ": "l", "ł": "l", "ƛ": "tl", "λ": "l", "ʔ": "7", "ɂ": "7", "ʷ": "w", "χ": "x",
        "θ": "th", "š": "sh", "č": "ch", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d",
        "ð": "d", "þ": "th", "ı": "i", "’": "'", "‘": "'", "ʼ": "'",
    }
)  # fmt: skip


def tidy(text: str) -> str:
    """One composed form, no NUL or other control characters, single spaces at the edges gone."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter for letter in composed if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    ).strip()


def fold(text: str) -> str:
    """`Sḵwx̱wú7mesh` → `skwxwu7mesh`, `hən̓q̓əmin̓əm̓` → `henqeminem`."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(LETTERS)
    parts = unicodedata.normalize("NFKD", lowered)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words, folded, without punctuation: `Reader’s Advisory` → `reader`, `s`, `advisory`."""
    return re.findall(r"\w+", fold(text))


def slug(text: str, longest: int = 80) -> str:
    """An address of a-z, 0-9 and hyphens, cut at a word; `listing` where nothing is left."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(text).replace("'", "")).strip("-")
    if len(plain) > longest:
        plain = plain[: longest + 1].rsplit("-", 1)[0][:longest]
    return plain or "listing"
