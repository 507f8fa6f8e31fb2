"""What stops a save is said at the top of the form, with a link to each place."""

import re

import pytest

from tests import desk_forms as desk
from tests.factories import make_opportunity, make_session, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def summary(response):
    return re.search(r'<div [^>]*id="problems".*?</div>', response.text, re.DOTALL)[0]


def links(response):
    return dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary(response)))


def test_each_problem_of_the_listing_and_its_sessions_has_a_link_to_its_field(curator):
    opportunity = make_opportunity()
    make_session(opportunity)
    response = desk.save(
        curator, opportunity, title="", topics=["0"], hours="0",
        **{"session_starts_wall": "soon", "sessions-1-label": "Part 2"},
    )  # fmt: skip
    assert links(response) == {
        "id_title": "Title",
        "id_topics": "Topics",
        "id_hours": "Hours",
        "id_sessions-0-starts_wall": "Session 1, Starts",
        "id_sessions-1-starts_wall": "Session 2, Starts",
    }
    for target in links(response):
        assert f'id="{target}"' in response.text
    assert 'tabindex="-1"' in summary(response)
    assert "Please correct the error" not in response.text
    assert "<title>Error: " in response.text


def test_what_concerns_several_fields_is_said_too(curator):
    response = desk.save(curator, make_opportunity(), price="43")
    assert "Say in which currency the price is" in summary(response)


def test_what_was_typed_is_never_markup_in_the_summary(curator):
    opportunity = make_opportunity()
    response = desk.save(curator, opportunity, session_starts_wall="<b>soon</b>")
    assert "&lt;b&gt;soon" in summary(response)
    assert "<b>" not in summary(response)


def test_a_session_that_shall_go_is_no_problem(curator):
    opportunity = make_opportunity()
    make_session(opportunity)
    response = desk.save(
        curator, opportunity, title="",
        **{"session_starts_wall": "soon", "sessions-0-DELETE": "on"},
    )  # fmt: skip
    assert list(links(response)) == ["id_title"]


def test_a_new_listing_has_a_summary_too_and_a_form_just_opened_has_none(curator):
    assert "id_provider" in links(desk.save(curator, title="Weeding"))
    assert 'id="problems"' not in curator.get(desk.address(make_opportunity())).text


def test_an_address_that_cannot_be_one_is_refused_in_our_words(curator):
    response = desk.save(curator, make_opportunity(), slug="weeding with care")
    assert desk.errors(response)["slug"] == [
        "Use only letters without accents, digits, hyphens and underscores, without spaces: "
        "weeding-with-care."
    ]
