"""What the feedback on an edition comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from events.models import Edition, Feedback, Rating, Worth
from learning_portal.foundation.tables import Cell

COLUMNS = (
    "Day", "The day was", "Worth the time and travel", "What they will use",
    "What should change", "Name", "E-mail",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One choice: how many made it, and its share of all in per cent."""

    label: str
    number: int
    share: int


def bars(edition: Edition) -> dict[str, list[Bar]]:
    """The choices of each question in order; two queries."""
    return {
        "All in all, the day was": _bars(edition, "rating", Rating),
        "Worth the time and the travel": _bars(edition, "worth", Worth),
    }


def _bars(edition: Edition, field: str, words: Any) -> list[Bar]:
    rows = edition.feedback.order_by().values_list(field).annotate(number=Count("pk"))
    numbers = dict(rows)
    all_of_them = sum(numbers.get(value, 0) for value in words.values) or 1
    return [
        Bar(str(label), numbers.get(value, 0), round(100 * numbers.get(value, 0) / all_of_them))
        for value, label in words.choices
    ]


def summary(edition: Edition) -> dict[str, Any]:
    counted: dict[str, Any] = edition.feedback.aggregate(
        number=Count("pk"), average=Avg("rating"), named=Count("pk", filter=~Q(name="", email=""))
    )
    return counted


def comments(edition: Edition) -> QuerySet[Feedback]:
    """Those that say something in words, the newest first."""
    return edition.feedback.exclude(useful="", change="").order_by("-pk")


def table(edition: Edition) -> Iterator[tuple[Cell, ...]]:
    for each in edition.feedback.order_by("pk"):
        yield (
            each.day, each.get_rating_display(), each.get_worth_display(), each.useful,
            each.change, each.name, each.email,
        )  # fmt: skip
