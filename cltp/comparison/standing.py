from django.db.models import TextChoices


class Standing(TextChoices):
    """How what somebody has stands beside what is asked for."""

    MET = "met", "Met"
    IN_PART = "in-part", "Met in part"
    NOT_MET = "not-met", "Not met"
    NOT_ASSESSED = "not-assessed", "Not assessed"
