"""How the lines of an iCalendar file are written (RFC 5545), whatever they say."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

LONGEST_LINE = 75  # octets
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}  # the backslash first


def instant(at: dt.datetime) -> str:
    written = at.astimezone(dt.UTC).isoformat()[:19]  # 2026-12-09T19:00:00
    return f"{written.replace('-', '').replace(':', '')}Z"


@lru_cache(maxsize=2000)  # the events of a listing say much alike
def text(value: str) -> str:
    if CONTROL.search(value):
        value = CONTROL.sub("", value.replace("\r\n", "\n"))
    for letter, escaped in ESCAPED.items():
        value = value.replace(letter, escaped)
    return value


def file(lines: Iterable[str]) -> bytes:
    """CRLF after each, and no line past 75 octets."""
    short = [
        line if len(line) <= LONGEST_LINE and line.isascii() else _folded(line) for line in lines
    ]
    return "\r\n".join([*short, ""]).encode()


def _folded(line: str) -> str:
    """Lines after the first begin with a space; a letter is never split between two."""
    octets = line.encode()
    parts, start, room = [], 0, LONGEST_LINE
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end])
        start, room = end, LONGEST_LINE - 1  # the space that marks a continuation
    return b"\r\n ".join(parts).decode()
