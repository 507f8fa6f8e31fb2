"""What organisers did with the people of an edition: who took a list along, who wrote to whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalogue.models.vocabulary import held
from events.models.edition import Edition
from events.models.vocabulary import Part, TableForm
from learning_portal.foundation import clock

LONGEST_SUBJECT, LONGEST_TEXT = 150, 5000


class AttendeeExport(models.Model):
    """That a list of people left the portal. It names who took it, and nobody on it."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="exports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(default=clock.now, editable=False)
    form = models.CharField(max_length=10, choices=TableForm.choices)
    part = models.CharField("which part", max_length=20, choices=Part.choices)
    people = models.PositiveIntegerField()

    class Meta:
        verbose_name = "export of attendees"
        verbose_name_plural = "exports of attendees"
        ordering = ["-at", "-pk"]
        constraints = [held("export", "form", TableForm), held("export", "part", Part)]

    def __str__(self) -> str:
        return f"Export of {self.edition}"


class Announcement(models.Model):
    """A message to a part of an edition's people. `key` is its preview's: it is sent once."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="announcements")
    key = models.UUIDField(unique=True, editable=False)
    part = models.CharField("to whom", max_length=20, choices=Part.choices)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    text = models.TextField(max_length=LONGEST_TEXT)
    people = models.PositiveIntegerField(editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            held("announcement", "part", Part),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(text=""), name="announcement_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.subject
