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

# A hyphen that shows only where a line ends, spaces without width, marks of direction.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def tidy(text: str) -> str:
    """One composed form, no NUL or other control characters, single spaces at the edges gone."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter for letter in composed if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    ).strip()


def pasted(text: str) -> str:
    """On one line, tidy, and without the marks nobody sees that come along with a pasted text."""
    return " ".join(tidy(UNSEEN.sub("", text)).split())


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
