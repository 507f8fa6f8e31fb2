"""Words in very many listings: a capped total, and nothing claimed that is not known."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from catalogue import finding as finding_module
from catalogue import nothing, paging, panel, tally
from catalogue.finding import Finding
from catalogue.models import Opportunity
from catalogue.search import OpportunitySearch
from tests.catalogue.found import titles
from tests.factories import make_opportunity, make_provider, make_session
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

ENOUGH, LISTINGS = 30, 60


@pytest.fixture(autouse=True)
def _low(monkeypatch):
    """Twenty listings with a word are many, thirty are enough, and seven are read at once."""
    monkeypatch.setattr(tally, "MOST_EXACT", 20)
    monkeypatch.setattr(finding_module, "ENOUGH", ENOUGH)
    monkeypatch.setattr(finding_module, "AT_ONCE", 7)


@pytest.fixture(autouse=True)
def _many(_low):
    """Sixty with the word, by title: every third paid, the last ten about archives; and others."""
    provider = make_provider(name="Maple")
    Opportunity.objects.bulk_create(
        Opportunity(
            title=f"Shelf {number:02}",
            slug=f"shelf-{number:02}",
            status="published",
            kind="course",
            provider=provider,
            cost="paid" if number % 3 == 0 else "free",
            level="advanced" if number >= LISTINGS - 10 else "all",
        )
        for number in range(LISTINGS)
    )
    for title in ("Cart", "Zebra"):
        make_opportunity(title=title, provider=provider, kind="course", cost="paid")


def find(query: str) -> Finding:
    return Finding(OpportunitySearch(QueryDict(query)))


def shelves(numbers) -> list[str]:
    return [f"Shelf {number:02}" for number in numbers]


def choices(finding: Finding, group: str) -> dict[str, str]:
    groups = panel.context(finding.search, finding)["panel"]
    found = next(each for each in groups if each.name == group)
    return {choice.value: choice.shown for choice in found.choices}


def test_the_total_reads_so_many_and_more_and_the_order_holds():
    for sort in ("soonest", "title"):
        finding = find(f"q=shelf&sort={sort}")
        assert finding.is_capped
        assert paging.of_finding(finding, "").said == "30+"
        assert titles(finding) == shelves(range(ENOUGH))


def test_the_soonest_of_them_come_first_wherever_they_stand_by_title():
    for number, day in ((59, 1), (58, 2)):
        listing = Opportunity.objects.get(title=f"Shelf {number}")
        make_session(listing, f"2026-12-0{day} 10:00")
    assert titles(find("q=shelf&sort=soonest"), 3) == ["Shelf 59", "Shelf 58", "Shelf 00"]


def test_the_best_match_of_the_first_thirty_comes_first():
    Opportunity.objects.filter(title="Shelf 07").update(summary="shelf after shelf")
    assert titles(find("q=shelf"), 2) == ["Shelf 07", "Shelf 00"]


def test_filters_that_leave_few_are_exact():
    finding = find("q=shelf&cost=paid")
    assert not finding.is_capped
    assert titles(finding) == shelves(range(0, LISTINGS, 3))
    assert paging.of_finding(finding, "").said == "20"


def test_as_many_as_are_enough_and_not_one_more_is_an_exact_total():
    Opportunity.objects.filter(title__in=shelves(range(ENOUGH, LISTINGS))).update(kind="webinar")
    finding = find("q=shelf&kind=course")
    assert finding.total == ENOUGH
    assert not finding.is_capped
    Opportunity.objects.filter(title="Shelf 59").update(kind="course")
    assert find("q=shelf&kind=course").is_capped


def test_other_choices_of_what_was_chosen_are_not_counted():
    finding = find("q=shelf&cost=paid")
    assert choices(finding, "cost") == dict.fromkeys(
        ["free", "free-to-audit", "paid", "mixed", "not-stated"], ""
    )
    assert choices(finding, "level")["all"] == "17"
    assert choices(finding, "level")["advanced"] == "3"
    times = panel.context(finding.search, finding)["times"]
    assert {choice.shown for choice in times} == {""}


def test_a_choice_not_met_among_the_first_is_unknown_not_none():
    """The advanced ones all stand behind the first thirty."""
    finding = find("q=shelf&sort=title")
    shown = choices(finding, "level")
    assert shown["all"] == "30+"
    assert shown["advanced"] == ""
    assert find("q=shelf&level=advanced").total == 10


def test_the_last_page_is_the_last_of_the_thirty(client):
    page = read(client.get("/opportunities/?q=shelf&sort=title&page=2"))
    assert "30+ listings" in page.text
    assert [title for title in page.titles if title.startswith("Shelf")] == shelves(range(25, 30))
    assert "These words are in very many listings: the first 30+ by date are shown" in page.text
    assert client.get("/opportunities/?q=shelf&page=3").status_code == 404


def test_what_to_loosen_is_looked_for_anew():
    finding = find("q=shelf&cost=mixed&level=advanced")
    assert finding.total == 0
    loosened = {each.label: each.total for each in nothing._loosened(finding.search, finding)}
    assert loosened == {"without Some free, some paid": 10}
    assert not find("q=shelf&level=introductory").are_words_missed()


def test_no_query_is_without_a_bound(client):
    """Words ask for one more than are many, or among a handful of listings by key."""
    client.get("/opportunities/?q=shelf+-book")  # counts this version, and keeps the rows
    with CaptureQueriesContext(connection) as asked:
        client.get("/opportunities/?q=shelf")
    with_words = [query["sql"] for query in asked.captured_queries if "@@" in query["sql"]]
    assert len(with_words) == 5  # five times seven: past thirty
    assert all("= ANY(" in sql for sql in with_words)
    (bounded,) = [q["sql"] for q in asked.captured_queries if "portal_matching(" in q["sql"]]
    assert "portal_matching((SELECT asked0 FROM read), 21)" in bounded
    assert len(asked.captured_queries) == 9  # and what any search for words asks
