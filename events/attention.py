"""What asks for the organisers: each need is one named rule of the editions' queryset."""

from collections.abc import Callable
from dataclasses import dataclass

from events.models import Edition
from events.models.edition_queryset import EditionQuerySet as Rows


@dataclass(frozen=True)
class Need:
    """`page` is the page of an edition's desk where it is settled."""

    key: str
    label: str
    why: str
    permission: str
    page: str
    rows: Callable[[Rows], Rows]

    def editions(self) -> Rows:
        return self.rows(Edition.objects.all())


NEEDS = [
    Need("events-travel", "Travel support to decide", "Somebody asked for it: grant or decline.",
         "events.change_travelsupport", "events_desk_travel", Rows.with_travel_to_decide),
]  # fmt: skip
