"""The columns a table may have: what each holds, and where it goes."""

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from catalogue.intake.words import VOCABULARIES, Vocabulary
from learning_portal.foundation import folding


@dataclass(frozen=True)
class Column:
    name: str
    about: str
    required: bool = False
    of_session: bool = False

    @property
    def vocabulary(self) -> Vocabulary | None:
        return VOCABULARIES.get(self.name)

    @property
    def words(self) -> str:
        """Every accepted word of its closed vocabulary, on one line; empty where it has none."""
        if self.vocabulary is None:
            return ""
        return "; ".join(
            f"{word} ({', '.join(others)})" if others else word
            for word, others in self.vocabulary.accepted()
        )


COLUMNS = {
    column.name: column
    for column in [
        Column("title", "What the listing is called.", required=True),
        Column("provider", "Who offers it.", required=True),
        Column("kind", "What it is.", required=True),
        Column("ref", "Your own reference: rows with the same one are one listing."),
        Column(
            "provider_country",
            "Two letters: CA, US … It decides what “Pacific” means when this provider says it.",
        ),
        Column("delivery", "Online or in person."),
        Column("cost", "What it costs; blank is not stated."),
        Column("price", "The amount, or the lowest of several: 25 or 25.50."),
        Column("currency", "CAD, USD …; needed with a price."),
        Column("url", "The provider's own page, starting with https://."),
        Column("topics", "Topics, split by |. A new one is made where none has the name."),
        Column("audience", "Who it is for, split by |."),
        Column("level", "How much it asks of the learner."),
        Column("hours", "How long it takes in all, in hours: 1.5 for ninety minutes."),
        Column("language", "In which languages, split by |."),
        Column("bc_context", "Is it made in BC, or for BC's laws, people and places?"),
        Column("summary", "One or two plain sentences, 400 characters at most."),
        Column("description", "More, in Markdown."),
        Column(
            "starts",
            "The organiser's wall time: 2026-12-09 14:00; or a day, 2026-12-09, where no time is "
            "stated; or 2026-12-09 all day; or TBA.",
            of_session=True,
        ),
        Column(
            "ends",
            "The same, or only 15:30 on the day it starts. Two days without times are whole days.",
            of_session=True,
        ),
        Column(
            "zone",
            "The clock those times are on: America/Vancouver, or the organiser's words, such as "
            "US Pacific, Eastern, BC, CT. Needed with a time.",
            of_session=True,
        ),
        Column("venue", "The building, for a session in a place.", of_session=True),
        Column("city", "The town it is in.", of_session=True),
        Column("region", "Where that is.", of_session=True),
        Column(
            "registration_closes",
            "The last moment to sign up, on the same clock: 2026-12-01 16:00, or a day.",
        ),
        Column("recording", "Is there a recording?"),
        Column("certificate", "What earns a certificate, split by |."),
        Column("access", "How it reaches more people, split by |."),
    ]
}
# What other tables call these columns: only to say which name is meant.
ELSEWHERE = {
    "name": "title", "event": "title", "course": "title", "organizer": "provider",
    "organiser": "provider", "organization": "provider", "offered_by": "provider",
    "instructor": "provider", "instructors": "provider", "type": "kind", "format": "delivery",
    "country": "provider_country", "link": "url", "website": "url", "web_page": "url",
    "subject": "topics", "keywords": "topics", "audiences": "audience", "duration": "hours",
    "languages": "language", "start_time": "starts", "start_date": "starts", "date": "starts",
    "end_time": "ends", "end_date": "ends", "timezone": "zone", "time_zone": "zone",
    "location": "venue", "building": "venue", "id": "ref", "abstract": "summary",
    "deadline": "registration_closes", "fee": "price",
}  # fmt: skip


def normal(header: str) -> str:
    """`Provider Country` → `provider_country`."""
    return re.sub(r"[^a-z0-9]+", "_", folding.fold(header)).strip("_")


def nearest(header: str, columns: Collection[str], elsewhere: Mapping[str, str]) -> str:
    """The right name a wrong one is closest to; empty where none is."""
    asked = normal(header)
    if asked in elsewhere:
        return elsewhere[asked]
    close = difflib.get_close_matches(asked[:40], columns, n=1, cutoff=0.7)
    return close[0] if close else ""


def wording() -> str:
    """Every column and every accepted word, for a terminal."""
    lines = []
    for column in COLUMNS.values():
        lines.append(f"  {column.name}{' (required)' if column.required else ''}: {column.about}")
        if column.words:
            lines.append(f"      words: {column.words}")
    return "\n".join(lines)
