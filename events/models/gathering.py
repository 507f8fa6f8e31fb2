from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from catalogue.models.address import Addressed, folded
from learning_portal.foundation import folding, markup

RURAL_LIBRARY_DAY = "rural-library-day"


class Gathering(Addressed):
    """What the Branch holds again and again, such as Rural Library Day. Its editions have dates."""

    reserved = frozenset({"place", "programme"})

    name = models.CharField(max_length=100)
    name_folded = folded("name")
    summary = models.CharField(
        max_length=300, blank=True, help_text="One or two plain sentences: what it is."
    )
    description = models.TextField(
        blank=True, max_length=10_000, help_text="More, in Markdown. Shown above its editions."
    )
    description_html = models.TextField(editable=False, default="", blank=True)
    history = HistoricalRecords(excluded_fields=["name_folded", "description_html"])

    class Meta:
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_folded"],
                name="gathering_name_unique",
                violation_error_message="There is a gathering of this name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.description_html = markup.to_html(self.description) if self.description else ""
        super().save(*args, **options)

    @classmethod
    def named(cls, name: str) -> "Gathering":
        """The gathering of this name, made where there is none."""
        found = cls.objects.filter(slug=folding.slug(name)).first()
        return found or cls.objects.create(name=name)
