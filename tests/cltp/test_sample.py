"""The illustrative set: loaded once into a new portal, said to be one, and gone in one step."""

import pytest
from django.core.management import call_command

from cltp import decisions, sample
from cltp.models import Course, Decision, ProgrammeCertificate, Training
from cltp.refusals import Refused
from tests.cltp.making import WHY, make_course, make_decision, officer, registrar
from tests.factories import make_opportunity
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def test_it_is_loaded_with_the_starter_content_and_by_itself_where_there_are_listings():
    make_opportunity()
    call_command("load_starter", "--if-empty")
    assert list(Course.objects.by_code().values_list("code", flat=True)) == [
        f"CLTP-{letter}" for letter in "ABCDEFGH"
    ]
    assert all(course.outcomes.count() == 4 for course in Course.objects.all())


def test_all_of_it_is_a_sample_and_names_only_invented_training():
    sample.load()
    for model in (Course, Decision, Training, ProgrammeCertificate):
        assert model.objects.exists()
        assert not model.objects.filter(is_sample=False).exists()
    assert not Training.objects.filter(opportunity__isnull=False).exists()
    assert all(training.title.startswith("Sample:") for training in Training.objects.all())
    assert not Decision.objects.published().real().exists()
    assert {each.finding for each in Decision.objects.all()} == {
        "equivalent", "comparable-in-part", "not-comparable",
    }  # fmt: skip


def test_every_page_that_shows_it_says_so(client):
    sample.load()
    shown = ["/cltp/courses/", "/cltp/decisions/"]
    shown += [decision.get_absolute_url() for decision in Decision.objects.all()]
    for address in shown:
        assert "Illustrative sample." in read(client.get(address)).text, address


def test_it_is_loaded_once():
    assert sample.load() == 8
    assert sample.load() == 0
    assert Course.objects.count() == 8


def test_it_never_comes_back_once_it_has_gone():
    sample.load()
    assert sample.remove() == 8
    assert sample.load() == 0
    for model in (Course, Decision, Training, ProgrammeCertificate):
        assert not model.objects.exists()


def test_it_is_not_loaded_beside_a_real_course():
    make_course()
    assert sample.load() == 0


def test_what_is_real_stays_when_it_goes():
    real = make_decision()
    make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    sample.remove()
    assert Decision.objects.get() == real


def test_it_goes_even_where_one_of_it_replaced_another():
    one, two, three = [
        make_decision(courses=[make_course(is_sample=True)], is_sample=True) for _ in range(3)
    ]
    decisions.replace(decision=one, by_decision=two, by=registrar(), why=WHY)
    decisions.replace(decision=two, by_decision=three, by=registrar(), why=WHY)
    sample.remove()
    assert not Decision.objects.exists()


def test_a_sample_is_not_renewed_and_replaces_nothing_real():
    one = make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    with pytest.raises(Refused, match="A sample is not renewed"):
        decisions.new_version(decision=one, by=officer(), why=WHY)
    with pytest.raises(Refused, match="do not replace each other"):
        decisions.replace(decision=make_decision(), by_decision=one, by=registrar(), why=WHY)
