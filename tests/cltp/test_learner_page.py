"""/cltp/compare/learner/: what is left, what counts in its place, what is on."""

import csv
import datetime as dt
import io

import pytest

from cltp.models import ProgrammeCertificate
from tests.cltp.making import make_course, make_decision, make_training
from tests.factories import make_opportunity, make_session
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/compare/learner/"
CHANGED = dt.date(2005, 1, 1)


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


@pytest.fixture
def courses():
    """Two that are required, three of which some are to be chosen; a changed rule."""
    made = [make_course(["Count"], code=f"L-{n}", title=f"Course {n}") for n in range(1, 6)]
    whole = ProgrammeCertificate.objects.create(name="The programme")
    for how_many, days in ((1, {"registered_before": CHANGED}), (2, {"registered_from": CHANGED})):
        rule = whole.rules.create(**days)
        rule.sets.create().courses.set(made[:2])
        rule.sets.create(how_many=how_many).courses.set(made[2:])
    return made


def see(client, query="", status=200):
    response = client.get(f"{ADDRESS}?{query}" if query else ADDRESS)
    assert response.status_code == status
    return read(response)


def test_without_a_programme_it_says_so(client):
    assert "has not entered here what the certificate was made of" in see(client).text


def test_every_rule_is_shown_until_the_day_of_registration_is_known(client, courses):
    page = see(client, "has=course.L-1&on=&has=course.L-3&on=")
    assert "For who registered before Saturday, January 1, 2005: 1 course left" in page.text
    assert "For who registered on Saturday, January 1, 2005 or later: 2 courses left" in page.text
    assert "All of these 2: 1 completed, 1 left" in page.text
    assert "2 of these 3: 1 completed, 1 left" in page.text
    for day, kept in (("2004-12-31", "before"), ("2005-01-01", "on")):
        rules = _rules(client, f"has=course.L-1&on=&registered={day}")
        assert [rule.split()[1] for rule in rules] == [kept]


def _rules(client, query):
    context = client.get(f"{ADDRESS}?{query}").context
    return [str(rule.rule) for each in context["certificates"] for rule in each.rules]


def test_more_than_was_asked_for_leaves_nothing_less(client, courses):
    query = "&".join(f"has=course.L-{n}&on=" for n in range(1, 6))
    page = see(client, query)
    assert page.text.count("0 courses left") == 2


def test_other_training_stands_for_a_course_and_does_not_complete_it(client, courses):
    training = make_training(title="Desk work")
    make_decision(courses=[courses[0]], trainings=[training])
    page = see(client, f"has=training.{training.pk}&on=2019-06-30&registered=2004-01-01")
    assert "L-1: Course 1: other training of yours is equivalent" in page.text
    assert "0 completed, 2 left ; other training is equivalent to 1 of those not completed" in (
        page.text
    )
    assert "The whole certificate: not assessed" in page.text


def test_what_is_on_is_shown_course_by_course(client, courses):
    listing = make_opportunity(title="Part two")
    make_session(listing, "2026-12-09 12:00")
    make_decision(courses=[courses[1]], trainings=[make_training(listing)])
    page = see(client, "has=course.L-1&on=")
    assert ("Part two", listing.get_absolute_url()) in page.links
    assert "L-1: Course 1: met" not in page.text


def test_a_day_of_registration_that_cannot_be_read_is_kept(client, courses):
    response = client.get(f"{ADDRESS}?registered=about+2004")
    assert response.status_code == 400
    assert 'value="about 2004"' in response.content.decode()
    assert "still to come" in see(client, "registered=2026-12-01", status=400).text


def test_who_holds_the_certificate_has_nothing_left(client, courses):
    whole = ProgrammeCertificate.objects.get()
    page = see(client, f"has=certificate.{whole.pk}&on=")
    assert "You hold the certificate: nothing is left." in page.text
    assert "courses left" not in page.text
    assert "Course by course" not in page.text


def test_a_day_under_no_rule_says_so(client):
    whole = ProgrammeCertificate.objects.create(name="The programme")
    whole.rules.create(registered_from=CHANGED)
    assert (
        "No rule kept here holds for who registered on that day"
        in see(client, "registered=2004-01-01").text
    )


def test_what_a_job_asks_for_goes_along_to_the_other_side(client, courses):
    page = see(client, "asks=L-1&has=course.L-2&on=")
    there = "/cltp/compare/?asks=L-1&has=course.L-2&on="
    assert ("For a job: what it asks for, and what a person has", there) in page.links


def test_as_a_table(client, courses):
    response = client.get(f"{ADDRESS}learner.csv?has=course.L-1&on=&registered=2004-01-01")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["Course"], row["Part"], row["Completed"]) for row in rows][:3] == [
        ("L-1: Course 1", "all of these", "Yes"),
        ("L-2: Course 2", "all of these", "No"),
        ("L-3: Course 3", "1 of these", "No"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_thirteen_queries(client, courses, django_assert_num_queries, rows):
    query = []
    for place in range(rows):
        listing = make_opportunity()
        make_session(other := make_opportunity())
        held = [make_training(listing), make_training(other)]
        make_decision(courses=[courses[place]], trainings=held)
        query.append(f"has=listing.{listing.slug}&on=2019-06-30")
    with django_assert_num_queries(13):  # one less than the other page: no training by key
        response = client.get(f"{ADDRESS}?{'&'.join(query)}")
    assert response.status_code == 200
