import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices

from catalogue.models.vocabulary import held
from cltp.models.record import CertificateRecord
from learning_portal.foundation import clock
from learning_portal.foundation.models import SignedLetter

DAYS_KEPT = 90


class RequestState(TextChoices):
    WAITING = "waiting", "Waiting"
    ISSUED = "issued", "Letter issued"
    DECLINED = "declined", "Declined"


class LetterRequestQuerySet(models.QuerySet["LetterRequest"]):
    def waiting(self) -> Self:
        return self.filter(state=RequestState.WAITING)

    def due_for_purge(self, today: dt.date | None = None) -> Self:
        return self.filter(purge_after__lte=today or clock.today())


class LetterRequest(models.Model):
    """A holder asks for a letter about their record. Kept for a while, then deleted.

    An e-mail address is all it asks for: the rest stands in the record.
    """

    record = models.ForeignKey(
        CertificateRecord, on_delete=models.CASCADE, related_name="letter_requests"
    )
    email = models.EmailField("e-mail")
    asked_at = models.DateTimeField("asked", default=clock.now, editable=False)
    state = models.CharField(
        max_length=20, choices=RequestState.choices, default=RequestState.WAITING
    )
    letter = models.OneToOneField(
        SignedLetter, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("decided", null=True, editable=False)
    decided_by = models.CharField(max_length=150, blank=True, editable=False)
    purge_after = models.DateField("deleted on", editable=False)

    objects = LetterRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a letter"
        verbose_name_plural = "requests for letters"
        ordering = ["-asked_at", "-pk"]
        permissions = [("issue_letterrequest", "Can issue or decline a letter")]
        indexes = [models.Index(fields=["purge_after"], name="letter_request_purge")]
        constraints = [
            held("letter_request", "state", RequestState),
            models.CheckConstraint(
                condition=Q(state=RequestState.WAITING, decided_at__isnull=True)
                | (~Q(state=RequestState.WAITING) & Q(decided_at__isnull=False)),
                name="letter_request_decided_says_when",
            ),
            models.UniqueConstraint(
                fields=["record", "email"],
                condition=Q(state=RequestState.WAITING),
                name="letter_request_waits_once",
                violation_error_message="This was asked for already, and is waiting.",
            ),
        ]

    def __str__(self) -> str:
        """Without a word of the holder's: it stays in the desk's log when the request is gone."""
        return f"Request {self.pk}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.purge_after is None:
            self.purge_after = clock.bc_day(self.asked_at) + dt.timedelta(days=DAYS_KEPT)
        super().save(*args, **options)
