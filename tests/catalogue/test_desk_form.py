"""The form of a listing at the desk."""

import datetime as dt

import pytest

from catalogue.models import Heading, Opportunity
from learning_portal.foundation import clock
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_provider, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def test_a_new_listing_starts_as_a_draft_and_finds_its_address(curator):
    provider = make_provider()
    response = desk.save(
        curator, title="Weeding with care", provider=provider.pk, kind="webinar", summary="Why."
    )
    made = Opportunity.objects.get()
    assert response.status_code == 302
    assert (made.status, made.slug, made.provider) == ("draft", "weeding-with-care", provider)
    assert made.locked_fields == ["kind", "provider", "summary", "title"]


def test_nothing_changed_writes_nothing(curator, november):
    opportunity = make_opportunity(
        description="One\n\nTwo", hours="1.5", price="43", currency="CAD", cost="paid",
        languages=["fr", "en"], audience=["trustee", "page"], recording_until=dt.date(2027, 1, 31),
        registration_closes=clock.now(), registration_zone="America/New_York",
        topics=[make_topic()], locked_fields=["title"],
    )  # fmt: skip
    session = make_session(opportunity, ends="2026-12-09 13:00")
    before = opportunity.history.count(), session.history.count()
    response = desk.save(curator, opportunity)
    assert response.status_code == 302
    assert (opportunity.history.count(), session.history.count()) == before
    opportunity.refresh_from_db()
    assert opportunity.locked_fields == ["title"]


def test_saving_a_published_listing_keeps_it_published(curator):
    opportunity = make_opportunity()
    desk.save(curator, opportunity, summary="New words.")
    opportunity.refresh_from_db()
    assert (opportunity.status, opportunity.summary) == ("published", "New words.")


def test_a_curator_marks_a_dead_link_which_no_import_writes(curator, november):
    opportunity = make_opportunity(url="https://example.org/")
    desk.save(curator, opportunity, link_dead_since="2026-11-24")
    opportunity.refresh_from_db()
    assert opportunity.link_dead_since == dt.date(2026, 11, 24)
    assert opportunity.locked_fields == []


def test_what_a_curator_edits_is_kept_from_imports(curator):
    topic = make_topic()
    opportunity = make_opportunity(locked_fields=["cost"])
    response = desk.save(
        curator, opportunity, summary="Mine.", topics=[topic.pk], languages=["en", "fr"],
        registration_closes_wall="2026-12-01 17:00", registration_zone_words="BC",
    )  # fmt: skip
    assert response.status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.locked_fields == [
        "cost", "languages", "registration_closes", "registration_words", "registration_zone",
        "summary", "topics",
    ]  # fmt: skip
    assert list(opportunity.topics.all()) == [topic]


def test_an_edited_session_keeps_the_sessions_from_imports(curator):
    opportunity = make_opportunity()
    make_session(opportunity)
    desk.save(curator, opportunity, session_label="Part 1")
    opportunity.refresh_from_db()
    assert opportunity.locked_fields == ["sessions"]


def test_a_curator_gives_a_field_back_to_imports(curator):
    opportunity = make_opportunity(locked_fields=["cost", "sessions"])
    page = curator.get(desk.address(opportunity)).content.decode()
    assert "Kept from imports" in page
    desk.save(curator, opportunity, kept=["sessions"])
    opportunity.refresh_from_db()
    assert opportunity.locked_fields == ["sessions"]


def test_one_save_is_one_entry_in_the_history(curator):
    opportunity = make_opportunity()
    before = opportunity.history.count()
    desk.save(curator, opportunity, title="Anew", topics=[make_topic().pk, make_topic().pk])
    assert opportunity.history.count() == before + 1
    latest = opportunity.history.first()
    assert latest.topics.count() == 2
    assert latest.history_user.groups.get().name == "Curators"


def test_a_step_taken_while_the_form_was_open_is_not_undone(curator):
    opportunity = make_opportunity(status="draft")
    sent = desk.fields(curator.get(desk.address(opportunity)))
    Opportunity.objects.filter(pk=opportunity.pk).update(status="published")
    curator.post(desk.address(opportunity), {**sent, "title": "Anew", "_save": "1"})
    opportunity.refresh_from_db()
    assert (opportunity.title, opportunity.status) == ("Anew", "published")


def test_a_changed_address_leaves_the_old_one_behind_and_the_form_says_so(curator):
    opportunity = make_opportunity(slug="old")
    assert "the old address goes on working" in curator.get(desk.address(opportunity)).text
    desk.save(curator, opportunity, slug="new")
    opportunity.refresh_from_db()
    assert (opportunity.slug, opportunity.former_slugs) == ("new", ["old"])
    assert "slug" not in opportunity.locked_fields


