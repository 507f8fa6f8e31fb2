"""Which lines of a posting belong together: a paragraph that was wrapped, an item, a heading."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cltp.posting import courses
from cltp.posting.headings import STATUS, is_bare, is_known
from cltp.posting.names import THING, Mention
from cltp.posting.reading import Reading
from cltp.posting.sayings import POST
from cltp.posting.things import OTHER

BULLET = re.compile(
    r"[ \t|]*(?:(?:•|[*+>#~]+|[-–]+|o(?=[ \t])|\[[ x]?\]"
    r"|\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)](?=\s)(?!\s?l\.))[ \t]*)*"
)
CONTINUES = re.compile(
    r"(?:or|and|of|in|with|within|plus|is|are|required|preferred|mandatory|essential|desirable"
    r"|an asset|certificat\w*|program(?:me)?|courses?|modules?|levels?|training|diploma|ou|et"
    r"|de|du)\b"
)
NAMES_ON = re.compile(rf"(?:{THING})\b")
SAYS = re.compile(rf"(?:\S+\s)?(?:is\s|are\s)?{POST.pattern}")
OR = re.compile(r"(?:and/or|or|ou)\b")
UNFINISHED = re.compile(
    r"(?:[,(/&–-]|\b(?:or|and|of|in|with|within|the|an?|to|for|from|by|at|on|as|have|has|had|hold"
    r"|holds|holding|possess|possesses|complet\w+|requir(?:es?|ing)|must|shall|will|be|is|are|includ\w+|plus"
    r"|obtain\w*|earn\w*|valid|current|either|both|certificat|cours|e\.g\.|i\.e\.|such as"
    r"|example|like|except|than|no|not|without|lacking|de|du|des|la|le|les|un|une|ou|et|en"
    r"|dans|or\s(?:an?\s)?library|one|two|three|four|full))$"
)
LABELLED = re.compile(r"[^:.;,]{1,40}:\s")
WRAPPED = 60  # a line this long was likely cut for want of room


@dataclass(frozen=True)
class Line:
    start: int
    end: int
    text: str
    has_bullet: bool
    after_blank: bool
    names: bool  # whether it names the programme
    name_end: int  # where its last name ends
    is_cut: bool  # whether a name began on the line before


@dataclass(frozen=True)
class Block:
    """Lines that read as one; a heading where `is_heading`."""

    start: int
    end: int
    is_heading: bool = False


def blocks(reading: Reading, mentions: list[Mention]) -> list[Block]:
    found: list[Block] = []
    before: Line | None = None
    lines = list(_lines(reading.text, mentions))
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        heading = _is_heading(reading, line, before, after)
        if before and _goes_on(reading, before, line, heading or found[-1].is_heading):
            found[-1] = Block(found[-1].start, line.end, found[-1].is_heading)
        else:
            found.append(Block(line.start, line.end, heading))
        before = line
    return found


def _lines(text: str, mentions: list[Mention]) -> Iterator[Line]:
    start, blank, place = 0, True, 0
    for line in text.split("\n"):
        bullet = BULLET.match(line)
        inner = bullet.end() if bullet else 0
        kept = line[inner:].rstrip(" \t|")
        first, last = start + inner, start + inner + len(kept)
        while place < len(mentions) and mentions[place].end <= start:
            place += 1
        if kept:
            begun = place < len(mentions) and mentions[place].start < last
            ending = bisect_right(mentions, last, key=lambda each: each.start)
            ended = mentions[ending - 1].end if ending else 0
            cut = begun and mentions[place].start < start
            yield Line(first, last, kept, bool(line[:inner].strip()), blank, begun, ended, cut)
            blank = False
        elif not line.strip():
            blank = True
        start += len(line) + 1


def _is_heading(reading: Reading, line: Line, before: Line | None, after: Line | None) -> bool:
    if line.names:
        return False
    if line.text.endswith(":"):
        return True
    begins = after and (after.has_bullet or after.after_blank or reading.is_capital(after.start))
    if not begins:
        return False
    if STATUS.fullmatch(line.text):  # "Required" may also end the line above it
        return before is None or line.after_blank or before.has_bullet
    return is_bare(line.text)


def _goes_on(reading: Reading, before: Line, line: Line, heading: bool) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    if line.is_cut:
        return True
    if heading:
        return False
    if OR.match(line.text) or OR.search(before.text.rpartition(" ")[2]):
        return True
    if LABELLED.match(line.text) and is_known(line.text.partition(":")[0]):
        return False
    if before.text.count('"') % 2 or _is_course(reading, before, line):
        return True
    if before.names and STATUS.fullmatch(line.text):
        return True
    if before.name_end >= before.end - 2 and NAMES_ON.match(line.text) and not line.has_bullet:
        return True
    if line.has_bullet or _is_row(before) or _is_row(line):
        return False
    starts_anew = line.after_blank and reading.is_capital(line.start)
    if UNFINISHED.search(before.text) or (CONTINUES.match(line.text) and not starts_anew):
        return True
    if line.after_blank:
        return False
    if not reading.is_capital(line.start) or _is_shouted(reading, before):
        return True
    if not (before.names or OTHER.search(before.text)) or len(before.text) >= WRAPPED:
        return True  # nothing is asked for yet, or the line was cut for want of room
    return before.names and bool(SAYS.match(line.text)) and not OTHER.search(line.text)


def _is_course(reading: Reading, before: Line, line: Line) -> bool:
    """Whether a course that is named begins on one line and ends on the other."""
    course = before.names and courses.AFTER.match(reading.text, before.name_end)
    return bool(course and course.end() > line.start)


def _is_row(line: Line) -> bool:
    return "\t" in line.text or "|" in line.text


def _is_shouted(reading: Reading, line: Line) -> bool:
    given = reading.given[slice(*reading.span(line.start, line.end))]
    return given.isupper()
