from typing import Self

from django.db import models
from django.db.models import F
from simple_history.models import HistoricalRecords

from catalogue.models.address import Addressed, folded


class Heading(models.Model):
    """One of the five headings of BC's 2016 competency matrix, under which topics stand."""

    name = models.CharField(max_length=100, unique=True)
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Headings are listed by this number, the smallest first."
    )

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class TopicQuerySet(models.QuerySet["Topic"]):
    def by_heading(self) -> Self:
        """In the order of the headings; those without one last."""
        return self.order_by(
            F("heading__order").asc(nulls_last=True), "heading", "name_folded", "pk"
        )


class Topic(Addressed):
    name = models.CharField(max_length=100)
    name_folded = folded("name")
    heading = models.ForeignKey(
        Heading,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="topics",
        help_text="Where the topic stands among the competencies. A topic that came in with an "
        "import has none until you choose one.",
    )
    description = models.TextField(
        blank=True, max_length=1000, help_text="One or two plain sentences for the topic's page."
    )
    history = HistoricalRecords(excluded_fields=["name_folded"])

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_folded"],
                name="topic_name_unique",
                violation_error_message="There is a topic of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
