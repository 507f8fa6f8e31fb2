from django.db import models

from events.models.registration import Registration
from learning_portal.foundation.models import Message


class Told(models.Model):
    """Which message went to which registered person: so that it can be emptied with theirs."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="told")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="told")

    class Meta:
        verbose_name_plural = "told"

    def __str__(self) -> str:
        return f"A message for {self.registration}"
