"""How the lines of an iCalendar file are written (RFC 5545), whatever they say."""

import datetime as dt
import re
from collections.abc import Iterable

LONGEST_LINE = 75  # octets
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def instant(at: dt.datetime) -> str:
    utc = at.astimezone(dt.UTC)
    return f"{utc:%Y%m%dT%H%M%SZ}"


def text(value: str) -> str:
    return CONTROL.sub("", value.replace("\r\n", "\n")).translate(ESCAPES)


def file(lines: Iterable[str]) -> bytes:
    return b"".join(map(_fold, lines))


def _fold(line: str) -> bytes:
    """CRLF, and no line past 75 octets; a letter is never split between two lines."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return octets + b"\r\n"
    parts, start, room = [], 0, LONGEST_LINE
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1  # the space that marks a continuation
    return b"\r\n ".join(parts) + b"\r\n"
