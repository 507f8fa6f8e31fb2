"""The words readers use: which mean the same, and which found nothing."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import Q

from learning_portal.foundation import folding

MOST_TOGETHER = 12
LONGEST_WORD = 60


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
                violation_error_message="Write at least two, separated by commas.",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.words)

    def clean(self) -> None:
        tidied = [" ".join(folding.tidy(word).split()) for word in self.words or []]
        self.words = list({folding.fold(word): word for word in tidied if word}.values())
        if any(not any(map(str.isalnum, word)) for word in self.words):
            raise ValidationError({"words": "Each needs a letter or a digit."})


class MissedSearch(models.Model):
    """A word that found no current listing, counted by BC day. Nothing of who searched is kept."""

    MOST_A_DAY = 500
    LONGEST = 40

    day = models.DateField()
    word = models.CharField(max_length=LONGEST)
    times = models.PositiveIntegerField(default=1)

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
        """Count each word once; past MOST_A_DAY different words a day new ones are let go."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO catalogue_missedsearch AS missed (day, word, times)
                SELECT %(day)s, asked.word, 1 FROM unnest(%(words)s::text[]) AS asked (word)
                WHERE (SELECT count(*) FROM catalogue_missedsearch WHERE day = %(day)s) < %(most)s
                   OR EXISTS (SELECT 1 FROM catalogue_missedsearch AS known
                              WHERE known.day = %(day)s AND known.word = asked.word)
                ON CONFLICT (day, word) DO UPDATE SET times = missed.times + 1
                """,
                {"day": day, "words": sorted(set(words)), "most": cls.MOST_A_DAY},
            )
