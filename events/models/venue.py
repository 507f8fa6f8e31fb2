from django.db import models

from catalogue.models.address import WebAddress, web_only


class Venue(models.Model):
    """A place where gatherings are held."""

    name = models.CharField(max_length=200)
    address = models.CharField("street address", max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    map_url = WebAddress(
        "map", blank=True, help_text="A link to a map. It is a plain link: no map is loaded here."
    )
    accessibility = models.TextField(
        max_length=2000,
        blank=True,
        help_text="What is so at this place whatever is held there: step-free ways, parking, "
        "washrooms, hearing loop, a quiet room.",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "city"],
                name="venue_once",
                violation_error_message="There is a venue of this name in this town already.",
            ),
            *web_only("venue", "map_url"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city}" if self.city else self.name

    def line(self) -> str:
        """Name, street and town on one line."""
        return ", ".join(part for part in (self.name, self.address, self.city) if part)
