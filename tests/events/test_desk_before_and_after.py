"""The organisers' desk before and after the day: needs, drafts, feedback, certificates."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from events.models import CallAnswer, ProgrammeSession, Registration, SignUp
from learning_portal.foundation.models import SignedLetter
from tests.events.making import (
    at,
    check_in,
    make_call,
    make_edition,
    make_feedback,
    make_part,
    make_registration,
)
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
DAY = "2026-11-24"


@pytest.fixture
def edition(november):
    return make_edition(title="Rural Library Day", slug="day")


@pytest.fixture
def call(edition):
    call = make_call(edition, "Storytime", "Weeding", "Boards")
    storytime, weeding, boards = call.topics.all()
    for chosen in [(weeding, storytime), (weeding,), (boards, weeding, storytime)]:
        named = dict(zip(("first", "second", "third"), chosen, strict=False))
        CallAnswer.objects.create(call=call, day=DAY, **named)
    CallAnswer.objects.create(call=call, day=DAY, words="=Near <b>Terrace</b>")
    return call


@pytest.fixture
def organiser(client):
    client.force_login(make_user("Events coordinators"))


def pages(call):
    edition = call.edition.pk
    return {
        "calls": reverse("admin:events_call_changelist"),
        "call": reverse("admin:events_call_change", args=[call.pk]),
        "new call": reverse("admin:events_call_add"),
        "results": reverse("admin:events_call_results", args=[call.pk]),
        "results as a file": reverse("admin:events_call_file", args=[call.pk, "answers", "csv"]),
        "feedback": reverse("admin:events_feedback_changelist"),
        "feedback results": reverse("admin:events_feedback_results", args=[edition]),
        "feedback as a file": reverse("admin:events_feedback_file", args=[edition, "xlsx"]),
        "certificates": reverse("admin:events_certificate_changelist"),
        "after the day": reverse("admin:events_after", args=[edition]),
    }


@pytest.mark.parametrize(
    ("group", "status"),
    [("Events coordinators", 200), ("Curators", 403), ("HR officers", 403),
     ("CLTP registrars", 403), ("", 403)],
)  # fmt: skip
@pytest.mark.parametrize("name", [
    "calls", "call", "new call", "results", "results as a file", "feedback", "feedback results",
    "feedback as a file", "certificates", "after the day",
])  # fmt: skip
def test_only_organisers_see_these(client, call, name, group, status):
    client.force_login(make_user(group))
    assert client.get(pages(call)[name]).status_code == status


@pytest.mark.parametrize("group", ["Curators", "HR officers", "CLTP registrars", ""])
def test_only_organisers_draft_and_certify(client, call, november, group):
    client.force_login(make_user(group))
    topic = call.topics.first()
    draft = reverse("admin:events_call_draft", args=[call.pk, topic.pk])
    assert client.post(draft).status_code == 403
    assert client.post(pages(call)["after the day"]).status_code == 403
    assert not ProgrammeSession.objects.exists()


def test_nobody_without_signing_in(client, call):
    for address in pages(call).values():
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_results_rank_topics_by_points_with_a_chart_that_has_numbers(client, organiser, call):
    response = client.get(pages(call)["results"])
    text = read(response).text
    assert "4 answers." in text
    assert "Weeding 2 1 0 8" in text
    assert "Boards 1 0 0 3" in text
    assert "Storytime 0 1 1 3" in text
    html = response.content.decode()
    assert html.index("Weeding") < html.index("Storytime") < html.index("Boards")
    assert '<rect width="100"' in html
    assert '<rect width="38"' in html
    assert "=Near &lt;b&gt;Terrace&lt;/b&gt;" in html


def test_answers_and_topics_are_taken_along(client, organiser, call):
    name = reverse("admin:events_call_file", args=[call.pk, "answers", "csv"])
    response = client.get(name)
    assert response["Content-Disposition"] == (
        'attachment; filename="needs-answers-day-2026-11-24.csv"'
    )
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Day", "First choice", "Second choice", "Third choice", "In their own words"]
    assert rows[1] == [DAY, "Weeding", "Storytime", "", ""]
    assert rows[4] == [DAY, "", "", "", "'=Near <b>Terrace</b>"]
    book = reverse("admin:events_call_file", args=[call.pk, "topics", "xlsx"])
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(book).content)).active
    assert [cell.value for cell in list(sheet.rows)[1]] == ["Weeding", 2, 1, 0, 8]


@pytest.mark.parametrize(("table", "form"), [("answers", "pdf"), ("people", "csv")])
def test_there_is_no_other_file(client, organiser, call, table, form):
    address = reverse("admin:events_call_file", args=[call.pk, table, form])
    assert client.get(address).status_code == 404


def test_a_session_is_drafted_from_a_topic_once(client, organiser, call):
    make_part(call.edition, "09:00", "10:00")
    topic = call.topics.get(title="Weeding")
    address = reverse("admin:events_call_draft", args=[call.pk, topic.pk])
    assert client.get(address).status_code == 405
    for _ in range(2):
        response = client.post(address, follow=True)
        assert "The session is drafted" in response.content.decode()
    session = ProgrammeSession.objects.get(title="Weeding")
    assert (session.starts, session.ends) == (at("2027-05-12 10:00"), at("2027-05-12 11:00"))
    assert "Weeding" in [text for text, _ in read(client.get(pages(call)["results"])).links]


def test_a_draft_that_readers_would_see_is_refused(client, organiser, call):
    call.edition.programme_shown = True
    call.edition.save()
    topic = call.topics.first()
    address = reverse("admin:events_call_draft", args=[call.pk, topic.pk])
    assert "Readers see the programme" in client.post(address, follow=True).content.decode()
    assert not ProgrammeSession.objects.exists()


def test_a_session_that_is_deleted_can_be_drafted_again(client, organiser, call):
    topic = call.topics.first()
    address = reverse("admin:events_call_draft", args=[call.pk, topic.pk])
    client.post(address)
    ProgrammeSession.objects.get().delete()
    client.post(address)
    assert ProgrammeSession.objects.count() == 1


def test_a_full_day_and_a_day_without_hours_take_drafts_too(client, organiser, november):
    edition = make_edition("2027-05-12 23:30", "2027-05-12 23:45")
    call = make_call(edition, "One", "Two")
    for topic in call.topics.all():
        client.post(reverse("admin:events_call_draft", args=[call.pk, topic.pk]))
    assert edition.sessions.count() == 2


def test_feedback_is_shown_with_its_numbers_and_comments(client, organiser, edition, call):
    make_feedback(edition, rating=5, worth="yes", useful="The map <i>", name="Ann")
    make_feedback(edition, rating=4, change="Coffee")
    make_feedback(edition, rating=5)
    text = read(client.get(pages(call)["feedback results"])).text
    assert "3 answers, 4.7 of 5 on average; 1 with a name" in text
    assert "Very good 2 67 %" in text
    assert "Good 1 33 %" in text
    assert "Very poor 0 0 %" in text
    assert "Will use: The map <i>" in text
    assert "Ann" in text
    address = reverse("admin:events_feedback_file", args=[edition.pk, "csv"])
    rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    assert rows[1][1:] == ["Very good", "Yes", "The map <i>", "", "Ann", ""]
    assert len(rows) == 4


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", "-1"])
def test_a_page_that_is_none_is_answered(client, organiser, call, asked):
    for name in ("results", "feedback results"):
        assert client.get(f"{pages(call)[name]}?page={asked}").status_code == 200


def test_after_the_day_certificates_are_issued_by_a_press(
    client, organiser, edition, call, november
):
    for _ in range(2):
        check_in(make_registration(edition))
    november.move_to(at("2027-05-12 15:00"))
    address = pages(call)["after the day"]
    client.force_login(make_user("Events coordinators"))
    assert "once the event is over" in read(client.get(address)).text
    assert "once the event is over" in client.post(address, follow=True).content.decode()
    november.move_to(at("2027-05-12 17:00"))
    page = read(client.get(address))
    assert "2 people were checked in; 0 have a certificate, 2 have none yet." in page.text
    assert "7 hours" in page.text
    assert "2 certificates issued" in client.post(address, follow=True).content.decode()
    assert SignedLetter.objects.count() == 2
    assert "2 have a certificate, 0 have none yet." in read(client.get(address)).text


def test_the_days_of_personal_data_are_shown_to_the_organiser(client, organiser, edition, call):
    text = read(client.get(pages(call)["after the day"])).text
    assert "Needs deleted on May 26, 2027" in text
    assert "Registrations deleted on May 12, 2028" in text
    html = client.get(reverse("admin:events_edition_change", args=[edition.pk])).content.decode()
    assert 'name="travel_deleted_on" value="2027-08-12"' in html
    assert reverse("admin:events_after", args=[edition.pk]) in html


def test_the_edition_leads_to_its_call_or_to_a_new_one(client, organiser, call):
    def links(edition):
        return client.get(
            reverse("admin:events_edition_change", args=[edition.pk])
        ).content.decode()

    assert pages(call)["results"] in links(call.edition)
    other = make_edition()
    assert f"{pages(call)['new call']}?edition={other.pk}" in links(other)


@pytest.mark.parametrize("rows", [1, 3])
def test_results_take_as_many_queries_whatever_there_is(
    client, organiser, november, django_assert_num_queries, rows
):
    call = make_call(make_edition(), *[f"Topic {number}" for number in range(rows)])
    for topic in call.topics.all():
        CallAnswer.objects.create(call=call, day=DAY, first=topic, words="x")
        make_feedback(call.edition, useful="x")
        made = make_registration(call.edition)
        part = make_part(call.edition)
        SignUp.objects.create(registration=made, session=part)
    Registration.objects.update(changed_at=at("2026-11-24 10:00"))
    client.get("/admin/")
    with django_assert_num_queries(12):
        client.get(pages(call)["results"])
    with django_assert_num_queries(10):
        client.get(pages(call)["feedback results"])
    with django_assert_num_queries(12):
        client.get(pages(call)["after the day"])
