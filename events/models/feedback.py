from django.db import models
from django.db.models import IntegerChoices, Q, TextChoices

from events.models.edition import Edition

LONGEST_COMMENT = 3000


class Rating(IntegerChoices):
    VERY_GOOD = 5, "Very good"
    GOOD = 4, "Good"
    FAIR = 3, "Fair"
    POOR = 2, "Poor"
    VERY_POOR = 1, "Very poor"


class Worth(TextChoices):
    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Feedback(models.Model):
    """What one person says of a day: without a name, unless they leave one."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="feedback")
    day = models.DateField()
    rating = models.PositiveSmallIntegerField(choices=Rating.choices)
    worth = models.CharField("worth the time and the travel", max_length=10, choices=Worth.choices,
                             blank=True)  # fmt: skip
    useful = models.TextField("what they will use", max_length=LONGEST_COMMENT, blank=True)
    change = models.TextField("what should change", max_length=LONGEST_COMMENT, blank=True)
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField("e-mail", blank=True)

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["edition", "-id"], name="feedback_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__in=Rating.values), name="feedback_rating_known"
            ),
            models.CheckConstraint(
                condition=Q(worth__in=["", *Worth.values]), name="feedback_worth_known"
            ),
        ]

    def __str__(self) -> str:
        """Without a word of it: the desk's log keeps this after it is deleted."""
        return f"Feedback on {self.edition}"
