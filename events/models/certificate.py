from django.db import models

from events.models.registration import Registration
from learning_portal.foundation import clock
from learning_portal.foundation.models import SignedLetter


class Certificate(models.Model):
    """That a person has the certificate of attendance; the letter outlives the registration."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="certificate"
    )
    letter = models.OneToOneField(SignedLetter, on_delete=models.CASCADE, related_name="attendance")
    issued_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = "certificate of attendance"
        verbose_name_plural = "certificates of attendance"
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return f"Certificate of {self.registration}"
