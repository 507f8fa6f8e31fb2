"""What a new portal answers before anyone has edited it."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import resolve

from faq.models import Contact, Question
from tests.pages import read

pytestmark = pytest.mark.django_db
first = import_module("faq.migrations.0002_first_questions")


@pytest.fixture(autouse=True)
def _as_on_a_new_portal():
    Question.objects.all().delete()
    Contact.objects.all().delete()
    first.write(apps, None)


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Is my CLTP certificate still valid?", ["certificate of completion", "stays valid"]),
        ("I completed some courses", ["recognised throughout the province", "even without the"]),
        ("I was part-way through", ["director or human resources", "career"]),
        ("Our job descriptions ask for CLTP", ["Change them", "equivalent or comparable training"]),
        ("How can I help shape", ["ideas", "online and in person"]),
        ("The organiser says 11:00", ["March 8, 2026", "12:00 pm in BC"]),
    ],
)
def test_the_page_answers(client, question, answers):
    html = client.get("/faq/").content.decode()
    found = re.search(f"<h3[^>]*>{re.escape(question)}.*?</h3>(.*?)<h[23]", html, re.DOTALL)
    assert found
    words = re.sub("<[^>]+>", "", found[1])
    assert [part for part in answers if part not in words] == []


def test_every_link_in_the_answers_leads_somewhere(client):
    links = re.findall(r"\]\((/[^)?#]*)", "".join(answer for *_, answer in first.QUESTIONS))
    assert links
    for link in links:
        assert resolve(link)
        assert client.get(link).status_code == 200


def test_no_contact_is_invented(client):
    contact = Contact.objects.get()
    assert (contact.role, contact.name, contact.email, contact.telephone) == ("", "", "", "")
    assert not contact.is_entered
    assert "has not entered its contact here yet" in read(client.get("/faq/")).text


def test_each_answer_is_kept_as_it_would_be_saved():
    for question in Question.objects.all():
        stored = question.answer_html, question.slug
        question.slug = ""
        question.save()
        assert (question.answer_html, question.slug) == stored


def test_it_writes_over_nothing_a_curator_has_edited():
    Question.objects.exclude(pk=Question.objects.earliest("pk").pk).delete()
    Question.objects.update(answer="Edited")
    Contact.objects.update(email="lead@example.ca")
    first.write(apps, None)
    assert list(Question.objects.values_list("answer", flat=True)) == ["Edited"]
    assert Contact.current().email == "lead@example.ca"
