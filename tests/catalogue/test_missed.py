"""Words readers looked for and no current listing has: counted by day, and nothing else kept."""

import datetime as dt

import pytest

from catalogue import missed, tally
from catalogue.models import MissedSearch
from tests.factories import make_opportunity, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
TODAY = dt.date(2026, 11, 24)


def counted():
    return dict(MissedSearch.objects.values_list("word", "times"))


def ask(client, words, query="", status=200, **headers):
    address = f"/opportunities/?{query}"
    response = client.get(address, {"q": words}, headers=headers) if not query else None
    response = response or client.get(f"{address}&q={words}", headers=headers)
    assert response.status_code == status


def test_each_word_is_counted_once_folded(client):
    ask(client, "Élagage élagage, “Knitting”!")
    ask(client, "knitting")
    assert counted() == {"elagage": 1, "knitting": 2}
    assert {each.day for each in MissedSearch.objects.all()} == {TODAY}


def test_the_day_is_bcs(client, november):
    november.move_to("2026-12-01T06:30:00Z")
    ask(client, "knitting")
    assert MissedSearch.objects.get().day == dt.date(2026, 11, 30)


def test_words_that_are_found_are_not_counted(client):
    make_opportunity(title="Knitting", kind="course")
    ask(client, "knitting")
    ask(client, "knitting", "kind=webinar")  # the filters are at fault, not the words
    assert counted() == {}


def test_words_too_common_to_count_are_not_missed(client, monkeypatch):
    monkeypatch.setattr(tally, "MOST_EXACT", 1)
    for _ in range(2):
        make_opportunity(title="Knitting", kind="course")
    ask(client, "knitting", "kind=webinar")
    assert counted() == {}


def test_words_of_past_listings_alone_are_counted(client):
    make_session(make_opportunity(title="Knitting"), "2026-11-01 10:00", "2026-11-01 11:00")
    ask(client, "knitting")
    ask(client, "knitting", "when=past")
    assert counted() == {"knitting": 2}


def test_a_script_that_asks_for_the_rows_alone_counts_too(client):
    ask(client, "knitting", **{"Portal-Fragment": "finder"})
    assert counted() == {"knitting": 1}


@pytest.mark.parametrize(
    ("words", "query", "status"),
    [
        ("knitting", "kind=seance", 400),
        ("knitting", "from=2026-02-31", 400),
        ("knitting", "page=2", 404),
        ("k" * 201, "kind=webinar", 400),
    ],
)
def test_what_cannot_be_read_in_full_is_not_counted(client, words, query, status):
    ask(client, words, query, status)
    assert counted() == {}


def test_asking_for_the_head_alone_counts_nothing(client):
    assert client.head("/opportunities/?q=knitting").status_code == 200
    assert counted() == {}


def test_a_list_without_words_counts_nothing(client):
    assert client.get("/opportunities/?kind=webinar").status_code == 200
    assert counted() == {}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a bc def", ["bc", "def"]),
        ("x" * 40, ["x" * 40]),
        ("x" * 41, []),
        ("one_two 3D 2026 ...", ["3d"]),
        ("Sḵwx̱wú7mesh l’heure", ["skwxwu7mesh", "heure"]),
        ('knitting -sewing -"cross stitch"', ["knitting"]),
        ("ann@example.ca", []),
        ("letter from ann @ example", []),
        ("Ann Example 12345", []),
        ("card 21234000123456", []),
        ("call Ann 250-555-0199", []),
        ("call Ann (250) 555 0199", []),
        ("budget 2026", ["budget"]),
        ("four 1234", ["four"]),
    ],
)
def test_which_words_count(typed, words):
    assert missed.countable(typed) == words


def test_words_that_searches_pass_over_are_not_counted(client):
    ask(client, "how to do the knitting OR sewing")
    assert counted() == {"knitting": 1, "sewing": 1}


def test_the_first_six_words_of_a_search_are_counted(client):
    ask(client, "the zebra of a yak xylophone with wombats vole unicorn and tapir")
    assert set(counted()) == {"zebra", "yak", "xylophone", "wombats", "vole", "unicorn"}


def test_past_a_limit_a_day_only_known_words_count_on(client, monkeypatch):
    monkeypatch.setattr(MissedSearch, "MOST_A_DAY", 2)
    for words in ("knitting", "sewing", "quilting", "knitting"):
        ask(client, words)
    assert counted() == {"knitting": 2, "sewing": 1}


def test_recent_is_thirty_days_with_today():
    for day in ("2026-10-25", "2026-10-26", "2026-11-24"):
        MissedSearch.count([f"on {day}"], dt.date.fromisoformat(day))
    words = MissedSearch.objects.recent().by_word()
    assert [row["word"] for row in words] == ["on 2026-10-26", "on 2026-11-24"]


def test_totals_by_word_put_the_most_missed_first():
    for day, word in (("2026-11-23", "b"), ("2026-11-24", "b"), ("2026-11-24", "a")):
        MissedSearch.count([f"{word}word"], dt.date.fromisoformat(day))
    assert list(MissedSearch.objects.by_word()) == [
        {"word": "bword", "missed": 2},
        {"word": "aword", "missed": 1},
    ]


@pytest.mark.parametrize(("words", "fewer"), [("knitting", 0), ("knitting+sewing+quilting", 6)])
def test_counting_takes_one_statement(client, django_assert_num_queries, words, fewer):
    """Of the head it is not taken."""
    make_opportunity()
    client.get("/opportunities/?q=quilts")
    # The search, that among past listings, and those for `fewer` words that are offered instead.
    with django_assert_num_queries(3 + fewer):
        client.head(f"/opportunities/?q={words}")
    with django_assert_num_queries(3):  # who has the words is known
        client.get(f"/opportunities/?q={words}")
