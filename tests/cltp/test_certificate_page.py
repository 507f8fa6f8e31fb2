"""/cltp/certificate/: what the programme's certificate was made of, and what counts for it."""

import datetime as dt

import pytest

from cltp.models import ProgrammeCertificate
from tests.cltp.making import make_course, make_decision, make_training
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
ADDRESS = "/cltp/certificate/"


def test_without_one_it_says_what_a_holder_keeps_and_that_nothing_is_assessed(client):
    page = read(client.get(ADDRESS))
    assert "A certificate of completion stays valid, and it is still valued." in page.text
    assert "not assessed yet" in page.text
    assert ("Ask for an assessment", "/cltp/ask/") in page.links


def test_it_says_what_it_was_made_of_by_day_of_registration(client):
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    change, one, two = dt.date(2005, 1, 1), make_course(code="A-1"), make_course(code="B-1")
    old = certificate.rules.create(registered_before=change)
    new = certificate.rules.create(registered_from=change, note="From a leaflet.")
    old.sets.create().courses.add(one)
    old.sets.create(how_many=2).courses.add(two)
    new.sets.create().courses.add(one, two)
    page = read(client.get(ADDRESS))
    for words in (
        "Who registered under a rule kept that rule.",
        f"For who registered before Saturday, January 1, 2005 All of these: {one}",
        f"2 of these: {two}",
        f"January 1, 2005 or later All of these: {one} ; {two}",
        "From a leaflet.",
    ):
        assert words.replace(" ;", ";") in page.text.replace(" ;", ";")
    assert (str(one), one.get_absolute_url()) in page.links


def test_what_counts_for_a_course_is_not_said_of_the_whole(client):
    certificate, course = ProgrammeCertificate.objects.create(name="The whole"), make_course()
    certificate.rules.create().sets.create().courses.add(course)
    make_decision(courses=[course], trainings=[make_training(title="For one course")])
    make_decision(certificate=certificate, trainings=[make_training(title="Diploma")])
    text = read(client.get(ADDRESS)).text
    assert "Equivalent Diploma (A college)" in text
    assert "For one course" not in text


def test_the_real_one_comes_before_a_sample_and_each_has_an_address(client):
    sample = ProgrammeCertificate.objects.create(name="A sample", is_sample=True)
    assert "Illustrative sample" in read(client.get(ADDRESS)).text
    real = ProgrammeCertificate.objects.create(name="The real one")
    page = read(client.get(ADDRESS))
    assert page.titles[0] == "The real one"
    assert ("A sample", sample.get_absolute_url()) in page.links
    assert read(client.get(sample.get_absolute_url())).titles[0] == "A sample"
    assert read(client.get(real.get_absolute_url())).titles[0] == "The real one"


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "999"])
def test_a_key_of_none_leads_nowhere(client, key):
    assert client.get(f"{ADDRESS}{key}/").status_code == 404
    assert client.get(f"{ADDRESS}{key}.csv").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_eleven_queries(client, django_assert_num_queries, rows):
    certificate = ProgrammeCertificate.objects.create(name="The whole")
    for number in range(rows):
        first = dt.date(2000 + number, 1, 1)
        rule = certificate.rules.create(
            registered_from=first, registered_before=dt.date(2001 + number, 1, 1)
        )
        rule.sets.create().courses.add(make_course(), make_course())
        make_decision(certificate=certificate, trainings=[make_training()])
    # the version, certificates and their three parts, decisions and their four parts, notices
    with django_assert_num_queries(11):
        client.get(ADDRESS)
