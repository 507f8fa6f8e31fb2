"""The call for needs: the public form, and what the database refuses."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from events import answering
from events.models import Call, CallAnswer
from tests.events.making import make_call, make_edition
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(november):
    edition = make_edition(title="Rural Library Day", slug="day")
    return make_call(edition, "Storytime", "Weeding", "Boards", introduction="We ask early.")


PAGE = "/events/day/needs/"


@pytest.fixture
def send(client, call, november):
    def sent(**typed):
        opened = re.search('name="opened" value="([^"]+)"', client.get(PAGE).content.decode())
        november.shift(dt.timedelta(seconds=5))
        return client.post(PAGE, {"opened": opened[1], **typed})

    return sent


def key(call, title):
    return str(call.topics.get(title=title).pk)


def test_it_asks_and_says_what_happens_with_the_answer(client, call):
    page = read(client.get(PAGE))
    assert page.titles[0] == "What should the day cover?"
    for said in ("We ask early.", "until Monday, November 30, 2026", "only the day is kept"):
        assert said in page.text
    assert "Storytime" in page.text


def test_an_answer_is_kept_with_its_order_and_its_day_and_no_more(send, call):
    chosen = {"first": key(call, "Weeding"), "second": key(call, "Boards")}
    response = send(**chosen, words="Near  Terrace,\nplease")
    assert response["Location"] == "/events/day/needs/thanks/"
    answer = CallAnswer.objects.get()
    assert (answer.first.title, answer.second.title, answer.third) == ("Weeding", "Boards", None)
    assert (answer.day, answer.words) == (dt.date(2026, 11, 24), "Near  Terrace,\nplease")
    kept = {field.name for field in CallAnswer._meta.fields}
    assert kept == {"id", "call", "day", "first", "second", "third", "words"}


def test_a_choice_left_out_is_filled_by_the_next(send, call):
    send(third=key(call, "Boards"))
    assert CallAnswer.objects.get().first.title == "Boards"


def test_words_alone_are_an_answer_and_topics_alone_too(send, call):
    assert send(words="Grants").status_code == 302
    assert send(first=key(call, "Weeding")).status_code == 302
    assert CallAnswer.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Choose a topic, or write what the day should cover."),
        ({"words": " \n "}, "Choose a topic, or write what the day should cover."),
        ({"first": "x"}, "Choose a topic from the list."),
        ({"first": "9" * 40}, "Choose a topic from the list."),
        ({"first": "\x00"}, "Choose a topic from the list."),
        ({"words": "x" * 2_000_000}, "2,000,000 characters. Shorten it to 3,000."),
    ],
)
def test_what_cannot_be_kept_is_answered_and_what_was_typed_stays(send, call, typed, says):
    response = send(**typed)
    assert response.status_code == 400
    page = read(response)
    assert page.titles[1] == "Your answer is not sent yet"
    assert says in page.text
    assert not CallAnswer.objects.exists()


def test_a_topic_is_chosen_once(send, call):
    response = send(first=key(call, "Weeding"), third=key(call, "Weeding"), words="Kept")
    assert response.status_code == 400
    assert "You have chosen this topic already" in read(response).text
    assert "Kept</textarea>" in response.content.decode()


def test_another_calls_topic_is_no_choice(send, call):
    other = make_call(make_edition(), "Elsewhere")
    assert send(first=key(other, "Elsewhere")).status_code == 400


def test_what_fills_the_field_no_person_sees_is_thanked_and_not_kept(send):
    response = send(words="Buy", website="http://spam.example")
    assert response["Location"] == "/events/day/needs/thanks/"
    assert not CallAnswer.objects.exists()


def test_a_flood_is_stopped_and_what_was_typed_stays(send, call, monkeypatch):
    monkeypatch.setattr(answering, "MOST_ANSWERS", 1)
    assert send(words="One").status_code == 302
    response = send(words="Two")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert "Two</textarea>" in response.content.decode()


@pytest.mark.parametrize(
    ("opens", "closes", "says"),
    [
        ("2026-11-25", "2026-11-30", "It opens Wednesday, November 25, 2026."),
        ("2026-11-01", "2026-11-23", "It was open until Monday, November 23, 2026."),
    ],
)
def test_before_and_after_its_days_it_says_so(client, call, opens, closes, says):
    Call.objects.update(opens_on=opens, closes_on=closes)
    assert says in read(client.get(PAGE)).text
    assert client.post(PAGE, {"words": "x"}).status_code == 409


def test_it_closes_at_the_end_of_its_last_day_on_the_events_own_clock(client, call, november):
    november.move_to("2026-12-01T06:59:00Z")  # BC is seven hours behind
    assert read(client.get(PAGE)).titles[0] == "What should the day cover?"
    november.move_to("2026-12-01T07:00:00Z")
    assert read(client.get(PAGE)).titles[0] == "You cannot answer now"


def test_the_events_page_leads_to_it_while_it_is_open(client, call):
    link = ("Say what the day should cover", PAGE)
    assert link in read(client.get("/events/day/")).links
    Call.objects.update(closes_on="2026-11-23")
    assert link not in read(client.get("/events/day/")).links


def test_a_cancelled_event_asks_nobody(client, call):
    call.edition.stage = "cancelled"
    call.edition.save()
    assert "is cancelled" in read(client.get(PAGE)).text


def test_hidden_events_and_those_that_ask_nothing_have_none(client, call):
    make_edition(slug="quiet")
    assert client.get("/events/quiet/needs/").status_code == 404
    call.edition.is_shown = False
    call.edition.save()
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("named", "fields"),
    [
        ("call_answer_says_something", {}),
        ("call_answer_in_order", {"second": 0, "words": "x"}),
        ("call_answer_in_order", {"first": 0, "third": 1}),
        ("call_answer_topics_differ", {"first": 0, "second": 0}),
        ("call_answer_topics_differ", {"first": 0, "second": 1, "third": 0}),
    ],
)
def test_the_database_refuses(call, named, fields):
    topics = list(call.topics.all())
    told = {name: topics[each] if name != "words" else each for name, each in fields.items()}
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        CallAnswer.objects.create(call=call, day=dt.date(2026, 11, 24), **told)


def test_the_database_refuses_a_call_that_closes_first_and_a_topic_twice(call):
    with pytest.raises(IntegrityError, match="call_closes_after_it_opens"), transaction.atomic():
        Call.objects.update(closes_on="2026-10-31")
    with pytest.raises(IntegrityError, match="call_topic_once"), transaction.atomic():
        call.topics.create(title="Weeding")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_three_queries(client, november, django_assert_num_queries, rows):
    make_call(make_edition(slug="day"), *[f"Topic {number}" for number in range(rows)])
    with django_assert_num_queries(3):  # the call, its topics, notices
        client.get(PAGE)
