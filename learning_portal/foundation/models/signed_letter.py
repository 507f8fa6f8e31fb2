import datetime as dt
import hashlib
import json
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from learning_portal.foundation import clock, time_labels

MONTHS_KEPT = 12  # after it expired
LONGEST_REASON = 300
TOKEN = r"^[A-Za-z0-9_-]{32}$"  # noqa: S105 - how one reads: 192 bits of chance


class LetterState(TextChoices):
    VALID = "valid", "Valid"
    EXPIRED = "expired", "Expired"
    REVOKED = "revoked", "Revoked"
    REPLACED = "replaced", "Replaced by a corrected one"
    ALTERED = "altered", "Does not verify"


class SignedLetterQuerySet(models.QuerySet["SignedLetter"]):
    def due_for_purge(self, day: dt.date) -> Self:
        """Those that expired so long ago that nobody need ask for them."""
        return self.filter(expires_on__lt=clock.months_later(day, -MONTHS_KEPT))


class SignedLetter(models.Model):
    """What the portal vouched for on a day, at an address only its holder can hand on."""

    token = models.CharField(max_length=32, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=200)
    content = models.JSONField()
    issued_at = models.DateTimeField("issued", default=clock.now)
    expires_on = models.DateField("valid to the end of")
    signature = models.CharField(max_length=100, editable=False)
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.CharField("why it was revoked", max_length=LONGEST_REASON, blank=True)

    # The newest that stands in its place; deleted with that one, for both hold the same person.
    replaced_by = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="replaces"
    )

    objects = SignedLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        permissions = [("revoke_signedletter", "Can revoke signed letters")]
        indexes = [
            models.Index(fields=["-issued_at", "-id"], name="signedletter_newest"),
            models.Index(fields=["kind", "about"], name="signedletter_about"),
            models.Index(fields=["expires_on"], name="signedletter_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(token__regex=TOKEN), name="signedletter_token_is_long"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="signedletter_revoked_says_why",
            ),
        ]

    def __str__(self) -> str:
        """Without a word of it: the desk's log keeps this after the letter is deleted."""
        return f"{self.kind}, {time_labels.moment(self.issued_at)}"

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.token])

    def state(self, at: dt.datetime | None = None) -> LetterState:
        """How it stands at an instant (now, unless told); one that was altered says nothing."""
        if not self.verifies:
            return LetterState.ALTERED
        if self.revoked_at is not None:
            return LetterState.REVOKED
        if self.replaced_by_id is not None:
            return LetterState.REPLACED
        if clock.bc_day(at or clock.now()) > self.expires_on:
            return LetterState.EXPIRED
        return LetterState.VALID

    @property
    def verifies(self) -> bool:
        """Whether all it says is what was signed, with today's secret key or one before it."""
        try:
            _signer().unsign(f"{self._digest()}:{self.signature}")
        except signing.BadSignature:
            return False
        return True

    def sign(self) -> None:
        self.signature = _signer().signature(self._digest())

    def _digest(self) -> str:
        said: list[Any] = [
            self.token,
            self.kind,
            self.about,
            self.content,
            self.issued_at.astimezone(dt.UTC).isoformat(),
            self.expires_on.isoformat(),
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _signer() -> signing.Signer:
    return signing.Signer(salt="portal.letter")
