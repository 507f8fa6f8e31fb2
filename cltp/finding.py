"""Which decisions a reader's search finds, from either side."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Concat

from cltp.models import DecisionCourse, DecisionTraining
from cltp.models.decision_queryset import DecisionQuerySet
from learning_portal.foundation import folding

MOST_WORDS = 8


@dataclass(frozen=True)
class Asked:
    words: str = ""
    course: int | None = None
    listing: int | None = None
    finding: str = ""
    completed: dt.date | None = None
    with_ended: bool = False  # superseded and withdrawn ones too


def find(rows: DecisionQuerySet, asked: Asked) -> DecisionQuerySet:
    if asked.completed is not None:
        rows = rows.in_force(asked.completed)
    rows = rows.ever_published() if asked.with_ended else rows.published()
    if asked.course is not None:
        rows = rows.of_course(asked.course)
    if asked.listing is not None:
        rows = rows.of_listing(asked.listing)
    if asked.finding:
        rows = rows.filter(finding=asked.finding)
    for word in folding.tidy(asked.words).split()[:MOST_WORDS]:
        rows = _saying(rows, word)
    return rows.newest_first()


def _saying(rows: DecisionQuerySet, word: str) -> DecisionQuerySet:
    """In the names of a course or of a training, as they were or as they are now."""
    named = Func(
        F("course__aliases"), Value(" "), function="array_to_string", output_field=TextField()
    )
    courses = _holding(
        DecisionCourse.objects.all(), word,
        "code", "title", "course__code", "course__title", named,
    )  # fmt: skip
    trainings = _holding(
        DecisionTraining.objects.all(), word,
        "title", "provider", "training__title", "training__opportunity__title",
    )  # fmt: skip
    certificate = rows.model.objects.annotate(names=_folded("certificate__name"))
    whole = certificate.filter(pk=OuterRef("pk"), names__contains=_plain(word))
    return rows.filter(Exists(courses) | Exists(trainings) | Exists(whole))


def _holding(rows: QuerySet[Any], word: str, *names: Any) -> QuerySet[Any]:
    found = rows.annotate(names=_folded(*names)).order_by()
    return found.filter(decision=OuterRef("pk"), names__contains=_plain(word))


def _folded(*names: Any) -> Func:
    spaced: list[Any] = []
    for name in names:
        spaced += [name, Value(" ")]
    joined = Concat(*spaced, Value(""), output_field=TextField())
    return Func(joined, function="portal_fold", output_field=TextField())


def _plain(word: str) -> Func:
    return Func(Value(word), function="portal_fold", output_field=TextField())
