import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from events.models.registration import Registration
from learning_portal.foundation import clock


class CheckIn(models.Model):
    """One press of “check in” at the door, named by the phone that made it.

    A press that is sent again, or comes late, finds its key here and changes nothing. Of one
    person's at most one stands. Deleted with the registration.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="check_ins"
    )
    key = models.UUIDField(unique=True, editable=False)
    stands = models.BooleanField(default=True, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(stands=True), name="check_in_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(stands=False),
                name="check_in_undone_does_not_stand",
            ),
        ]

    def __str__(self) -> str:
        return f"Check-in of {self.registration}"

    def undo(self, at: dt.datetime) -> None:
        self.stands, self.undone_at = False, at
        self.save(update_fields=["stands", "undone_at"])
