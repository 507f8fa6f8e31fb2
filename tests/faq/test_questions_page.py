"""/faq/"""

import pytest

from faq.models import Contact, Question
from tests.factories import make_notice, make_question
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_questions():
    Question.objects.all().delete()


def test_questions_stand_under_their_headings_in_their_order(client):
    make_question(heading="This portal", question="Who lists?", order=30)
    make_question(heading="CLTP", question="Is it valid?", order=20)
    make_question(heading="CLTP", question="What was it?", order=10)
    make_question(heading="CLTP", question="And later?", order=40)
    page = read(client.get("/faq/"))
    assert page.titles == [
        "Questions and answers", "On this page", "CLTP", "What was it?", "Is it valid?",
        "And later?", "This portal", "Who lists?", "Whom to ask",
    ]  # fmt: skip


def test_the_contents_lead_to_anchors_on_the_page(client):
    make_question(question="Is it valid?")
    response = client.get("/faq/")
    assert ("Is it valid?", "#q-is-it-valid") in read(response).links
    assert '<h3 id="q-is-it-valid">' in response.content.decode()
    assert ("CLTP", "#group-1") in read(response).links
    assert '<h2 id="group-1">' in response.content.decode()


def test_an_answer_is_markdown_made_safe(client):
    make_question(answer="**Yes** [here](/cltp/)\n\n<script>alert(1)</script>[x](javascript:1)")
    response = client.get("/faq/")
    html = response.content.decode()
    assert "<strong>Yes</strong>" in html
    assert ("here", "/cltp/") in read(response).links
    assert "<script>alert" not in html
    assert 'href="javascript' not in html


def test_a_hostile_question_or_heading_is_only_text(client):
    make_question(question="<b>&\"'?", heading='"><script>')
    html = client.get("/faq/").content.decode()
    assert "<b>" not in html
    assert '"><script>' not in html


def test_a_question_taken_off_the_page_is_not_on_it(client):
    make_question(question="Secret?", is_published=False)
    assert "Secret?" not in client.get("/faq/").content.decode()


def test_with_no_questions_it_says_so_and_offers_the_form(client):
    page = read(client.get("/faq/"))
    assert "No questions are answered here yet" in page.text
    assert ("write to the Branch", "/write/") in page.links


def test_names_of_this_province_survive(client):
    make_question(question="Sḵwx̱wú7mesh and hən̓q̓əmin̓əm̓?", answer="səl̓ílwətaɬ")
    html = client.get("/faq/").content.decode()
    assert "Sḵwx̱wú7mesh and hən̓q̓əmin̓əm̓?" in html
    assert "səl̓ílwətaɬ" in html
    assert 'id="q-skwxwu7mesh-and-henqeminem"' in html


def test_two_questions_alike_have_addresses_of_their_own():
    slugs = [make_question(question="Why?").slug for _ in range(3)]
    assert slugs == ["why", "why-2", "why-3"]


def test_a_question_reworded_keeps_its_address():
    question = make_question(question="Why?")
    question.question = "Why not?"
    question.save()
    assert question.get_absolute_url() == "/faq/#q-why"


def test_its_edits_are_kept_as_history():
    question = make_question(answer="Yes.")
    question.answer = "No."
    question.save()
    assert [past.answer for past in question.history.all()] == ["No.", "Yes."]


def test_the_contact_is_a_curators_to_enter(client):
    Contact.objects.all().delete()
    assert "has not entered its contact here yet" in read(client.get("/faq/")).text
    Contact.objects.create(role="Professional Learning Lead", email="lead@example.ca")
    page = read(client.get("/faq/"))
    assert "has not entered" not in page.text
    assert ("lead@example.ca", "mailto:lead@example.ca") in page.links


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_it_takes_three_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        make_question(heading=f"Heading {number % 7}")
        make_notice()
    with django_assert_num_queries(3):  # notices, questions, the contact
        client.get("/faq/")


def test_only_reading_is_possible(client):
    assert client.head("/faq/").status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/faq/").status_code == 405
