"""The check: from a posting's text to what it says of the closed programme, clause by clause."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cltp.posting.clauses import Clause, clauses
from cltp.posting.reading import Reading, folded, read
from cltp.posting.rules import Rule, Verdict
from cltp.posting.shapes import Shape, shapes
from cltp.posting.table import RULES

# Where one clause names the programme more than once, the gravest word on it is the clause's.
GRAVEST = (
    Verdict.REFUSAL,
    Verdict.IMPOSSIBLE,
    Verdict.CLOSED,
    Verdict.NAMED_COURSE,
    Verdict.PREFERENCE,
    Verdict.READ_YOURSELF,
    Verdict.INCLUSIVE,
)


LONGEST = 100_000  # characters; a long posting has 20,000
MOST_NAMINGS = 300
JOINED = re.compile(r"[\s,/&]*(?:(?:and|or|and/or|et|ou)\s+)?(?:(?:the|a|an|le|la)\s+)?")
FARTHEST = 20


class TooMuch(ValueError):
    """The text is no single posting; `str()` says what to do."""


@dataclass(frozen=True)
class Finding:
    """`text == given[start:end]`; `ends` are where, in `given`, each thing asked for ends."""

    start: int
    end: int
    text: str
    rule: Rule
    ends: tuple[int, ...]
    courses: tuple[str, ...] = ()  # those it asks for by name, as folded words

    @property
    def verdict(self) -> Verdict:
        return self.rule.verdict

    @property
    def why(self) -> str:
        return self.rule.why


def check(text: str, courses: Iterable[str] = (), rules: tuple[Rule, ...] = RULES) -> list[Finding]:
    """Every clause that names the programme, in order; `courses` are codes and titles on record.

    Raises TooMuch, so that no text takes long.
    """
    if len(text) > LONGEST:
        raise TooMuch(
            f"The text has {len(text):,} characters, and {LONGEST:,} are the most: check one "
            "posting at a time."
        )
    reading = read(text)
    on_record = tuple(sorted({name for each in courses if (name := _folded(each))}))
    found = clauses(reading)
    if sum(len(clause.mentions) for clause in found) > MOST_NAMINGS:
        raise TooMuch(
            f"The text names the programme more than {MOST_NAMINGS} times: check one posting at a "
            "time."
        )
    return [_finding(reading, clause, on_record, rules) for clause in found]


def _finding(
    reading: Reading, clause: Clause, courses: tuple[str, ...], rules: tuple[Rule, ...]
) -> Finding:
    judged = [(shape, rule_of(shape, rules)) for shape in shapes(reading.text, clause, courses)]
    _, rule = min(judged, key=lambda each: GRAVEST.index(each[1].verdict))
    start, end = reading.span(clause.start, clause.end)
    same = [each for each, its_rule in judged if its_rule.verdict == rule.verdict]
    return Finding(
        start=start,
        end=end,
        text=reading.given[start:end],
        rule=rule,
        ends=tuple(reading.span(clause.start, place)[1] for place in _ends(reading.text, same)),
        courses=tuple(each.course for each in same if each.course),
    )


def _ends(text: str, things: list[Shape]) -> list[int]:
    """Where the things end; "§ and §" end once."""
    ends: list[int] = []
    for each in things:
        if ends and JOINED.fullmatch(text[ends[-1] : each.start][:FARTHEST]):
            ends.pop()
        ends.append(each.end)
    return ends


def rule_of(shape: Shape, rules: tuple[Rule, ...] = RULES) -> Rule:
    return next(rule for rule in rules if rule.holds(shape))


def _folded(name: str) -> str:
    return " ".join("".join(map(folded, name)).split())
