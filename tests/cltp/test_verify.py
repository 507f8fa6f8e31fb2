"""/cltp/verify/: a number and a name, and what they come to."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cltp import verifying
from cltp.models import CertificateCheck, CertificateRecord
from learning_portal.foundation import protection
from tests.cltp.records import make_record
from tests.factories import make_notice
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGE = "/cltp/verify/"


@pytest.fixture
def check(client, november):
    """Open the form, type, wait as a person does, send it."""

    def check(number, family_name, seconds=30, headers=None, **more):
        opened = stamp(client.get(PAGE))
        november.shift(dt.timedelta(seconds=seconds))
        sent = {"number": number, "family_name": family_name, "opened": opened, **more}
        return client.post(PAGE, sent, headers=headers)

    return check


def stamp(response):
    return re.search('name="opened" value="([^"]+)"', response.content.decode())[1]


def title(response):
    return read(response).titles[0]


@pytest.fixture
def record():
    return make_record(
        number="C-00123",
        given_names="Mary Ann",
        family_name="Smith-O’Neil",
        former_names=["Côté", "hən̓q̓əmin̓əm̓"],
        courses=[("CLTP 101 Introduction", dt.date(2008, 3, 5)), "Reference"],
    )


def test_a_record_is_found_by_number_and_name(check, record):
    response = check("C-00123", "Smith-O’Neil")
    page = read(response)
    assert response.status_code == 200
    assert page.titles[:3] == ["Record found", "Courses completed", "What it means today"]
    for words in (
        "M. A. S. O. (initials only)",
        "C-00123",
        "June 1, 2009",
        "CLTP 101 Introduction March 5, 2008",
        "Reference day not recorded",
        "This one stays valid",
        "stay recognised throughout the province",
        "Checked Tuesday, November 24, 2026, 10:00 am BC time",
    ):
        assert words in page.text
    for hidden in ("Mary", "Smith", "O’Neil", "Côté", "Register of the tests"):
        assert hidden not in response.content.decode()


@pytest.mark.parametrize(
    ("number", "family_name"),
    [
        ("c00123", "smith o'neil"),
        (" C 00123 ", "SMITHONEIL"),
        ("C-00123", "Cote"),
        ("C-00123", "HENQEMINEM"),
        ("C–00123", "hən̓q̓əmin̓əm̓"),
    ],
)
def test_it_forgives_accents_case_hyphens_and_apostrophes_and_knows_former_names(
    check, record, number, family_name
):
    assert title(check(number, family_name)) == "Record found"


@pytest.mark.parametrize(
    ("number", "family_name"),
    [
        ("C-00123", "Smyth-O’Neil"),
        ("C-00123", "Smith"),
        ("C-00123", "O’Neil"),
        ("C-00123", "Mary Ann"),
        ("C-123", "Smith-O’Neil"),
        ("C-00124", "Smith-O’Neil"),
        ("%", "%"),
        ("C-00123", "' OR 1=1 --"),
    ],
)
def test_nothing_fuzzier_finds_it(check, record, number, family_name):
    response = check(number, family_name)
    if response.status_code == 400:
        assert "Record found" not in read(response).text
        return
    page = read(response)
    assert page.titles[0] == "No record for this number and name together"
    assert "This is not evidence either way." in page.text


def test_single_courses_say_what_they_are_worth_without_the_certificate(check):
    make_record(number="K-1", family_name="Lee", earned="courses", issued_on=None)
    page = read(check("K-1", "Lee"))
    assert "stay recognised throughout the province, even without" in page.text
    assert "the day is not recorded" in page.text
    assert "The record names no single courses." in page.text


def withdraw(record):
    CertificateRecord.objects.filter(pk=record.pk).update(
        withdrawn_on=dt.date(2020, 2, 3), withdrawn_why="Issued to another person"
    )


def test_a_withdrawn_certificate_can_never_be_read_as_valid(check, record):
    withdraw(record)
    response = check("C-00123", "Côté")
    page = read(response)
    assert page.titles == ["Withdrawn: not valid"]
    assert "was withdrawn on February 3, 2020. It is not valid." in page.text
    html = response.content.decode()
    for words in (
        "stays valid", "recognised throughout", "Courses completed", "Record found",
        "another person", "Ask for a letter", "M. A.",
    ):  # fmt: skip
        assert words not in html


def test_a_wrong_number_and_a_wrong_name_are_the_same_bytes_from_the_same_queries(
    client, record, november
):
    opened = stamp(client.get(PAGE))
    november.shift(dt.timedelta(seconds=30))
    answers, queries = [], []
    for number, name in (("C-99999", "Smith-O’Neil"), ("C-00123", "Smithers"), ("Z", "Z")):
        sent = {"number": number, "family_name": name, "opened": opened}
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answers.append(client.post(PAGE, sent))
        queries.append([shape(each["sql"]) for each in captured])
    first = answers[0]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.content == first.content
        assert dict(answer.headers) == dict(first.headers)
        assert not answer.cookies
    assert queries[0] == queries[1] == queries[2]
    assert len(queries[0]) == 8


def shape(sql):
    """A statement without its values."""
    return re.sub(r"'[^']*'", "?", re.sub(r"\d+", "0", sql))


def test_a_found_record_takes_the_same_queries_too(client, record, november):
    opened = stamp(client.get(PAGE))
    november.shift(dt.timedelta(seconds=30))
    queries = []
    for name in ("Smith-O’Neil", "Nobody"):
        with CaptureQueriesContext(connection) as captured:
            client.post(PAGE, {"number": "C-00123", "family_name": name, "opened": opened})
        queries.append([shape(each["sql"]) for each in captured])
    assert queries[0] == queries[1]


def test_no_record_leads_to_the_branch_with_a_letter_begun_and_nothing_typed_in_it(client, check):
    response = check("C-55555", "Zebrawski")
    [link] = [href for said, href in read(response).links if said == "Ask the Branch"]
    assert "Zebra" not in response.content.decode()
    assert "55555" not in response.content.decode()
    letter = client.get(link.replace("&amp;", "&")).content.decode()
    assert re.search('value="cltp" checked', letter)
    assert "Certificate number:" in letter


def test_each_check_is_kept_with_its_outcome_and_nothing_else(check, record):
    check("C-00123", "Côté")
    check("C-00123", "Lee")
    check("C-404", "Lee")
    withdraw(record)
    check("C-00123", "Côté")
    kept = list(CertificateCheck.objects.order_by("pk"))
    assert [each.outcome for each in kept] == ["found", "no-record", "no-record", "withdrawn"]
    assert {field.name for field in CertificateCheck._meta.fields} == {"id", "at", "outcome"}


def test_what_is_not_sent_rightly_is_not_a_check(check, record):
    check("", "")
    check("C-00123", "Côté", seconds=1)
    check("C-00123", "Côté", website="https://spam.example")
    assert not CertificateCheck.objects.exists()


def test_the_trap_answers_as_if_nothing_were_there(check, record):
    assert title(check("C-00123", "Côté", website="x")).startswith("No record")


@pytest.mark.parametrize(
    ("number", "family_name", "said", "target"),
    [
        ("", "Lee", "Write the certificate number.", "#number"),
        ("-/-", "Lee", "A certificate number has a letter or a digit: check it.", "#number"),
        ("9" * 41, "Lee", "has at most 40 characters", "#number"),
        ("9", "", "Write the holder’s family name.", "#family_name"),
        ("9", "’-’", "Write the family name in letters.", "#family_name"),
        ("9", "N" * 101, "Shorten the name to 100 characters.", "#family_name"),
        ("\x00", "\x00\x1f", "Write the certificate number.", "#number"),
    ],
)
def test_a_refusal_names_the_field_and_keeps_what_was_typed(
    check, number, family_name, said, target
):
    response = check(number, family_name)
    assert response.status_code == 400
    page = read(response)
    assert page.titles[:2] == ["Check a certificate", "Nothing has been checked yet"]
    assert any(said in words and href == target for words, href in page.links)
    html = response.content.decode()
    assert 'role="alert"' in html
    if family_name and "\x00" not in family_name:
        assert f'value="{family_name}"' in html


def test_a_number_of_two_megabytes_is_refused_with_a_page(check):
    assert check("9" * 2_000_000, "Lee").status_code == 400


def test_past_the_limit_it_says_what_to_do_and_keeps_what_was_typed(check, monkeypatch, record):
    monkeypatch.setattr(verifying, "MOST_CHECKS", 2)
    assert [check("C-1", "Lee", seconds=2).status_code for _ in range(2)] == [200, 200]
    response = check("C-00123", "Côté", seconds=2)
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert protection.TOO_MANY in read(response).text
    assert 'value="Côté"' in response.content.decode()
    assert CertificateCheck.objects.count() == 2


def test_a_network_has_so_many_checks_a_day(check, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_A_DAY", 3)
    answers = [check("C-1", "Lee", seconds=660).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]


def test_a_claimed_address_does_not_get_past_the_limit(check, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_CHECKS", 1)
    answers = [
        check("C-1", "Lee", seconds=2, headers={"X-Forwarded-For": f"1.1.1.{each}"})
        for each in range(3)
    ]
    assert [answer.status_code for answer in answers] == [200, 429, 429]


def test_no_answer_is_kept_or_indexed(client, check, record):
    for response in (
        client.get(PAGE),
        check("C-00123", "Côté"),
        check("C-1", "Lee"),
        check("", ""),
    ):
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert 'content="noindex, nofollow"' in response.content.decode()


def test_an_address_cannot_ask(client, record):
    response = client.get(PAGE, {"number": "C-00123", "family_name": "Côté"})
    assert title(response) == "Check a certificate"
    assert 'name="number" value=""' in response.content.decode()
    assert not CertificateCheck.objects.exists()


def test_where_nothing_has_been_entered_the_page_says_so(client):
    assert "No records have been entered yet" in read(client.get(PAGE)).text
    make_record()
    assert "No records have been entered yet" not in read(client.get(PAGE)).text


def test_a_sample_says_it_is_one_in_every_answer(check):
    record = make_record(number="SAMPLE-1", family_name="Sample", is_sample=True)
    assert "Illustrative sample." in read(check("SAMPLE-1", "Sample")).text
    withdraw(record)
    assert "Illustrative sample." in read(check("SAMPLE-1", "Sample")).text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_two_queries_and_an_answer_eight(
    client, november, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_notice()
    made = [make_record(courses=[f"Course {n}" for n in range(rows)]) for _ in range(rows)]
    with django_assert_num_queries(2):  # notices, whether there are records
        opened = stamp(client.get(PAGE))
    november.shift(dt.timedelta(seconds=5))
    sent = {"number": made[0].number, "family_name": made[0].family_name, "opened": opened}
    # two throttles; a savepoint, the record, its courses, the log, its end; notices
    with django_assert_num_queries(8):
        assert title(client.post(PAGE, sent)) == "Record found"


def test_a_post_needs_its_token():
    sent = {"number": "1", "family_name": "Lee"}
    assert Client(enforce_csrf_checks=True).post(PAGE, sent).status_code == 403


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(PAGE).status_code == 405
