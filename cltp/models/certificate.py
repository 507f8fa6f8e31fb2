"""The programme's certificate, and what it was made of: rules by the day of registration."""

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from simple_history.models import HistoricalRecords

from cltp.models.course import Course
from learning_portal.foundation import time_labels


class Days(Func):
    """A daterange of two columns; the last argument says which ends belong to it."""

    function = "daterange"
    output_field = DateRangeField()


class CertificateQuerySet(models.QuerySet["ProgrammeCertificate"]):
    def real_first(self) -> Self:
        return self.order_by("is_sample", "name", "pk")

    def with_rules(self) -> Self:
        """With what each rule asked for: three queries whatever the number of rows."""
        return self.prefetch_related("rules__sets__courses")


class ProgrammeCertificate(models.Model):
    """The whole certificate. A certificate once earned stays valid."""

    name = models.CharField(max_length=200, unique=True)
    summary = models.CharField(
        max_length=400, blank=True, help_text="One or two sentences: what it was for."
    )
    is_sample = models.BooleanField("illustrative sample", default=False, editable=False)
    history = HistoricalRecords()

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        permissions = [
            ("import_programmecertificate", "Can import what a certificate asked for from a table")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cltp:certificate", args=[self.pk])


class RuleQuerySet(models.QuerySet["CertificateRule"]):
    def registered(self, day: dt.date) -> Self:
        """The rule for who registered on that day."""
        return self.filter(
            Q(registered_from__isnull=True) | Q(registered_from__lte=day),
            Q(registered_before__isnull=True) | Q(registered_before__gt=day),
        )


class CertificateRule(models.Model):
    """One version of what the certificate asked for. Who registered under it kept it."""

    certificate = models.ForeignKey(
        ProgrammeCertificate, on_delete=models.CASCADE, related_name="rules"
    )
    registered_from = models.DateField(
        null=True, blank=True, help_text="The first day of registration. Empty: from the start."
    )
    registered_before = models.DateField(
        null=True,
        blank=True,
        help_text="The first day on which it held no more. Empty: to the end.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="Where this is known from.")

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = "rule of a certificate"
        verbose_name_plural = "rules of certificates"
        ordering = ["certificate", F("registered_from").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(registered_from__isnull=True)
                | Q(registered_before__isnull=True)
                | Q(registered_before__gt=F("registered_from")),
                name="certificate_rule_in_order",
                violation_error_message="The rule ends before it begins: change one of the days.",
            ),
            ExclusionConstraint(
                name="certificate_rules_apart",
                expressions=[
                    ("certificate", RangeOperators.EQUAL),
                    (
                        Days("registered_from", "registered_before", Value("[)")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Another rule of this certificate holds on some of "
                "these days: a person registers under one rule.",
            ),
        ]

    def __str__(self) -> str:
        first, before = self.registered_from, self.registered_before
        if first and before:
            return f"registered from {time_labels.day(first)} and before {time_labels.day(before)}"
        if first:
            return f"registered on {time_labels.day(first)} or later"
        if before:
            return f"registered before {time_labels.day(before)}"
        return "registered at any time"


class CourseSet(models.Model):
    """A part of a rule: all of these courses, or so many of them."""

    rule = models.ForeignKey(CertificateRule, on_delete=models.CASCADE, related_name="sets")
    how_many = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many of these. Empty: all of them are required."
    )
    courses = models.ManyToManyField(Course, related_name="sets")

    class Meta:
        verbose_name = "set of courses"
        verbose_name_plural = "sets of courses"
        ordering = ["rule", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how_many__isnull=True) | Q(how_many__gte=1),
                name="course_set_asks_for_one_at_least",
                violation_error_message="Ask for one course at least, or leave it empty for all.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.how_many} of these" if self.how_many else "all of these"
