"""The words the closed programme is described in: each a closed set, held by the database."""

from django.db.models import TextChoices


class Requirement(TextChoices):
    """Whether the programme asked for the course."""

    REQUIRED = "required", "Required"
    ELECTIVE = "elective", "Elective"
    NOT_STATED = "not-stated", "Not stated"
