"""A listing's next steps: buttons of its form, and the address of each."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from catalogue import publishing
from catalogue.models.vocabulary import Status
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def step_address(opportunity, name):
    return reverse("admin:catalogue_opportunity_move", args=[opportunity.pk, name])


@pytest.mark.parametrize(
    ("status", "labels"),
    [
        ("suggested", ["Accept the suggestion", "Archive"]),
        ("draft", ["Send to review", "Publish", "Archive"]),
        ("in-review", ["Return to draft", "Publish", "Archive"]),
        ("published", ["Return to draft", "Archive"]),
        ("archived", ["Restore as a draft"]),
    ],
)
def test_the_form_offers_the_steps_that_apply(curator, status, labels):
    page = curator.get(desk.address(make_opportunity(status=status))).text
    offered = [step.label for step in publishing.TRANSITIONS.values() if f">{step.label}<" in page]
    assert sorted(offered) == sorted(labels)


def test_a_step_first_saves_what_was_typed(curator):
    opportunity = make_opportunity(status="draft")
    response = desk.save(
        curator, opportunity, button="_move=publish", title="Typed", _reason="Looks good"
    )
    assert response.status_code == 302
    opportunity.refresh_from_db()
    assert (opportunity.title, opportunity.status) == ("Typed", "published")
    assert opportunity.history.first().history_change_reason == "Published: Looks good"
    assert "Published: “Typed”." in curator.get(response.url).text


@pytest.mark.parametrize(("summary", "is_said"), [("", True), ("Why it matters.", False)])
def test_publishing_without_a_summary_is_allowed_and_said(curator, summary, is_said):
    opportunity = make_opportunity(status="draft", summary=summary)
    said = "It has no summary: lists show only its title."
    page = curator.post(step_address(opportunity, "publish"), follow=True).text
    assert (said in page) == is_said
    assert said not in curator.post(step_address(opportunity, "archive"), follow=True).text
    opportunity.refresh_from_db()
    assert opportunity.status == Status.ARCHIVED


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("suggested", "suggested"),
        ("draft", "a draft"),
        ("in-review", "in review"),
        ("published", "published"),
        ("archived", "archived"),
    ],
)
def test_the_form_says_where_the_listing_stands(curator, status, said):
    page = curator.get(desk.address(make_opportunity(status=status))).text
    assert f"It is <strong>{said}</strong>." in page


def test_a_step_is_not_taken_with_a_form_that_is_refused(curator):
    opportunity = make_opportunity(status="draft")
    response = desk.save(curator, opportunity, button="_move=publish", title="")
    assert "title" in desk.errors(response)
    opportunity.refresh_from_db()
    assert opportunity.status == "draft"


def test_a_step_that_no_longer_applies_is_refused_in_words_and_the_typing_is_saved(curator):
    opportunity = make_opportunity(status="published")
    response = desk.save(curator, opportunity, button="_move=publish", title="Typed")
    opportunity.refresh_from_db()
    assert opportunity.title == "Typed"
    assert "“Publish” does not apply to it" in curator.get(response.url).text


def test_an_unknown_step_only_saves(curator):
    opportunity = make_opportunity(status="draft")
    assert desk.save(curator, opportunity, button="_move=vanish", title="Typed").status_code == 302
    opportunity.refresh_from_db()
    assert (opportunity.title, opportunity.status) == ("Typed", "draft")


def test_a_long_or_odd_reason_is_cut_and_cleaned(curator):
    opportunity = make_opportunity(status="draft")
    curator.post(step_address(opportunity, "publish"), {"_reason": "a\x00b" * 5000})
    reason = opportunity.history.first().history_change_reason
    assert reason.startswith("Published: abab")
    assert len(reason) == 100


def test_marking_as_checked_is_a_button_and_is_recorded(curator, november):
    opportunity = make_opportunity(origin="starter")
    desk.save(curator, opportunity, button="_check")
    opportunity.refresh_from_db()
    assert opportunity.checked_on == dt.date(2026, 11, 24)
    assert opportunity.history.first().history_change_reason == "Checked"


@pytest.mark.parametrize("status", ["suggested", "archived"])
def test_what_is_not_ours_yet_or_any_more_is_not_checked(curator, status):
    opportunity = make_opportunity(status=status)
    assert 'name="_check"' not in curator.get(desk.address(opportunity)).text
    desk.save(curator, opportunity, button="_check")
    opportunity.refresh_from_db()
    assert opportunity.checked_on is None


@pytest.mark.parametrize(("origin", "checked"), [("curated", True), ("starter", False)])
def test_publishing_ones_own_content_is_a_check_of_it_but_not_of_starter_content(
    curator, november, origin, checked
):
    opportunity = make_opportunity(status="draft", origin=origin)
    curator.post(step_address(opportunity, "publish"))
    opportunity.refresh_from_db()
    assert (opportunity.checked_on is not None) == checked


def test_publishing_by_a_command_is_no_check():
    opportunity = make_opportunity(status="draft")
    moved = publishing.move(opportunity=opportunity, transition="publish", by=None)
    assert (moved.status, moved.checked_on) == ("published", None)


@pytest.mark.parametrize("name", publishing.TRANSITIONS)
def test_every_step_has_an_address_that_only_takes_a_post(curator, name):
    step = publishing.TRANSITIONS[name]
    opportunity = make_opportunity(status=sorted(step.starts_from)[0])
    assert curator.get(step_address(opportunity, name)).status_code == 405
    assert curator.post(step_address(opportunity, name)).status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.status == step.leads_to


@pytest.mark.parametrize("name", publishing.TRANSITIONS)
@pytest.mark.parametrize("group", ["", "Events coordinators", "HR officers"])
def test_others_may_take_no_step(client, name, group):
    client.force_login(make_user(group))
    for status in Status.values:
        opportunity = make_opportunity(status=status)
        assert client.post(step_address(opportunity, name)).status_code == 403
        opportunity.refresh_from_db()
        assert opportunity.status == status


def test_strangers_are_asked_to_sign_in(client):
    opportunity = make_opportunity(status="draft")
    assert "/admin/login/" in client.post(step_address(opportunity, "publish")).url


def test_each_step_has_its_own_permission(client):
    editor = make_user()
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=["view_opportunity", "change_opportunity"])
    )
    client.force_login(editor)
    opportunity = make_opportunity(status="draft")
    assert ">Publish<" not in client.get(desk.address(opportunity)).text
    desk.save(client, opportunity, button="_move=publish")
    opportunity.refresh_from_db()
    assert opportunity.status == "draft"


@pytest.mark.parametrize("name", ["vanish", "publish-all"])
def test_unknown_steps_and_listings_are_not_found(curator, name):
    opportunity = make_opportunity(status="draft")
    assert curator.post(step_address(opportunity, name)).status_code == 404
    opportunity.pk = 10**30
    assert curator.post(step_address(opportunity, "publish")).status_code == 404


def test_steps_need_the_forms_token():
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_user("Curators"))
    opportunity = make_opportunity(status="draft")
    assert careful.post(step_address(opportunity, "publish")).status_code == 403


def test_the_preview_shows_an_unpublished_listing_and_keeps_it_private(curator):
    opportunity = make_opportunity(status="draft", title="Not yet")
    response = curator.get(desk.address(opportunity, "preview"))
    assert response.status_code == 200
    assert "Not yet" in response.text
    assert "Preview: not public" in response.text
    assert "Edit this listing" not in response.text  # the way back is above
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_saving_and_previewing_is_one_button(curator):
    opportunity = make_opportunity(status="draft")
    response = desk.save(curator, opportunity, button="_preview", title="Typed")
    assert response.url == desk.address(opportunity, "preview")
    assert "Typed" in curator.get(response.url).text


def test_the_preview_only_reads_and_only_what_is_there(curator):
    opportunity = make_opportunity()
    assert curator.post(desk.address(opportunity, "preview")).status_code == 405
    opportunity.pk = 10**30
    assert curator.get(desk.address(opportunity, "preview")).status_code == 404


def test_only_a_published_listing_has_a_link_to_its_page(curator):
    for status, shown in (("draft", False), ("published", True)):
        opportunity = make_opportunity(status=status)
        page = curator.get(desk.address(opportunity)).text
        assert (f'href="{opportunity.get_absolute_url()}"' in page) == shown
