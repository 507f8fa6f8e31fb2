"""/cltp/courses/: the programme's courses, what each taught, what the certificate asked for."""

import datetime as dt

import pytest

from cltp.models import ProgrammeCertificate
from tests.cltp.making import make_course
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/courses/"


def test_without_any_it_says_so(client):
    page = read(client.get(ADDRESS))
    assert "The Branch has not entered the programme’s courses here yet." in page.text
    assert ("Ask the Branch", "/write/?about=cltp") in page.links


def test_it_says_what_is_known_of_each_course(client):
    make_course(
        ["Answer <b>", "Refer"], code="B 2", title="Sḵwx̱wú7mesh stories", hours="12.50",
        aliases=["Stories 1", "Stories"], requirement="elective", first_offered=1998,
        last_offered=2012, summary="Stories.",
    )  # fmt: skip
    make_course(code="A-1")
    page = read(client.get(ADDRESS))
    assert page.text.index("A-1") < page.text.index("B 2")
    for words in (
        "Sḵwx̱wú7mesh stories", "12.5 hours", "Elective", "Offered 1998 to 2012",
        "Also called: Stories 1; Stories", "2 outcomes of B 2 Answer <b> Refer",
        "What it taught is not known here yet.",
    ):  # fmt: skip
        assert words in page.text
    assert ("What counts for B 2 today", "/cltp/courses/B%202/") in page.links
    assert "Illustrative sample" not in page.text


def test_it_says_what_the_certificate_asked_for_by_day_of_registration(client):
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    change = dt.date(2005, 1, 1)
    old = certificate.rules.create(registered_before=change)
    certificate.rules.create(registered_from=change)
    old.sets.create().courses.add(make_course(code="A-1", title="One"))
    old.sets.create(how_many=2).courses.add(make_course(code="B-1", title="Two"))
    text = read(client.get(ADDRESS)).text
    assert "For who registered before Saturday, January 1, 2005 All of these: A-1: One." in text
    assert "2 of these: B-1: Two." in text
    assert "January 1, 2005 or later What it asked for is not known here yet." in text


def test_a_sample_says_so(client):
    make_course(is_sample=True)
    assert "Illustrative sample. This list shows made-up content" in read(client.get(ADDRESS)).text


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_there_is_no_such_page(client, number):
    assert client.get(ADDRESS, {"page": number}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_seven_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        course = make_course(["One", "Two"])
        certificate = ProgrammeCertificate.objects.create(name=f"Certificate {number}")
        certificate.rules.create().sets.create().courses.add(course)
    with django_assert_num_queries(7):  # notices, a page, outcomes, certificates, their three parts
        client.get(ADDRESS)
