"""Courses of the closed programme, their outcomes, and what the certificate was made of."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cltp.models import CertificateRule, Course, CourseSet, Outcome, ProgrammeCertificate

pytestmark = pytest.mark.django_db


def make(**fields):
    return Course.objects.create(**{"code": "X-1", "title": "A course", **fields})


def refused_by(name):
    return pytest.raises(IntegrityError, match=name)


def test_a_course_is_found_by_its_code_however_it_is_written():
    course = make(code="Cltp 101")
    assert [Course.objects.coded(code).get() for code in ("cltp 101", " CLTP 101 ")] == [course] * 2
    for strange in ("CLTP", "", "\x00", "x" * 500, "%"):
        assert not Course.objects.coded(strange).exists()


def test_a_code_that_changed_goes_on_leading_to_the_course():
    course = make(code="OLD-1")
    course.code = "NEW-1"
    course.save()
    assert Course.objects.coded("old-1").get() == Course.objects.coded("new-1").get() == course
    course.code = "OLD-1"
    course.save()
    assert course.former_codes == ["NEW-1"]


def test_another_course_cannot_take_a_former_code():
    course = make(code="OLD-1")
    course.code = "NEW-1"
    course.save()
    with pytest.raises(ValidationError, match="once the code of NEW-1"):
        Course(code="old-1", title="Another").full_clean()


@pytest.mark.parametrize("code", ["", "A/B", "-A", "A--B", "A\n", "Ä", "x" * 21])
def test_a_code_that_would_not_fit_an_address_is_refused(code):
    with pytest.raises(ValidationError):
        Course(code=code, title="A course").full_clean()


def test_other_names_are_tidied_and_each_kept_once():
    course = Course(code="X-1", title="A", aliases=["  Reference  work ", "Référence work", " "])
    course.full_clean()
    assert course.aliases == ["Référence work"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(1998, 2012, "1998 to 2012"), (1998, None, "from 1998"), (None, 2012, "until 2012"),
     (2001, 2001, "2001"), (None, None, "")],
)  # fmt: skip
def test_when_it_was_offered_is_said_as_far_as_it_is_known(first, last, words):
    assert Course(first_offered=first, last_offered=last).offered == words


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"hours": 0}, "course_hours_positive"),
        ({"first_offered": 2010, "last_offered": 2009}, "course_offered_in_order"),
        ({"requirement": "perhaps"}, "course_requirement_known"),
        ({"code": "TAKEN"}, "course_code_unique"),
    ],
)
def test_the_database_refuses(fields, constraint):
    make(code="taken")
    with refused_by(constraint), transaction.atomic():
        make(**fields)


def test_an_outcome_says_something_and_stands_once_in_its_course():
    course = make()
    Outcome.objects.create(course=course, text="Answer")
    for text, constraint in (("Answer", "once_in_a_course"), ("", "outcome_says_something")):
        with refused_by(constraint), transaction.atomic():
            Outcome.objects.create(course=course, text=text)


@pytest.fixture
def certificate():
    return ProgrammeCertificate.objects.create(name="The certificate")


def test_a_person_registered_under_one_rule(certificate):
    change = dt.date(2005, 1, 1)
    old = CertificateRule.objects.create(certificate=certificate, registered_before=change)
    new = CertificateRule.objects.create(certificate=certificate, registered_from=change)
    assert CertificateRule.objects.registered(dt.date(2004, 12, 31)).get() == old
    assert CertificateRule.objects.registered(change).get() == new
    other = ProgrammeCertificate.objects.create(name="Another")
    CertificateRule.objects.create(certificate=other)
    with refused_by("certificate_rules_apart"), transaction.atomic():
        CertificateRule.objects.create(
            certificate=certificate, registered_from=dt.date(2004, 12, 31),
            registered_before=change,
        )  # fmt: skip


def test_a_rule_does_not_end_before_it_begins(certificate):
    day = dt.date(2005, 1, 1)
    with refused_by("certificate_rule_in_order"), transaction.atomic():
        CertificateRule.objects.create(
            certificate=certificate, registered_from=day, registered_before=day
        )


def test_a_set_asks_for_one_course_at_least(certificate):
    rule = CertificateRule.objects.create(certificate=certificate)
    with refused_by("course_set_asks_for_one_at_least"), transaction.atomic():
        CourseSet.objects.create(rule=rule, how_many=0)
