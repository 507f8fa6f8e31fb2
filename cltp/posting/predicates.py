"""What a clause says of the things in it: required, wished for, not required; and of which."""

import re
from functools import lru_cache

from cltp.posting.headings import Sense
from cltp.posting.sayings import MEANS, POST, PRE, Said
from cltp.posting.shapes import Shape
from cltp.posting.things import AND, OTHER

LISTED = re.compile(r"\b(?:and|or|et|ou)\b|&")
CELL = re.compile(r"[|\t]")


@lru_cache(maxsize=16)  # several rules ask it of one naming
def said(shape: Shape) -> Said:
    """What the clause says of the naming; its nearest words win over those further off."""
    after = _after(shape)
    before = _before(shape)
    if after and not after[1]:  # nothing else stands between
        return _both(shape, after[0])
    if before is not Said.NOTHING:
        return before
    if not after:
        return Said.NOTHING
    gap = after[2]
    if CELL.search(gap):
        return Said.NOTHING
    if LISTED.search(gap) or AND.search(gap):
        return after[0]
    if after[0] is Said.DEMAND:
        return after[0]
    return Said.NOTHING if shape.sense is Sense.DEMAND else Said.PAST


def _after(shape: Shape) -> tuple[Said, bool, str] | None:
    """What is said first after the naming, whether another thing stands between, and the gap."""
    found = POST.search(shape.words, len(shape.before))
    if not found:
        return None
    gap = shape.words[len(shape.before) + 1 : found.start()]
    pre = PRE.search(gap)
    if pre and OTHER.search(gap, pre.end()):
        return None
    return MEANS[str(found.lastgroup)], bool(OTHER.search(gap)), gap


def _both(shape: Shape, first: Said) -> Said:
    """ "Not required but an asset" is a wish."""
    if first is not Said.WAIVE:
        return first
    rest = shape.after
    later = [MEANS[str(each.lastgroup)] for each in POST.finditer(rest)]
    return Said.PREFER if Said.PREFER in later[:3] and not OTHER.search(rest) else first


def _before(shape: Shape) -> Said:
    """What was said last before the naming and reaches it."""
    before = shape.before
    told = Said.NOTHING
    for found in PRE.finditer(before):
        if not POST.search(before[found.end() :]) or not OTHER.search(before[found.end() :]):
            told = MEANS[str(found.lastgroup)]
    for found in POST.finditer(before):
        if not OTHER.search(before[: found.start()]) and not CELL.search(before[: found.start()]):
            told = MEANS[str(found.lastgroup)]
    return told
