"""A posting's text folded for the rules, with the way back to the text as given.

Capitals, accents, curly quotes, full-width letters, soft hyphens, invisible characters and
words that a line's end hyphenates read alike; line breaks and tabs stay, for the layout.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
SOFT_HYPHEN = "\u00ad"
BULLETS = "•◦▪▫■□●○‣⁃∙·➢➤✓✔►▶▸❖◆◇★☆☐☑\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
ALIKE = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»‹›", '"'),
    **dict.fromkeys("‐‑⁻", "-"),
    **dict.fromkeys("‒–—―−", "–"),
    **dict.fromkeys(BULLETS, "•"),
    **dict.fromkeys("│┃║¦", "|"),
    "⁄": "/",
    "…": " ",
    "_": "",
    SOFT_HYPHEN: SOFT_HYPHEN,
}
# A line's end that cut a word in two; a hyphen that belongs to a code or parts two things stays.
CUT_WORD = re.compile(
    r"\u00ad(?:[ \t]*\n[ \t]*)?"
    r"|(?<=[a-z])(?<!cltp)-[ \t]*\n[ \t]*(?=[a-z])(?!cltp|c\.|community\b|or\b|and\b)"
)


@dataclass(frozen=True)
class Reading:
    """`text` folded; the letter at `i` stood at `begins[i]` of `given` and ended at `ends[i]`."""

    given: str
    text: str
    begins: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text` stands in the text as given."""
        return self.begins[start], self.ends[end - 1]

    def is_capital(self, place: int) -> bool:
        return self.given[self.begins[place]].isupper()


@cache
def folded(letter: str) -> str:
    if letter in ALIKE:
        return ALIKE[letter]
    if letter in BREAKS:
        return "\n"
    if letter == "\t":
        return letter
    if letter.isspace():
        return " "
    parts = unicodedata.decomposition(letter)
    if parts.startswith(("<super>", "<sub>")) or unicodedata.category(letter) in ("Cf", "Cc"):
        return ""
    plain = unicodedata.normalize("NFKD", letter)
    kept = (part for part in plain if not unicodedata.combining(part))
    return "".join(" " if part.isspace() else part for part in kept).casefold()


def read(given: str) -> Reading:
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for place, letter in enumerate(given):
        plain = folded(letter)
        if not plain:
            if ends and unicodedata.combining(letter):
                ends[-1] = place + 1
            continue
        if plain == "\n" and letter == "\n" and place and given[place - 1] == "\r":
            continue
        if plain == " " and letters and letters[-1] == " ":
            continue
        for part in plain:
            letters.append(part)
            begins.append(place)
            ends.append(place + 1)
    return _joined(Reading(given, "".join(letters), begins, ends))


def _joined(reading: Reading) -> Reading:
    """The same without the line ends and hyphens that cut words."""
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    for cut in CUT_WORD.finditer(reading.text):
        parts.append(reading.text[place : cut.start()])
        begins += reading.begins[place : cut.start()]
        ends += reading.ends[place : cut.start()]
        place = cut.end()
    parts.append(reading.text[place:])
    return Reading(
        reading.given, "".join(parts), begins + reading.begins[place:], ends + reading.ends[place:]
    )
