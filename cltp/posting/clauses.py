"""A posting cut into clauses: one sentence, one item of a list, one row of a table."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cltp.posting import courses, headings, lines
from cltp.posting.lines import Block
from cltp.posting.names import Mention, mentions
from cltp.posting.reading import Reading
from cltp.posting.things import CREDENTIAL, FOLLOWS, OTHER

STOP = re.compile(
    r"(?<![!?])[!?]+(?=[\s\"')\]]|$)|[;•]|(?<!\.)\.+(?=[\s\"')\]]|$)|(?<=[a-z]{2})\.(?=[a-z]{2})"
)
SHORTENED = re.compile(
    r"(?:\b(?:equiv|etc|yrs?|mos?|incl|cert|prog|dept|approx|exp|ed|qual|req|pref|gr|univ)"
    r"|(?<![a-z])[a-z])$"
)
NEVER_LAST = re.compile(r"\b(?:e\.g|eg|i\.e|ie|st|dr|mr|mrs|ms|no|vs|b\.c|c\.-b)$")
LABEL = re.compile(r"([^:]{1,80}):(?=\s)\s*")
LONGEST = 2_000
FARTHEST = 20


@dataclass(frozen=True)
class Clause:
    """`text[start:end]` and the mentions in it; `heading` is what it stands under."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    heading: str = ""
    section: int = 0  # clauses of one section stand under one heading
    block: int = 0
    others: bool = False  # whether other things are listed beside it in its section


def clauses(reading: Reading) -> list[Clause]:
    """Those that name the programme, each with what goes on from it."""
    found = mentions(reading.text)
    if not found:
        return []
    every = _joined(reading.text, list(_under_headings(reading, found)))
    listed = {
        each.section
        for each in every
        if not each.mentions and OTHER.search(reading.text, each.start, each.end)
    }
    return [replace(each, others=each.section in listed) for each in every if each.mentions]


def _under_headings(reading: Reading, found: list[Mention]) -> Iterator[Clause]:
    heading, section, place = "", 0, 0
    for number, block in enumerate(lines.blocks(reading, found)):
        for start, end in _sentences(reading, block, found):
            while place < len(found) and found[place].end <= start:
                place += 1
            last = place
            while last < len(found) and found[last].start < end:
                last += 1
            here = tuple(found[place:last])
            text = reading.text[start:end]
            if block.is_heading and not here:
                heading, section = " ".join(text.rstrip(": ").split()), section + 1
                continue
            label = LABEL.match(text)
            if label and not (here and here[0].start < start + label.end()):
                start += label.end()
                said = " ".join(label[1].split())
                if headings.is_known(said):
                    heading, section = said, section + 1
            yield Clause(start, end, here, heading, section, number)


def _sentences(reading: Reading, block: Block, found: list[Mention]) -> Iterator[tuple[int, int]]:
    text, start = reading.text, block.start
    first = bisect_left(found, block.start, key=lambda each: each.start)
    last = bisect_left(found, block.end, key=lambda each: each.start)
    inside = found[first:last]
    named = {place for each in inside for place in range(each.start, each.end - 1)}
    ends = {each.end - 1 for each in inside}
    for stop in STOP.finditer(text, block.start, block.end):
        if stop.start() in named or not _ends(reading, stop, block.end, stop.start() in ends):
            continue
        end = stop.start() if stop[0] in ";•" else stop.end()
        while end < block.end and text[end] in "\"')]" and end not in named:
            end += 1
        yield from _trimmed(text, start, end, named)
        start = max(end, stop.end())
    yield from _trimmed(text, start, block.end, named)


def _ends(reading: Reading, stop: re.Match[str], limit: int, is_names: bool) -> bool:
    """Whether a stop ends a sentence: not after "e.g.", nor where "or ..." goes on."""
    text, after = reading.text, stop.end()
    near = min(limit, after + FARTHEST)
    while after < near and text[after] in " \t\n\"')]•;":
        after += 1
    if after == limit:
        return True
    if lines.OR.match(text, after):
        return False
    if stop[0] != ".":
        return True
    before = text[max(0, stop.start() - 10) : stop.start()]
    if NEVER_LAST.search(before):
        return False
    if is_names or SHORTENED.search(before):
        is_course = is_names and courses.AFTER.match(text, stop.end())
        goes_on = is_course or lines.CONTINUES.match(text, after)
        return reading.is_capital(after) and not goes_on
    return True


def _trimmed(text: str, start: int, end: int, named: set[int]) -> Iterator[tuple[int, int]]:
    """Without space around; cut, outside of names, where no person writes so long a sentence."""
    while start < end:
        cut = min(start + LONGEST, end)
        while cut < end and cut - 1 in named:
            cut += 1
        first, last = start, cut
        while first < last and text[first] in " \t\n|–-•,;)":
            first += 1
        while last > first and text[last - 1] in " \t\n|•;":
            last -= 1
        if first < last:
            yield first, last
        start = cut


def _joined(text: str, every: list[Clause]) -> list[Clause]:
    """A sentence on "it", or on equivalents and nothing else, is read with the one before it."""
    joined: list[Clause] = []
    for each in every:
        before = joined[-1] if joined else None
        goes_on = (
            before is not None
            and before.mentions
            and before.section == each.section
            and each.block - before.block <= 1
            and not each.mentions
            and FOLLOWS.match(text, each.start, each.end)
            and not CREDENTIAL.search(text, each.start, each.end)
        )
        if before and goes_on:
            joined[-1] = replace(before, end=each.end)
        else:
            joined.append(each)
    return joined
