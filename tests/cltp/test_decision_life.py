"""A decision's life: who may do which step, what each needs, and what the history keeps."""

import datetime as dt
from contextlib import suppress

import pytest

from cltp import decisions
from cltp.models import Decision, Frozen, ProgrammeCertificate, Request
from cltp.models.vocabulary import Covered, Finding, State
from cltp.refusals import Refused
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
from tests.factories import make_opportunity, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def test_from_a_request_to_what_replaced_it_each_step_keeps_who_when_and_why():
    course, training = make_course(["Answer", "Refer"]), make_training()
    hr, judge = officer(), registrar()
    asked = decisions.request(
        training="A college course", course="Reference", email="ann@example.ca",
        courses=[course], trainings=[training],
    )  # fmt: skip
    begun = decisions.begin(decision=asked, by=hr, why="We have the outline.")
    assert [check.covered for check in begun.checks.all()] == [Covered.OPEN] * 2
    begun.checks.update(covered=Covered.YES)
    begun.finding, begun.decided_by, begun.capacity = Finding.EQUIVALENT, "A panel", "Assessors"
    begun.decided_on = dt.date(2026, 11, 20)
    begun.save()
    proposed = decisions.propose(decision=begun, by=hr, why="All is covered.")
    assert proposed.review_by == dt.date(2029, 11, 20)
    published = decisions.publish(decision=proposed, by=judge, why="Read and agreed.")
    reviewed = decisions.review(decision=published, by=judge, why="The outline changed.")
    second = decisions.new_version(decision=reviewed, by=hr, why="Assess it anew.")
    second.decided_on = dt.date(2026, 11, 24)
    second.save()
    second = decisions.propose(decision=second, by=hr, why="It still holds.")
    second = decisions.publish(decision=second, by=judge, why="Agreed again.")
    reviewed.refresh_from_db()
    assert (reviewed.state, reviewed.superseded_by) == (State.SUPERSEDED, second)
    assert (second.number, second.version, second.state) == (asked.number, 2, State.PUBLISHED)
    withdrawn = decisions.withdraw(decision=second, by=judge, why="The course has ended.")
    assert withdrawn.was_published
    assert [(step.done, step.by, step.why) for step in asked.steps.all()] == [
        ("Requested", None, "Asked for by the form."),
        ("Assessment begun", hr, "We have the outline."),
        ("Proposed", hr, "All is covered."),
        ("Published", judge, "Read and agreed."),
        ("Put under review", judge, "The outline changed."),
        (f"Superseded by decision {asked.number}, version 2", judge, "Agreed again."),
    ]
    assert second.steps.last().done == "Withdrawn"
    assert asked.steps.first().at.isoformat() == "2026-11-24T17:00:00+00:00"


@pytest.mark.parametrize(
    ("group", "steps"),
    [
        ("HR officers", {"draft", "begin", "propose", "new_version"}),
        ("CLTP registrars", {"draft", "begin", "propose", "send_back", "publish", "review",
                             "new_version", "withdraw", "replace"}),
        ("Curators", set()),
        ("Events coordinators", set()),
        ("", set()),
    ],
)  # fmt: skip
def test_who_may_take_which_step(group, steps):
    person = make_user(group)
    asked = decisions.request(training="X")
    made = {
        "begin": lambda: decisions.begin(decision=asked, by=person, why=WHY),
        "draft": lambda: decisions.draft(by=person, why=WHY),
        "propose": lambda: decisions.propose(decision=make_draft(), by=person, why=WHY),
        "send_back": lambda: decisions.send_back(decision=make_proposed(), by=person, why=WHY),
        "publish": lambda: decisions.publish(decision=make_proposed(), by=person, why=WHY),
        "review": lambda: decisions.review(decision=make_decision(), by=person, why=WHY),
        "new_version": lambda: decisions.new_version(
            decision=make_decision(), by=person, why=WHY
        ),
        "withdraw": lambda: decisions.withdraw(decision=make_decision(), by=person, why=WHY),
        "replace": lambda: decisions.replace(
            decision=make_decision(), by_decision=make_decision(), by=person, why=WHY
        ),
    }  # fmt: skip
    done = set()
    for name, step in made.items():
        with suppress(Refused):
            step()
            done.add(name)
    assert done == steps


