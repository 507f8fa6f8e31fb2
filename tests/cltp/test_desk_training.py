"""Training at the desk: a listing by its address, or an outside course in words."""

import datetime as dt

import pytest

from cltp.models import Training
from tests.cltp.making import make_decision, make_training, officer, registrar
from tests.factories import make_opportunity, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/cltp/training/"
ADD = f"{LIST}add/"


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


@pytest.fixture
def hr(client):
    client.force_login(officer())
    return client


@pytest.mark.parametrize(
    ("group", "looks", "adds", "changes"),
    [("HR officers", 200, 200, 403), ("CLTP registrars", 200, 200, 302),
     ("Curators", 403, 403, 403), ("Events coordinators", 403, 403, 403), ("", 403, 403, 403)],
)  # fmt: skip
def test_who_may_do_what(client, group, looks, adds, changes):
    client.force_login(make_user(group))
    training = make_training()
    assert client.get(LIST).status_code == looks
    assert client.get(ADD).status_code == adds
    sent = client.post(f"{LIST}{training.pk}/change/", {"title": "New", "listing": ""})
    assert sent.status_code == changes


def test_a_listing_is_named_by_the_address_of_its_page(hr):
    listing = make_opportunity()
    address = f"https://learning.example.ca{listing.get_absolute_url()}"
    assert hr.post(ADD, {"listing": address}).status_code == 302
    assert Training.objects.get().opportunity == listing
    assert "This listing is here already" in hr.post(ADD, {"listing": address}).content.decode()


def test_an_outside_course_is_described(hr):
    typed = {"title": "Hən̓q̓əmin̓əm̓ stories", "provider": "A college", "hours": "7.5"}
    assert hr.post(ADD, typed).status_code == 302
    assert str(Training.objects.get()) == "Hən̓q̓əmin̓əm̓ stories (A college)"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose a listing, or describe the course: not both."),
        ({"listing": "/opportunities/nothing/"}, "There is no published listing at this address"),
        ({"listing": "Storytime"}, "There is no published listing at this address"),
        ({"title": "T", "url": "javascript:alert(1)"}, "Write a full web address"),
        ({"title": "T", "hours": "0"}, "greater than or equal to 0.05"),
        ({"title": "T", "link_dead_since": "2026-11-25"}, "That day is still to come"),
    ],
)
def test_bad_input_is_said(hr, typed, words):
    response = hr.post(ADD, typed)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Training.objects.exists()


def test_a_listing_and_a_description_together_are_refused(hr):
    typed = {"listing": make_opportunity().get_absolute_url(), "title": "Both"}
    assert "not both" in hr.post(ADD, typed).content.decode()


def test_a_draft_of_the_catalogue_cannot_be_found_out(hr):
    draft = make_opportunity(status="draft", title="Secret")
    response = hr.post(ADD, {"listing": draft.get_absolute_url()})
    assert "no published listing" in response.content.decode()
    assert "Secret" not in response.content.decode()


def test_it_is_found_without_accents_and_never_among_samples(hr):
    one = make_training(title="Référence")
    make_training(title="Reference sample", is_sample=True)
    listed = make_training(make_opportunity(title="Storytime"))
    asked = {"app_label": "cltp", "model_name": "decisiontraining", "field_name": "training"}
    for words, found in (("reference", one), ("storytime", listed)):
        answer = hr.get("/admin/autocomplete/", asked | {"term": words}).json()
        assert [row["id"] for row in answer["results"]] == [str(found.pk)]


def test_a_dead_link_that_a_registrar_marks_is_said_of_its_decisions(client):
    training = make_training(title="T", url="https://example.org/")
    decision = make_decision(trainings=[training])
    client.force_login(registrar())
    typed = {"title": "T", "provider": "A college", "url": "https://example.org/",
             "link_dead_since": "2026-11-20", "listing": ""}  # fmt: skip
    client.post(f"{LIST}{training.pk}/change/", typed)
    assert Training.objects.get().link_dead_since == dt.date(2026, 11, 20)
    assert "Its web page did not answer" in client.get(decision.get_absolute_url()).content.decode()


def test_what_decisions_name_is_not_changed_by_way_of_its_listing_or_sample(client):
    client.force_login(registrar())
    for training in (make_training(make_opportunity()), make_training(is_sample=True)):
        sent = client.post(f"{LIST}{training.pk}/change/", {"title": "New"})
        assert sent.status_code == 403
