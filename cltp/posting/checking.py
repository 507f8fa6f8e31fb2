"""The check: from a posting's text to what it says of the closed programme, clause by clause."""

import re
from collections.abc import Iterable, Iterator
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
class Asked:
    """Where in a finding's text the programme is named, and what is said of it there."""

    start: int
    end: int
    verdict: Verdict


@dataclass(frozen=True)
class Finding:
    """`text == given[start:end]`; `asked` are the namings in it, in order."""

    start: int
    end: int
    text: str
    rule: Rule
    asked: tuple[Asked, ...]
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
    return Finding(
        start=start,
        end=end,
        text=reading.given[start:end],
        rule=rule,
        asked=tuple(_asked(reading, start, judged)),
        courses=tuple(
            each.course
            for each, its_rule in judged
            if each.course and its_rule.verdict == rule.verdict
        ),
    )


def _asked(reading: Reading, begin: int, judged: list[tuple[Shape, Rule]]) -> Iterator[Asked]:
    """ "§ and §", of which the same is said, are one."""
    kept: tuple[int, int, Verdict] | None = None
    for shape, rule in judged:
        start, end, verdict = shape.start, shape.end, rule.verdict
        if kept and kept[2] == verdict and _is_joined(reading.text[kept[1] : start]):
            start = kept[0]
        elif kept:
            yield _placed(reading, begin, *kept)
        kept = start, end, verdict
    if kept:
        yield _placed(reading, begin, *kept)


def _is_joined(between: str) -> bool:
    return bool(JOINED.fullmatch(between[:FARTHEST]))


def _placed(reading: Reading, begin: int, start: int, end: int, verdict: Verdict) -> Asked:
    first, last = reading.span(start, end)
    return Asked(first - begin, last - begin, verdict)


def rule_of(shape: Shape, rules: tuple[Rule, ...] = RULES) -> Rule:
    return next(rule for rule in rules if rule.holds(shape))


def _folded(name: str) -> str:
    return " ".join("".join(map(folded, name)).split())
