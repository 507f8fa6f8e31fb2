"""What a reader's words ask of the full-text index: both languages, and the curators' synonyms."""

import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection
from pyroaring import FrozenBitMap

from learning_portal.foundation import folding

CONFIGURATIONS = ("portal_en", "portal_fr")
MOST_REPLACED = 5  # sets of synonyms in one search
MOST_READ = 40  # listings whose whole text is read to rank them
# Around a word that answers a search: letters of no language, replaced when a page is made.
MARK, UNMARK = "\ue000", "\ue001"
# What a minus sign leaves out, as a whole; or a word with the marks on its letters.
WORDS = re.compile(r'(?<!\S)-(?:"[^"]*"?|\S+)|(?:\w[\u0300-\u036f]*)+')
PARTS = re.compile(r'-?"[^"]*"?|[^\s"]+')
# As `portal_plain` reads what was written, so is read what is asked; curly quotation marks
# hold a phrase together as straight ones do.
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": '"', "›": '"'}
    | dict.fromkeys("–—…•·¿¡", " ")
)


# A minus sign that stands before nothing: of some dozens the index refuses the whole search.
IDLE_MINUS = re.compile(r'-(?=\s|[^\w"]*(?:-|$))')


@dataclass(frozen=True)
class Widened:
    """A word or phrase of the search, and the others that are looked for with it."""

    typed: str
    others: list[str]


def widened(words: str, synonyms: Sequence[Sequence[str]]) -> list[Widened]:
    """Which sets of synonyms the words call up; the longest of a set that was typed counts.

    What is to be left out calls up none: `weeding -deselection` would leave out weeding too.
    """
    wanted = " ".join(match[0] for match in looked_for(words.translate(PLAIN)))
    typed, found = _spaced(wanted), []
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


@dataclass(frozen=True)
class Asked:
    """What the words of a search ask of the index.

    `tsqueries`, in text: with the synonyms, and where those widen it also as it was typed.
    `listings`, published or not, are those with the words; None where they are too many.
    """

    tsqueries: list[str]
    listings: FrozenBitMap | None
    widened: list[Widened]


def ask(words: str, synonyms: Sequence[Sequence[str]], most: int) -> Asked:
    """The words as tsqueries, and the listings they find, if no more than `most`; one query."""
    plain, replaced = _plain(words), widened(words, synonyms)
    read = [_tsquery(plain, replaced), *([_tsquery(plain, [])] if replaced else [])]
    columns = ", ".join(f"{sql} AS asked{place}" for place, (sql, _) in enumerate(read))
    sql = f"""
        WITH read AS MATERIALIZED (SELECT {columns})
        SELECT (
            SELECT string_agg(int4send(key::int), '')
            FROM portal_matching((SELECT asked0 FROM read), %s) AS key
        ), {", ".join(f"asked{place}::text" for place in range(len(read)))} FROM read
    """  # noqa: S608 - what was typed is a parameter
    values = [value for _, each in read for value in each]
    packed, *tsqueries = _rows(sql, [*values, most + 1])[0]
    keys = _array_of("I", packed)
    return Asked(tsqueries, FrozenBitMap(keys) if len(keys) <= most else None, replaced)


def _array_of(kind: str, packed: bytes | None) -> "array[Any]":
    """Numbers sent as four bytes each: thousands written in figures take ten times as long."""
    numbers = array(kind, packed or b"")
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def asked_each(lines: Sequence[str], synonyms: Sequence[Sequence[str]] = ()) -> list[str]:
    """Several searches, each as `asked` reads it, in one query."""
    read = [_tsquery(_plain(words), widened(words, synonyms)) for words in lines]
    columns = ", ".join(f"{sql}::text" for sql, _ in read)
    return list(_rows(f"SELECT {columns}", [value for _, each in read for value in each])[0])


def _plain(words: str) -> str:
    return IDLE_MINUS.sub(" ", words.translate(PLAIN))


def _tsquery(plain: str, replaced: Sequence[Widened]) -> tuple[str, list[str]]:
    read = [_in(configuration, plain, replaced) for configuration in CONFIGURATIONS]
    return f"({' || '.join(sql for sql, _ in read)})", [value for _, each in read for value in each]


def _in(configuration: str, words: str, replaced: Sequence[Widened]) -> tuple[str, list[str]]:
    sql, values = "websearch_to_tsquery(%s::regconfig, %s)", [configuration, words]
    for each in replaced:
        typed = "websearch_to_tsquery(%s::regconfig, %s)"
        anyone = " || ".join([typed, *["phraseto_tsquery(%s::regconfig, %s)"] * len(each.others)])
        sql = f"ts_rewrite({sql}, {typed}, {anyone})"
        for word in [each.typed, each.typed, *each.others]:
            values += [configuration, word]
    return sql, values


def ranks(keys: Sequence[int], tsqueries: Sequence[str]) -> dict[int, float]:
    """How well the words of these listings answer; all the queries count together.

    A title counts for most. The whole text ranks some dozens; of more, the title and the
    names alone.
    """
    column = "words_en_fr" if len(keys) <= MOST_READ else "title_words"
    rank = " + ".join([f"ts_rank({column}, %s::tsquery)"] * len(tsqueries))
    sql = f"""
        SELECT string_agg(int4send(id::int), ''), string_agg(float4send(({rank})::real), '')
        FROM catalogue_opportunity WHERE id = ANY(%s::bigint[])
    """  # noqa: S608 - one of two columns
    found, ranked = _rows(sql, [*tsqueries, _array(keys)])[0]
    return dict(zip(_array_of("I", found), _array_of("f", ranked), strict=True))


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


def parts(words: str) -> list[str]:
    """What a search asks for, each once: words, and phrases with their quotation marks."""
    found: dict[str, str] = {}
    for match in PARTS.finditer(words.translate(PLAIN)):
        if folding.words(match[0]):
            found.setdefault(folding.fold(match[0]), match[0])
    return list(found.values())


def looked_for(words: str) -> Iterator[re.Match[str]]:
    """Where each word that is looked for stands: those after a minus sign are not."""
    return (match for match in WORDS.finditer(words) if not match[0].startswith("-"))


@lru_cache(maxsize=4096)  # the same synonyms are read for every search
def _spaced(words: str) -> str:
    return f" {' '.join(folding.words(words))} "
