"""Until when an edition keeps each kind of personal data. The days follow its dates."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models

from learning_portal.foundation import clock

NEEDS_KEPT = dt.timedelta(days=14)  # after the last day, unless the edition says otherwise
# field -> how many months after the last day
MONTHS_KEPT = {
    "travel_deleted_on": 3,
    "messages_deleted_on": 3,
    "feedback_names_deleted_on": 6,
    "people_deleted_on": 12,
}
DELETION_DAYS = ("needs_deleted_on", *MONTHS_KEPT)


def usual_days(last_day: dt.date) -> dict[str, dt.date]:
    """The day on which each kind goes where nobody decides otherwise."""
    months = {name: clock.months_later(last_day, count) for name, count in MONTHS_KEPT.items()}
    return {"needs_deleted_on": last_day + NEEDS_KEPT, **months}


class Retention(models.Model):
    """The days on which an edition's personal data goes, each kind on its own."""

    needs_deleted_on = models.DateField(
        "needs deleted on",
        blank=True,
        help_text="The day access and dietary needs are deleted. Empty: 14 days after it ends.",
    )
    travel_deleted_on = models.DateField(
        "travel support deleted on",
        blank=True,
        help_text="The day requests for travel support, and what was decided, are deleted. Empty: "
        "3 months after it ends.",
    )
    messages_deleted_on = models.DateField(
        "messages deleted on",
        blank=True,
        help_text="The day the words and addresses of messages about it are deleted, where they "
        "are not already: each goes 90 days after it was written. Empty: 3 months after it ends.",
    )
    feedback_names_deleted_on = models.DateField(
        "names on feedback deleted on",
        blank=True,
        help_text="The day names and e-mail addresses left with feedback are deleted; what was "
        "said stays. Empty: 6 months after it ends.",
    )
    people_deleted_on = models.DateField(
        "registrations deleted on",
        blank=True,
        help_text="The day who registered is deleted. Empty: 12 months after it ends.",
    )

    class Meta:
        abstract = True

    def follow_dates(self, last_day: dt.date, before: dt.date | None) -> None:
        """Fill in the usual days; where the dates move, take along those nobody decided."""
        usual_before = usual_days(before) if before else {}
        for name, day in usual_days(last_day).items():
            now = getattr(self, name)
            if now is None or now == usual_before.get(name):
                setattr(self, name, day)

    def check_deletion_days(self, last_day: dt.date) -> None:
        """Raises ValidationError where something would go before the event is over."""
        early = {
            name: "This is before the event is over: choose a later day, or leave it empty."
            for name in DELETION_DAYS
            if getattr(self, name) is not None and getattr(self, name) <= last_day
        }
        if early:
            raise ValidationError(early)
