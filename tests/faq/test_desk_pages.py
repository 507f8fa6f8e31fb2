"""Questions, notices and the contact at the curators' desk."""

import datetime as dt

import pytest
from django.urls import reverse

from faq.models import Contact, Notice, Question
from tests.factories import make_notice, make_question, make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
LISTS = ["/admin/faq/question/", "/admin/faq/notice/", "/admin/faq/contact/"]


@pytest.fixture
def contact():
    Contact.objects.all().delete()
    return Contact.objects.create()


@pytest.fixture
def curator(client):
    user = make_user("Curators")
    client.force_login(user)
    return user


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_change_what_readers_are_told(client, address, group, status):
    client.force_login(make_user(group))
    assert client.get(address).status_code == status


@pytest.mark.parametrize("address", LISTS)
def test_nobody_without_signing_in(client, address):
    assert client.get(address)["Location"].startswith("/admin/login/")


def test_a_question_is_added_and_its_answer_appears(client, curator):
    response = client.post(
        "/admin/faq/question/add/",
        {
            "heading": "CLTP",
            "question": "Does hən̓q̓əmin̓əm̓ survive?",
            "answer": "*Yes.*\r\n\r\n<script>",
            "is_published": "on",
            "order": "5",
            "slug": "",
        },
    )
    assert response.status_code == 302
    page = read(client.get("/faq/"))
    assert "Does hən̓q̓əmin̓əm̓ survive?" in page.titles
    question = Question.objects.get(slug="does-henqeminem-survive")
    assert question.answer_html == "<p><em>Yes.</em></p>\n<p>&lt;script&gt;</p>\n"
    assert question.history.get().history_user == curator


def test_an_address_another_question_has_is_refused_in_words(client, curator):
    make_question(question="Why?")
    response = client.post(
        "/admin/faq/question/add/",
        {"heading": "CLTP", "question": "Why?", "answer": "x", "order": "5", "slug": "why"},
    )
    assert response.status_code == 200
    assert "already exists" in read(response).text


def test_a_question_is_taken_off_the_page(client, curator):
    question = make_question(question="Secret?")
    client.post(
        reverse("admin:faq_question_change", args=[question.pk]),
        {"heading": "CLTP", "question": "Secret?", "answer": "x", "order": "5", "slug": "secret"},
    )
    assert "Secret?" not in read(client.get("/faq/")).text


def test_who_changed_a_question_is_shown_and_an_earlier_version_brought_back(client, curator):
    question = make_question(answer="First.")
    question.answer = "Second."
    question.save()
    shown = client.get(reverse("admin:faq_question_history", args=[question.pk]))
    assert shown.status_code == 200
    assert "Times on this page are BC time." in read(shown).text
    earlier = question.history.earliest().pk
    address = reverse("admin:faq_question_simple_history", args=[question.pk, earlier])
    assert "First." in client.get(address).content.decode()
    back = {
        "heading": "CLTP",
        "question": "Back?",
        "answer": "First.",
        "order": "5",
        "slug": "back",
    }
    assert client.post(address, back).status_code == 302
    question.refresh_from_db()
    assert question.answer_html == "<p>First.</p>\n"


def test_a_notice_is_scheduled_by_its_days(client, curator, november):
    sent = {"text": "Closed", "tone": "normal", "first_day": "2026-11-24", "last_day": "2026-11-25"}
    assert client.post("/admin/faq/notice/add/", sent).status_code == 302
    assert "Closed" in client.get("/faq/").content.decode()
    row = read(client.get("/admin/faq/notice/")).text
    assert "Tuesday, November 24, 2026 Wednesday, November 25, 2026 Showing" in row


@pytest.mark.parametrize(("first", "says"), [("2026-11-25", "Not yet"), ("2026-11-01", "Over")])
def test_the_list_of_notices_says_where_each_stands(client, curator, november, first, says):
    make_notice(text="Closed", first_day=dt.date.fromisoformat(first))
    assert says in read(client.get("/admin/faq/notice/")).text


def test_days_the_wrong_way_round_are_refused_in_words(client, curator):
    sent = {"text": "Closed", "tone": "normal", "first_day": "2026-12-02", "last_day": "2026-12-01"}
    response = client.post("/admin/faq/notice/add/", sent)
    assert response.status_code == 200
    assert "The last day is before the first" in read(response).text
    assert not Notice.objects.exists()


def test_no_machines_clock_fills_in_a_notices_days(client, curator):
    html = client.get("/admin/faq/notice/add/").content.decode()
    assert '<input type="date" name="first_day"' in html
    assert "vDateField" not in html


def test_a_notices_days_are_there_when_it_is_opened_again(client, curator):
    notice = make_notice(first_day=dt.date(2026, 12, 1), last_day=dt.date(2026, 12, 9))
    html = client.get(reverse("admin:faq_notice_change", args=[notice.pk])).content.decode()
    assert 'value="2026-12-01"' in html
    assert 'value="2026-12-09"' in html


def test_a_curator_enters_the_contact(client, curator, contact):
    entered = {"role": "Professional Learning Lead", "name": "", "email": "lead@example.ca",
               "telephone": "250-555-0100", "address": "", "note": ""}  # fmt: skip
    client.post(reverse("admin:faq_contact_change", args=[1]), entered)
    assert ("lead@example.ca", "mailto:lead@example.ca") in read(client.get("/about/")).links
    assert contact.history.latest().history_user == curator


@pytest.mark.parametrize("superuser", [False, True])
def test_there_is_no_second_contact_and_none_is_deleted(client, contact, superuser):
    client.force_login(make_user("Curators", is_superuser=superuser))
    assert client.get("/admin/faq/contact/add/").status_code == 403
    assert client.post("/admin/faq/contact/1/delete/", {"post": "yes"}).status_code == 403
    assert Contact.objects.count() == 1


def test_where_the_row_is_missing_the_administrator_can_add_it(client, contact):
    contact.delete()
    client.force_login(make_user(is_superuser=True))
    assert client.get("/admin/faq/contact/add/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 40])
@pytest.mark.parametrize(("name", "make"), [("question", make_question), ("notice", make_notice)])
def test_the_lists_take_as_many_queries_whatever_they_hold(
    client, curator, django_assert_num_queries, name, make, rows
):
    Question.objects.all().delete()
    for _ in range(rows):
        make()
    address = reverse(f"admin:faq_{name}_changelist")
    client.get(address)
    with django_assert_num_queries(7 if name == "question" else 6):
        client.get(address)
