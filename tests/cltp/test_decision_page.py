"""/cltp/decisions/<number>/v<version>/: each version at its own address, for good."""

import datetime as dt

import pytest

from cltp import decisions
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
from tests.factories import make_opportunity
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def text_of(client, decision):
    response = client.get(decision.get_absolute_url())
    assert response.status_code == 200
    return read(response).text


def publish(draft):
    proposed = decisions.propose(decision=draft, by=officer(), why=WHY)
    return decisions.publish(decision=proposed, by=registrar(), why=WHY)


def renewed(old):
    new = decisions.new_version(decision=old, by=officer(), why=WHY)
    new.decided_on = dt.date(2026, 11, 24)
    new.save()
    return publish(new)


def test_it_says_all_that_was_decided(client):
    draft = make_draft(
        courses=[make_course(["Answer", "Refer"], code="R-1", title="Reference")],
        trainings=[make_training(title="T", hours="12.50"), make_training(title="U")],
        missing=["Refer"], conditions="With a mark of B.\nBoth parts.",
        completed_from=dt.date(2010, 1, 1), completed_to=dt.date(2020, 12, 31),
    )  # fmt: skip
    draft.evidence.create(text="The outline", url="https://example.org/o", is_public=True)
    draft.evidence.create(text="What the college said by telephone")
    published = publish(draft)
    response = client.get(published.get_absolute_url())
    page = read(response)
    for words in (
        "T (A college), together with U (A college)",
        f"Decision {published.number}, version 1: for R-1: Reference",
        "Finding: comparable in part",
        "What the training does not cover Refer (R-1)",
        "With a mark of B. Both parts.",
        "from Friday, January 1, 2010 to Thursday, December 31, 2020, both days included",
        "T (A college), 12.5 hours",
        "Decided by A panel, Assessors for the Branch",
        "Decided on Thursday, January 15, 2026",
        "Review by Monday, January 15, 2029",
        "Published: A test asks for it.",
        "It is read one way",
    ):
        assert words in page.text
    assert ("The outline", "https://example.org/o") in page.links
    assert "by telephone" not in response.content.decode()
    assert published.proposed_by.username not in response.content.decode()


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({}, "Holds whenever the training was completed."),
        ({"completed_from": dt.date(2010, 1, 1)}, "January 1, 2010 or later, with no last day."),
        ({"completed_to": dt.date(2010, 1, 1)}, "January 1, 2010 or earlier."),
    ],
)
def test_open_ends_are_said(client, dates, words):
    assert words in text_of(client, make_decision(**dates))


def test_an_old_version_stays_and_says_what_replaced_it(client):
    old = make_decision()
    new = renewed(old)
    page = read(client.get(old.get_absolute_url()))
    assert "Superseded. This version is kept so that it can be cited." in page.text
    assert (f"decision {new.number}, version 2", new.get_absolute_url()) in page.links
    assert "Superseded." not in text_of(client, new)


def test_its_number_leads_to_the_version_that_stands_or_to_the_last(client):
    old = make_decision()
    new = renewed(old)
    address = f"/cltp/decisions/{old.number}/"
    assert client.get(address)["Location"] == new.get_absolute_url()
    decisions.withdraw(decision=new, by=registrar(), why=WHY)
    assert client.get(address)["Location"] == new.get_absolute_url()


def test_a_withdrawn_one_says_so_and_why(client):
    withdrawn = decisions.withdraw(
        decision=make_decision(), by=registrar(), why="The course has ended."
    )
    text = text_of(client, withdrawn)
    assert "Withdrawn. This decision holds no more" in text
    assert "Withdrawn: The course has ended." in text


def test_one_under_review_says_so(client):
    row = decisions.review(decision=make_decision(), by=registrar(), why="It was renamed.")
    text = text_of(client, row)
    assert "Under review. It stands until the review has ended." in text
    assert "Put under review: It was renamed." in text


def test_changed_training_is_said(client):
    listing = make_opportunity(title="T")
    decision = make_decision(trainings=[make_training(listing)])
    listing.title = "U"
    listing.save()
    text = text_of(client, decision)
    assert "The training has changed since this decision; under review." in text
    assert "It has another name now: U." in text
    assert ("T (", listing.get_absolute_url()) in [
        (words[:3], href) for words, href in read(client.get(decision.get_absolute_url())).links
    ]


def test_past_its_review_date_is_said(client):
    decision = make_decision(review_by=dt.date(2026, 11, 23))
    assert "It was to be looked at again by Monday, November 23, 2026" in text_of(client, decision)


def test_not_comparable_reads_as_a_finding(client):
    text = text_of(client, make_decision(finding=Finding.NOT_COMPARABLE))
    assert "Finding: assessed: not comparable The training was looked at" in text


def test_a_sample_says_so_and_is_not_for_search_engines(client):
    sample = make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    response = client.get(sample.get_absolute_url())
    assert "Illustrative sample. This decision shows made-up content" in read(response).text
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize("make", [make_draft, make_proposed])
def test_what_is_not_published_has_no_page(client, make):
    decision = make()
    assert client.get(decision.get_absolute_url()).status_code == 404
    assert client.get(f"/cltp/decisions/{decision.number}/").status_code == 404
    withdrawn = decisions.withdraw(decision=decision, by=registrar(), why=WHY)
    assert client.get(withdrawn.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["0/", "99999999999999999999/", "1/v99999999999999/", "1/v0/"])
def test_numbers_that_are_none_lead_nowhere(client, path):
    assert client.get(f"/cltp/decisions/{path}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_seven_queries(client, django_assert_num_queries, rows):
    courses = [make_course(["One", "Two"]) for _ in range(rows)]
    trainings = [make_training(make_opportunity()) for _ in range(rows)]
    decision = make_decision(courses=courses, trainings=trainings, missing=["Two"])
    with django_assert_num_queries(7):  # notices, the decision, and its five parts
        client.get(decision.get_absolute_url())
