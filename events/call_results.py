"""What the answers to a call for needs come to."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from events.models import Call, CallTopic
from events.models.call import CHOICES
from learning_portal.foundation.tables import Cell

POINTS = (3, 2, 1)  # a first, a second, a third choice
TOPIC_COLUMNS = ("Topic", "First choice", "Second choice", "Third choice", "Points")
ANSWER_COLUMNS = ("Day", "First choice", "Second choice", "Third choice", "In their own words")


@dataclass(frozen=True)
class TopicRow:
    topic: CallTopic
    chosen: tuple[int, ...]  # as first, as second, as third
    share: int  # of the points of the topic that has most, in per cent

    @property
    def points(self) -> int:
        return sum(number * worth for number, worth in zip(self.chosen, POINTS, strict=True))


def topics(call: Call) -> list[TopicRow]:
    """The topic with most points first; four queries."""
    counted = [
        dict(call.answers.order_by().values_list(name).annotate(number=Count("pk")))
        for name in CHOICES
    ]
    rows = [
        TopicRow(topic, tuple(numbers.get(topic.pk, 0) for numbers in counted), 0)
        for topic in call.topics.select_related("session")
    ]
    most = max((row.points for row in rows), default=0) or 1
    rows = [TopicRow(row.topic, row.chosen, round(100 * row.points / most)) for row in rows]
    return sorted(rows, key=lambda row: (-row.points, row.topic.order, row.topic.pk))


def topic_table(call: Call) -> Iterator[tuple[Cell, ...]]:
    for row in topics(call):
        yield (row.topic.title, *row.chosen, row.points)


def answer_table(call: Call) -> Iterator[tuple[Cell, ...]]:
    for answer in call.answers.select_related(*CHOICES).order_by("pk"):
        chosen = (getattr(answer, name) for name in CHOICES)
        yield (answer.day, *(str(topic or "") for topic in chosen), answer.words)
