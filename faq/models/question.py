from typing import Any, Self

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from learning_portal.foundation import folding, markup


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        return self.filter(is_published=True)

    def by_heading(self) -> dict[str, list["Question"]]:
        """In their order; a heading stands where its first question stands."""
        groups: dict[str, list[Question]] = {}
        for question in self.order_by("order", "pk"):
            groups.setdefault(question.heading, []).append(question)
        return groups


class Question(models.Model):
    """A question people ask, with its answer."""

    heading = models.CharField(
        max_length=100,
        help_text="Questions with the same heading stand together. Type it the same each time: "
        "CLTP, Professional learning, This portal …",
    )
    question = models.CharField(
        max_length=200, help_text="As a reader would ask it, with its question mark."
    )
    answer = models.TextField(
        max_length=10000,
        help_text="In Markdown: a blank line between paragraphs, * before each item of a list, "
        "[words](https://…) for a link.",
    )
    answer_html = models.TextField(default="", editable=False)
    slug = models.SlugField(
        "address on the page",
        max_length=100,
        unique=True,
        blank=True,
        help_text="Others may have linked to it, so leave it as it is. Empty: made from the "
        "question.",
    )
    order = models.PositiveSmallIntegerField(
        default=100, help_text="The smallest number stands first on the page."
    )
    is_published = models.BooleanField(
        "published", default=True, help_text="Untick it to take the question off the page."
    )
    changed_at = models.DateTimeField("last changed", auto_now=True)
    history = HistoricalRecords(excluded_fields=["answer_html", "changed_at"])

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.question

    def save(self, *args: Any, **options: Any) -> None:
        self.answer_html = markup.to_html(self.answer)
        self.slug = self.slug or self._free_slug()
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        return f"{reverse('faq:home')}#{self.anchor}"

    @property
    def anchor(self) -> str:
        """Prefixed, so that no question takes an id that the page's frame has."""
        return f"q-{self.slug}"

    def _free_slug(self) -> str:
        wanted = folding.slug(self.question)
        others = Question.objects.exclude(pk=self.pk).filter(slug__startswith=wanted)
        taken = set(others.values_list("slug", flat=True))
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted}-{number}"
        return candidate
