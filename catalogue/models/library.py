"""BC's public libraries and their federations."""

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.models.address import Addressed, WebAddress, folded, web_only
from learning_portal.foundation import clock


def known_zone(name: str) -> None:
    if name not in clock.zone_names():
        raise ValidationError("Write a zone name such as America/Vancouver or America/Edmonton.")


class Federation(Addressed):
    name = models.CharField(max_length=200)
    name_folded = folded("name")
    url = WebAddress("website", blank=True)

    class Meta:
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name_folded"], name="federation_name_unique"),
            *web_only("federation", "url"),
        ]

    def __str__(self) -> str:
        return self.name


class Library(Addressed):
    """A public library system. The clock it keeps can differ from branch to branch."""

    name = models.CharField(max_length=200)
    name_folded = folded("name")
    federation = models.ForeignKey(
        Federation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="libraries",
        help_text="Leave empty for a library that belongs to no federation.",
    )
    place = models.CharField(
        max_length=100, blank=True, help_text="The town or district of its main branch."
    )
    zone = models.CharField(
        max_length=64,
        default=clock.BC_ZONE,
        validators=[known_zone],
        help_text="The clock its main branch keeps: America/Vancouver for nearly all. "
        "The East Kootenay is unsettled; say so in the note.",
    )
    zone_note = models.CharField(
        "note on the clock",
        max_length=300,
        blank=True,
        help_text="Shown with the library wherever its clock matters, "
        "for example a branch that keeps Mountain time.",
    )
    url = WebAddress("website", blank=True)

    class Meta:
        verbose_name_plural = "libraries"
        ordering = ["name_folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name_folded"], name="library_name_unique"),
            *web_only("library", "url"),
        ]

    def __str__(self) -> str:
        return self.name
