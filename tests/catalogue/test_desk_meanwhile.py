"""Two people, or two tabs, with the same listing open."""

import pytest
from django.urls import reverse

from catalogue.models import Opportunity, Session
from catalogue.models.vocabulary import Status
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_session, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators", first_name="Ana", last_name="Lee"))
    return client


def open_form(curator, opportunity):
    return desk.fields(curator.get(desk.address(opportunity)))


def press_save(curator, opportunity, form, **typed):
    return curator.post(desk.address(opportunity), {**form, **typed, "_continue": "1"})


def recorded():
    return Opportunity.history.count(), Session.history.count()


def test_the_second_save_is_refused_and_says_who_saved_first_and_when(curator):
    opportunity = make_opportunity()
    first, second = (open_form(curator, opportunity) for _ in range(2))
    assert press_save(curator, opportunity, first, summary="First.").status_code == 302
    before = recorded()
    response = press_save(curator, opportunity, second, title="Second", summary="Second.")
    assert response.status_code == 200
    said = desk.errors(response)["__all__"][0]
    assert "Nothing was saved: Ana Lee changed this listing after you opened it, on " in said
    assert "BC time. What you typed is kept here." in said
    assert reverse("admin:catalogue_opportunity_history", args=[opportunity.pk]) in said
    opportunity.refresh_from_db()
    assert (opportunity.summary, recorded()) == ("First.", before)
    assert 'value="Second"' in response.text


def test_saving_again_overwrites(curator):
    opportunity = make_opportunity()
    first, second = (open_form(curator, opportunity) for _ in range(2))
    press_save(curator, opportunity, first, summary="First.")
    refused = press_save(curator, opportunity, second, summary="Second.")
    again = press_save(curator, opportunity, desk.fields(refused))
    assert again.status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.summary == "Second."


def test_a_third_save_between_is_noticed_too(curator):
    opportunity = make_opportunity()
    first, second, third = (open_form(curator, opportunity) for _ in range(3))
    press_save(curator, opportunity, first, summary="First.")
    refused = press_save(curator, opportunity, second, summary="Second.")
    stale = press_save(curator, opportunity, third, summary="Third.")
    press_save(curator, opportunity, desk.fields(stale))
    assert press_save(curator, opportunity, desk.fields(refused)).status_code == 200
    opportunity.refresh_from_db()
    assert opportunity.summary == "Third."


@pytest.mark.parametrize(
    "typed",
    [
        {"sessions-0-label": "Part 1"},
        {"sessions-0-DELETE": "on"},
        {"sessions-1-starts_wall": "2026-12-09 12:00", "sessions-1-zone_words": "BC"},
    ],
)
def test_a_session_changed_deleted_or_added_is_noticed(curator, typed):
    opportunity = make_opportunity(locked_fields=["sessions"])
    make_session(opportunity)
    first, second = (open_form(curator, opportunity) for _ in range(2))
    assert press_save(curator, opportunity, first, **typed).status_code == 302
    before = recorded()
    response = press_save(curator, opportunity, second, summary="Second.")
    assert "Ana Lee changed" in desk.errors(response)["__all__"][0]
    assert recorded() == before
    again = press_save(curator, opportunity, desk.fields(response))
    assert again.status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.summary == "Second."


def test_a_session_deleted_meanwhile_is_not_brought_back_by_saving_again(curator):
    opportunity = make_opportunity()
    make_session(opportunity)
    first, second = (open_form(curator, opportunity) for _ in range(2))
    press_save(curator, opportunity, first, **{"sessions-0-DELETE": "on"})
    refused = press_save(curator, opportunity, second, **{"sessions-0-label": "Part 1"})
    assert press_save(curator, opportunity, desk.fields(refused)).status_code == 302
    assert not opportunity.sessions.exists()


def test_a_step_is_not_taken_with_a_form_that_is_out_of_date(curator):
    opportunity = make_opportunity(status="draft")
    first, second = (open_form(curator, opportunity) for _ in range(2))
    press_save(curator, opportunity, first, summary="First.")
    response = curator.post(desk.address(opportunity), {**second, "_move": "publish"})
    assert response.status_code == 200
    opportunity.refresh_from_db()
    assert opportunity.status == Status.DRAFT


@pytest.mark.parametrize("sent", ["", "x" * 5000, "2026-12-09\x00"])
def test_a_version_nobody_was_shown_is_refused(curator, sent):
    opportunity = make_opportunity(summary="As it was.")
    form = {**open_form(curator, opportunity), "opened_with": sent}
    assert press_save(curator, opportunity, form, summary="Anew.").status_code == 200
    opportunity.refresh_from_db()
    assert opportunity.summary == "As it was."


def test_opening_and_saving_twice_in_a_row_is_no_conflict(curator):
    opportunity = make_opportunity()
    make_session(opportunity)
    for summary in ("One.", "Two."):
        assert desk.save(curator, opportunity, summary=summary).status_code == 302
