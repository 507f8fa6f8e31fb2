"""The programme as a page reads it: by time or by track, all of it or one's own part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict

from events import reading
from events.models import Edition, Material, ProgrammeSession, SessionKind, Speaker
from learning_portal.foundation import clock, time_labels
from learning_portal.foundation.clock import Clock

MOST_SESSIONS = 300
FOR_ALL = "For everyone"


class By(TextChoices):
    TIME = "time", "By time"
    TRACK = "track", "By track"


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it does not know is left out."""

    by: str
    mine: tuple[int, ...]
    everything: bool

    @property
    def only_mine(self) -> bool:
        return bool(self.mine) and not self.everything

    def query(self, **other: str) -> str:
        """The same, with something asked otherwise."""
        asked = [("by", other.get("by", self.by))] if other.get("by", self.by) != By.TIME else []
        asked += [("mine", str(key)) for key in self.mine]
        if other.get("all", "1" if self.everything else ""):
            asked.append(("all", "1"))
        return f"?{urlencode(asked)}" if asked else ""


@dataclass(frozen=True)
class Row:
    session: ProgrammeSession
    day: str
    start: str
    end: str
    machine: str
    beside: tuple[str, ...]
    was: str
    is_mine: bool
    overlaps: str
    places_left: int | None
    speakers: list[Speaker]
    materials: list[Material]

    @property
    def is_break(self) -> bool:
        return self.session.kind == SessionKind.BREAK


@dataclass(frozen=True)
class Group:
    title: str
    rows: list[Row]


def asked(query: QueryDict) -> Asked:
    by = query.get("by", "")
    named = (word for said in query.getlist("mine") for word in said.split(","))
    keys = dict.fromkeys(
        int(word) for word in named if word.isascii() and word.isdigit() and len(word) < 12
    )
    mine = tuple(keys)[:MOST_SESSIONS]
    return Asked(by if by in By.values else By.TIME.value, mine, bool(query.get("all")))


def sessions(edition: Edition) -> list[ProgrammeSession]:
    """All of the edition's, in order of time."""
    found = list(edition.sessions.for_programme()[:MOST_SESSIONS])
    for session in found:
        session.edition = edition
    return found


def chosen(found: Iterable[ProgrammeSession], wanted: Asked) -> list[ProgrammeSession]:
    """One's own: the sessions named, and what is for everyone."""
    if not wanted.only_mine:
        return list(found)
    return [each for each in found if each.pk in wanted.mine or each.kind != SessionKind.SESSION]


def groups(shown: list[ProgrammeSession], wanted: Asked, readers: Clock) -> list[Group]:
    rows = list(_rows(shown, wanted, readers))
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        track = row.session.track.name if row.session.track else FOR_ALL
        grouped.setdefault(track if wanted.by == By.TRACK else row.day, []).append(row)
    if wanted.by == By.TRACK:
        order = {
            row.session.track.name: row.session.track.order for row in rows if row.session.track
        }
        titles = sorted(grouped, key=lambda title: (title != FOR_ALL, order.get(title, 0), title))
        return [Group(title, grouped[title]) for title in titles]
    return [Group(title, each) for title, each in grouped.items()]


def _rows(shown: list[ProgrammeSession], wanted: Asked, readers: Clock) -> Iterator[Row]:
    mine = [each for each in shown if each.pk in wanted.mine and each.is_held]
    for session in shown:
        zone_name = session.edition.zone
        begins, finishes = (clock.wall(at, zone_name) for at in (session.starts, session.ends))
        other = next((each for each in mine if session in mine and _overlap(each, session)), None)
        left = None if session.capacity is None else max(0, session.capacity - session.taken)  # type: ignore[attr-defined]
        yield Row(
            session=session,
            day=time_labels.day(begins),
            start=time_labels.time(begins),
            end=time_labels.time(finishes),
            machine=clock.utc_text(session.starts),
            beside=reading.beside(session.starts, session.ends, zone_name, readers),
            was=session.was(),
            is_mine=session.pk in wanted.mine,
            overlaps=other.title if other else "",
            places_left=left,
            speakers=list(session.speakers.all()),
            materials=list(session.materials.all()),
        )


def _overlap(one: ProgrammeSession, other: ProgrammeSession) -> bool:
    return one.pk != other.pk and one.starts < other.ends and other.starts < one.ends
