"""Who asked for an assessment. Personal data, apart from the decision, kept to its day."""

import datetime as dt
from typing import Any, Self

from django.db import models

from cltp.models.decision import Decision
from learning_portal.foundation import clock, time_labels

MONTHS_KEPT = 18
LONGEST_WORDS = 3000


class RequestQuerySet(models.QuerySet["Request"]):
    def due_for_purge(self, at: dt.datetime | None = None) -> Self:
        """Those whose last day has come, by the BC day that holds `at` (now, unless told)."""
        return self.filter(purge_after__lte=clock.bc_day(at or clock.now()))


class Request(models.Model):
    """No history table: it would keep what the purge deletes. The decision stays without it."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="request")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail", blank=True)
    words = models.TextField("what they wrote", max_length=LONGEST_WORDS, blank=True)
    received_at = models.DateTimeField("received", default=clock.now, editable=False)
    purge_after = models.DateField("deleted on", editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for an assessment"
        verbose_name_plural = "requests for assessments"
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["purge_after"], name="request_purge")]

    def __str__(self) -> str:
        """Without a word of the sender's: the desk's log keeps it after the request is gone."""
        return f"Request of {time_labels.day(clock.bc_day(self.received_at))}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.purge_after is None:
            self.purge_after = clock.months_later(clock.bc_day(self.received_at), MONTHS_KEPT)
        super().save(*args, **options)
