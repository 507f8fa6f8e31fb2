import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, TextChoices
from simple_history.models import HistoricalRecords

from catalogue.models.vocabulary import held
from learning_portal.foundation import clock, markup


class Tone(TextChoices):
    NORMAL = "normal", "Normal"
    IMPORTANT = "important", "Important"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def showing(self, at: dt.datetime | None = None) -> Self:
        """What every page shows on the BC day that holds `at` (now, unless told)."""
        day = clock.bc_day(at or clock.now())
        on_its_days = self.filter(first_day__lte=day, last_day__gte=day)
        return on_its_days.order_by("tone", "-first_day", "-pk")  # "important" before "normal"


class Notice(models.Model):
    """A few words above every page for some days: summer hours, a survey, an outage."""

    text = models.TextField(
        max_length=1000,
        help_text="One or two sentences in Markdown: [words](https://…) makes a link.",
    )
    html = models.TextField(default="", editable=False)
    first_day = models.DateField(help_text="Shown from the start of this day, BC time.")
    last_day = models.DateField(help_text="Shown to the end of this day, BC time.")
    tone = models.CharField(
        max_length=20,
        choices=Tone.choices,
        default=Tone.NORMAL,
        help_text="An important notice begins with the word “Important” and stands first.",
    )
    history = HistoricalRecords(excluded_fields=["html"])

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-first_day", "-pk"]
        constraints = [
            held("notice", "tone", Tone),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="notice_last_day_not_before_first",
                violation_error_message="The last day is before the first: change one of them.",
            ),
        ]

    def __str__(self) -> str:
        return markup.to_text(self.html)[:80] or "Notice"

    def save(self, *args: Any, **options: Any) -> None:
        self.html = markup.to_html(self.text)
        super().save(*args, **options)

    @property
    def is_important(self) -> bool:
        return self.tone == Tone.IMPORTANT
