"""An answer sheet's states equal a brute-force reading of the decisions."""

import datetime as dt
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from cltp.answers import sheet
from cltp.models import (
    Course,
    Decision,
    DecisionCourse,
    DecisionTraining,
    Outcome,
    OutcomeCheck,
    ProgrammeCertificate,
    Training,
)
from cltp.models.vocabulary import Covered, Finding, State

TODAY = dt.date(2026, 11, 24)
keys = count(1)
COURSES = {key: Course(pk=key, code=f"C{key}", is_sample=key == 4) for key in range(1, 5)}
CERTIFICATES = {key: ProgrammeCertificate(pk=key, name="The whole") for key in (1, 2)}


@st.composite
def decisions(draw):
    """In memory, with all that a reading takes from it; what no database would hold too."""
    named = draw(st.sets(st.sampled_from(sorted(COURSES)), max_size=3))
    whole = None if named else draw(st.sampled_from(sorted(CERTIFICATES)))
    decision = Decision(
        pk=next(keys), number=draw(st.integers(1, 99)), certificate_id=whole,
        state=draw(st.sampled_from(State.values)), finding=draw(st.sampled_from(Finding.values)),
        is_sample=draw(st.booleans()), completed_to=draw(st.none() | st.dates()),
        review_by=draw(st.none() | st.dates()),
    )  # fmt: skip
    trainings = draw(st.sets(st.integers(1, 5), min_size=1, max_size=2))
    decision._prefetched_objects_cache = {
        "course_links": [DecisionCourse(course=COURSES[key]) for key in sorted(named)],
        "training_links": [
            DecisionTraining(training=Training(pk=key, title=f"T{key}")) for key in trainings
        ],
        "checks": [
            OutcomeCheck(
                outcome=Outcome(course=COURSES[key], text=f"O{key}"),
                covered=draw(st.sampled_from(Covered.values)),
            )
            for key in sorted(named)
        ],
    }
    return decision


def expected(rows, subject, finding):
    """Row by row, without any of the code under test."""
    found = []
    for row in rows:
        if row.state not in ("published", "under-review") or row.finding != finding:
            continue
        if row.is_sample != subject.is_sample:
            continue
        if isinstance(subject, Course):
            links = row._prefetched_objects_cache["course_links"]
            is_named = subject.pk in {link.course.pk for link in links}
        else:
            is_named = row.certificate_id == subject.pk
        if is_named:
            found.append(row.pk)
    return sorted(found)


@given(
    st.lists(decisions(), max_size=8), st.sampled_from([*COURSES.values(), *CERTIFICATES.values()])
)
def test_the_states_equal_a_brute_force_reading(rows, subject):
    read = sheet(rows, subject, TODAY)
    for finding, answers in (
        ("equivalent", read.equivalent),
        ("comparable-in-part", read.in_part),
        ("not-comparable", read.not_comparable),
    ):
        assert sorted(each.decision.pk for each in answers) == expected(rows, subject, finding)
    assert [each for each in read.answers if each.counts] == read.counting


@given(st.lists(decisions(), max_size=8), st.sampled_from([*COURSES.values()]))
def test_what_is_missing_is_each_outcome_not_covered_its_own_first(rows, subject):
    for answer in sheet(rows, subject, TODAY).answers:
        checks = answer.decision._prefetched_objects_cache["checks"]
        missing = [each for each in checks if each.covered == "no"]
        own = [each for each in missing if each.outcome.course == subject]
        assert answer.missing[: len(own)] == own
        assert set(map(id, answer.missing)) == set(map(id, missing))
        beside = {link.course for link in answer.beside}
        assert subject not in beside


@given(st.lists(decisions(), max_size=8), st.sampled_from([*COURSES.values()]))
def test_a_sheet_of_all_is_what_each_decision_alone_says_added_up(rows, subject):
    together = {each.decision.pk for each in sheet(rows, subject, TODAY).answers}
    alone = {each.decision.pk for row in rows for each in sheet([row], subject, TODAY).answers}
    assert together == alone
