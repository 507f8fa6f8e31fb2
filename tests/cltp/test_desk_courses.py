"""Courses and the certificate at the curators' desk."""

import pytest
from django.urls import reverse

from cltp import sample
from cltp.models import CertificateRule, Course, ProgrammeCertificate
from tests.cltp.making import make_course, make_draft
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/cltp/course/"
ADD = f"{LIST}add/"


@pytest.fixture
def curator(client):
    person = make_user("Curators")
    client.force_login(person)
    return person


def course_sent(*outcomes, **typed):
    sent = {
        "code": "R-1", "title": "Reference", "requirement": "required", "hours": "",
        "outcomes-TOTAL_FORMS": len(outcomes), "outcomes-INITIAL_FORMS": 0, **typed,
    }  # fmt: skip
    for place, text in enumerate(outcomes):
        sent |= {f"outcomes-{place}-text": text, f"outcomes-{place}-position": place + 1}
    return sent


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("HR officers", 403), ("CLTP registrars", 403),
     ("Events coordinators", 403), ("", 403)],
)  # fmt: skip
def test_curators_keep_the_courses(client, group, status):
    client.force_login(make_user(group))
    course = make_course()
    rule = CertificateRule.objects.create(
        certificate=ProgrammeCertificate.objects.create(name="The certificate")
    )
    for address in (
        LIST, ADD, f"{LIST}import/", f"{LIST}{course.pk}/change/", f"{LIST}{course.pk}/history/",
        reverse("admin:cltp_programmecertificate_changelist"),
        reverse("admin:cltp_programmecertificate_change", args=[rule.certificate_id]),
        reverse("admin:cltp_certificaterule_change", args=[rule.pk]),
    ):  # fmt: skip
        assert client.get(address).status_code == status, address


def test_a_course_is_entered_with_its_outcomes_and_other_names(client, curator):
    typed = {"aliases": "Reference, part one\r\n\r\n  Desk  work ", "first_offered": "1998"}
    assert client.post(ADD, course_sent("Answer", "Refer", **typed)).status_code == 302
    course = Course.objects.get()
    assert course.aliases == ["Reference, part one", "Desk work"]
    assert [each.text for each in course.outcomes.all()] == ["Answer", "Refer"]
    assert course.history.get().history_user == curator
    html = client.get(f"{LIST}{course.pk}/change/").content.decode()
    assert "Reference, part one\nDesk work</textarea>" in html


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"code": "A/B"}, "Use letters and digits"),
        ({"code": "taken"}, "Another course has this code"),
        ({"first_offered": "2001", "last_offered": "2000"}, "last offered before it was first"),
        ({"hours": "0"}, "greater than or equal to 0.25"),
        ({"first_offered": "98"}, "greater than or equal to 1950"),
        ({"aliases": "\n".join("abcdefghijklmnopqrstu")}, "Name at most 20: these are 21."),
        ({"aliases": "x" * 201}, "Shorten each name"),
        ({"title": "\x00"}, "This field is required"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(client, curator, typed, words):
    make_course(code="TAKEN")
    response = client.post(ADD, course_sent(**{"summary": "Typed already", **typed}))
    html = response.content.decode()
    assert response.status_code == 200
    assert words in html
    assert "Typed already" in html
    assert Course.objects.count() == 1


def test_the_first_real_course_takes_the_place_of_the_sample(client, curator, november):
    sample.load()
    assert "illustrative sample" in client.get(LIST).content.decode()
    response = client.post(ADD, course_sent(code="CLTP-A"), follow=True)
    assert "The illustrative sample has been taken away" in response.content.decode()
    assert Course.objects.get().is_sample is False
    assert not ProgrammeCertificate.objects.exists()


def test_a_course_that_is_refused_takes_nothing_away(client, curator, november):
    sample.load()
    client.post(ADD, course_sent(title=""))
    assert Course.objects.count() == 8


def test_the_sample_is_looked_at_and_never_edited(client, curator, november):
    sample.load()
    course = Course.objects.first()
    assert client.get(f"{LIST}{course.pk}/change/").status_code == 200
    assert client.post(f"{LIST}{course.pk}/change/", course_sent()).status_code == 403
    assert client.post(f"{LIST}{course.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_course_that_a_decision_names_is_not_deleted(client, curator, november):
    course = make_course(["One"])
    make_draft(courses=[course])
    client.post(f"{LIST}{course.pk}/delete/", {"post": "yes"})
    assert Course.objects.filter(pk=course.pk).exists()


def test_a_rule_of_the_certificate_names_its_courses(client, curator):
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    one, two = make_course(), make_course()
    sent = {
        "certificate": certificate.pk, "registered_from": "2005-01-01", "registered_before": "",
        "sets-TOTAL_FORMS": 2, "sets-INITIAL_FORMS": 0,
        "sets-0-courses": [one.pk], "sets-1-how_many": "1", "sets-1-courses": [one.pk, two.pk],
    }  # fmt: skip
    address = reverse("admin:cltp_certificaterule_add")
    assert client.post(address, sent).status_code == 302
    rule = CertificateRule.objects.get()
    assert [(each.how_many, each.courses.count()) for each in rule.sets.all()] == [
        (None, 1),
        (1, 2),
    ]
    refused = client.post(address, sent | {"registered_from": "2010-01-01"})
    assert "a person registers under one rule" in refused.content.decode()
    refused = client.post(address, sent | {"sets-1-how_many": "3", "registered_from": "bad"})
    assert "It asks for 3 of 2 courses." in refused.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    client, curator, django_assert_num_queries, number
):
    for _ in range(number):
        make_course(["One"])
    with django_assert_num_queries(7):
        client.get(LIST)
