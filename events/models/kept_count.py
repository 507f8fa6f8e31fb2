"""What stays of people whose data is deleted: numbers, and nothing of anybody."""

from django.db import models
from django.db.models import F, Q, TextChoices

from catalogue.models.vocabulary import held
from events.models.edition import Edition


class Counted(TextChoices):
    REGISTERED = "registered", "Registered"
    CONFIRMED = "confirmed", "Had a place"
    ATTENDED = "attended", "Were checked in"
    WAITING = "waiting", "Were left on the waiting list"
    GAVE_UP = "gave-up", "Cancelled, or did not take a place offered"
    ACCESS = "access", "Had access needs"
    DIETARY = "dietary", "Had dietary needs"
    TRAVEL = "travel", "Asked for travel support"
    GRANTED = "granted", "Were granted travel support"
    SELF_DELETED = "self-deleted", "Deleted their data themselves"


class KeptCount(models.Model):
    """How many of an edition's deleted registrations were of one kind."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="kept_counts")
    what = models.CharField(max_length=20, choices=Counted.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["edition", "pk"]
        constraints = [
            held("kept_count", "what", Counted),
            models.UniqueConstraint(fields=["edition", "what"], name="kept_count_once"),
            models.CheckConstraint(condition=Q(number__gte=0), name="kept_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.number}"

    @classmethod
    def add(cls, edition: Edition, numbers: dict[Counted, int]) -> None:
        """Within the caller's transaction, and under the edition's lock."""
        for what, number in numbers.items():
            if number:
                cls.objects.get_or_create(edition=edition, what=what)
                cls.objects.filter(edition=edition, what=what).update(number=F("number") + number)
