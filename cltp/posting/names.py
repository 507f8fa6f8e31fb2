"""How a posting names the programme, in folded text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = r"[\s\"'–-]{0,4}"
TRAIN = r"train(?:-\s?)?ing"
PROGRAMME = r"pro(?:-\s?)?gram(?:me)?s?\b|prog\b\.?"
LIBRARY = r"librar(?:y|ies|ian|ians)"
LETTERS = r"(?<!\w)c(?:\.\s?l\.\s?t\.\s?p\b\.?|\s?l\s?t\s?p(?:'?s)?(?![a-z]))"
NAME = re.compile(
    rf"(?P<name>{LETTERS}"
    rf"|(?<!\w)community{GAP}{LIBRARY}{GAP}{TRAIN}{GAP}"
    rf"(?:{PROGRAMME}|(?=(?:certificat|course|diploma)))"
    rf"|(?<!\w)community{GAP}librarian(?:s|'s|s')?{GAP}certificat(?:es?|ions?)?\b)"
    rf"|(?P<weak>(?<!\w)community{GAP}{LIBRARY}{GAP}{TRAIN}\b(?!\s+(?:room|session|centre|center)))"
)
# What follows a name and is still the same thing asked for.
THING = (
    r"certificat(?:es?|ions?|s)?|certified|diplomas?|program(?:me)?s?|courses?|coursework|classes"
    r"|training|credentials?|qualifications?|cert\b\.?|studies|modules?|levels?|components?"
)
ALSO = re.compile(
    r"[\s,:'\"()\[\]/–-]*"
    r"(?:(?:or|ou|the|le|formerly|also|known|as|aka|a\.k\.a\.|i\.e\.)[\s,('\"]+){0,4}"
)
FARTHEST = 40
OPENING = re.compile(r"[\"'*]{1,2}\s?\Z")
OWNING = re.compile(r"'s(?!\w)")
CLOSING = re.compile(r"\s?[\"'*]{1,2}")


@dataclass(frozen=True)
class Mention:
    """One naming of the programme; `sure` is false where it may be other words."""

    start: int
    end: int
    sure: bool


def mentions(text: str) -> list[Mention]:
    """Each naming; the short name and the long one side by side are one."""
    found: list[Mention] = []
    for each in _each(text):
        last = found[-1] if found else None
        if last and _is_same(text, last, each):
            end = each.end + (text[each.end : each.end + 1] in (")", "]"))
            found[-1] = Mention(last.start, end, last.sure or each.sure)
        else:
            found.append(each)
    return [_with_quotes(text, each) for each in found]


def _with_quotes(text: str, mention: Mention) -> Mention:
    """Quotes and stars around a name are part of it: they part it from nothing."""
    before = OPENING.search(text, max(0, mention.start - 3), mention.start)
    after = CLOSING.match(text, mention.end)
    start, end = mention.start, mention.end
    if before and after:
        start, end = before.start(), after.end()
    if OWNING.match(text, end):
        end += 2
    return Mention(start, end, mention.sure)


def _each(text: str) -> Iterator[Mention]:
    for found in NAME.finditer(text):
        yield Mention(found.start(), found.end(), found["weak"] is None)


def _is_same(text: str, one: Mention, other: Mention) -> bool:
    """Whether one is the short name and the other the long: the same twice is two mentions."""
    near = other.start - one.end <= FARTHEST
    is_long = [text.startswith("comm", each.start) for each in (one, other)]
    return near and is_long[0] != is_long[1] and bool(ALSO.fullmatch(text, one.end, other.start))
