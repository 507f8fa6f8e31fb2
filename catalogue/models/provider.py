from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

from catalogue.models.address import Addressed, WebAddress, folded, web_only
from catalogue.models.vocabulary import Region, held


class Provider(Addressed):
    """Who offers learning: an association, a school, a library, a branch of government."""

    name = models.CharField(max_length=200)
    name_folded = folded("name")
    country = models.CharField(
        max_length=2,
        blank=True,
        validators=[RegexValidator("^[A-Z]{2}$", "Use two capital letters, such as CA or US.")],
        help_text="Two letters: CA, US, GB … It decides what “Pacific” or “Central” means when "
        "this provider says it. Leave empty when you do not know.",
    )
    region = models.CharField(
        max_length=20,
        choices=Region.choices,
        default=Region.NOT_STATED,
        help_text="Where the provider is. Readers filter by it.",
    )
    url = WebAddress("website", blank=True)
    description = models.TextField(
        blank=True, max_length=1000, help_text="One or two plain sentences for the provider's page."
    )
    history = HistoricalRecords(excluded_fields=["name_folded"])

    class Meta:
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_folded"],
                name="provider_name_unique",
                violation_error_message="There is a provider of this name already.",
            ),
            models.CheckConstraint(
                condition=models.Q(country="") | models.Q(country__regex="^[A-Z]{2}$"),
                name="provider_country_code",
                violation_error_message="Use two capital letters, such as CA or US.",
            ),
            held("provider", "region", Region),
            *web_only("provider", "url"),
        ]

    def __str__(self) -> str:
        return self.name
