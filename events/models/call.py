"""The call for needs: before an edition, what should the day cover? Answers name nobody."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from events.models.edition import Edition
from events.models.programme import ProgrammeSession
from learning_portal.foundation import clock

MOST_TOPICS = 20
LONGEST_WORDS = 3000
CHOICES = ("first", "second", "third")


class Call(models.Model):
    """When people may say what the day should cover, and among which topics they choose."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="call")
    opens_on = models.DateField(help_text="The first day on which the form is open.")
    closes_on = models.DateField(help_text="The last day on which the form is open.")
    introduction = models.TextField(
        max_length=1000, blank=True, help_text="What readers should know before they choose."
    )

    class Meta:
        verbose_name = "call for needs"
        verbose_name_plural = "calls for needs"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="call_closes_after_it_opens",
                violation_error_message="The call closes before it opens: check both days.",
            )
        ]

    def __str__(self) -> str:
        return f"Call for needs: {self.edition}"

    def is_open(self, at: dt.datetime | None = None) -> bool:
        """On its days, as the edition's own clock has them, while the event is still to come."""
        at = at or clock.now()
        edition = self.edition
        day = clock.wall(at, edition.zone).date()
        return (
            edition.is_shown
            and not edition.is_cancelled
            and not edition.is_over(at)
            and self.opens_on <= day <= self.closes_on
        )


class CallTopic(models.Model):
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(max_length=150)
    about = models.CharField(
        max_length=300, blank=True, help_text="One sentence, where the title alone is not enough."
    )
    order = models.PositiveSmallIntegerField(default=0, help_text="The smallest number is first.")
    session = models.OneToOneField(
        ProgrammeSession,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="drafted_from",
    )

    class Meta:
        verbose_name = "topic"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "title"],
                name="call_topic_once",
                violation_error_message="This topic stands in the call already.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CallAnswer(models.Model):
    """What one person wishes for. Of when it came only the day is kept."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="answers")
    day = models.DateField()
    first = models.ForeignKey(
        CallTopic, null=True, blank=True, on_delete=models.CASCADE, related_name="firsts"
    )
    second = models.ForeignKey(
        CallTopic, null=True, blank=True, on_delete=models.CASCADE, related_name="seconds"
    )
    third = models.ForeignKey(
        CallTopic, null=True, blank=True, on_delete=models.CASCADE, related_name="thirds"
    )
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)

    class Meta:
        verbose_name = "answer"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__isnull=False) | ~Q(words=""), name="call_answer_says_something"
            ),
            models.CheckConstraint(
                condition=(Q(second__isnull=True) | Q(first__isnull=False))
                & (Q(third__isnull=True) | Q(second__isnull=False)),
                name="call_answer_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(second__isnull=True) | ~Q(second=F("first")))
                & (Q(third__isnull=True) | (~Q(third=F("first")) & ~Q(third=F("second")))),
                name="call_answer_topics_differ",
            ),
        ]

    def __str__(self) -> str:
        return f"An answer to {self.call}"