def test_who_may_not_is_told_so():
    with pytest.raises(Refused, match="You do not have permission to publish decisions"):
        decisions.publish(decision=make_proposed(), by=officer(), why=WHY)


def test_nobody_publishes_their_own_proposal():
    both = registrar()
    proposed = make_proposed(by=both)
    with pytest.raises(Refused, match="a second person publishes it"):
        decisions.publish(decision=proposed, by=both, why=WHY)
    assert decisions.publish(decision=proposed, by=registrar(), why=WHY).stands


@pytest.mark.parametrize("why", ["", "  \n", "\x00"])
def test_every_step_says_why(why):
    with pytest.raises(Refused, match="Say why"):
        decisions.draft(by=officer(), why=why)
    assert not Decision.objects.exists()


def test_a_reason_has_an_end():
    with pytest.raises(Refused, match="1,000 characters: it has 1,001"):
        decisions.draft(by=officer(), why="x" * 1001)


@pytest.mark.parametrize("group", ["HR officers", "CLTP registrars"])
def test_a_step_that_does_not_follow_is_refused(group):
    published, person = make_decision(), make_user(group)
    for step in (decisions.begin, decisions.propose):
        with pytest.raises(Refused, match="is published: it cannot be"):
            step(decision=published, by=person, why=WHY)


def test_a_proposal_lacks_nothing():
    bare = decisions.draft(by=officer(), why=WHY)
    with pytest.raises(Refused) as refused:
        decisions.propose(decision=bare, by=officer(), why=WHY)
    assert refused.value.reasons == [
        "Name the CLTP courses it is about, or the whole certificate.",
        "Name the training.",
        "Choose a finding.",
        "Say who decided.",
        "Say in what capacity they decided.",
        "Say on which day it was decided.",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decided_on": dt.date(2026, 11, 25)}, "a day still to come"),
        ({"finding": Finding.IN_PART}, "names what is missing"),
        ({"certificate": True}, "Name courses or the whole certificate, not both"),
    ],
)
def test_what_is_wrong_with_a_proposal_is_said(fields, words):
    if "certificate" in fields:
        whole = ProgrammeCertificate.objects.create(name="The certificate")
        fields = {"certificate": whole, "courses": [make_course()]}
    with pytest.raises(Refused, match=words):
        decisions.propose(decision=make_draft(**fields), by=officer(), why=WHY)


def test_a_decision_may_be_about_the_whole_certificate_and_its_courses_outcomes():
    whole, course = ProgrammeCertificate.objects.create(name="All of it"), make_course(["One"])
    whole.rules.create().sets.create().courses.add(course)
    published = make_decision(certificate=whole)
    assert [check.text for check in published.checks.all()] == ["One"]


def test_an_equivalent_finding_lacks_no_outcome_and_each_is_looked_at():
    draft = make_draft(courses=[make_course(["One", "Two"])])
    check = draft.checks.first()
    for covered, words in ((Covered.NO, "cannot be equivalent"), (Covered.OPEN, "1 of 2")):
        check.covered = covered
        check.save()
        with pytest.raises(Refused, match=words):
            decisions.propose(decision=draft, by=officer(), why=WHY)


def test_what_is_not_comparable_needs_no_list_of_outcomes():
    draft = make_draft(courses=[make_course(["One"])], finding=Finding.NOT_COMPARABLE)
    draft.checks.update(covered=Covered.OPEN)
    assert decisions.propose(decision=draft, by=officer(), why=WHY).state == State.PROPOSED


def test_a_proposal_may_be_sent_back_and_comes_again():
    proposed = make_proposed()
    back = decisions.send_back(decision=proposed, by=registrar(), why="Name the edition.")
    assert (back.state, back.proposed_by) == (State.ASSESSING, None)
    assert decisions.propose(decision=back, by=officer(), why=WHY).proposed_by


