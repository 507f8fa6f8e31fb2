"""What asks for the organisers."""

from events.models import Edition
from events.models.edition_queryset import EditionQuerySet as Rows
from learning_portal.foundation.attention import Need

NEEDS = [
    Need("events-travel", "Travel support to decide", "Somebody asked for it: grant or decline.",
         "events.change_travelsupport", Edition, Rows.with_travel_to_decide, "events_desk_travel"),
]  # fmt: skip
