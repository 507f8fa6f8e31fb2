"""The closed vocabularies of gatherings. A value is also its word in an address."""

from django.db.models import TextChoices

from catalogue.models.vocabulary import Delivery


class Stage(TextChoices):
    """What the organisers have decided. What a reader is told follows from it: `Status`."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for registration"
    CLOSED = "closed", "Registration closed"
    CANCELLED = "cancelled", "Cancelled"


class Status(TextChoices):
    """Where an edition stands at a moment, to a reader."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for registration"
    FULL = "full", "Full: you can join the waiting list"
    CLOSED = "closed", "Registration is closed"
    CANCELLED = "cancelled", "Cancelled"
    OVER = "over", "Over"


class Way(TextChoices):
    """How people take part: the catalogue's own words."""

    IN_PERSON = Delivery.IN_PERSON.value, "In person"
    HYBRID = Delivery.HYBRID.value, "In person and online"
    ONLINE = Delivery.ONLINE_LIVE.value, "Online"
