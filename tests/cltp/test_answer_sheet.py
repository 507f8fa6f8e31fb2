"""/cltp/courses/<code>/: what a course counts as today, dated, with where each answer stands."""

import datetime as dt

import pytest

from cltp import decisions, sheets
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


def page_of(client, subject):
    response = client.get(subject.get_absolute_url())
    assert response.status_code == 200
    return read(response)


def test_it_says_what_the_course_covered_and_what_a_holder_keeps_and_when(client):
    course = make_course(
        ["Answer <b>", "Refer"], code="R-1", title="Sḵwx̱wú7mesh stories", hours="12.50",
        aliases=["Stories 1"], requirement="elective", first_offered=1998, last_offered=2012,
        summary="Stories.",
    )  # fmt: skip
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    certificate.rules.create().sets.create().courses.add(course)
    page = page_of(client, course)
    for words in (
        "R-1: Sḵwx̱wú7mesh stories",
        "as of Tuesday, November 24, 2026, 10:00 am BC time",
        "A completed course stays recognised throughout the province, even without",
        "A certificate of completion stays valid, and it is still valued.",
        "Length 12.5 hours",
        "In the certificate Elective: The certificate",
        "Offered 1998 to 2012; it can no longer be taken",
        "Also called Stories 1",
        "Who completed it could: Answer <b> Refer",
    ):
        assert words in page.text
    assert ("The certificate", certificate.get_absolute_url()) in page.links


def test_what_is_not_known_is_said(client):
    text = page_of(client, make_course()).text
    assert "Length Not known here" in text
    assert "Years not known here" in text
    assert "Its learning outcomes are not known here yet." in text


def test_it_says_what_counts_and_all_that_was_decided_of_it(client):
    course, other = make_course(["Answer", "Refer"], code="R-1"), make_course(code="S-1")
    draft = make_draft(
        courses=[course, other], missing=["Refer"], conditions="With a mark of B.",
        trainings=[make_training(title="T", hours="12.50"), make_training(title="U")],
        completed_from=dt.date(2010, 1, 1), completed_to=dt.date(2020, 12, 31),
    )  # fmt: skip
    draft.evidence.create(text="The outline", url="https://example.org/o", is_public=True)
    draft.evidence.create(text="What the college said by telephone")
    proposed = decisions.propose(decision=draft, by=officer(), why=WHY)
    published = decisions.publish(decision=proposed, by=registrar(), why=WHY)
    response = client.get(course.get_absolute_url())
    page = read(response)
    for words in (
        "Comparable in part T (A college), 12.5 hours together with U (A college)",
        "For this course together with S-1",
        "Not covered: Refer (R-1)",
        "Condition: With a mark of B.",
        "from Friday, January 1, 2010 to Thursday, December 31, 2020, both days included",
        "Decided by A panel, Assessors for the Branch, on Thu, Jan 15, 2026.",
        "Review by Mon, Jan 15, 2029.",
        "It rests on: The outline",
    ):
        assert words in page.text
    address = published.get_absolute_url()
    assert (f"http://testserver{address}", address) in page.links
    assert "by telephone" not in response.content.decode()
    assert published.proposed_by.username not in response.content.decode()


def test_each_finding_stands_under_its_own_heading(client):
    course = make_course(["One"])

    def train(title):
        return [make_training(title=title, provider="")]

    make_decision(courses=[course], trainings=train("Whole"))
    make_decision(courses=[course], trainings=train("Half"), missing=["One"])
    make_decision(courses=[course], trainings=train("Not"), finding=Finding.NOT_COMPARABLE)
    titles = page_of(client, course).titles
    text = page_of(client, course).text
    assert titles[2:] == [
        "What it covered", "What counts today", "Equivalent", "Comparable in part", "Coming up",
        "Assessed: not comparable", "Not assessed yet", "What this sheet rests on",
    ]  # fmt: skip
    assert "Equivalent Whole" in text
    assert "Comparable in part Half" in text
    assert "Assessed: not comparable Not Decided by" in text


