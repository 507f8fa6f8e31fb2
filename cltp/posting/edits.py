"""What to change in a clause: an alternative beside what it asks for, or in place of it.

Where the programme is to be taken from now on, training like it takes its place: "Willing to
complete CLTP" becomes "Willing to complete training equivalent or comparable to CLTP".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cltp.posting.checking import Asked, Finding
from cltp.posting.rules import Verdict

GENERIC = "or equivalent or comparable training"
GENERIC_FRENCH = "ou une formation équivalente ou comparable"
ACCEPTED = "completed CLTP training is accepted"
ACCEPTED_FRENCH = "la formation CLTP déjà terminée est acceptée"
LIKE = "training equivalent or comparable to "
LIKE_FRENCH = "une formation équivalente ou comparable "
BESIDE = {Verdict.CLOSED, Verdict.NAMED_COURSE, Verdict.PREFERENCE}
REPLACED = {*BESIDE, Verdict.IMPOSSIBLE}
FRENCH = re.compile(
    r"\b(?:le|la|les|du|des|et|ou|est|sont|dans|exig\w+|requise?s?|obligatoires?|atouts?"
    r"|souhait\w+|certificat|cours|suivre|obtenir|programme cltp)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:the|and|or|is|are|to|of|in|required|must|preferred|certificate)\b", re.I
)
# What stands before the programme and belongs to it: "a", "your", "two".
ITS = re.compile(
    r"(?:\b(?:an?|the|your|their|his|her|our|its|this|that|any|some|all|both|every|full|entire"
    r"|valid|required|remaining|core|one|two|three|four|five|six|\d{1,2})\s+){1,3}$",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:your|their|his|her|our|its)\b", re.IGNORECASE)
NEEDS_THE = re.compile(
    r"[^-]*\s(?:certificate|credential|diploma|program(?:me)?|course)\W*(?:\([^)]*\)?)?",
    re.IGNORECASE,
)
# "CLTP completion" cannot be likened; "completion of training comparable to CLTP" can.
TURNED_ROUND = {
    "certified": "certified in",
    "completion": "completion of",
    "enrolment": "enrolment in",
    "enrollment": "enrollment in",
    "registration": "registration in",
    "participation": "participation in",
    "graduation": "graduation from",
    "graduate": "graduate of",
    "graduates": "graduates of",
    "holder": "holder of",
    "holders": "holders of",
    "student": "student of",
    "students": "students of",
}
LAST_WORD = re.compile(rf"[\s-]+({'|'.join(TURNED_ROUND)})\b", re.IGNORECASE)
ITS_FRENCH = re.compile(
    r"(?:\b(?P<link>du|de\sla|de\sl['’]|des|de|d['’]|aux?|à\sla|à\sl['’]|à|les?|la|l['’]|une?)\s*)?"
    r"(?:\b(?P<noun>certificat|programme|attestation|formation|cours)\s+)?(?:du\s|de\s)?$",
    re.IGNORECASE,
)
TO_FRENCH = {"cours": "aux cours ", "attestation": "à l’attestation ", "formation": "au "}
MASCULINE = re.compile(r"(?:\s+est)?\s+(?:exigé|requis|souhaité|demandé)(?=[\s.,;)]|$)", re.I)
PROGRAMME = re.compile(r"\b(?:the|this|that)\s+program(?:me)?\b(?!\s+(?:of|for|in)\b)", re.I)
SENTENCE = re.compile(r"(?:^|[.!?]\s|\b[A-Z][\w'’-]*[ \t]*\r?\n)[\s\"'“«(*•-]*$")


@dataclass(frozen=True)
class Edit:
    """In a clause, `added` takes the place of `[start:end]`, which may be empty."""

    start: int
    end: int
    added: str


def edits(finding: Finding, example: str = "") -> list[Edit]:
    """In order; `example` names training that counts as the whole of what is asked for."""
    found: set[Edit] = set()  # two namings may change one word between them
    to_take = [each for each in finding.asked if each.verdict is Verdict.IMPOSSIBLE]
    if to_take:
        found.add(_accepted(finding.text, to_take[-1].end, example))
    for each in finding.asked:
        if each.verdict in BESIDE:
            found.add(_beside(finding.text, each, example))
        elif each.verdict is Verdict.IMPOSSIBLE:
            found.update(_instead(finding.text, each))
    return sorted(found, key=lambda edit: (edit.start, edit.end))


def applied(text: str, changes: list[Edit]) -> str:
    for edit in reversed(changes):
        text = f"{text[: edit.start]}{edit.added}{text[edit.end :]}"
    return text


def _is_french(text: str) -> bool:
    return len(FRENCH.findall(text)) > len(ENGLISH.findall(text))


def _beside(text: str, asked: Asked, example: str) -> Edit:
    rest = text[asked.end :].lstrip()
    closes = "" if not rest or rest[0] in ",.;:)!?|]–" else ","
    such = f" (for example {example})" if example else ""
    alternative = GENERIC_FRENCH if _is_french(text) else GENERIC
    return Edit(asked.end, asked.end, f", {alternative}{such}{closes}")


def _instead(text: str, asked: Asked) -> Iterator[Edit]:
    if _is_french(text):
        yield from _instead_in_french(text, asked)
        return
    start, end = asked.start, asked.end
    turned = _turned(text, start, end)
    if turned:
        first = _opening(text, start, TURNED_ROUND[turned[1].casefold()])
        yield Edit(start, start, f"{first} {LIKE}")
        yield Edit(turned.start(), turned.end(), "")
        end = turned.end()
    else:
        yield _likened(text, start, end)
    for again in PROGRAMME.finditer(text, end):
        yield Edit(again.start(), again.end(), "such training")


def _turned(text: str, start: int, end: int) -> re.Match[str] | None:
    """The word of TURNED_ROUND that ends the naming or stands behind it."""
    found = [each for each in LAST_WORD.finditer(text, start, end) if each.end() == end]
    return LAST_WORD.match(text, end) or (found[0] if found else None)


def _likened(text: str, start: int, end: int) -> Edit:
    its = ITS.search(text[:start])
    if its is None:
        article = "the " if NEEDS_THE.fullmatch(text[start:end]) else ""
        return Edit(start, start, f"{_opening(text, start, LIKE)}{article}")
    kept = OWN.sub("the", its[0])
    kept = kept[0].lower() + kept[1:]
    first = _opening(text, its.start(), LIKE)
    if kept == its[0]:
        return Edit(its.start(), its.start(), first)
    return Edit(its.start(), start, f"{first}{kept}")


def _accepted(text: str, end: int, example: str) -> Edit:
    french = _is_french(text)
    said = ACCEPTED_FRENCH if french else ACCEPTED
    if example:
        said = f"{'par exemple' if french else 'for example'} {example}; {said}"
    turned = None if french else LAST_WORD.match(text, end)
    end = turned.end() if turned else end
    bracket = re.compile(r"\s*\(").match(text, end)
    if bracket:  # one bracket for both
        return Edit(end, bracket.end(), f" ({said}; ")
    return Edit(end, end, f" ({said})")


def _opening(text: str, start: int, words: str) -> str:
    """With a capital where the clause, or a sentence in it, begins."""
    return words[0].upper() + words[1:] if SENTENCE.search(text[:start]) else words


def _instead_in_french(text: str, asked: Asked) -> Iterator[Edit]:
    its = ITS_FRENCH.search(text[: asked.start])
    start = its.start() if its else asked.start
    link = (its["link"] if its and its["link"] else "").casefold()
    noun = (its["noun"] if its and its["noun"] else "").casefold()
    likened = f"{LIKE_FRENCH}{TO_FRENCH.get(noun, f'au {noun} ' if noun else 'au ')}"
    if link.startswith("d"):
        likened = f"d’{likened}"
    elif link.startswith(("au", "à")):
        likened = f"à {likened}"
    elif not link and SENTENCE.search(text[:start]):
        likened = f"F{likened.removeprefix('une f')}"
    yield Edit(start, asked.start, _opening(text, start, likened))
    agrees = MASCULINE.match(text, asked.end)
    if agrees:
        yield Edit(agrees.end(), agrees.end(), "e")
