"""The courses of the closed programme, and what each taught."""

from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from simple_history.models import HistoricalRecords

from catalogue.models.address import Remembering, folded
from catalogue.models.vocabulary import held
from cltp.models.vocabulary import Requirement
from learning_portal.foundation import folding

LONGEST_CODE = 20
FIRST_YEAR, LAST_YEAR = 1950, 2050
CODE = RegexValidator(
    r"^[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+)*\Z",
    "Use letters and digits, with single spaces, hyphens or full stops between them: CLTP-101.",
)


def year(label: str, **options: Any) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=limits, **options
    )


class CourseQuerySet(models.QuerySet["Course"]):
    def real(self) -> Self:
        """From the programme's own list, not the illustrative set."""
        return self.filter(is_sample=False)

    def sample(self) -> Self:
        return self.filter(is_sample=True)

    def by_code(self) -> Self:
        return self.order_by("code_folded", "pk")

    def coded(self, code: str) -> Self:
        """The course of this code, or of this former code, whatever its capitals."""
        written = folding.tidy(code).upper()[:LONGEST_CODE]
        return self.filter(Q(code_folded=written.lower()) | Q(former_codes__contains=[written]))

    def with_outcomes(self) -> Self:
        return self.prefetch_related("outcomes")


class Course(Remembering):
    """A course that can no longer be taken. Its code is the last part of its address."""

    code = models.CharField(
        max_length=LONGEST_CODE,
        validators=[CODE],
        help_text="As the programme wrote it. It is part of the page's address; if you change "
        "it, the old address goes on working.",
    )
    code_folded = folded("code")
    former_codes = ArrayField(
        models.CharField(max_length=LONGEST_CODE), default=list, blank=True, editable=False
    )
    title = models.CharField(max_length=200)
    title_folded = folded("title")
    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        size=20,
        verbose_name="former titles and other names",
        help_text="Names a résumé or a posting may use for it.",
    )
    summary = models.CharField(
        max_length=400, blank=True, help_text="One or two sentences: what the course was about."
    )
    hours = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.25"))],
        help_text="How long it took in all. Leave empty where it is not known.",
    )
    requirement = models.CharField(
        "required or elective",
        max_length=20,
        choices=Requirement.choices,
        default=Requirement.NOT_STATED,
    )
    first_offered = year("first offered", help_text="The year, where it is known.")
    last_offered = year("last offered", help_text="The year, where it is known.")
    is_sample = models.BooleanField("illustrative sample", default=False, editable=False)
    history = HistoricalRecords(
        excluded_fields=["code_folded", "title_folded", "former_codes"],
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "CLTP course"
        ordering = ["code_folded", "pk"]
        permissions = [("import_course", "Can import CLTP courses from a table")]
        constraints = [
            models.UniqueConstraint(
                Upper("code"),
                "is_sample",  # a real course may take the code of the sample that goes for it
                name="course_code_unique",
                violation_error_message="Another course has this code: change that one, or "
                "choose another code.",
            ),
            held("course", "requirement", Requirement),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                name="course_hours_positive",
                violation_error_message="Hours are more than nothing; leave empty if not known.",
            ),
            models.CheckConstraint(
                condition=Q(first_offered__isnull=True)
                | Q(last_offered__isnull=True)
                | Q(last_offered__gte=F("first_offered")),
                name="course_offered_in_order",
                violation_error_message="It was last offered before it was first offered: change "
                "one of the years.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("cltp:course", args=[self.code])

    def save(self, *args: Any, **options: Any) -> None:
        if self.changed("code"):
            old, new = self._stored["code"].upper(), self.code.upper()
            kept = [code for code in self.former_codes if code not in (old, new)]
            self.former_codes = [*kept, old] if old != new else kept
        super().save(*args, **options)

    def clean(self) -> None:
        super().clean()
        tidied = [" ".join(folding.tidy(name).split()) for name in self.aliases or []]
        self.aliases = list({folding.fold(name): name for name in tidied if name}.values())
        others = Course.objects.filter(former_codes__contains=[self.code.upper()])
        if other := others.exclude(pk=self.pk).first():
            raise ValidationError(
                {"code": f"This was once the code of {other}, whose old address uses it."}
            )

    @property
    def offered(self) -> str:
        """`1998 to 2012`, as far as it is known; empty where nothing is."""
        first, last = self.first_offered, self.last_offered
        if first and last:
            return str(first) if first == last else f"{first} to {last}"
        if first:
            return f"from {first}"
        return f"until {last}" if last else ""


class Outcome(models.Model):
    """One thing a person who completed the course could do: decisions name them one by one."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="outcomes")
    position = models.PositiveSmallIntegerField("order", default=1)
    text = models.CharField(
        "outcome",
        max_length=400,
        help_text="One outcome: “Answer a reference question by telephone”.",
    )

    class Meta:
        verbose_name = "learning outcome"
        ordering = ["course", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "text"],
                name="outcome_once_in_a_course",
                violation_error_message="This course has that outcome already.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="outcome_says_something",
                violation_error_message="Write what a person could do after the course.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
