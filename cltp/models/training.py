"""What stands on the other side of a decision: a listing, or a course described here."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from catalogue.models import Opportunity
from catalogue.models.address import WebAddress, folded, web_only


class Training(models.Model):
    """A listing of the catalogue or, where it is not listed, an outside course in words."""

    opportunity = models.OneToOneField(
        Opportunity, null=True, blank=True, on_delete=models.PROTECT, related_name="as_training"
    )
    title = models.CharField(
        max_length=200, blank=True, help_text="As its provider calls it. Empty for a listing."
    )
    title_folded = folded("title")
    provider = models.CharField(max_length=200, blank=True, help_text="Who offers it.")
    hours = models.DecimalField(
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.05"))],
        help_text="How long it takes in all. Leave empty where it is not known.",
    )
    url = WebAddress("web page", blank=True)
    link_dead_since = models.DateField(
        "web page has not answered since",
        null=True,
        blank=True,
        help_text="The day you found that the provider's page is gone: 2026-12-31. Readers of the "
        "decisions on this course are told.",
    )
    is_sample = models.BooleanField("illustrative sample", default=False, editable=False)

    class Meta:
        verbose_name = "training"
        verbose_name_plural = "training"
        ordering = ["title_folded", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(opportunity__isnull=False)
                    & Q(title="", provider="", url="", link_dead_since=None)
                )
                | (Q(opportunity__isnull=True) & ~Q(title="")),
                name="training_is_listed_or_described",
                violation_error_message="Choose a listing, or describe the course: not both.",
            ),
            models.CheckConstraint(
                condition=Q(opportunity__isnull=True) | Q(is_sample=False),
                name="training_sample_is_invented",
                violation_error_message="Sample decisions name only invented training.",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                name="training_hours_positive",
                violation_error_message="Hours are more than nothing; leave empty if not known.",
            ),
            *web_only("training", "url"),
        ]

    def __str__(self) -> str:
        facts = self.facts()
        return f"{facts['title']} ({facts['provider']})" if facts["provider"] else facts["title"]

    @classmethod
    def of_listing(cls, listing: Opportunity) -> "Training":
        return cls.objects.get_or_create(opportunity=listing)[0]

    def facts(self) -> dict[str, Any]:
        """What a decision remembers of it: title, provider, hours, url, as they are now."""
        listing = self.opportunity
        if listing is None:
            named = ("title", "provider", "hours", "url")
            return {name: getattr(self, name) for name in named}
        return {
            "title": listing.title,
            "provider": listing.provider.name,
            "hours": listing.hours,
            "url": listing.url,
        }
