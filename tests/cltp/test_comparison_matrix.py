"""The matrix says what the decisions say, and nothing beside them."""

import datetime as dt
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cltp.comparison.matrix import ByProgramme, compare
from cltp.comparison.programme import Programme
from cltp.comparison.standing import Standing
from cltp.comparison.things import Asked, Held
from cltp.models import (
    CertificateRule,
    Course,
    CourseSet,
    Decision,
    DecisionCourse,
    DecisionTraining,
    Outcome,
    OutcomeCheck,
    ProgrammeCertificate,
    Training,
)
from cltp.models.vocabulary import STANDING, Covered, Finding, State

TODAY = dt.date(2026, 11, 24)
DAY = dt.date(2019, 6, 30)
COURSES = [Course(pk=key, code=f"C-{key}", title=f"Course {key}") for key in range(1, 5)]
WHOLE = ProgrammeCertificate(pk=1, name="The certificate")
keys = count(1)
days = st.dates(dt.date(2015, 1, 1), dt.date(2016, 1, 1))
some = st.sets(st.integers(1, 4), min_size=1, max_size=3)


def a_set(courses, how_many=None):
    part = CourseSet(pk=next(keys), how_many=how_many)
    part._prefetched_objects_cache = {"courses": [COURSES[key - 1] for key in courses]}
    return part


def programme(*rules):
    rows = []
    for sets in rules:
        rule = CertificateRule(pk=next(keys))
        rule._prefetched_objects_cache = {"sets": list(sets)}
        rows.append(rule)
    WHOLE._prefetched_objects_cache = {"rules": rows}
    return Programme(COURSES, [WHOLE])


def decided(courses, trainings, first=None, last=None, state=State.PUBLISHED, **fields):
    """A decision in memory; `missing` are pairs of a course and an outcome's text."""
    fields.setdefault("finding", Finding.EQUIVALENT)
    missing = fields.pop("missing", ())
    decision = Decision(
        pk=(key := next(keys)), number=key, state=state,
        completed_from=first, completed_to=last, **fields,
    )  # fmt: skip
    decision._prefetched_objects_cache = {
        "course_links": [DecisionCourse(course=COURSES[each - 1]) for each in sorted(courses)],
        "training_links": [
            DecisionTraining(training=Training(pk=each, title=f"T{each}"), title=f"T{each}")
            for each in sorted(trainings)
        ],
        "checks": [
            OutcomeCheck(
                outcome=Outcome(course=COURSES[course - 1], text=text),
                covered=Covered.NO,
                text=text,
            )
            for course, text in missing
        ],
    }
    return decision


def trained(*completed, first=1):
    """What somebody has: pairs of a training (None where nobody knows it) and a day."""
    return [
        Held(place, f"training.{place}", f"Thing {place}", "", day, training=training)
        for place, (training, day) in enumerate(completed, start=first)
    ]


def standing(courses, held, decisions, whole=None):
    asked = [Asked(COURSES[key - 1]) for key in courses]
    return compare(asked, held, decisions, whole or programme(), TODAY)


@st.composite
def decisions(draw):
    first, last = sorted([draw(days), draw(days)])
    is_whole = draw(st.booleans()) and draw(st.booleans())
    return decided(
        set() if is_whole else draw(some), draw(some),
        draw(st.sampled_from([None, first])), draw(st.sampled_from([None, last])),
        draw(st.sampled_from([*STANDING, State.SUPERSEDED, State.WITHDRAWN])),
        finding=draw(st.sampled_from(Finding.values)),
        certificate=WHOLE if is_whole else None,
    )  # fmt: skip


completed = st.dictionaries(st.integers(1, 5), days, max_size=4)
given_by_cltp = st.sets(st.integers(1, 4), max_size=2)


WORTH = {"equivalent": 3, "comparable-in-part": 2, "not-comparable": 1}


def brute_force(asked, done, courses, rows):
    """(of each training, of all): read from the rows alone, without any of the code's own words."""
    of_each = {}
    for key in done:
        said = set()
        for row in rows:
            about = {link.course_id for link in row.course_links.all()}
            named = {link.training_id for link in row.training_links.all()}
            if row.state not in ("published", "under-review") or key not in named:
                continue
            if asked == "whole":
                if row.certificate_id is None:
                    continue
            elif asked not in about:
                continue
            lower, upper = row.completed_from or dt.date.min, row.completed_to or dt.date.max
            fits = all(each in done and lower <= done[each] <= upper for each in named)
            if fits:
                said.add(
                    {"equivalent": 3, "comparable-in-part": 2, "not-comparable": 1}[row.finding]
                )
            elif row.finding != "not-comparable":
                said.add(1)
        of_each[key] = max(said, default=0)
    values = list(of_each.values())
    values += [2 if asked == "whole" else 3 if course == asked else 1 for course in courses]
    best = 3 if 3 in values else 2 if 2 in values else 0 if 0 in values else 1
    return of_each, best if values else 1


NUMBERED = [Standing.NOT_ASSESSED, Standing.NOT_MET, Standing.IN_PART, Standing.MET]


@given(st.lists(decisions(), max_size=8), completed, given_by_cltp)
def test_it_equals_a_brute_force_reading_of_the_decisions(rows, done, courses):
    held = trained(*done.items())
    held += [
        Held(10 + key, f"course.{key}", f"C {key}", "", None, course=key) for key in sorted(courses)
    ]
    asked = [*map(Asked, COURSES), Asked(WHOLE)]
    whole = programme([a_set([1, 2]), a_set([3, 4], 1)])
    found = compare(asked, held, rows, whole, TODAY)
    for row in found:
        of_each, of_all = brute_force(row.asked.course or "whole", done, courses, rows)
        got = {c.held.training: c.standing for c in row.cells if c.held.training is not None}
        assert got == {key: NUMBERED[number] for key, number in of_each.items()}
        assert row.standing == NUMBERED[of_all]


