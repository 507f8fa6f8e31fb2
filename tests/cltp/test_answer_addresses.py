"""Which course an address means: by code, by a former code, by a name; else a page that helps."""

import pytest

from tests.cltp.making import make_course
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["r-1", "R-1 ", " r-1", "OLD-1", "old-1"])
def test_a_code_in_other_letters_or_of_before_leads_to_the_page(client, written):
    course = make_course(code="OLD-1")
    course.code = "R-1"
    course.save()
    response = client.get(f"/cltp/courses/{written}/")
    assert (response.status_code, response["Location"]) == (301, "/cltp/courses/R-1/")


@pytest.mark.parametrize(
    "written",
    ["Reference and information", "reference-and-information", "Reference 1", "REFERENCE-1",
     "Réference 1"],
)  # fmt: skip
def test_a_title_or_another_name_leads_to_the_page(client, written):
    make_course(code="R-1", title="Reference and information", aliases=["Reference 1"])
    response = client.get(f"/cltp/courses/{written}/")
    assert (response.status_code, response["Location"]) == (302, "/cltp/courses/R-1/")


def test_a_name_of_two_courses_asks_which(client):
    for code in ("R-1", "R-2"):
        make_course(code=code, title=f"Title {code}", aliases=["Reference"])
    response = client.get("/cltp/courses/reference/")
    assert response.status_code == 404
    page = read(response)
    assert "Which course do you mean?" in page.text
    assert ("R-2: Title R-2", "/cltp/courses/R-2/") in page.links


@pytest.mark.parametrize("written", ["nothing", "<b>", "a" * 5000, "--", "%F0%9F%98%80", "R-1.csv"])
def test_an_unknown_code_says_so_and_helps(client, written):
    make_course(code="R-1")
    response = client.get(f"/cltp/courses/{written}/")
    assert response.status_code == 404
    page = read(response)
    assert "That is not evidence either way" in page.text
    assert ("See all the courses", "/cltp/courses/") in page.links
    assert "<b>" not in response.content.decode()


def test_the_table_has_the_same_addresses(client):
    make_course(code="R-1")
    moved = client.get("/cltp/courses/r-1.csv")
    assert (moved.status_code, moved["Location"]) == (301, "/cltp/courses/R-1.csv")
    assert client.get("/cltp/courses/nothing.csv").status_code == 404


@pytest.mark.parametrize("address", ["/cltp/courses/R-1/", "/cltp/courses/R-1.csv",
                                     "/cltp/certificate/", "/cltp/certificate.csv"])  # fmt: skip
def test_nothing_can_be_posted(client, address):
    assert client.post(address).status_code == 405
