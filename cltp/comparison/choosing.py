"""Finding what somebody has: CLTP courses, training that decisions name, and the catalogue."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat

from catalogue.models import Opportunity
from catalogue.models.vocabulary import Status
from cltp.comparison import naming
from cltp.comparison.programme import Programme
from cltp.comparison.things import Held
from cltp.models import Course, DecisionTraining
from learning_portal.foundation import folding

MOST = 10  # of each kind
MOST_WORDS = 8


@dataclass(frozen=True)
class Found:
    courses: list[Held]
    trainings: list[Held]  # outside the catalogue, and named by decisions
    listings: list[Held]
    has_more: bool

    @property
    def is_empty(self) -> bool:
        return not (self.courses or self.trainings or self.listings)


def find(typed: str, programme: Programme) -> Found | None:
    """Two queries; None where no word was typed."""
    words = folding.words(typed)[:MOST_WORDS]
    if not words:
        return None
    courses = [each for each in programme.courses if _names(each, words)]
    trainings = list(_trainings(words)[: MOST + 1])
    listings = list(_listings(words)[: MOST + 1])
    return Found(
        [naming.of_course(each) for each in courses[:MOST]],
        [naming.of_training(each) for each in trainings[:MOST]],
        [naming.of_listing(each) for each in listings[:MOST]],
        max(map(len, (courses, trainings, listings))) > MOST,
    )


def _names(course: Course, words: list[str]) -> bool:
    said = folding.fold(" ".join([course.code, course.title, *course.aliases]))
    return all(word in said for word in words)


def _trainings(words: list[str]) -> Any:
    rows = naming.public_trainings().exclude(opportunity__status=Status.PUBLISHED)
    for word in words:
        then = DecisionTraining.objects.filter(
            training=OuterRef("pk"), decision__published_at__isnull=False
        ).annotate(names=_folded("title", "provider"))
        rows = rows.annotate(names=_folded("title", "provider")).filter(
            Q(names__contains=_plain(word)) | Exists(then.filter(names__contains=_plain(word)))
        )
    return rows.order_by("title_folded", "pk")


def _listings(words: list[str]) -> Any:
    """Those that decisions name first."""
    naming_it = DecisionTraining.objects.filter(
        training__opportunity=OuterRef("pk"), decision__published_at__isnull=False
    )
    rows = Opportunity.objects.published().with_provider().select_related("as_training")
    for word in words:
        rows = rows.filter(title_folded__contains=_plain(word))
    return rows.annotate(is_named=Exists(naming_it)).order_by("-is_named", "title_folded", "pk")


def _folded(*names: str) -> Func:
    spaced: list[Any] = []
    for name in names:
        spaced += [F(name), Value(" ")]
    joined = Concat(*spaced, output_field=TextField())
    return Func(joined, function="portal_fold", output_field=TextField())


def _plain(word: str) -> Func:
    return Func(Value(word), function="portal_fold", output_field=TextField())