@given(st.lists(decisions(), max_size=8), completed)
def test_every_standing_that_counts_names_the_decisions_that_say_so(rows, done):
    for row in standing([1, 2, 3, 4], trained(*done.items()), rows):
        for cell in row.cells:
            counts = cell.standing in (Standing.MET, Standing.IN_PART)
            assert bool(cell.telling) or not counts
            for each in cell.telling:
                assert each.decision.stands
                assert cell.held.training in {
                    link.training_id for link in each.decision.training_links.all()
                }


def test_a_cluster_counts_only_whole_and_says_what_is_lacking():
    together = decided({1}, {1, 2})
    [row] = standing([1], trained((1, DAY)), [together])
    assert row.standing == Standing.NOT_MET
    [short] = row.falling_short
    assert short.others == "T2"
    [row] = standing([1], trained((1, DAY), (2, DAY)), [together])
    assert row.standing == Standing.MET
    assert [cell.standing for cell in row.cells] == [Standing.MET, Standing.MET]


def test_a_cluster_with_one_part_outside_its_dates_does_not_count_and_says_which():
    together = decided({1}, {1, 2}, first=DAY)
    late, early = DAY, DAY - dt.timedelta(1)
    [row] = standing([1], trained((1, late), (2, early)), [together])
    assert row.standing == Standing.NOT_MET
    assert [held.training for held in row.falling_short[0].outside] == [2]
    assert row.falling_short[0].lacking == []


def test_one_decision_covers_each_of_several_courses():
    rows = standing([1, 2, 3], trained((1, DAY)), [decided({1, 2}, {1})])
    assert [row.standing for row in rows] == [
        Standing.MET, Standing.MET, Standing.NOT_ASSESSED,
    ]  # fmt: skip


def test_a_decision_on_the_certificate_says_nothing_of_a_course_nor_the_other_way():
    whole = decided(set(), {1}, certificate=WHOLE)
    single = decided({1}, {2})
    held = trained((1, DAY), (2, DAY))
    rows = compare(
        [Asked(WHOLE), Asked(COURSES[0])], held, [whole, single], programme([a_set([1])]), TODAY
    )
    assert [[cell.standing for cell in row.cells] for row in rows] == [
        [Standing.MET, Standing.NOT_ASSESSED],
        [Standing.NOT_ASSESSED, Standing.MET],
    ]


def test_two_in_part_that_complete_each_other_stay_in_part_each_with_what_remains():
    one = decided({1}, {1}, finding=Finding.IN_PART, missing=[(1, "Count"), (2, "Elsewhere")])
    other = decided({1}, {2}, finding=Finding.IN_PART, missing=[(1, "Read")])
    [row] = standing([1], trained((1, DAY), (2, DAY)), [one, other])
    assert row.standing == Standing.IN_PART
    assert [[str(check) for check in each.missing] for each in row.in_part] == [["Count"], ["Read"]]


def test_what_was_assessed_as_not_comparable_differs_from_what_was_not_assessed():
    negative = decided({1}, {1}, finding=Finding.NOT_COMPARABLE)
    [row] = standing([1], trained((1, DAY)), [negative])
    assert row.standing == Standing.NOT_MET
    [row] = standing([1], trained((1, DAY), (None, DAY)), [negative])
    assert row.standing == Standing.NOT_ASSESSED
    assert [held.number for held in row.not_assessed] == [2]


def test_the_day_of_completion_decides_which_version_speaks():
    old = decided({1}, {1}, last=DAY, finding=Finding.IN_PART, missing=[(1, "Count")])
    new = decided({1}, {1}, first=DAY + dt.timedelta(1))
    [row] = standing([1], trained((1, DAY)), [old, new])
    assert (row.standing, row.applying[0].decision) == (Standing.IN_PART, old)
    [row] = standing([1], trained((1, DAY + dt.timedelta(1))), [old, new])
    assert (row.standing, row.applying[0].decision) == (Standing.MET, new)


@pytest.mark.parametrize("state", [State.SUPERSEDED, State.WITHDRAWN])
def test_what_has_ended_is_told_and_does_not_count(state):
    ended = decided({1}, {1}, last=DAY, state=state)
    [row] = standing([1], trained((1, DAY)), [ended])
    assert row.standing == Standing.NOT_ASSESSED
    assert [each.decision for each in row.ended] == [ended]
    [row] = standing([1], trained((1, DAY + dt.timedelta(1))), [ended])
    assert row.ended == []


def test_a_completed_course_is_met_by_itself_and_another_course_is_not():
    held = [Held(1, "course.C-1", "C-1", "", None, course=1)]
    one, other = standing([1, 2], held, [])
    assert (one.standing, one.cells[0].programme) == (Standing.MET, ByProgramme.ITSELF)
    assert (other.standing, other.cells[0].programme) == (Standing.NOT_MET, ByProgramme.ANOTHER)


def test_the_certificate_meets_a_course_that_every_rule_required_and_no_other():
    held = [Held(1, "certificate.1", "The certificate", "", None, certificate=1)]
    whole = programme([a_set([1, 2]), a_set([3, 4], 1)], [a_set([1]), a_set([2, 3, 4], 2)])
    rows = compare([*map(Asked, COURSES), Asked(WHOLE)], held, [], whole, TODAY)
    assert [row.is_met for row in rows] == [True, False, False, False, True]


def test_where_nothing_is_held_nothing_is_met():
    [row] = standing([1], [], [decided({1}, {1})])
    assert row.standing == Standing.NOT_MET
    assert row.applying == row.falling_short == row.not_assessed == []
