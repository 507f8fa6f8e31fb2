"""/cltp/courses/?q=…: found from either side, a course or training somebody took."""

import pytest

from tests.cltp.making import make_course, make_decision, make_draft, make_training
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
ADDRESS = "/cltp/courses/"


def titles(client, q):
    return [said for said, href in read(client.get(ADDRESS, {"q": q})).links
            if href.startswith("/cltp/courses/") and "What counts" not in said]  # fmt: skip


@pytest.mark.parametrize("q", ["r-1", "REFERENCE", "reference sources", "old-1", "inform", "Référ"])
def test_a_course_is_found_by_its_code_its_title_and_its_other_names(client, q):
    course = make_course(code="OLD-1", title="Reference", aliases=["Information sources"])
    course.code = "R-1"
    course.save()
    make_course(code="S-1", title="Service")
    assert titles(client, q) == ["Reference"]


def test_training_finds_the_course_it_counts_for(client):
    course = make_course(code="R-1", title="Reference")
    decision = make_decision(courses=[course], trainings=[make_training(title="At the desk")])
    make_draft(courses=[course], trainings=[make_training(title="At the other desk")])
    page = read(client.get(ADDRESS, {"q": "desk"}))
    assert "0 courses called “desk”" in page.text
    assert ("At the desk (A college)", decision.get_absolute_url()) in page.links
    assert "for R-1: Reference" in page.text
    assert "other desk" not in page.text


def test_what_nobody_assessed_says_so_and_leads_on(client):
    page = read(client.get(ADDRESS, {"q": "weaving & more"}))
    assert "Training that no decision names is not assessed yet" in page.text
    assert ("Ask for an assessment", "/cltp/ask/?training=weaving%20%26%20more") in page.links
    assert ("Look for “weaving & more” in the catalogue",
            "/opportunities/?q=weaving+%26+more") in page.links  # fmt: skip


def test_the_box_stands_on_the_home_page_too(client):
    assert 'action="/cltp/courses/"' in client.get("/cltp/").content.decode()


def test_its_results_are_not_for_search_engines(client):
    assert "noindex" in client.get(ADDRESS, {"q": "a"}).content.decode()
    assert "noindex" not in client.get(ADDRESS).content.decode()


def test_pages_of_a_search_keep_its_words(client):
    for _ in range(26):
        make_course(title="Reference")
    page = read(client.get(ADDRESS, {"q": "reference"}))
    assert "26 courses" in page.text
    assert ("Next page", "?q=reference&page=2") in page.links
    assert client.get(ADDRESS, {"q": "reference", "page": 3}).status_code == 404


@pytest.mark.parametrize("q", ["%", "_", "'", "\\", "<b>", "\u200b", "  "])
def test_odd_letters_are_looked_for_as_they_are(client, q):
    make_course(title="Reference")
    response = client.get(ADDRESS, {"q": q})
    assert response.status_code == 200
    assert "“<b>”" not in response.content.decode()


def test_what_is_too_long_is_said_and_cut(client):
    response = client.get(ADDRESS, {"q": "a" * 201})
    assert response.status_code == 400
    assert "Search for at most 200 characters" in read(response).text


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_seven_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_decision(courses=[make_course(["One"], title="Reference")])
    # a page of courses, outcomes, decisions and their three parts, notices
    with django_assert_num_queries(7):
        client.get(ADDRESS, {"q": "reference"})
