"""Feedback after the day: short, and without a name unless somebody leaves one."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from events import answering
from events.models import Feedback
from tests.events.making import at, make_edition, make_feedback
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGE = "/events/day/feedback/"


@pytest.fixture
def edition(november):
    made = make_edition(title="Rural Library Day", slug="day")
    november.move_to(at("2027-05-12 16:00"))
    return made


@pytest.fixture
def send(client, edition, november):
    def sent(**typed):
        opened = re.search('name="opened" value="([^"]+)"', client.get(PAGE).content.decode())
        november.shift(dt.timedelta(seconds=5))
        return client.post(PAGE, {"opened": opened[1], **typed})

    return sent


def test_it_asks_and_says_what_happens_with_it(client, edition):
    page = read(client.get(PAGE))
    assert page.titles[0] == "How was the day?"
    assert "deleted on November 12, 2027" in page.text
    assert "without your name unless you write it here" in page.text


def test_one_choice_is_enough_and_names_nobody(send):
    assert send(rating="5")["Location"] == "/events/day/feedback/thanks/"
    kept = Feedback.objects.get()
    assert (kept.rating, kept.name, kept.email, kept.day) == (5, "", "", dt.date(2027, 5, 12))
    assert {field.name for field in Feedback._meta.fields} == {
        "id", "edition", "day", "rating", "worth", "useful", "change", "name", "email"
    }  # fmt: skip


def test_all_of_it_is_kept(send):
    send(rating="2", worth="partly", useful="The map", change="Coffee", name="Ann",
         email="ann@example.ca")  # fmt: skip
    kept = Feedback.objects.get()
    assert (kept.rating, kept.worth, kept.useful, kept.change) == (2, "partly", "The map", "Coffee")
    assert (kept.name, kept.email) == ("Ann", "ann@example.ca")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Say how the day was: choose one of the five."),
        ({"rating": "6"}, "Say how the day was: choose one of the five."),
        ({"rating": "\x00"}, "Say how the day was: choose one of the five."),
        ({"rating": "5", "worth": "very"}, "Choose yes, partly or no"),
        ({"rating": "5", "useful": "x" * 3001}, "3,001 characters. Shorten it to 3,000."),
        ({"rating": "5", "name": "x" * 101}, "Shorten the name to 100 characters."),
        ({"rating": "5", "email": "nobody"}, "Write an e-mail address like name@example.ca"),
        ({"rating": "5", "email": "a@example.ca\nBcc: b@example.ca"}, "like name@example.ca"),
    ],
)
def test_what_cannot_be_kept_is_answered_and_what_was_typed_stays(send, typed, says):
    response = send(change="More chairs", **typed)
    assert response.status_code == 400
    page = read(response)
    assert page.titles[1] == "Your feedback is not sent yet"
    assert says in page.text
    assert "More chairs</textarea>" in response.content.decode()
    assert not Feedback.objects.exists()


def test_a_choice_stays_chosen_when_something_else_is_wrong(send):
    html = send(rating="4", worth="no", email="nobody").content.decode()
    assert re.search('value="4" checked', html)
    assert re.search('value="no" checked', html)


def test_what_fills_the_field_no_person_sees_is_thanked_and_not_kept(send):
    assert send(rating="5", website="x").status_code == 302
    assert not Feedback.objects.exists()


def test_a_flood_is_stopped(send, monkeypatch):
    monkeypatch.setattr(answering, "MOST_ANSWERS", 1)
    assert send(rating="5").status_code == 302
    assert send(rating="5").status_code == 429


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("2027-05-12 15:59", "It opens when the event ends: Wednesday, May 12, 2027, 4:00 pm"),
        ("2027-07-12 00:00", "It was open until Sunday, July 11, 2027."),
    ],
)
def test_before_and_after_it_is_open_it_says_so(client, edition, november, when, says):
    november.move_to(at(when))
    assert says in read(client.get(PAGE)).text
    assert client.post(PAGE, {"rating": "5"}).status_code == 409


def test_it_is_open_to_the_end_of_its_last_day(client, edition, november):
    november.move_to(at("2027-07-11 23:59"))
    assert read(client.get(PAGE)).titles[0] == "How was the day?"


def test_the_events_page_leads_to_it_once_the_day_is_over(client, edition, november):
    assert ("Tell us how the day was", PAGE) in read(client.get("/events/day/")).links
    november.move_to(at("2027-05-12 15:00"))
    assert ("Tell us how the day was", PAGE) not in read(client.get("/events/day/")).links


def test_a_cancelled_day_is_not_asked_about_and_a_hidden_one_is_not_found(client, edition):
    type(edition).objects.update(stage="cancelled")
    assert "was cancelled" in read(client.get(PAGE)).text
    type(edition).objects.update(is_shown=False)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("named", "told"),
    [("feedback_rating_known", {"rating": 6}), ("feedback_worth_known", {"worth": "very"})],
)
def test_the_database_refuses(edition, named, told):
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        make_feedback(edition, **told)


def test_the_form_takes_two_queries(client, edition, django_assert_num_queries):
    for _ in range(3):
        make_feedback(edition)
    with django_assert_num_queries(2):  # the edition, notices
        client.get(PAGE)
