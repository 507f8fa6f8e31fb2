"""What a decision is made of besides itself. Frozen with it by the database: see 0002_decisions."""

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Case, CharField, DecimalField, F, Q, When
from django.db.models.functions import Coalesce

from catalogue.models.address import WebAddress, web_only
from catalogue.models.vocabulary import Status, held
from cltp.models.course import Course, Outcome
from cltp.models.training import Training
from cltp.models.vocabulary import Covered

NO_HOURS = Decimal(0)  # stands for “not stated” where two lengths are compared


class Frozen(Exception):
    """A published decision is never changed: write a new version."""


class Part(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        self._refuse_frozen()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        self._refuse_frozen()
        return super().delete(*args, **options)

    def _refuse_frozen(self) -> None:
        decision: Any = self.decision  # type: ignore[attr-defined]
        if decision.was_published:
            raise Frozen(f"{decision} is published and stays as it is: write a new version.")


class DecisionCourse(Part):
    """One course a decision is about, as it was called when the decision was published."""

    decision = models.ForeignKey(
        "cltp.Decision", on_delete=models.CASCADE, related_name="course_links"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="decision_links")
    code = models.CharField(max_length=20, blank=True, editable=False)
    title = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = "course of a decision"
        verbose_name_plural = "courses of a decision"
        ordering = ["decision", "course__code_folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "course"],
                name="decision_course_once",
                violation_error_message="A decision names each course once.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}" if self.code else str(self.course)


def _now(listing: str, described: str, output: Any) -> Case:
    """A fact of the training as it is now, wherever it is kept."""
    return Case(
        When(training__opportunity__isnull=False, then=F(f"training__opportunity__{listing}")),
        default=F(f"training__{described}"),
        output_field=output,
    )


class DecisionTrainingQuerySet(models.QuerySet["DecisionTraining"]):
    def with_changes(self) -> Self:
        """Adds what has changed since the decision was published, each as a truth."""
        text, number = CharField(), DecimalField(max_digits=7, decimal_places=2)
        now = self.select_related("training__opportunity__provider").annotate(
            title_now=_now("title", "title", text),
            provider_now=_now("provider__name", "provider", text),
            url_now=_now("url", "url", text),
            dead_since=_now("link_dead_since", "link_dead_since", models.DateField()),
            hours_now=Coalesce(_now("hours", "hours", number), NO_HOURS, output_field=number),
            hours_then=Coalesce(F("hours"), NO_HOURS, output_field=number),
        )
        off_the_catalogue = ~Q(training__opportunity__status=Status.PUBLISHED)
        return now.annotate(
            is_gone=_whether(Q(training__opportunity__isnull=False) & off_the_catalogue),
            is_renamed=_whether(~Q(title=F("title_now"))),
            has_other_provider=_whether(~Q(provider=F("provider_now"))),
            has_other_length=_whether(~Q(hours_then=F("hours_now"))),
            has_other_address=_whether(~Q(url=F("url_now"))),
            has_dead_link=_whether(Q(dead_since__isnull=False)),
        )

    def named(self, word: str) -> Self:
        return self.filter(
            Q(title__icontains=word)
            | Q(training__title__icontains=word)
            | Q(training__opportunity__title__icontains=word)
        )

    def changed(self) -> Self:
        any_of = Q()
        for truth in CHANGES:
            any_of |= Q(**{truth: True})
        return self.with_changes().filter(any_of)


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False, output_field=models.BooleanField())


# What may have changed, and how a page says it.
CHANGES = {
    "is_gone": "It is no longer in the catalogue.",
    "is_renamed": "It has another name now: {title_now}.",
    "has_other_provider": "It is offered by another provider now: {provider_now}.",
    "has_other_length": "Its length has changed.",
    "has_other_address": "Its web page has moved.",
    "has_dead_link": "Its web page did not answer when the Branch last looked.",
}


class DecisionTraining(Part):
    """One training of a decision, as it was when the decision was published."""

    decision = models.ForeignKey(
        "cltp.Decision", on_delete=models.CASCADE, related_name="training_links"
    )
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="decision_links")
    title = models.CharField(max_length=200, blank=True, editable=False)
    provider = models.CharField(max_length=200, blank=True, editable=False)
    hours = models.DecimalField(
        max_digits=7, decimal_places=2, null=True, blank=True, editable=False
    )
    url = WebAddress("web page", blank=True, editable=False)

    objects = DecisionTrainingQuerySet.as_manager()

    class Meta:
        verbose_name = "training of a decision"
        verbose_name_plural = "training of a decision"
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "training"],
                name="decision_training_once",
                violation_error_message="A decision names each training once.",
            )
        ]

    def __str__(self) -> str:
        if not self.title:
            return str(self.training)
        return f"{self.title} ({self.provider})" if self.provider else self.title

    def changes(self) -> list[str]:
        """Sentences for a reader; only for rows read `with_changes`."""
        return [
            words.format(title_now=self.title_now, provider_now=self.provider_now)  # type: ignore[attr-defined]
            for truth, words in CHANGES.items()
            if getattr(self, truth)
        ]


class OutcomeCheck(Part):
    """One outcome of the courses, set beside the training: is it covered?"""

    decision = models.ForeignKey("cltp.Decision", on_delete=models.CASCADE, related_name="checks")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="checks")
    covered = models.CharField(max_length=10, choices=Covered.choices, default=Covered.OPEN)
    note = models.CharField(
        max_length=300, blank=True, help_text="Where the training covers it, or what is lacking."
    )
    text = models.CharField(max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = "outcome of a decision"
        verbose_name_plural = "outcomes: does the training cover them?"
        ordering = ["decision", "outcome__course__code_folded", "outcome__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "outcome"], name="decision_outcome_once"),
            held("outcome_check", "covered", Covered),
        ]

    def __str__(self) -> str:
        return self.text or self.outcome.text


class Evidence(Part):
    """What a decision rests on: a link, a note, or both."""

    decision = models.ForeignKey("cltp.Decision", on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField("note", max_length=500, help_text="What it is, in plain words.")
    url = WebAddress("link", blank=True)
    is_public = models.BooleanField(
        "shown to readers", default=False, help_text="Untick what only the desk may see."
    )

    class Meta:
        verbose_name = "evidence"
        verbose_name_plural = "evidence"
        ordering = ["decision", "pk"]
        constraints = [*web_only("evidence", "url")]

    def __str__(self) -> str:
        return self.text
