"""Who looked at a record, and what public checks came to. Rows are added, never changed.

A trigger of the database refuses UPDATE, DELETE and TRUNCATE; `retention.allowed()` lets the
daily purge delete what has been kept long enough.
"""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import TextChoices

from catalogue.models.vocabulary import held
from learning_portal.foundation import clock

MONTHS_KEPT = 24


class CheckOutcome(TextChoices):
    FOUND = "found", "Record found"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NO_RECORD = "no-record", "No record"


class Seen(TextChoices):
    LIST = "list", "In the list"
    RECORD = "record", "Opened"
    WRITTEN_OUT = "written-out", "Written out"


class DatedQuerySet(models.QuerySet["Dated"]):
    def due_for_purge(self, at: dt.datetime | None = None) -> Self:
        """Written MONTHS_KEPT ago, or before, by the BC day that holds `at` (now, unless told)."""
        day = clock.months_later(clock.bc_day(at or clock.now()), -MONTHS_KEPT)
        return self.filter(at__lt=clock.start_of_day(day + clock.DAY))


class Dated(models.Model):
    at = models.DateTimeField("when", default=clock.now, editable=False, db_index=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]


class CertificateCheck(Dated):
    """A public check came to this, then. Nothing of who asked, and nothing of what for."""

    outcome = models.CharField(max_length=20, choices=CheckOutcome.choices)

    class Meta(Dated.Meta):
        verbose_name = "check of a certificate"
        verbose_name_plural = "checks of certificates"
        constraints = [held("certificate_check", "outcome", CheckOutcome)]

    def __str__(self) -> str:
        return self.get_outcome_display()


class RecordView(Dated):
    """A person at the desk saw a record. Plain numbers and a name: it outlives both."""

    person_id = models.IntegerField(editable=False)
    person = models.CharField("who", max_length=150, editable=False)
    record_id = models.BigIntegerField("record", editable=False, db_index=True)
    seen = models.CharField("how", max_length=20, choices=Seen.choices, editable=False)

    class Meta(Dated.Meta):
        verbose_name = "look at a record"
        verbose_name_plural = "looks at records"
        constraints = [held("record_view", "seen", Seen)]

    def __str__(self) -> str:
        return f"{self.person}, record {self.record_id}"
