"""What a person earned in the closed programme, as the Branch's own records have it.

Personal data, kept apart from everything public: nothing lists these, and a page shows one only
to who gives its number and its holder's family name.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, TextChoices

from catalogue.models.vocabulary import held
from cltp import holder_names
from cltp.models.course import Course
from learning_portal.foundation import clock, folding

LONGEST_NUMBER, LONGEST_NAME, LONGEST_TITLE = 40, 100, 200
MOST_FORMER_NAMES = 10


class Earned(TextChoices):
    CERTIFICATE = "certificate", "The programme’s certificate"
    COURSES = "courses", "Single courses"


class RecordQuerySet(models.QuerySet["CertificateRecord"]):
    def of(self, number: str, family_name: str) -> Self:
        """The one with this number whose holder has, or had, this family name."""
        return self.filter(lookups__contains=[holder_names.lookup(number, family_name)])

    def due_for_purge(self, today: dt.date | None = None) -> Self:
        """Those whose last day has come, by the BC day."""
        return self.filter(retain_until__lte=today or clock.today())


class CertificateRecord(models.Model):
    number = models.CharField(
        "certificate number", max_length=LONGEST_NUMBER, help_text="As printed on the paper."
    )
    number_key = models.CharField(max_length=2 * LONGEST_NUMBER, editable=False)
    earned = models.CharField(
        "what was earned", max_length=20, choices=Earned.choices, default=Earned.CERTIFICATE
    )
    given_names = models.CharField(max_length=LONGEST_NAME, blank=True)
    family_name = models.CharField(
        max_length=LONGEST_NAME, help_text="The only name, where the holder has one."
    )
    former_names = ArrayField(
        models.CharField(max_length=LONGEST_NAME),
        default=list,
        blank=True,
        size=MOST_FORMER_NAMES,
        verbose_name="former family names",
        help_text="Separated by commas. A check by any of these finds the record too.",
    )
    search_text = models.TextField(editable=False)
    lookups = ArrayField(models.CharField(max_length=64), default=list, editable=False)
    issued_on = models.DateField(
        null=True, blank=True, help_text="The day on the paper. Empty where it is not recorded."
    )
    withdrawn_on = models.DateField(null=True, editable=False)
    withdrawn_why = models.CharField("why", max_length=500, blank=True, editable=False)
    source = models.CharField(
        max_length=200, help_text="Where this is known from: the register, a box, a file."
    )
    added_at = models.DateTimeField(default=clock.now, editable=False)
    retain_until = models.DateField(
        "kept until",
        help_text="Deleted on this day, by the Branch’s records schedule.",
    )
    is_sample = models.BooleanField("illustrative sample", default=False, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = "certificate record"
        ordering = ["number_key", "pk"]
        permissions = [
            ("import_certificaterecord", "Can import certificate records from a table"),
            ("withdraw_certificaterecord", "Can withdraw a certificate"),
        ]
        indexes = [
            GinIndex(fields=["lookups"], name="certificate_record_lookups"),
            models.Index(fields=["retain_until"], name="certificate_record_purge"),
        ]
        constraints = [
            held("certificate_record", "earned", Earned),
            models.UniqueConstraint(
                fields=["number_key"],
                name="certificate_record_number_unique",
                violation_error_message="Another record has this certificate number.",
            ),
            models.CheckConstraint(
                condition=~Q(number_key=""),
                name="certificate_record_is_numbered",
                violation_error_message="A certificate number has a letter or a digit.",
            ),
            models.CheckConstraint(
                condition=Q(lookups__len__gte=1), name="certificate_record_can_be_found"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_why="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="certificate_record_withdrawn_says_why",
                violation_error_message="Say both when and why it was withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(issued_on__isnull=True)
                | Q(withdrawn_on__gte=F("issued_on")),
                name="certificate_record_withdrawn_after_issued",
                violation_error_message="It was withdrawn before it was issued: change a day.",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True) | Q(retain_until__gt=F("issued_on")),
                name="certificate_record_kept_after_issued",
                violation_error_message="It would be deleted before it was issued: change a day.",
            ),
        ]

    def __str__(self) -> str:
        """The number alone: this stands in the desk's log after the record is gone."""
        return self.number

    def save(self, *args: Any, **options: Any) -> None:
        self.settle()
        super().save(*args, **options)

    def settle(self) -> None:
        """Work out what the record is found by: at the desk, and by a public check."""
        self.number_key = holder_names.number_key(self.number)
        said = [self.number_key, self.number, self.given_names, *self.names]
        self.search_text = " ".join(map(folding.fold, said))
        names = [name for name in self.names if holder_names.name_key(name)]
        found_by = (holder_names.lookup(self.number, name) for name in names)
        self.lookups = list(dict.fromkeys(found_by))

    def clean_fields(self, exclude: Any = None) -> None:
        """Text is tidied first, so that limits count what is stored."""
        for name in ("number", "given_names", "family_name", "source"):
            setattr(self, name, one_line(getattr(self, name)))
        self.former_names = list(filter(None, map(one_line, self.former_names or [])))
        self.settle()
        super().clean_fields(exclude)

    def clean(self) -> None:
        super().clean()
        wrong = {}
        if self.number and not self.number_key:
            wrong["number"] = "A certificate number has a letter or a digit."
        if self.family_name and not holder_names.name_key(self.family_name):
            wrong["family_name"] = "A name has a letter."
        if self.issued_on and self.issued_on > clock.today():
            wrong["issued_on"] = "This day is still to come."
        if wrong:
            raise ValidationError(wrong)

    @property
    def names(self) -> Sequence[str]:
        """Every family name the holder is known by, today's first."""
        return [self.family_name, *self.former_names]

    @property
    def initials(self) -> str:
        return holder_names.initials(self.given_names, self.family_name)

    @property
    def holder(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None


class Completion(models.Model):
    """One course the holder completed. `course` is the listed one, where it is known which."""

    record = models.ForeignKey(
        CertificateRecord, on_delete=models.CASCADE, related_name="completions"
    )
    course = models.ForeignKey(
        Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(
        "course as recorded", max_length=LONGEST_TITLE, help_text="Its code or title, or both."
    )
    completed_on = models.DateField(
        null=True, blank=True, help_text="Empty where it is not recorded."
    )

    class Meta:
        verbose_name = "completed course"
        ordering = [F("completed_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "title"],
                name="completion_once",
                violation_error_message="This course stands here already.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="completion_is_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.title = one_line(self.title)
        if self.completed_on and self.completed_on > clock.today():
            raise ValidationError({"completed_on": "This day is still to come."})


def one_line(text: str) -> str:
    return " ".join(folding.tidy(text or "").split())
