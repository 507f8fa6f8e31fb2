"""The words the closed programme is described in: each a closed set, held by the database."""

from django.db.models import TextChoices


class Requirement(TextChoices):
    """Whether the programme asked for the course."""

    REQUIRED = "required", "Required"
    ELECTIVE = "elective", "Elective"
    NOT_STATED = "not-stated", "Not stated"


class State(TextChoices):
    """Where a decision stands. What readers see begins with PUBLISHED."""

    REQUESTED = "requested", "Requested"
    ASSESSING = "assessing", "Under assessment"
    PROPOSED = "proposed", "Proposed"
    PUBLISHED = "published", "Published"
    UNDER_REVIEW = "under-review", "Under review"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


UNDER_WAY = frozenset({State.REQUESTED, State.ASSESSING, State.PROPOSED})
EDITABLE = frozenset({State.REQUESTED, State.ASSESSING})
STANDING = frozenset({State.PUBLISHED, State.UNDER_REVIEW})


class Finding(TextChoices):
    EQUIVALENT = "equivalent", "Equivalent"
    IN_PART = "comparable-in-part", "Comparable in part"
    NOT_COMPARABLE = "not-comparable", "Assessed: not comparable"


class Covered(TextChoices):
    """Whether the training covers one outcome."""

    YES = "yes", "Covered"
    NO = "no", "Not covered"
    OPEN = "open", "Not looked at yet"
