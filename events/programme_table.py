"""A programme from a table (CSV): all of it or nothing, and what is wrong said line by line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from events import programme, programme_entry
from events.models import Edition, ProgrammeSession, Room, SessionKind, Track
from events.programme import Slot
from events.registration import lock
from learning_portal.foundation import folding
from learning_portal.foundation.clock import BadTime

COLUMNS = {
    "day": "2027-05-12; may be left out where the edition has one day",
    "starts": "10:00 or 10:00 am, on the clock of the place",
    "ends": "the same",
    "title": "needed; a session of this title that is here already is changed",
    "kind": "session, plenary or break; a session where it is empty",
    "room": "made where there is none of the name",
    "track": "made where there is none of the name",
    "speakers": "names with semicolons between them; made where there is none",
    "summary": "one or two plain sentences",
    "capacity": "only where people sign up for the session",
}
NEEDED = ("starts", "ends", "title")
LARGEST = 512 * 1024
MOST_ROWS = 150
LONGEST = {"title": 200, "room": 100, "track": 100, "summary": 2000, "speakers": 500}


class Unreadable(Exception):
    """Nothing was written; `problems` say what is wrong, each with its line where it has one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class Wrong(ValueError):
    """What is wrong with one line, as a sentence."""


@dataclass(frozen=True)
class Line:
    """One row, read: what a session would be."""

    number: int
    slot: Slot
    kind: str
    title: str
    track: str
    summary: str
    capacity: int | None
    speakers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Done:
    added: int
    changed: int


@transaction.atomic
def bring_in(edition: Edition, content: bytes) -> Done:
    """Raises Unreadable, and then nothing is written."""
    edition = lock(edition.pk)
    lines = _read(edition, content)
    kept = {each.title: each for each in edition.sessions.for_programme()}
    replaced = {line.title for line in lines}
    others = [programme.slot(each) for title, each in kept.items() if title not in replaced]
    found = programme.all_clashes(edition, [*others, *(line.slot for line in lines)])
    if found:
        raise Unreadable(found)
    with programme_entry.all_at_once():
        for line in lines:
            _write(edition, line, kept.get(line.title))
    changed = len(kept.keys() & replaced)
    return Done(len(lines) - changed, changed)


def _write(edition: Edition, line: Line, kept: ProgrammeSession | None) -> None:
    session = kept or ProgrammeSession(title=line.title)
    session.edition = edition
    session.kind, session.summary, session.capacity = line.kind, line.summary, line.capacity
    session.starts, session.ends = line.slot.starts, line.slot.ends
    session.room, session.track = None, None
    if line.slot.room:
        session.room, _made = Room.objects.get_or_create(edition=edition, name=line.slot.room)
    if line.track:
        session.track, _made = Track.objects.get_or_create(edition=edition, name=line.track)
    session.save()
    programme_entry.set_speakers(session, line.speakers)


def _read(edition: Edition, content: bytes) -> list[Line]:
    problems: list[str] = []
    lines: list[Line] = []
    for number, row in _rows(content):
        try:
            lines.append(_line(edition, number, row))
        except (Wrong, BadTime) as error:
            problems.append(f"Line {number}: {error}")
    titles: dict[str, int] = {}
    for line in lines:
        if line.title in titles:
            first = titles[line.title]
            problems.append(
                f"Line {line.number}: “{line.title}” stands on line {first} already. Give each "
                "session a title of its own: Coffee (morning), Coffee (afternoon)."
            )
        titles.setdefault(line.title, line.number)
    if not lines and not problems:
        problems.append("There is no session in the table.")
    if problems:
        raise Unreadable(problems)
    return lines


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    if len(content) > LARGEST:
        raise Unreadable([f"The table is larger than {LARGEST // 1024} KB: split it."])
    reader = csv.reader(
        io.StringIO(_text(content), newline=""), delimiter=_separator(_text(content))
    )
    try:
        table = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise Unreadable([f"This is not a table of text ({error}): save it as CSV."]) from error
    if not table:
        raise Unreadable(["The table is empty: its first line names the columns."])
    header = [folding.fold(cell).strip() for cell in table[0][1]]
    unknown = [cell for cell in header if cell not in COLUMNS]
    missing = [name for name in NEEDED if name not in header]
    if unknown or missing:
        raise Unreadable(
            [f"There is no column “{cell[:40]}”: use {', '.join(COLUMNS)}." for cell in unknown]
            + [f"The column “{name}” is missing." for name in missing]
        )
    if len(table) - 1 > MOST_ROWS:
        raise Unreadable([f"The table has more than {MOST_ROWS} sessions: split it."])
    for number, cells in table[1:]:
        said = [folding.tidy(" ".join(cell.split())) for cell in cells]
        yield number, dict(zip(header, said, strict=False))


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise Unreadable(["This is not a table of text: save it as CSV (UTF-8)."])


def _separator(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _line(edition: Edition, number: int, row: dict[str, str]) -> Line:
    """Raises Wrong, or BadTime where it is the time."""
    for name, most in LONGEST.items():
        if len(row.get(name, "")) > most:
            raise Wrong(f"the {name} is longer than {most:,} characters: shorten it.")
    title = row.get("title", "")
    if not title:
        raise Wrong("write a title.")
    kind = folding.fold(row.get("kind", "")) or SessionKind.SESSION.value
    if kind not in SessionKind.values:
        raise Wrong(f"“{kind[:40]}” is no kind: write session, plenary or break.")
    day = row.get("day", "")
    starts, ends = (
        f"{day} {row.get(name, '')}".strip() if day and row.get(name) else row.get(name, "")
        for name in ("starts", "ends")
    )
    begins, finishes = programme_entry.times(starts, ends, edition)
    speakers = programme_entry.names(row.get("speakers", ""))
    return Line(
        number=number,
        slot=Slot(
            label=f"“{title}” on line {number}",
            starts=begins,
            ends=finishes,
            room=row.get("room", ""),
            speakers=frozenset(speakers),
        ),
        kind=kind,
        title=title,
        track=row.get("track", ""),
        summary=row.get("summary", ""),
        capacity=_capacity(row.get("capacity", "")),
        speakers=speakers,
    )


def _capacity(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 5000 and len(text) < 6):
        raise Wrong(f"“{text[:40]}” is no number of places: write 1 to 5000, or leave it empty.")
    return int(text)
