import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q, TextChoices

from catalogue.models.vocabulary import held
from learning_portal.foundation import clock, time_labels

MONTHS_KEPT = 18
LONGEST_MESSAGE = 5000
# A path of ours, never `//elsewhere` or `/\elsewhere`; or a web address.
PAGE = r"^(/|/[^/\\].*|https?://.+)$"


class About(TextChoices):
    IDEA = "idea", "An idea for professional learning"
    NEED = "need", "Something people at my library need to learn"
    BARRIER = "barrier", "A barrier: something I cannot use or reach"
    LISTING = "listing", "Something wrong with a listing"
    CLTP = "cltp", "A question on CLTP"


class State(TextChoices):
    NEW = "new", "New"
    READ = "read", "Read"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class LetterQuerySet(models.QuerySet["Letter"]):
    def unread(self) -> Self:
        return self.filter(state=State.NEW)

    def due_for_purge(self, at: dt.datetime | None = None) -> Self:
        """Those whose last day has come, by the BC day that holds `at` (now, unless told)."""
        return self.filter(purge_after__lte=clock.bc_day(at or clock.now()))


class Letter(models.Model):
    """What someone wrote to the Branch. Personal data: kept to its day, then deleted.

    No history table: it would keep what the purge deletes.
    """

    about = models.CharField("what it is about", max_length=20, choices=About.choices)
    message = models.TextField(max_length=LONGEST_MESSAGE)
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail", blank=True)
    page = models.CharField("page it is about", max_length=500, blank=True)
    received_at = models.DateTimeField("received", default=clock.now, editable=False)
    purge_after = models.DateField("deleted on", editable=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.NEW)
    note = models.TextField(
        "your note", max_length=2000, blank=True, help_text="Seen at this desk only."
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="letter_newest"),
            models.Index(fields=["purge_after"], name="letter_purge"),
        ]
        constraints = [
            held("letter", "about", About),
            held("letter", "state", State),
            models.CheckConstraint(
                condition=Q(page="") | Q(page__iregex=PAGE), name="letter_page_is_ours_or_web"
            ),
            models.CheckConstraint(condition=~Q(message=""), name="letter_says_something"),
        ]

    def __str__(self) -> str:
        """Without a word of the sender's: it is kept in the desk's log after the letter is gone."""
        return f"{self.get_about_display()}, {time_labels.day(clock.bc_day(self.received_at))}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.purge_after is None:
            self.purge_after = clock.months_later(clock.bc_day(self.received_at), MONTHS_KEPT)
        super().save(*args, **options)
