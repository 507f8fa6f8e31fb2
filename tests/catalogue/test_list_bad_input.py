"""What people and machines write into an address: the right status, helpful words, few queries."""

from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Synonyms
from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

MOST_QUERIES = 30  # an empty answer, which also looks for past listings and for what to loosen


@pytest.fixture(autouse=True)
def _catalogue(client):
    topic = make_topic(name="Weeding", former_slugs=["culling"])
    provider = make_provider(name="Maple")
    listing = make_opportunity(
        title="L:shelves", topics=[topic], provider=provider, cost="free", bc_context="no"
    )
    make_session(listing, "2026-12-09 10:00", "2026-12-09 11:00")
    Synonyms.objects.create(words=["AND", "plus"])
    client.get("/opportunities/")  # counts the catalogue


@pytest.fixture
def ask(client):
    def ask(query, status=200, most=MOST_QUERIES):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(f"/opportunities/?{query}")
        assert response.status_code == status, query[:200]
        assert len(asked.captured_queries) <= most, query[:200]
        return read(response)

    return ask


def shown(page) -> bool:
    return "L:shelves" in page.titles


def test_five_hundred_values_of_one_filter_are_too_many(ask):
    page = ask("&".join(f"bc={number}" for number in range(500)), 400)
    assert "Choose at most 50 at once" in page.text
    assert shown(page)
    assert len([text for text, _ in page.links if "(remove)" in text]) == 50
    assert len(page.text) < 20_000
    assert sum(len(address) for _, address in page.links) < 60_000


def test_an_address_of_five_hundred_long_values_is_too_long(ask):
    many = urlencode([("provider", f"nobody-{number}") for number in range(500)])
    assert "choose fewer filters" in ask(many, 414, most=1).text


def test_the_same_value_five_hundred_times_is_one(ask):
    page = ask("&".join(["bc=no"] * 500))
    assert shown(page)
    assert [text for text, _ in page.links if "(remove)" in text] == [
        "Not specific to BC× (remove)"
    ]


def test_every_value_of_every_filter_at_once_is_an_ordinary_question(ask):
    assert shown(ask("cost=free&cost=paid&topic=weeding&provider=maple&level=not-stated&q=shelves"))


@pytest.mark.parametrize("name", ["topic", "provider", "kind", "region"])
def test_a_choice_that_is_no_more_is_named_and_the_rest_still_asked(ask, name):
    page = ask(f"{name}=gone&cost=paid", 400)
    assert "“gone” is not a choice" in page.text
    assert not shown(page)
    assert shown(ask(f"{name}=gone&cost=free", 400))


def test_a_former_address_of_a_topic_is_still_a_choice(ask):
    assert shown(ask("topic=culling"))


@pytest.mark.parametrize(
    "query",
    [
        "when=2027-01&from=2026-12-01&to=2026-12-31",
        "when=2026-12&from=2027-03-01",
        "when=this-week&to=2026-11-20",
        "when=on-demand&from=2026-12-09&to=2026-12-09",
        "when=past&from=2026-12-01",
    ],
)
def test_days_that_exclude_each_other_find_nothing_and_say_what_to_loosen(ask, query):
    page = ask(f"{query}&cost=free")
    assert "0 listings" in page.text
    loosened = [(text, href) for text, href in page.links if text.startswith("without ")]
    assert loosened
    assert loosened[0][1] == "/opportunities/?cost=free"


def test_an_end_before_its_beginning_is_said_and_the_beginning_still_asked(ask):
    page = ask("from=2026-12-09&to=2026-12-01", 400)
    assert "turn them round" in page.text
    assert shown(page)
    assert not shown(ask("from=2026-12-10&to=2026-12-01", 400))


@pytest.mark.parametrize("words", ["!!!", "?", "…", "—", "&|!():*<->", "'", '"', "\\", "-", "💩"])
def test_words_that_hold_nothing_to_look_for_are_said_to(ask, words):
    page = ask(f"q={quote(words)}")
    assert "0 listings" in page.text
    assert f"“{words}” holds no word to search for" in page.text
    assert [href for text, href in page.links if text.startswith("without ")] == ["/opportunities/"]


@pytest.mark.parametrize("words", ["the of and", "le la les", "a"])
def test_words_that_say_little_are_an_ordinary_search(ask, words):
    page = ask(f"q={quote(words)}")
    assert "No current listing matches" in page.text
    assert "holds no word" not in page.text


