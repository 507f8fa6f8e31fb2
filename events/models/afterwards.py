"""What an edition states for the time after its last day."""

import datetime as dt
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

FEEDBACK_DAYS = dt.timedelta(days=60)
LEAST_HOURS, MOST_HOURS = Decimal("0.25"), Decimal("99")


class Afterwards(models.Model):
    feedback_closes_on = models.DateField(
        "feedback closes after",
        blank=True,
        help_text="The last day on which the feedback form is open; it opens when the event ends. "
        "Empty: 60 days after it ends.",
    )
    attended_hours = models.DecimalField(
        "hours on the certificate",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST_HOURS), MaxValueValidator(MOST_HOURS)],
        help_text="Empty: the hours of the programme without its breaks or, where there is no "
        "programme, from start to end.",
    )
    certificates_issued = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def close_feedback(self, last_day: dt.date, before: dt.date | None) -> None:
        """The usual last day where none is stated; it moves with the event's dates."""
        now = self.feedback_closes_on
        if now is None or (before is not None and now == before + FEEDBACK_DAYS):
            self.feedback_closes_on = last_day + FEEDBACK_DAYS
