"""What training counts for which courses of the closed programme: one version a row."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import connection, models
from django.db.models import F, Q, Value
from django.urls import reverse

from catalogue.models.vocabulary import held
from cltp.models.certificate import Days, ProgrammeCertificate
from cltp.models.course import Course
from cltp.models.decision_parts import DecisionCourse, DecisionTraining, Frozen, OutcomeCheck
from cltp.models.decision_queryset import DecisionQuerySet
from cltp.models.training import Training
from cltp.models.vocabulary import EDITABLE, STANDING, UNDER_WAY, Covered, Finding, State
from learning_portal.foundation import clock

SHOWN = sorted({*STANDING, State.SUPERSEDED})


class Decision(models.Model):
    """One-way: from this training to these courses, never back, and never by way of another.

    Changed by cltp/decisions.py alone. The database refuses what it forbids: 0002_decisions.
    """

    number = models.PositiveIntegerField(editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    state = models.CharField(
        max_length=20, choices=State.choices, default=State.REQUESTED, editable=False
    )
    is_sample = models.BooleanField("illustrative sample", default=False, editable=False)
    certificate = models.ForeignKey(
        ProgrammeCertificate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name="whole certificate",
        help_text="Only where the training stands for the whole certificate: then name no course.",
    )
    courses = models.ManyToManyField(Course, through=DecisionCourse, related_name="decisions")
    trainings = models.ManyToManyField(Training, through=DecisionTraining, related_name="decisions")
    subject = models.TextField(blank=True, editable=False)  # the same for the same sides
    asked_course = models.CharField("asked for, CLTP", max_length=300, blank=True, editable=False)
    asked_training = models.CharField(
        "asked for, training", max_length=500, blank=True, editable=False
    )
    finding = models.CharField(max_length=30, choices=Finding.choices, blank=True)
    conditions = models.TextField(
        max_length=2000,
        blank=True,
        help_text="Shown with the finding: “with a final mark of B or better”.",
    )
    decided_by = models.CharField(
        max_length=200, blank=True, help_text="A person, or a group of people."
    )
    capacity = models.CharField(
        "in what capacity",
        max_length=200,
        blank=True,
        help_text="For example: assessor for the Libraries Branch.",
    )
    decided_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(
        null=True, blank=True, help_text="Left empty: three years after it was decided."
    )
    completed_from = models.DateField(
        "completed on or after",
        null=True,
        blank=True,
        help_text="The first day on which a learner may have completed the training. "
        "Empty: however long ago.",
    )
    completed_to = models.DateField(
        "completed on or before",
        null=True,
        blank=True,
        help_text="The last such day; that day counts. Empty: ongoing.",
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    proposed_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-version"]
        permissions = [
            ("propose_decision", "Can assess and propose decisions"),
            ("publish_decision", "Can publish, review and withdraw decisions"),
        ]
        indexes = [models.Index(fields=["state", "-number"], name="decision_state")]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="decision_version_unique"),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state__in=sorted(STANDING)),
                name="decision_one_version_stands",
                violation_error_message="Another version of this decision stands.",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state__in=sorted(UNDER_WAY)),
                name="decision_one_version_under_way",
                violation_error_message="A new version of this decision is under way already.",
            ),
            held("decision", "state", State),
            models.CheckConstraint(
                condition=Q(finding__in=["", *Finding.values]), name="decision_finding_known"
            ),
            models.CheckConstraint(
                condition=Q(completed_from__isnull=True)
                | Q(completed_to__isnull=True)
                | Q(completed_to__gte=F("completed_from")),
                name="decision_dates_in_order",
                violation_error_message="The last day of completion is before the first: change "
                "one of them.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(review_by__isnull=True)
                | Q(review_by__gt=F("decided_on")),
                name="decision_review_after_deciding",
                violation_error_message="It is to be reviewed after it was decided: choose a "
                "later day.",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(published_by=F("proposed_by")),
                name="decision_published_by_another",
                violation_error_message="A second person publishes it: nobody publishes their "
                "own proposal.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | Q(is_sample=True)
                | Q(proposed_by__isnull=False, published_by__isnull=False),
                name="decision_published_by_two_people",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=SHOWN, published_at__isnull=False)
                    & Q(decided_on__isnull=False, review_by__isnull=False)
                    & ~Q(finding="")
                    & ~Q(decided_by="")
                    & ~Q(capacity="")
                    & ~Q(subject="")
                )
                | Q(state__in=sorted(UNDER_WAY), published_at__isnull=True)
                | Q(state=State.WITHDRAWN),
                name="decision_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("pk")),
                name="decision_not_superseded_by_itself",
                violation_error_message="A decision cannot supersede itself.",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SUPERSEDED, superseded_by__isnull=False)
                | (~Q(state=State.SUPERSEDED) & Q(superseded_by__isnull=True)),
                name="decision_superseded_by_something",
            ),
            ExclusionConstraint(
                name="decision_dates_apart",
                expressions=[
                    ("subject", RangeOperators.EQUAL),
                    (
                        Days("completed_from", "completed_to", Value("[]")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=sorted(STANDING)),
                violation_error_message="Another published decision says something of the same "
                "training and the same courses, for some of the same days.",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}, version {self.version}"

    def save(self, *args: Any, **options: Any) -> None:
        if self._state.adding:
            self.number = self.number or next_number()
        elif type(self).objects.ever_published().filter(pk=self.pk).exists():
            raise Frozen(f"{self} is published and stays as it is: write a new version.")
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return reverse("cltp:decision_version", args=[self.number, self.version])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def stands(self) -> bool:
        return self.state in STANDING

    @property
    def was_published(self) -> bool:
        return self.published_at is not None

    def is_review_due(self, today: dt.date | None = None) -> bool:
        """The same rule as `DecisionQuerySet.review_due`."""
        return (
            self.stands and self.review_by is not None and self.review_by < (today or clock.today())
        )

    def holds_for(self, completed_on: dt.date) -> bool:
        """Whether that day of completion lies in its effective dates, both ends included."""
        first, last = self.completed_from, self.completed_to
        return (first is None or first <= completed_on) and (last is None or completed_on <= last)

    # For rows read with `for_reading`.

    def missing(self) -> list[OutcomeCheck]:
        """The outcomes the training does not cover."""
        return [check for check in self.checks.all() if check.covered == Covered.NO]

    def changes(self) -> list[tuple[DecisionTraining, list[str]]]:
        """What has changed in its training since it was published; empty where nothing has."""
        if not self.stands:
            return []
        said = [(link, link.changes()) for link in self.training_links.all()]
        return [(link, words) for link, words in said if words]


def next_number() -> int:
    """Never given twice, whatever becomes of the decision."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cltp_decision_number')")
        number: int = cursor.fetchone()[0]
    return number