HOSTILE = [
    '"shelves', 'shelves"', '"shelves" "', '""shelves', "shelves''", "shelves\\",
    "shelves & | ! ( ) : *", "shelves:*", "shelves <-> x", "-", "- shelves", "--shelves",
    "shelves -", "OR shelves", "shelves OR", "shelves OR OR x", "shelves'; DROP TABLE x; --",
    "shelves %s %(x)s {0}", "shelves \ue000x\ue001", "shelves\u202e", "AND shelves",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_marks_of_query_languages_are_only_marks(ask, words):
    ask(f"q={quote(words)}")


@pytest.mark.parametrize("words", ['"shelves', 'shelves"', "shelves:*", "OR shelves", "shelves -"])
def test_a_mark_too_many_does_not_hide_what_was_meant(ask, words):
    assert shown(ask(f"q={quote(words)}"))


@pytest.mark.parametrize(
    "words", [("OR " * 67)[:200], ("a OR " * 40)[:200], ("-x " * 66)[:200], ("(" * 200), '"' * 200]
)
def test_two_hundred_characters_of_them_are_one_search(ask, words):
    ask(f"q={quote(words)}")


@pytest.mark.parametrize("minus", ["-" * 199, "- " * 90, "-(" * 90, '-""' * 60, "--" * 90 + "a"])
def test_a_row_of_minus_signs_is_read(ask, minus):
    ask(urlencode({"q": minus}))


def test_minus_signs_that_stand_alone_leave_nothing_out(ask):
    assert shown(ask(urlencode({"q": "L - shelves"})))
    assert shown(ask(urlencode({"q": "shelves " + "-" * 60})))
    assert not shown(ask(urlencode({"q": "L -shelves"})))


@pytest.mark.parametrize(
    ("query", "chip"),
    [
        ("from=2026-02-31", "From “2026-02-31” (left out)"),
        ("to=soon", "Until “soon” (left out)"),
        ("from=2026-12-09&to=2026-12-01", "Until “2026-12-01” (left out)"),
        ("when=someday", "Time: “someday” (left out)"),
        ("level=2026-W50-1", "Level: “2026-W50-1” (left out)"),
        (f"q={'a' * 201}", f"“{'a' * 29}…” (left out)"),
    ],
)
def test_the_chip_of_what_could_not_be_read_says_so_and_removes_it(ask, query, chip):
    page = ask(f"cost=free&{query}", 400)
    without = dict(page.links)[f"{chip}× (remove)"]
    assert chip not in ask(without.partition("?")[2]).text


def test_what_could_not_be_read_counts_as_no_filter_and_stands_in_no_title(client):
    said = client.get("/opportunities/?from=2026-02-31&kind=seance&cost=free&q=shelves").content
    assert b"Filters (1 chosen)" in said
    title = said.partition(b"<title>")[2].partition(b"</title>")[0].decode()
    assert title == "Listings: “shelves”, Free · Learning Portal"


def test_a_day_that_could_not_be_read_leaves_what_is_at_any_time_in_the_list(ask):
    make_opportunity(title="L:any time", kind="course")
    assert "at any time" not in ask("from=2026-02-31", 400).text
    assert "1 you can take at any time" in ask("from=2026-12-01").text


@pytest.mark.parametrize("day", ["20261209", "2026-W50-3"])
def test_a_day_written_another_way_stands_in_its_box_as_a_box_takes_it(client, day):
    response = client.get(f"/opportunities/?from={day}&to={day}")
    assert response.content.count(b'value="2026-12-09"') == 2


@pytest.mark.parametrize(
    "words", ["\u200bshelves", "shel\u00adves", "\ufeffshelves", "L\u00a0shelves", "L\u2028shelves",
              "L\nshelves", "\u202eshelves\u202c"],
)  # fmt: skip
def test_marks_nobody_sees_in_a_pasted_text_hide_nothing(ask, client, words):
    assert shown(ask(f"q={quote(words)}"))
    suggested = client.get(f"/opportunities/suggest/?q={quote(words)}")
    assert b"<mark>shelves</mark>" in suggested.content


def test_an_order_of_three_thousand_letters_is_not_repeated(ask):
    assert f"“{'x' * 40}” is not an order" in ask(f"sort={'x' * 3000}", 400).text
