"""A listing's page says what the listing counts for; never an answer that was true before."""

import datetime as dt

import pytest

from catalogue.models.change import version
from cltp import decisions
from cltp.models import ProgrammeCertificate
from cltp.models.vocabulary import Finding
from tests.cltp.making import (
    WHY,
    make_course,
    make_decision,
    make_draft,
    make_proposed,
    make_training,
    officer,
    registrar,
)
from tests.factories import make_opportunity, make_session
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def listing(november):
    listing = make_opportunity(title="L")
    make_session(listing, "2026-12-09 12:00", "2026-12-09 13:00")
    return listing


def page_of(client, listing):
    return read(client.get(listing.get_absolute_url()))


def test_not_assessed_is_said_with_a_way_to_ask(client, listing):
    page = page_of(client, listing)
    said = "For courses of the closed Community Library Training Program (CLTP): not assessed yet"
    assert said in page.text
    assert ("Ask for an assessment", "/cltp/ask/?listing=l") in page.links
    assert client.get("/cltp/ask/?listing=l").status_code == 200


def test_it_says_what_it_counts_for_and_leads_to_the_courses_sheet(client, listing):
    course, other = make_course(["One", "Two"], code="R-1"), make_course(code="S-1")
    decision = make_decision(
        courses=[course, other], trainings=[make_training(listing), make_training(title="T")],
        missing=["Two"], conditions="With a mark of B.", completed_to=dt.date(2026, 12, 31),
    )  # fmt: skip
    page = page_of(client, listing)
    assert "What it counts for Comparable in part to R-1: " in page.text
    assert "only together with T (A college)" in page.text
    for words in (
        "Not covered: Two",
        "Condition: With a mark of B.",
        "Counts if you complete it on Thursday, December 31, 2026 or earlier.",
    ):
        assert words in page.text
    assert (str(course), "/cltp/courses/R-1/") in page.links
    assert (str(other), "/cltp/courses/S-1/") in page.links
    assert (str(decision), decision.get_absolute_url()) in page.links


def test_dates_that_nobody_can_meet_any_more_are_told_as_they_were(client, listing):
    make_decision(trainings=[make_training(listing)], completed_to=dt.date(2026, 12, 8))
    text = page_of(client, listing).text
    assert "Holds for who completed the training on Tuesday, December 8, 2026 or earlier." in text
    assert "Counts if" not in text


def test_the_whole_certificate_and_not_comparable_are_said(client, listing):
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    make_decision(certificate=certificate, trainings=[make_training(listing)])
    course = make_course(code="R-1")
    make_decision(
        courses=[course], trainings=listing_trainings(listing), finding=Finding.NOT_COMPARABLE
    )
    page = page_of(client, listing)
    assert "Equivalent to The certificate" in page.text
    assert "Assessed: not comparable : R-1" in page.text.replace("comparable:", "comparable :")
    assert ("The certificate", certificate.get_absolute_url()) in page.links


def listing_trainings(listing):
    return [listing.as_training]


def test_every_step_that_readers_see_shows_at_once(client, listing):
    """The page's parts are kept, and the page is asked about with what a browser had."""
    address, had = listing.get_absolute_url(), {}

    def shown():
        response = client.get(address, headers=had)
        assert response.status_code == 200
        had["If-None-Match"] = response["ETag"]
        assert client.get(address, headers=had).status_code == 304
        return read(response).text

    assert "not assessed yet" in shown()
    decision = make_decision(trainings=[make_training(listing)])
    assert "Equivalent to" in shown()
    decisions.review(decision=decision, by=registrar(), why=WHY)
    assert "Under review" in shown()
    new = decisions.new_version(decision=decision, by=officer(), why=WHY)
    new.decided_on = dt.date(2026, 11, 20)
    new.save()
    proposed = decisions.propose(decision=new, by=officer(), why=WHY)
    decisions.publish(decision=proposed, by=registrar(), why=WHY)
    assert "version 2" in shown()
    course = new.courses.get()
    course.title = "Renamed"
    course.save()
    assert "Renamed" in shown()
    decisions.withdraw(decision=proposed, by=registrar(), why=WHY)
    assert "not assessed yet" in shown()


def test_a_day_that_passes_shows_at_once(client, listing, november):
    make_decision(trainings=[make_training(listing)], review_by=dt.date(2026, 11, 24))
    assert "Past its review date" not in page_of(client, listing).text
    november.move_to("2026-11-25T07:00:00Z")  # midnight in BC
    assert "Past its review date" in page_of(client, listing).text


@pytest.mark.parametrize("make", [make_draft, make_proposed])
def test_work_at_the_desk_makes_no_page_anew(make, listing):
    before = version()
    training = make_training(title="Outside")
    course = make_course()
    after = version()
    assert after != before  # the course
    make(courses=[course], trainings=[training])
    assert version() == after


def test_deleting_what_was_published_makes_pages_anew(listing):
    decision = make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    before = version()
    decision.delete()
    assert version() != before


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_five_queries_of_a_page_and_none_once_kept(
    client, assert_queries_once_counted, django_assert_num_queries, listing, rows
):
    training = make_training(listing)
    for _ in range(rows):
        make_decision(courses=[make_course(["One"])], trainings=[training])
    # what any listing's page takes; the decisions and three parts
    with assert_queries_once_counted(11):
        client.get(listing.get_absolute_url())
    with django_assert_num_queries(1):  # the version
        client.get(listing.get_absolute_url())
