"""What training counts for: never outside a decision's dates, never chained, never in reverse."""

import datetime as dt
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cltp.models import Course, Decision, DecisionCourse, DecisionTraining, Outcome, OutcomeCheck
from cltp.models.vocabulary import STANDING, Covered, Finding, State
from cltp.recognition import NotYet, about_course, about_training, recognised
from tests.cltp.making import make_course, make_decision, make_training

TODAY = dt.date(2026, 11, 24)
keys = count(1)
days = st.dates(dt.date(2000, 1, 1), TODAY)
some = st.sets(st.integers(1, 5), min_size=1, max_size=3)


def decided(courses, trainings, first=None, last=None, state=State.PUBLISHED, **fields):
    """A decision in memory alone, with all that a reading takes from it."""
    fields.setdefault("finding", Finding.EQUIVALENT)
    decision = Decision(
        pk=next(keys), state=state, completed_from=first, completed_to=last, **fields
    )
    decision._prefetched_objects_cache = {
        "course_links": [DecisionCourse(course_id=key) for key in sorted(courses)],
        "training_links": [DecisionTraining(training_id=key) for key in sorted(trainings)],
        "checks": [],
    }
    return decision


@st.composite
def decisions(draw):
    first, last = sorted([draw(days), draw(days)])
    return decided(
        draw(some), draw(some),
        draw(st.sampled_from([None, first])), draw(st.sampled_from([None, last])),
        draw(st.sampled_from(State.values)), finding=draw(st.sampled_from(Finding.values)),
    )  # fmt: skip


completed = st.dictionaries(st.integers(1, 5), days, max_size=5)


@given(st.lists(decisions(), max_size=8), completed)
def test_it_equals_a_brute_force_reading(rows, done):
    expected = []
    for row in rows:
        named = [link.training_id for link in row.training_links.all()]
        first, last = row.completed_from or dt.date.min, row.completed_to or dt.date.max
        fits = [key in done and first <= done[key] <= last for key in named]
        if row.state in STANDING and all(fits):
            expected.append((row.pk, max(done[key] for key in named)))
    found = recognised(rows, done, TODAY)
    assert [(each.decision.pk, each.completed_on) for each in found] == expected


@given(decisions(), completed)
def test_it_never_applies_outside_its_dates(row, done):
    for each in recognised([row], done, TODAY):
        for link in row.training_links.all():
            day = done[link.training_id]
            assert row.completed_from is None or row.completed_from <= day
            assert row.completed_to is None or day <= row.completed_to
        assert each.decision is row


@given(st.lists(decisions(), max_size=8), completed)
def test_nothing_is_chained_each_recognition_is_of_one_decision_and_what_was_completed(rows, done):
    """What counts under all the decisions is what counts under each alone, added up."""
    together = [each.decision.pk for each in recognised(rows, done, TODAY)]
    alone = [each.decision.pk for row in rows for each in recognised([row], done, TODAY)]
    assert together == alone


@given(decisions())
def test_nothing_is_reversed_having_the_courses_says_nothing_of_the_training(row):
    """Courses and training have keys of their own; the same number is another thing."""
    row._prefetched_objects_cache["training_links"] = [DecisionTraining(training_id=100)]
    courses = {link.course_id: TODAY for link in row.course_links.all()}
    assert recognised([row], courses, TODAY) == []


def test_a_step_from_one_decision_to_another_is_never_taken():
    first = decided(courses={1}, trainings={7})
    second = decided(courses={2}, trainings={1})  # the training of key 1 is not course 1
    found = recognised([first, second], {7: TODAY}, TODAY)
    assert [each.courses for each in found] == [{1}]


def test_training_named_together_counts_together_only():
    row = decided(courses={1}, trainings={7, 8}, last=dt.date(2020, 1, 1))
    assert not recognised([row], {7: dt.date(2019, 1, 1)}, TODAY)
    assert not recognised([row], {7: dt.date(2019, 1, 1), 8: dt.date(2020, 1, 2)}, TODAY)
    found = recognised([row], {7: dt.date(2019, 1, 1), 8: dt.date(2020, 1, 1)}, TODAY)
    assert [each.completed_on for each in found] == [dt.date(2020, 1, 1)]


def test_a_completion_still_to_come_is_refused_in_a_sentence():
    recognised([], {7: TODAY}, TODAY)
    with pytest.raises(NotYet, match="write the day on which the training was completed"):
        recognised([], {7: TODAY + dt.timedelta(1)}, TODAY)


def test_what_is_not_comparable_applies_but_does_not_count():
    row = decided({1}, {7}, finding=Finding.NOT_COMPARABLE)
    assert [each.counts for each in recognised([row], {7: TODAY}, TODAY)] == [False]


def test_what_is_missing_is_said_course_by_course():
    row = decided({1, 2}, {7}, finding=Finding.IN_PART)
    lacking = OutcomeCheck(outcome=Outcome(course=Course(pk=2), text="Two"), covered=Covered.NO)
    row._prefetched_objects_cache["checks"] = [
        OutcomeCheck(outcome=Outcome(course=Course(pk=1), text="One"), covered=Covered.YES),
        lacking,
    ]
    [found] = recognised([row], {7: TODAY}, TODAY)
    assert found.missing() == found.missing(2) == [lacking]
    assert found.missing(1) == []


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_whole_page_takes_four_queries(november, django_assert_num_queries, rows):
    course, training = make_course(["One", "Two"]), make_training()
    for _ in range(rows):
        make_decision(courses=[course, make_course()], trainings=[training, make_training()])
    with django_assert_num_queries(4):
        loaded = list(Decision.objects.published().for_reading())
        done = {link.training_id: TODAY for row in loaded for link in row.training_links.all()}
        found = recognised(loaded, done, TODAY)
        assert len(about_course(loaded, course.pk)) == rows
        assert len(about_training(loaded, training.pk)) == rows
        assert [each.missing() for each in found] == [[]] * rows
        assert not [row for row in loaded if row.changes()]


@pytest.mark.django_db
def test_the_database_reads_dates_as_python_does(november):
    first, last = dt.date(2019, 1, 1), dt.date(2020, 1, 1)
    row = make_decision(completed_from=first, completed_to=last)
    for day in (first - dt.timedelta(1), first, last, last + dt.timedelta(1)):
        assert Decision.objects.in_force(day).exists() == row.holds_for(day)
    assert row.holds_for(first)
    assert row.holds_for(last)
