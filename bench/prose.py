"""Titles, summaries and descriptions of made-up listings, in English and in French.

A listing keeps to a few themes, so that its words repeat as they do in real text; names of
tools and course codes make the long tail of rare words.
"""

import re
from dataclasses import dataclass
from random import Random

from bench import words
from bench.zipf import Zipf

FEWEST_WORDS, MOST_WORDS = 60, 250
COINED = 4000  # made-up names of tools and projects
LONGEST_TITLE, LONGEST_SUMMARY = 200, 400
FLAT = 8  # how little the commonest words stand out: about one listing in three has each
A_BEFORE_VOWEL = re.compile(r"\b(a|A) (?=[aeioAEIO])")
Pieces = list[tuple[str, str]]  # the words before a slot, and the slot's letter


@dataclass(frozen=True)
class Written:
    title: str
    summary: str
    description: str


def _read(lines: list[str]) -> list[Pieces]:
    """`How to {V} it` as its pieces: [("How to ", "V"), (" it", "")]."""
    read = []
    for line in lines:
        parts = [*re.split(r"\{(.)\}", line), ""]
        read.append(list(zip(parts[::2], parts[1::2], strict=True)))
    return read


class Tongue:
    """One language: its words and its sentences with gaps."""

    def __init__(self, name: str) -> None:
        def listed(what: str) -> list[str]:
            return getattr(words, f"{name}_{what}")

        self.slots = {
            "N": Zipf(list(dict.fromkeys(listed("NOUNS"))), flat=FLAT),
            "V": Zipf(listed("VERBS"), flat=FLAT),
            "A": Zipf(listed("ADJECTIVES"), flat=FLAT),
            "G": Zipf(listed("DOINGS"), flat=FLAT),
        }
        self.sentences = _read(listed("SENTENCES"))
        self.common = _read(listed("COMMON"))
        self.summaries = _read(listed("SUMMARIES"))
        self.titles = _read(listed("TITLES"))


class Writer:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.tongues = {"en": Tongue("ENGLISH"), "fr": Tongue("FRENCH")}
        self.common_titles = _read(words.ENGLISH_COMMON_TITLES)
        self.named_titles = _read(words.NAMED_TITLES)
        self.coined = Zipf(_coined(rng), flat=FLAT)
        self.places = Zipf(words.PLACES, flat=FLAT)

    def write(self, language: str, *, common: bool, named: bool = False) -> Written:
        """`common`: the word “library” is in it; `named`: its title has an Indigenous language."""
        rng, tongue = self.rng, self.tongues[language]
        theme = {
            "N": tongue.slots["N"].some(rng, 14),
            "V": tongue.slots["V"].some(rng, 8),
            "A": tongue.slots["A"].some(rng, 8),
            "G": tongue.slots["G"].some(rng, 6),
            "T": self.coined.some(rng, 3),
            "P": self.places.some(rng, 2),
            "L": rng.sample(words.INDIGENOUS_LANGUAGES, 1),
        }
        titles = tongue.titles
        if named:
            titles = self.named_titles
        elif common and language == "en" and rng.random() < 0.3:
            titles = self.common_titles
        return Written(
            title=self._fill(rng.choice(titles), theme)[:LONGEST_TITLE],
            summary=self._fill(rng.choice(tongue.summaries), theme)[:LONGEST_SUMMARY],
            description=self._description(tongue, theme, common=common),
        )

    def _description(self, tongue: Tongue, theme: dict[str, list[str]], *, common: bool) -> str:
        rng = self.rng
        wanted = rng.randint(FEWEST_WORDS + 10, MOST_WORDS - 30)
        said: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in said) < wanted:
            said.append(self._fill(rng.choice(tongue.sentences), theme))
        if common:
            said.insert(rng.randrange(len(said)), self._fill(rng.choice(tongue.common), theme))
        if rng.random() < 0.3:
            said.append(f"(LIB-{rng.randrange(100, 10_000)})")
        return self._paragraphs(said)

    def _paragraphs(self, said: list[str]) -> str:
        """Markdown: paragraphs of a few sentences; now and then a list in the middle."""
        rng, blocks = self.rng, list[str]()
        while said:
            number = rng.randint(2, 5)
            part, said = said[:number], said[number:]
            is_list = len(blocks) > 0 and rng.random() < 0.15
            blocks.append("\n".join(f"- {one}" for one in part) if is_list else " ".join(part))
        return "\n\n".join(blocks)

    def _fill(self, pieces: Pieces, theme: dict[str, list[str]]) -> str:
        choice = self.rng.choice
        text = "".join(
            [before + choice(theme[slot]) if slot else before for before, slot in pieces]
        )
        text = A_BEFORE_VOWEL.sub(r"\1n ", text)
        return text[0].upper() + text[1:]


def _coined(rng: Random) -> list[str]:
    starts = (
        "Bib Lex Kol Tam Ver Nor Sal Qui Fen Ori Pal Dru Mir Zel Har Cas Lum Tor Vin Wex".split()
    )
    middles = "o a i e u io ea au ou ia".split()
    ends = "ra net dex ta mar lio quest kit loop den ris var lane port sk nomi fy tron ble".split()
    made = [f"{start}{middle}{end}" for start in starts for middle in middles for end in ends]
    rng.shuffle(made)
    return made[:COINED]
