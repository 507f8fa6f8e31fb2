"""What a reader's words ask of the full-text index: both languages, and the curators' synonyms."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from learning_portal.foundation import folding

CONFIGURATIONS = ("portal_en", "portal_fr")
MOST_REPLACED = 5  # sets of synonyms in one search


@dataclass(frozen=True)
class Widened:
    """A word or phrase of the search, and the others that are looked for with it."""

    typed: str
    others: list[str]


def widened(words: str, synonyms: Sequence[Sequence[str]]) -> list[Widened]:
    """Which sets of synonyms the words call up; the longest of a set that was typed counts."""
    typed, found = _spaced(words), []
    for each in synonyms:
        called = [word for word in each if _spaced(word) in typed]
        if called:
            longest = max(called, key=len)
            found.append(Widened(longest, [word for word in each if word != longest]))
    return found[:MOST_REPLACED]


def asked(words: str, synonyms: Sequence[Sequence[str]] = ()) -> str:
    """The words as a tsquery, in text; empty where they hold none that is indexed.

    Phrases in quotation marks, OR, and a minus sign before what is to be left out are
    understood. One query.
    """
    replaced = widened(words, synonyms)
    read = [_in(configuration, words, replaced) for configuration in CONFIGURATIONS]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT ({' || '.join(sql for sql, _ in read)})::text",
            [value for _, values in read for value in values],
        )
        text: str = cursor.fetchone()[0]
    return text


def _in(configuration: str, words: str, replaced: Sequence[Widened]) -> tuple[str, list[str]]:
    sql, values = "websearch_to_tsquery(%s::regconfig, %s)", [configuration, words]
    for each in replaced:
        anyone = [each.typed, *each.others]
        phrases = " || ".join(["phraseto_tsquery(%s::regconfig, %s)"] * len(anyone))
        sql = f"ts_rewrite({sql}, websearch_to_tsquery(%s::regconfig, %s), {phrases})"
        for word in [each.typed, *anyone]:
            values += [configuration, word]
    return sql, values


def tokens(words: str) -> list[str]:
    """The words typed, folded, without punctuation: `Reader’s advisory` → `reader s advisory`."""
    return re.findall(r"\w+", folding.fold(words))


def _spaced(words: str) -> str:
    return f" {' '.join(tokens(words))} "