def test_an_address_that_is_taken_is_refused(curator):
    make_opportunity(slug="taken")
    response = desk.save(curator, make_opportunity(), slug="taken")
    assert "slug" in desk.errors(response)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "\x00\x01"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"description": "x" * 20_001}, "description"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"kind": "séance"}, "kind"),
        ({"audience": ["nobody"]}, "audience"),
        ({"provider": "999999999999999999999999"}, "provider"),
        ({"topics": ["0"]}, "topics"),
        ({"hours": "0"}, "hours"),
        ({"price": "43"}, "__all__"),
        ({"certificate": ["live", "none"]}, "__all__"),
        ({"cost": "free", "price": "5", "currency": "CAD"}, "__all__"),
        ({"recording_until": "31/12/2026"}, "recording_until"),
        ({"link_dead_since": "2999-01-01"}, "link_dead_since"),
        ({"registration_closes_wall": "2026-12-08"}, "registration_closes_wall"),
        ({"registration_closes_wall": "2026-12-08 10:00"}, "registration_zone_words"),
        ({"kept": ["status"]}, "kept"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept_on_the_form(curator, typed, field):
    opportunity = make_opportunity(title="As it was")
    response = desk.save(curator, opportunity, **typed)
    assert response.status_code == 200
    assert field in desk.errors(response)
    opportunity.refresh_from_db()
    assert opportunity.title == "As it was"


def test_names_survive_the_form(curator):
    opportunity = make_opportunity()
    title = "Sḵwx̱wú7mesh, hən̓q̓əmin̓əm̓ and səl̓ílwətaɬ"
    desk.save(curator, opportunity, title=title)
    opportunity.refresh_from_db()
    assert opportunity.title == title
    assert title in curator.get(desk.address(opportunity)).text


def test_registration_closes_on_the_organisers_clock(curator, november):
    opportunity = make_opportunity(provider=make_provider(country="US"))
    desk.save(
        curator, opportunity,
        registration_closes_wall="2026-12-08 5:00 pm", registration_zone_words="ET",
    )  # fmt: skip
    opportunity.refresh_from_db()
    assert clock.utc_text(opportunity.registration_closes) == "2026-12-08T22:00:00Z"
    assert opportunity.registration_zone == "America/New_York"
    assert opportunity.registration_words == "2026-12-08 5:00 pm ET"
    page = curator.get(desk.address(opportunity)).text
    assert "In BC: Tuesday, December 8, 2026, 3:00 pm BC time" in page
    assert 'value="2026-12-08 17:00"' in page


def test_an_emptied_close_date_is_gone_and_the_listing_no_longer_ends_with_it(curator, november):
    opportunity = make_opportunity(
        registration_closes=clock.now(), registration_zone="America/Vancouver"
    )
    opportunity.settle()
    desk.save(curator, opportunity, registration_closes_wall="", registration_zone_words="")
    opportunity.refresh_from_db()
    assert opportunity.registration_closes is None
    assert (opportunity.registration_zone, opportunity.over_at) == ("", None)


def test_the_provider_and_topics_a_listing_is_found_by_follow_the_form(curator):
    opportunity = make_opportunity()
    desk.save(curator, opportunity, topics=[make_topic(name="Bookmobiles").pk])
    opportunity.refresh_from_db()
    assert "Bookmobiles" in opportunity.keywords


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_form_takes_ten_queries_whatever_it_shows(curator, django_assert_num_queries, rows):
    opportunity = make_opportunity()
    heading = Heading.objects.get_or_create(name="Collections")[0]
    for _ in range(rows):
        make_topic(heading=heading)
        make_provider()
        make_session(opportunity)
    with django_assert_num_queries(10):
        page = curator.get(desk.address(opportunity)).text
    assert "Collections" in page


def test_a_person_who_may_look_but_not_change_is_shown_the_listing_without_a_form(client):
    client.force_login(make_user("Events coordinators"))
    opportunity = make_opportunity(
        registration_closes=clock.now(),
        registration_zone="America/Vancouver",
        locked_fields=["url"],
    )
    make_session(opportunity)
    page = client.get(desk.address(opportunity))
    assert page.status_code == 200
    assert "In BC: Wednesday, December 9, 2026, 12:00 pm BC time" in page.text
    assert 'name="_save"' not in page.text
    assert 'name="_move"' not in page.text
    assert client.post(desk.address(opportunity), {}).status_code == 403


@pytest.mark.parametrize("page", ["change", "history", "preview", "delete"])
def test_people_without_a_group_see_no_listing(client, page):
    opportunity = make_opportunity()
    anonymous = client.get(desk.address(opportunity, page))
    assert anonymous.status_code == 302
    assert "/admin/login/" in anonymous.url
    for group in ("", "HR officers"):
        client.force_login(make_user(group))
        assert client.get(desk.address(opportunity, page)).status_code == 403


def test_deleting_is_for_what_no_reader_has_seen(curator, admin_client):
    published = make_opportunity()
    returned = make_opportunity(status="draft", published_at=clock.now())
    draft = make_opportunity(status="draft")
    for seen in (published, returned):
        assert curator.post(desk.address(seen, "delete"), {"post": "yes"}).status_code == 403
    assert curator.post(desk.address(draft, "delete"), {"post": "yes"}).status_code == 302
    assert set(Opportunity.objects.all()) == {published, returned}
    admin_client.post(desk.address(published, "delete"), {"post": "yes"})
    assert set(Opportunity.objects.all()) == {returned}
