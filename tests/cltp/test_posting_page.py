"""/cltp/posting/: paste a posting, see what it asks of the closed programme, keep nothing."""

import logging

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from cltp import posting_pages
from cltp.models import MonthlyCount
from cltp.models.vocabulary import Finding
from cltp.posting.wording import RECOMMENDED
from learning_portal.foundation import protection
from tests.cltp.making import make_course, make_decision
from tests.cltp.posting import documents
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/posting/"
POSTING = "Branch Head\r\nGrade 12 or equivalent. CLTP certificate required.\r\nFrench an asset."


def check(client, text=POSTING, **sent):
    return client.post(ADDRESS, {"text": text, **sent})


def test_the_page_says_that_nothing_is_kept(client):
    page = read(client.get(ADDRESS))
    assert page.titles[0] == "Check a posting"
    assert "It is not stored, not logged" in page.text


def test_a_finding_is_marked_explained_and_reworded(client):
    response = check(client)
    page = read(response)
    assert response.status_code == 200
    assert "Required, with no alternative" in page.text
    assert "This requires CLTP and leaves no other way in." in page.text
    assert "CLTP certificate, or equivalent or comparable training, required." in page.text
    assert RECOMMENDED in page.text
    html = response.content.decode()
    assert '<mark class="found found-closed" id="place-1">' in html
    assert "<ins>, or equivalent or comparable training,</ins>" in html


@pytest.mark.parametrize("text", [POSTING, "MLIS required."])
def test_the_answer_says_as_of_when(client, november, text):
    assert "as of Tuesday, November 24, 2026, 10:00 am BC time" in read(check(client, text)).text


def test_what_is_taken_out_is_marked_as_such(client):
    response = check(client, "Must complete your CLTP certificate within a year.")
    html = response.content.decode()
    assert "<del>your </del><ins>training equivalent or comparable to the </ins>" in html
    assert "struck through" in read(response).text
    assert "struck through" not in read(check(client)).text


def test_a_posting_without_cltp_says_so(client):
    assert "does not name CLTP" in read(check(client, "Community Librarian. MLIS required.")).text


def test_wording_rests_on_published_real_decisions_by_their_version(client):
    course = make_course(code="X-7", title="Desk work", is_sample=False)
    decision = make_decision(courses=[course], finding=Finding.EQUIVALENT)
    response = check(client, "CLTP course in Desk work required.")
    assert f'href="{decision.get_absolute_url()}"' in response.content.decode()
    assert f"decision {decision.number}, version 1" in read(response).text


@pytest.mark.parametrize(
    "content",
    [documents.docx(documents.paragraph("CLTP required.")), documents.pdf(["CLTP required."])],
)
def test_a_file_is_read_instead_of_the_text(client, content):
    response = check(client, "Nothing here", file=SimpleUploadedFile("posting", content))
    assert "Required, with no alternative" in read(response).text


@pytest.mark.parametrize(("text", "said"), [("  ", "choose a file"), ("x" * 100_001, "characters")])
def test_what_is_refused_is_said_and_what_was_typed_is_kept(client, text, said):
    response = check(client, text)
    assert response.status_code == 400
    assert said in read(response).text
    assert text.strip()[:50] in response.content.decode()


def test_a_hostile_file_is_refused_kindly(client):
    for content in (documents.docx(xml=b"<w>" + b" " * 50_000_000), bytes(range(256)) * 50):
        response = check(client, "", file=SimpleUploadedFile("posting.docx", content))
        assert response.status_code == 400
        assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    "sent", [{"text": "CLTP " * 1_000_000}, {"file": SimpleUploadedFile("a.txt", b"x" * 5_000_000)}]
)
def test_five_megabytes_are_refused_in_a_sentence(client, sent):
    response = client.post(ADDRESS, sent)
    assert response.status_code == 413
    assert posting_pages.TOO_LARGE in read(response).text


def test_nothing_of_the_posting_is_stored_logged_or_cached(client, caplog, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    secret = "Zyzzyva"
    file = SimpleUploadedFile("p.txt", f"{secret}. CLTP required.".encode())
    responses = [check(client, f"{secret}. CLTP required."), check(client, "", file=file)]
    for response in responses:
        assert secret in response.content.decode()
        assert "no-store" in response["Cache-Control"]
    assert list(tmp_path.iterdir()) == []
    assert secret not in "".join(
        r.getMessage() for r in caplog.records if r.name != "django.db.backends"
    )
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = connection.ops.quote_name(model._meta.db_table)
            query = f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s"  # noqa: S608
            cursor.execute(query, [f"%{secret}%"])
            assert cursor.fetchone() == (0,), table


def test_the_revised_posting_is_a_plain_text_to_keep(client):
    response = client.post("/cltp/posting/revised.txt", {"revised": "CLTP or équivalent <b>"})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert 'filename="revised-posting.txt"' in response["Content-Disposition"]
    assert response.content.decode() == "CLTP or équivalent <b>"
    assert "no-store" in response["Cache-Control"]


def test_past_the_limit_the_page_says_what_to_do_and_keeps_the_text(client, monkeypatch):
    monkeypatch.setattr(posting_pages, "MOST_CHECKS", 1)
    assert check(client).status_code == 200
    response = check(client)
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert protection.TOO_MANY in read(response).text
    assert "CLTP certificate required" in response.content.decode()


@pytest.mark.parametrize("address", [ADDRESS, "/cltp/posting/revised.txt"])
def test_a_post_needs_its_token(address):
    assert Client(enforce_csrf_checks=True).post(address, {"text": "x"}).status_code == 403


@pytest.mark.parametrize(
    "text", ["CLTP \x00 required", "CLTP <script>alert(1)</script> required", "ḵ CLTP required 😀"]
)
def test_odd_characters_are_no_failure(client, text):
    response = check(client, text)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("places", [1, 3])
def test_it_takes_as_many_queries_however_many_findings(client, django_assert_num_queries, places):
    with django_assert_num_queries(1):  # notices
        client.get(ADDRESS)
    with django_assert_num_queries(
        5
    ):  # throttle, course names, the month’s count, decisions, notices
        check(client, "CLTP required. " * places)


def test_a_check_is_counted_by_month_and_a_refusal_is_not(client):
    check(client, "CLTP required.")
    check(client, "No word of it.")
    check(client, " ")
    assert MonthlyCount.objects.get().number == 2


def test_the_rules_are_a_page_with_examples(client):
    page = read(client.get("/cltp/posting/rules/"))
    assert "Requires CLTP, with no alternative" in page.titles
    assert "Grade 12 or equivalent. CLTP certificate required." in page.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