def test_one_new_version_at_a_time():
    published = make_decision()
    decisions.new_version(decision=published, by=officer(), why=WHY)
    with pytest.raises(Refused, match="under way already"):
        decisions.new_version(decision=published, by=officer(), why=WHY)


def test_a_new_version_takes_over_both_sides_the_evidence_and_the_outcomes():
    course = make_course(["One", "Two"])
    draft = make_draft(courses=[course], missing=["Two"], conditions="A mark of B")
    draft.evidence.create(text="The outline", url="https://example.org/", is_public=True)
    old = decisions.publish(
        decision=decisions.propose(decision=draft, by=officer(), why=WHY), by=registrar(), why=WHY
    )
    course.outcomes.create(position=3, text="Three")
    new = decisions.new_version(decision=old, by=officer(), why=WHY)
    assert list(new.trainings.all()) == list(old.trainings.all())
    assert (new.conditions, new.finding, new.decided_on) == ("A mark of B", Finding.IN_PART, None)
    assert new.evidence.get().text == "The outline"
    assert [check.covered for check in new.checks.all()] == ["yes", "no", "open"]
    assert old.checks.count() == 2


def test_the_version_that_stands_does_so_until_the_next_is_published():
    old = make_decision()
    new = decisions.new_version(decision=old, by=officer(), why=WHY)
    assert Decision.objects.published().get() == old
    decisions.withdraw(decision=new, by=registrar(), why="Not needed.")
    assert Decision.objects.published().get() == old
    third = decisions.new_version(decision=old, by=officer(), why=WHY)
    assert third.version == 3


def test_another_decision_may_replace_one_but_not_in_a_circle():
    one, other = make_decision(), make_decision()
    replaced = decisions.replace(decision=one, by_decision=other, by=registrar(), why=WHY)
    assert replaced.superseded_by == other
    with pytest.raises(Refused, match="does not stand itself"):
        decisions.replace(decision=other, by_decision=one, by=registrar(), why=WHY)
    with pytest.raises(Refused, match="cannot supersede itself"):
        decisions.replace(decision=other, by_decision=other, by=registrar(), why=WHY)


def test_what_is_published_is_never_saved_again():
    published = make_decision(courses=[make_course(["One"])])
    published.conditions = "None at all"
    for row in (published, published.checks.get(), published.training_links.get()):
        with pytest.raises(Frozen):
            row.save()
    with pytest.raises(Frozen):
        published.course_links.get().delete()


def test_it_remembers_what_both_sides_were_called():
    course, training = make_course(["One"], code="R-1", title="Reference"), make_training(title="T")
    published = make_decision(courses=[course], trainings=[training])
    course.title, training.title = "Renamed", "Renamed too"
    course.save()
    training.save()
    course.outcomes.update(text="Reworded")
    read = Decision.objects.for_reading().get(pk=published.pk)
    assert str(read.course_links.all()[0]) == "R-1: Reference"
    assert str(read.training_links.all()[0]) == "T (A college)"
    assert str(read.checks.all()[0]) == "One"


def test_who_asked_is_kept_apart_and_to_its_day():
    decision = decisions.request(training="X", name="Ann", email="ann@example.ca", words="Please")
    request = Request.objects.get(decision=decision)
    assert request.purge_after == dt.date(2028, 5, 24)
    assert not Request.objects.due_for_purge(dt.datetime(2028, 5, 24, tzinfo=dt.UTC)).exists()
    due = Request.objects.due_for_purge(dt.datetime(2028, 5, 24, 12, tzinfo=dt.UTC))
    assert due.get() == request
    due.delete()
    assert Decision.objects.filter(pk=decision.pk).exists()


def test_real_decisions_name_nothing_of_the_sample_and_the_sample_nothing_real():
    for course, training, is_sample in (
        (make_course(is_sample=True), make_training(), False),
        (make_course(), make_training(is_sample=True), False),
        (make_course(), make_training(is_sample=True), True),
        (make_course(is_sample=True), make_training(make_opportunity()), True),
    ):
        draft = make_draft(courses=[course], trainings=[training], is_sample=is_sample)
        with pytest.raises(Refused, match=r"sample"):
            decisions.propose(decision=draft, by=officer(), why=WHY)
