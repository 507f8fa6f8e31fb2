"""One naming in its clause: the clause's words, with what names the programme made a sign."""

import re
from dataclasses import dataclass

from cltp.posting import courses
from cltp.posting.clauses import Clause
from cltp.posting.headings import Sense, sense
from cltp.posting.names import THING
from cltp.posting.things import SELF, TWIN

REACH = 500  # how far around a naming its clause is looked at
AFTER = re.compile(rf"(?:[\s\"'*(\[/–-]{{0,4}}(?:{THING})\b){{0,5}}[\"'*)\]]{{0,3}}")
BEFORE = re.compile(
    r"(?:\b(?:certificates?|certificat|certification|diploma|courses?|cours|training|credentials?"
    r"|levels?|components?)\s"
    r"(?:of\scompletion\s|d'etudes\s)?(?:from|of|in|through|for|with|at|by|du|de)\s){1,3}"
    r"(?:(?:the|an?|le|la)\s)?[\"'(]{0,2}$"
)


@dataclass(frozen=True)
class Shape:
    """`words` with § for this naming and ¤ for others; what is asked for is `start:end`."""

    words: str
    start: int
    end: int
    course: str  # the course it names, where it names one
    sure: bool
    sense: Sense
    heading: str
    others: bool

    @property
    def before(self) -> str:
        return self.words.partition(SELF)[0]

    @property
    def after(self) -> str:
        return self.words.partition(SELF)[2]


def shapes(text: str, clause: Clause, extra: courses.Names) -> list[Shape]:
    things = [_thing(text, clause, number, extra) for number in range(len(clause.mentions))]
    found = []
    for number, (start, end, course) in enumerate(things):
        near, far = max(clause.start, start - REACH), min(clause.end, end + REACH)
        words = _words(text, near, start, things[:number][-20:])
        rest = _words(text, end, far, things[number + 1 :][:20])
        found.append(
            Shape(
                words=" ".join(f"{words}{SELF}{rest}".split(" ")).replace("\n", " "),
                start=start,
                end=end,
                course=course,
                sure=clause.mentions[number].sure,
                sense=sense(clause.heading),
                heading=clause.heading,
                others=clause.others,
            )
        )
    return found


def _thing(text: str, clause: Clause, number: int, extra: courses.Names) -> tuple[int, int, str]:
    """From "certificate from the" to "courses in reference", and the course it names."""
    mention = clause.mentions[number]
    others = clause.mentions
    first = others[number - 1].end if number else clause.start
    last = others[number + 1].start if number + 1 < len(others) else clause.end
    start, end = mention.start, mention.end
    named = courses.named(text, first, start, end, last, extra)
    if named:
        start, end = min(start, named.start), max(end, named.end)
    if not named or named.end <= mention.end:
        following = AFTER.match(text, end, last)
        end = following.end() if following else end
        if text[end - 1 : end] == ")" and "(" not in text[start:end]:
            end -= 1
    leading = BEFORE.search(text[max(first, start - 80) : start])
    if leading:
        start -= len(leading[0])
    return start, end, named.words if named else ""


def _words(text: str, start: int, end: int, things: list[tuple[int, int, str]]) -> str:
    parts = []
    for first, last, _ in things:
        if first >= start and last <= end:
            parts.append(text[start:first] + TWIN)
            start = last
    return "".join([*parts, text[start:end]])
