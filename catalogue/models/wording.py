"""The words readers use: which mean the same, and which found nothing."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q, Sum

from learning_portal.foundation import clock, folding

MOST_TOGETHER = 12
LONGEST_WORD = 60
MONTHS_KEPT = 12
RECENT = dt.timedelta(days=30)
SEVERAL = "Write at least two, separated by commas."


class Synonyms(models.Model):
    """Words and phrases that each find what the others find."""

    words = ArrayField(
        models.CharField(max_length=LONGEST_WORD),
        size=MOST_TOGETHER,
        help_text="Two or more words or phrases, separated by commas: ILL, interlibrary loan. "
        "A search for any of them finds what the others find.",
    )

    class Meta:
        verbose_name = "set of synonyms"
        verbose_name_plural = "synonyms"
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(words__len__gte=2),
                name="synonyms_are_several",
                violation_error_message=SEVERAL,
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.words)

    def clean(self) -> None:
        tidied = [" ".join(folding.tidy(word).split()) for word in self.words or []]
        self.words = list({_spoken(word): word for word in tidied if word}.values())
        if any(not any(map(str.isalnum, word)) for word in self.words):
            raise ValidationError({"words": "Each needs a letter or a digit."})
        if len(self.words) < 2:
            raise ValidationError({"words": SEVERAL})
        refused = list(self._in_other_sets())
        if refused:
            raise ValidationError({"words": refused})

    def _in_other_sets(self) -> Iterator[str]:
        spoken = {_spoken(word): word for word in self.words}
        for other in Synonyms.objects.exclude(pk=self.pk):
            for word in spoken.keys() & map(_spoken, other.words):
                yield (
                    f"“{spoken[word]}” is in another set already: {other}. Add the other words "
                    "there, or take it out there first."
                )


def _spoken(word: str) -> str:
    """What two words that a search cannot tell apart have in common: `E-book`, `e book`."""
    return " ".join(folding.words(word))


def recent_days(today: dt.date) -> Q:
    return Q(day__gt=today - RECENT, day__lte=today)


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    def recent(self, today: dt.date | None = None) -> Self:
        """Of the last 30 BC days, today among them."""
        return self.filter(recent_days(today or clock.today()))

    def by_word(self) -> Any:
        """Each word and how often it was missed as `missed`, the most often first."""
        words = self.order_by().values("word").annotate(missed=Sum("times"))
        return words.order_by("-missed", "word")

    def due_for_purge(self, today: dt.date | None = None) -> Self:
        """Counted on a BC day MONTHS_KEPT ago, or before."""
        return self.filter(day__lte=clock.months_later(today or clock.today(), -MONTHS_KEPT))


class MissedSearch(models.Model):
    """A word that found no current listing, counted by BC day. Nothing of who searched is kept."""

    MOST_A_DAY, MOST_AT_ONCE = 500, 6
    SHORTEST, LONGEST = 2, 40  # letters of a word

    day = models.DateField()
    word = models.CharField(max_length=LONGEST)
    times = models.PositiveIntegerField(default=1)

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = "search that found nothing"
        verbose_name_plural = "searches that found nothing"
        ordering = ["-day", "-times", "word"]
        constraints = [
            models.UniqueConstraint(fields=["day", "word"], name="missed_search_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def count(cls, words: list[str], day: dt.date) -> None:
        """Count the first MOST_AT_ONCE of a search's words once each.

        Words that an English search passes over, such as “the”, are not counted, nor new words
        past MOST_A_DAY different ones a day. One statement.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO catalogue_missedsearch AS missed (day, word, times)
                SELECT %(day)s, asked.word, 1 FROM (
                    SELECT word
                    FROM unnest(%(words)s::text[]) WITH ORDINALITY AS each (word, place)
                    WHERE numnode(plainto_tsquery('portal_en', word)) > 0
                    ORDER BY place LIMIT %(at_once)s
                ) AS asked
                WHERE (SELECT count(*) FROM catalogue_missedsearch WHERE day = %(day)s) < %(most)s
                   OR EXISTS (SELECT 1 FROM catalogue_missedsearch AS known
                              WHERE known.day = %(day)s AND known.word = asked.word)
                ORDER BY asked.word
                ON CONFLICT (day, word) DO UPDATE SET times = missed.times + 1
                """,
                {
                    "day": day,
                    "words": list(dict.fromkeys(words)),
                    "at_once": cls.MOST_AT_ONCE,
                    "most": cls.MOST_A_DAY,
                },
            )
