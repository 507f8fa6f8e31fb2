"""/cltp/decisions/: found from either side, with what is not assessed said as such."""

import datetime as dt

import pytest

from cltp import decisions
from cltp.models import ProgrammeCertificate
from cltp.models.vocabulary import Finding
from tests.cltp.making import (
    WHY,
    make_course,
    make_decision,
    make_proposed,
    make_training,
    registrar,
)
from tests.factories import make_opportunity
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/decisions/"


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def found(client, **asked):
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return {row.number for row in response.context["page"].rows}


def test_without_any_it_says_not_assessed_yet_and_offers_to_ask(client):
    page = read(client.get(ADDRESS))
    assert "Not assessed yet. No decision has been published." in page.text
    assert ("Ask for an assessment", "/cltp/ask/") in page.links


def test_it_shows_what_is_published_alone(client):
    published = make_decision()
    make_proposed()
    decisions.request(training="Secret")
    page = read(client.get(ADDRESS))
    assert page.titles[:2] == ["What counts for CLTP courses", "1 decision"]
    assert f"Equivalent Decision {published.number}, version 1" in page.text
    assert "Secret" not in page.text


def test_it_is_found_from_the_course(client):
    course = make_course(code="R-1", title="Référence", aliases=["Information desk"])
    one, _other = make_decision(courses=[course]), make_decision()
    for asked in (
        {"course": "r-1"}, {"q": "reference"}, {"q": "R-1"}, {"q": "desk INFORMATION"},
    ):  # fmt: skip
        assert found(client, **asked) == {one.number}
    course.title = "Renamed"
    course.save()
    for words in ("reference", "renamed"):
        assert found(client, q=words) == {one.number}


def test_it_is_found_from_the_training(client):
    listing = make_opportunity(title="Storytime for all")
    one = make_decision(trainings=[make_training(listing)])
    other = make_decision(trainings=[make_training(title="Weeding", provider="Selkirk")])
    assert found(client, listing=listing.slug) == found(client, q="storytime") == {one.number}
    assert found(client, q="selkirk weeding") == {other.number}
    assert found(client, q="selkirk storytime") == set()


def test_words_may_come_from_both_sides_and_the_certificate(client):
    whole = ProgrammeCertificate.objects.create(name="The whole programme")
    one = make_decision(certificate=whole, trainings=[make_training(title="A diploma")])
    assert found(client, q="whole diploma") == {one.number}


def test_it_is_filtered_by_finding_and_by_the_day_of_completion(client):
    one = make_decision(completed_to=dt.date(2019, 6, 30))
    other = make_decision(finding=Finding.NOT_COMPARABLE)
    assert found(client, finding="not-comparable") == {other.number}
    assert found(client, completed="2019-06-30") == {one.number, other.number}
    assert found(client, completed="2019-07-01") == {other.number}


def test_what_has_ended_is_shown_when_asked_for(client):
    ended = decisions.withdraw(decision=make_decision(), by=registrar(), why=WHY)
    assert found(client) == set()
    assert found(client, ended="1") == {ended.number}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"completed": "2026-11-25"}, "That day is still to come"),
        ({"completed": "soon"}, "Write the day of completion as 2019-06-30"),
        ({"course": "ZZZ"}, "no CLTP course with this code"),
        ({"course": "x" * 900}, "no CLTP course with this code"),
        ({"listing": "nothing"}, "no such listing"),
        ({"finding": "perhaps"}, "Choose a finding"),
        ({"q": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_read_is_said_and_left_out(client, asked, words):
    make_decision()
    response = client.get(ADDRESS, asked)
    page = read(response)
    assert response.status_code == 400
    assert words in page.text
    assert "1 decision" in page.titles
    if "completed" in asked:
        assert f'value="{asked["completed"]}"' in response.content.decode()


@pytest.mark.parametrize("number", ["0", "2", "x", "9" * 400])
def test_there_is_no_such_page(client, number):
    make_decision()
    response = client.get(ADDRESS, {"page": number, "q": ""})
    assert response.status_code == 404
    assert "It ends at page 1" in read(response).text


def test_the_next_page_keeps_what_was_asked(client, monkeypatch):
    monkeypatch.setattr("catalogue.paging.PER_PAGE", 1)
    for _ in range(2):
        make_decision(trainings=[make_training(title="Storytime & more")])
    page = read(client.get(ADDRESS, {"q": "storytime", "finding": ""}))
    assert ("Next page", "?q=storytime&page=2") in page.links


def test_not_assessed_yet_asks_for_what_was_searched(client):
    make_course(code="R-1")
    listing = make_opportunity()
    page = read(client.get(ADDRESS, {"course": "R-1", "listing": listing.slug}))
    assert "Not assessed yet. No decision fits this search." in page.text
    asked = f"/cltp/ask/?course=R-1&listing={listing.slug}"
    assert ("Ask for an assessment", asked) in page.links


def test_flags_are_shown_in_the_list(client):
    training = make_training(hours=5)
    make_decision(trainings=[training], review_by=dt.date(2026, 11, 23))
    training.hours = 6
    training.save()
    text = read(client.get(ADDRESS)).text
    assert "The training has changed since" in text
    assert "Past its review date" in text


def test_a_sample_says_so(client):
    make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    assert "Illustrative sample. This list shows made-up content" in read(client.get(ADDRESS)).text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_six_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_decision(trainings=[make_training(make_opportunity()), make_training()])
    with django_assert_num_queries(6):  # notices, the page, its three parts, the courses to choose
        client.get(ADDRESS)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
