"""/cltp/ask/: anyone asks for an assessment."""

import datetime as dt
import re

import pytest
from django.test import Client

from cltp import asking
from cltp.models import Decision, Request
from learning_portal.foundation import protection
from tests.cltp.making import make_course
from tests.factories import make_opportunity
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/ask/"


def stamp(response):
    return re.search(r'name="opened" value="([^"]+)"', response.content.decode())[1]


@pytest.fixture
def send(client, november):
    def sent(seconds=5, **typed):
        opened = stamp(client.get(ADDRESS))
        november.shift(dt.timedelta(seconds=seconds))
        return client.post(ADDRESS, {"training": "A course", "opened": opened, **typed})

    return sent


def test_a_request_becomes_a_decision_to_assess_and_who_asked_is_apart(send):
    response = send(course="Reference", name="Ann", email="ann@example.ca", words="In 2019")
    assert (response.status_code, response["Location"]) == (302, "/cltp/ask/thanks/")
    decision = Decision.objects.get()
    assert (decision.state, decision.asked_training) == ("requested", "A course")
    assert (decision.asked_course, decision.is_sample) == ("Reference", False)
    request = Request.objects.get()
    assert (request.name, request.email, request.words) == ("Ann", "ann@example.ca", "In 2019")
    assert request.purge_after == dt.date(2028, 5, 24)


def test_the_training_alone_is_enough(send):
    assert send().status_code == 302
    assert Request.objects.get().email == ""


def test_what_can_be_recognised_is_named_at_once(send):
    course = make_course(code="R-1", title="Reference")
    listing = make_opportunity(title="Storytime")
    send(course="r-1: Reference", training=f"Storytime, {listing.get_absolute_url()}")
    decision = Decision.objects.get()
    assert list(decision.courses.all()) == [course]
    assert decision.trainings.get().opportunity == listing


def test_a_sample_course_or_a_draft_listing_is_not_recognised(send):
    make_course(code="R-1", is_sample=True)
    draft = make_opportunity(status="draft")
    send(course="R-1", training=f"X, {draft.get_absolute_url()}")
    decision = Decision.objects.get()
    assert not decision.courses.exists()
    assert not decision.trainings.exists()


def test_an_address_fills_in_the_form(client):
    make_course(code="R-1", title="Reference")
    listing = make_opportunity(title="Story <time>")
    html = client.get(ADDRESS, {"course": "r-1", "listing": listing.slug}).content.decode()
    assert 'value="R-1: Reference"' in html
    assert f"Story &lt;time&gt;, {listing.get_absolute_url()}" in html
    odd = client.get(ADDRESS, {"course": "x" * 900, "training": 'a"><script>', "listing": "?"})
    assert odd.status_code == 200
    assert "<script>" not in odd.content.decode().partition("<main")[2]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"training": ""}, "Say which training"),
        ({"training": "\x00 \n"}, "Say which training"),
        ({"training": "x" * 501}, "Shorten this to 500 characters"),
        ({"course": "x" * 301}, "Shorten this to 300 characters"),
        ({"words": "x" * 3001}, "What you wrote has 3,001 characters. Shorten it to 3,000."),
        ({"name": "x" * 101}, "Shorten the name"),
        ({"email": "nobody"}, "Write an e-mail address like"),
        ({"email": "a@b.ca\nBcc: c@d.ca"}, "Write an e-mail address like"),
    ],
)
def test_bad_input_is_said_and_what_was_typed_stays(send, typed, words):
    response = send(**{"course": "Reference <b>", **typed})
    assert response.status_code == 400
    assert words in read(response).text
    if "course" not in typed:
        assert 'value="Reference &lt;b&gt;"' in response.content.decode()
    assert not Decision.objects.exists()


def test_a_sender_that_no_person_is_keeps_nothing(send):
    assert send(website="x")["Location"] == "/cltp/ask/thanks/"
    assert not Decision.objects.exists()


def test_a_form_sent_in_the_same_moment_is_sent_again(send):
    response = send(seconds=0)
    assert protection.TOO_YOUNG in read(response).text
    assert not Decision.objects.exists()


def test_past_the_limit_it_says_what_to_do_and_keeps_what_was_typed(send, monkeypatch):
    monkeypatch.setattr(asking, "MOST_REQUESTS", 1)
    assert send(seconds=2).status_code == 302
    response = send(seconds=2, training="The second")
    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert protection.TOO_MANY in read(response).text
    assert 'value="The second"' in response.content.decode()
    assert Decision.objects.count() == 1


def test_it_says_what_becomes_of_what_is_entered(client):
    text = read(client.get(ADDRESS)).text
    assert "section 26(c) of the Freedom of Information" in text
    assert "deleted 18 months after your request arrives" in text


def test_a_post_needs_its_token():
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"training": "x"}).status_code == 403


def test_it_is_never_cached(client):
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_two_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_course()
    with django_assert_num_queries(2):  # notices, the courses
        client.get(ADDRESS)


def test_thanks_say_what_comes_next(client):
    page = read(client.get("/cltp/ask/thanks/"))
    assert "a second person will look at the result" in page.text
    assert ("See the decisions there are", "/cltp/decisions/") in page.links
