"""What a reader's words ask of the full-text index: both languages, and the curators' synonyms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection

from learning_portal.foundation import folding

CONFIGURATIONS = ("portal_en", "portal_fr")
MOST_REPLACED = 5  # sets of synonyms in one search
MOST_READ = 40  # listings whose whole text is read to rank them
# Around a word that answers a search: letters of no language, replaced when a page is made.
MARK, UNMARK = "\ue000", "\ue001"
# What a minus sign leaves out, as a whole; or a word with the marks on its letters.
WORDS = re.compile(r'(?<!\S)-(?:"[^"]*"?|\S+)|(?:\w[\u0300-\u036f]*)+')
# As `portal_plain` reads what was written, so is read what is asked; curly quotation marks
# hold a phrase together as straight ones do.
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"'}
    | dict.fromkeys("–—…•·¿¡", " ")
)


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
    return asked_each([words], synonyms)[0]


def with_and_without(words: str, synonyms: Sequence[Sequence[str]]) -> list[str]:
    """As `asked` reads the words and, where synonyms widen them, as they were typed too."""
    plain = words.translate(PLAIN)
    replaced = widened(words, synonyms)
    return _read([(plain, replaced), (plain, [])] if replaced else [(plain, [])])


def asked_each(lines: Sequence[str], synonyms: Sequence[Sequence[str]] = ()) -> list[str]:
    """Several searches, each as `asked` reads it, in one query."""
    return _read([(words.translate(PLAIN), widened(words, synonyms)) for words in lines])


def _read(searches: Sequence[tuple[str, Sequence[Widened]]]) -> list[str]:
    selected, values = [], []
    for plain, replaced in searches:
        read = [_in(configuration, plain, replaced) for configuration in CONFIGURATIONS]
        selected.append(f"({' || '.join(sql for sql, _ in read)})::text")
        values += [value for _, each in read for value in each]
    return list(_rows(f"SELECT {', '.join(selected)}", values)[0])


def _in(configuration: str, words: str, replaced: Sequence[Widened]) -> tuple[str, list[str]]:
    sql, values = "websearch_to_tsquery(%s::regconfig, %s)", [configuration, words]
    for each in replaced:
        typed = "websearch_to_tsquery(%s::regconfig, %s)"
        anyone = " || ".join([typed, *["phraseto_tsquery(%s::regconfig, %s)"] * len(each.others)])
        sql = f"ts_rewrite({sql}, {typed}, {anyone})"
        for word in [each.typed, each.typed, *each.others]:
            values += [configuration, word]
    return sql, values


def keys(tsquery: str, most: int) -> list[int] | None:
    """The listings, published or not, with the words; None where those are more than `most`."""
    sql = "SELECT array_agg(key) FROM portal_matching(%s::tsquery, %s) AS key"
    found: list[int] = _rows(sql, [tsquery, most + 1])[0][0] or []
    return found if len(found) <= most else None


def best_first(keys: Sequence[int], tsqueries: Sequence[str], start: int, end: int) -> list[int]:
    """Of these listings, those whose words answer best, from one place to another.

    All the queries count together.

    A title counts for most. The whole text ranks some dozens; of more, the title and the
    names alone.
    """
    column = "words_en_fr" if len(keys) <= MOST_READ else "title_words"
    rank = " + ".join([f"ts_rank({column}, %s::tsquery)"] * len(tsqueries))
    sql = f"""
        SELECT id FROM catalogue_opportunity WHERE id = ANY(%s::bigint[])
        ORDER BY {rank} DESC, title_folded, id LIMIT %s OFFSET %s
    """  # noqa: S608 - one of two columns
    return [key for (key,) in _rows(sql, [_array(keys), *tsqueries, end - start, start])]


def marked(keys: Sequence[int], tsquery: str) -> list[tuple[int, str, str, str]]:
    """Of each: key, title, summary, and both on two lines with the words between MARK and UNMARK.

    PostgreSQL leaves out of the last what it reads as markup.
    """
    sql = """
        SELECT id, title, summary, ts_headline(
            (CASE WHEN languages = '{fr}' THEN 'portal_fr' ELSE 'portal_en' END)::regconfig,
            title || E'\n' || summary, %s::tsquery, %s
        ) FROM catalogue_opportunity WHERE id = ANY(%s::bigint[])
    """
    options = f"HighlightAll=true, StartSel={MARK}, StopSel={UNMARK}"
    return _rows(sql, [tsquery, options, _array(keys)])


def _rows(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _array(keys: Sequence[int]) -> str:
    return f"{{{','.join(map(str, keys))}}}"


def passed_over(words: Sequence[str]) -> list[str]:
    """Those that hold nothing but words like “the”, which an English search does not look for."""
    sql = (
        "SELECT word FROM unnest(%s::text[]) AS word"
        " WHERE numnode(websearch_to_tsquery('portal_en', word)) = 0"
    )
    return [word for (word,) in _rows(sql, [list(words)])]


def looked_for(words: str) -> Iterator[re.Match[str]]:
    """Where each word that is looked for stands: those after a minus sign are not."""
    return (match for match in WORDS.finditer(words) if not match[0].startswith("-"))


@lru_cache(maxsize=4096)  # the same synonyms are read for every search
def _spaced(words: str) -> str:
    return f" {' '.join(folding.words(words))} "
