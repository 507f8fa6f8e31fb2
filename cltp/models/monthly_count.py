import datetime as dt

from django.db import connection, models
from django.db.models import TextChoices

from catalogue.models.vocabulary import held
from learning_portal.foundation import clock

ONE_MORE = """
INSERT INTO cltp_monthlycount AS kept (month, what, number) VALUES (%s, %s, 1)
ON CONFLICT (month, what) DO UPDATE SET number = kept.number + 1
"""


class Counted(TextChoices):
    POSTINGS = "postings", "Postings checked"


class MonthlyCount(models.Model):
    """How often something was done in a month, by the BC day. Nothing of who, or of what."""

    month = models.DateField(help_text="Its first day.")
    what = models.CharField(max_length=20, choices=Counted.choices)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "monthly count"
        verbose_name_plural = "reports"
        ordering = ["-month", "what"]
        default_permissions = ()
        permissions = [("report_monthlycount", "Can read the CLTP reports")]
        constraints = [
            held("monthly_count", "what", Counted),
            models.UniqueConstraint(fields=["month", "what"], name="monthly_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()}, {self.month:%Y-%m}"

    @classmethod
    def count(cls, what: Counted, day: dt.date | None = None) -> None:
        """One more, in one statement."""
        month, _next = clock.month_of(day or clock.today())
        with connection.cursor() as cursor:
            cursor.execute(ONE_MORE, [month, what])
