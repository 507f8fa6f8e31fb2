"""How sessions of a programme are entered: times and names as an organiser writes them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from catalogue.admin import typed_times
from events import programme
from events.models import Appearance, Edition, ProgrammeSession, Speaker
from learning_portal.foundation import clock
from learning_portal.foundation.clock import BadTime


def times(starts: str, ends: str, edition: Edition) -> tuple[dt.datetime, dt.datetime]:
    """The instants of `10:00` and `11:00`, or of a day and a time, on the edition's clock.

    Raises BadTime, also for what is outside the edition's days.
    """
    begins = _wall(starts, edition, edition.first_day if len(edition.days) == 1 else None)
    finishes = _wall(ends, edition, begins.date())
    placed = clock.instant(begins, edition.zone), clock.instant(finishes, edition.zone)
    why = programme.why_outside(edition, *placed)
    if why:
        raise BadTime(why)
    return placed


def _wall(text: str, edition: Edition, day: dt.date | None) -> dt.datetime:
    """`day` is what is meant where only a time is written."""
    text = text.strip()
    if not text:
        raise BadTime("Write when it starts and when it ends, such as 10:00 and 11:00.")
    names_a_day = any(letter in text for letter in "-/,") or len(text) > len("10:00 p.m.")
    if not names_a_day:
        if day is None:
            first = edition.first_day.isoformat()
            raise BadTime(f"The edition has several days: write the day too, {first} {text}.")
        text = f"{day.isoformat()} {text}"
    wall = typed_times.wall(text)
    if not isinstance(wall, dt.datetime):
        raise BadTime(f"Add the time: {wall.isoformat()} 10:00.")
    return wall


def names(text: str) -> list[str]:
    """The names of a list with semicolons (or upright strokes) between them, each once."""
    parts = (" ".join(part.split()) for part in text.replace("|", ";").split(";"))
    return list(dict.fromkeys(part[:100] for part in parts if part))


def set_speakers(session: ProgrammeSession, wanted: Iterable[str]) -> None:
    """The speakers of these names and no other; made where there is none of the name."""
    wanted = list(wanted)
    now = {each.speaker.name: each for each in session.appearances.select_related("speaker")}
    for name in now.keys() - set(wanted):
        now[name].delete()
    for name in wanted:
        if name not in now:
            found = Speaker.objects.filter(name=name).order_by("pk").first()
            speaker = found or Speaker.objects.create(name=name)
            Appearance.objects.create(session=session, speaker=speaker)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Sessions that change places with each other clash only if they clash in the end."""
    named = "programme_room_once_at_a_time, appearance_speaker_once_at_a_time"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {named} DEFERRED")
        yield
        cursor.execute(f"SET CONSTRAINTS {named} IMMEDIATE")