def test_not_assessed_is_a_state_of_its_own_with_a_way_to_ask(client):
    page = page_of(client, make_course(code="R 1"))
    assert "No decision says yet that other training counts for it." in page.text
    assert "Not assessed yet All other training: nobody has set it beside this course" in page.text
    assert "Assessed: not comparable" not in page.text
    assert ("Ask for an assessment", "/cltp/ask/?course=R%201") in page.links
    assert client.get("/cltp/ask/?course=R%201").status_code == 200


def test_a_decision_on_the_whole_certificate_says_nothing_of_its_courses(client):
    course = make_course()
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    certificate.rules.create().sets.create().courses.add(course)
    make_decision(certificate=certificate, trainings=[make_training(title="Diploma")])
    assert "Diploma" not in page_of(client, course).text
    assert "Diploma" in page_of(client, certificate).text


@pytest.mark.parametrize("make", [make_draft, make_proposed])
def test_what_is_not_published_is_not_told(client, make):
    course = make_course()
    make(courses=[course], trainings=[make_training(title="Waiting")])
    assert "Waiting" not in page_of(client, course).text


def test_a_withdrawn_one_goes_and_one_under_review_stays_and_says_so(client):
    course = make_course()
    decision = make_decision(courses=[course], trainings=[make_training(title="T")])
    decisions.review(decision=decision, by=registrar(), why=WHY)
    assert "Take note: Under review: it stands until" in page_of(client, course).text
    decisions.withdraw(decision=decision, by=registrar(), why=WHY)
    assert "T (A college)" not in page_of(client, course).text


def test_changed_training_and_a_review_date_that_has_passed_are_said(client):
    course, listing = make_course(), make_opportunity(title="T")
    make_decision(
        courses=[course], trainings=[make_training(listing)], review_by=dt.date(2026, 11, 23)
    )
    listing.title = "U"
    listing.save()
    text = page_of(client, course).text
    assert "The training has changed since this decision; under review." in text
    assert "It has another name now: U." in text
    assert "Past its review date." in text


def test_a_sample_says_so_and_is_not_for_search_engines(client):
    course = make_course(is_sample=True)
    make_decision(courses=[course], is_sample=True)
    response = client.get(course.get_absolute_url())
    assert "Illustrative sample. This sheet shows made-up content" in read(response).text
    assert "noindex" in response.content.decode()
    assert "Illustrative sample" not in page_of(client, make_course()).text


def test_a_sheet_that_holds_not_all_says_so(client, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_DECISIONS", 1)
    course = make_course()
    make_decision(courses=[course])
    assert "newest" not in page_of(client, course).text
    make_decision(courses=[course])
    assert "This sheet holds the newest 1 decisions only." in page_of(client, course).text


def test_it_is_asked_about_each_time_and_never_stale(client):
    course = make_course()
    first = client.get(course.get_absolute_url())
    assert first["Cache-Control"] == "private, no-cache"
    had = {"If-None-Match": first["ETag"]}
    assert client.get(course.get_absolute_url(), headers=had).status_code == 304
    make_decision(courses=[course])
    assert client.get(course.get_absolute_url(), headers=had).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_twelve_queries(client, django_assert_num_queries, rows):
    course = make_course(["One", "Two"])
    for _ in range(rows):
        listing = make_session().opportunity
        draft = make_draft(
            courses=[course, make_course(["Three"])], missing=["Two"],
            trainings=[make_training(listing), make_training()],
        )  # fmt: skip
        draft.evidence.create(text="The outline", is_public=True)
        proposed = decisions.propose(decision=draft, by=officer(), why=WHY)
        decisions.publish(decision=proposed, by=registrar(), why=WHY)
        certificate = ProgrammeCertificate.objects.create(name=f"Certificate {draft.number}")
        certificate.rules.create().sets.create().courses.add(course)
    # the version, the course and its outcomes, the decisions and their four parts, listings and
    # sessions, certificates, notices
    with django_assert_num_queries(12):
        client.get(course.get_absolute_url())
