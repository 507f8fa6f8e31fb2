"""Who changed what of a listing, and the way back."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalogue import history
from catalogue.admin.opportunity_form import OpportunityForm
from catalogue.admin.session_form import TYPED, SessionForm
from catalogue.models import Opportunity, Session, Topic
from catalogue.publishing import Refused, move
from learning_portal.foundation import clock
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_provider, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user("Curators", first_name="Ada", last_name="Lake")


@pytest.fixture
def curator(client, person):
    client.force_login(person)
    return client


def page(client, opportunity, **asked):
    response = client.get(desk.address(opportunity, "history"), asked)
    assert response.status_code == 200
    return response


def restore_address(opportunity, record, kind="listing"):
    args = [opportunity.pk, kind, record.history_id]
    return reverse("admin:catalogue_opportunity_restore", args=args)


def differences(entry):
    return {each.label: (each.before, each.after) for each in entry.differences}


def test_it_says_who_when_and_what_changed_from_what_to_what(curator, november):
    provider, other = make_provider(name="Old House"), make_provider(name="New House")
    opportunity = make_opportunity(title="Before", provider=provider, topics=[make_topic(name="A")])
    with time_machine.travel("2026-11-24T17:05:00Z", tick=False):
        desk.save(
            curator, opportunity, title="After", provider=other.pk, cost="paid", price="43",
            currency="CAD", languages=["fr"], recording_until="2027-01-31",
            topics=[make_topic(name="B").pk],
            registration_closes_wall="2026-12-01 17:00", registration_zone_words="BC",
        )  # fmt: skip
    response = page(curator, opportunity)
    entry = response.context["entries"][0]
    assert (entry.who, entry.what) == ("Ada Lake", "Listing changed")
    assert entry.when == "Tuesday, November 24, 2026, 10:05 am BC time"
    assert differences(entry) == {
        "Title": ("Before", "After"),
        "Provider": ("Old House", "New House"),
        "Cost": ("Not stated", "Paid"),
        "Price": ("", "43.00"),
        "Currency": ("", "CAD"),
        "Languages": ("", "French"),
        "Recording until": ("", "Sunday, January 31, 2027"),
        "Registration closes": ("", "Tuesday, December 1, 2026, 5:00 pm BC time"),
        "Registration zone": ("", "America/Vancouver"),
        "Registration words": ("", "2026-12-01 17:00 BC"),
        "Topics": ("A", "B"),
        "Kept from imports": (
            "",
            "cost, currency, languages, price, provider, recording until, registration closes, "
            "registration words, registration zone, title, topics",
        ),
    }
    for said in ("Ada Lake", "November 24, 2026, 10:05 am BC time", "<del>Before</del>"):
        assert said in response.text


def test_that_a_recording_came_is_told_beside_its_link(curator):
    opportunity = make_opportunity(recording="pending")
    link = "https://example.org/recording"
    desk.save(curator, opportunity, recording="available", recording_url=link)
    told = differences(page(curator, opportunity).context["entries"][0])
    assert told["Recording"] == ("Recording coming", "Recording available")
    assert told["Recording link"] == ("", link)


def test_steps_are_named_with_their_reason(curator, person):
    opportunity = make_opportunity(status="draft")
    move(opportunity=opportunity, transition="publish", by=person, reason="Looks good")
    entry = page(curator, opportunity).context["entries"][0]
    assert entry.record.history_change_reason == "Published: Looks good"
    assert differences(entry)["Status"] == ("Draft", "Published")


def test_sessions_are_part_of_it(curator):
    opportunity = make_opportunity()
    session = make_session(opportunity)
    desk.save(curator, opportunity, session_starts_wall="2026-12-10 12:00")
    Session.objects.get(pk=session.pk).delete()
    gone, changed = page(curator, opportunity).context["entries"][:2]
    day = "Thursday, December 10, 2026, 12:00 pm BC time, end not stated"
    assert gone.what == f"Session deleted: {day}"
    assert gone.who == "The portal itself"
    assert changed.what == f"Session changed: {day}"
    assert differences(changed)["When"][0].startswith("Wednesday, December 9, 2026, 12:00 pm")


def test_the_newest_comes_first_and_pages_hold_twenty_five(curator):
    opportunity = make_opportunity(title="Title 0")
    for number in range(1, 30):
        opportunity.title = f"Title {number}"
        opportunity.save()
    first = page(curator, opportunity)
    assert differences(first.context["entries"][0])["Title"] == ("Title 28", "Title 29")
    assert len(first.context["entries"]) == 25
    oldest = page(curator, opportunity, p="2").context["entries"]
    assert (len(oldest), oldest[-1].what) == (5, "Listing added")
    assert differences(oldest[0])["Title"] == ("Title 3", "Title 4")  # across the page's edge
    for odd in ("9999", "x", "-1", "0"):
        assert page(curator, opportunity, p=odd)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_history_takes_thirteen_queries_whatever_it_tells(
    curator, django_assert_num_queries, rows
):
    opportunity = make_opportunity(topics=[make_topic()])
    session = make_session(opportunity)
    for number in range(rows):
        opportunity.title = f"Title {number}"
        opportunity.save()
        opportunity.topics.add(make_topic())
        session.label = f"Part {number}"
        session.save()
    for _ in range(25):
        opportunity.save()
    with django_assert_num_queries(13):
        page(curator, opportunity)


def test_what_was_deleted_since_is_said_so(curator):
    topic, provider = make_topic(name="Gone"), make_provider()
    opportunity = make_opportunity(topics=[topic], provider=provider)
    opportunity.topics.clear()
    topic.delete()
    opportunity.provider = make_provider()
    opportunity.save()
    provider.delete()
    text = page(curator, opportunity).text
    assert "a topic since deleted" in text
    assert "a provider since deleted" in text


def test_before_restoring_it_shows_what_will_change(curator):
    opportunity = make_opportunity(title="First", slug="address", summary="One.")
    record = opportunity.history.first()
    desk.save(curator, opportunity, title="Second", slug="moved", topics=[make_topic(name="T").pk])
    response = curator.get(restore_address(opportunity, record))
    shown = {each.label: (each.before, each.after) for each in response.context["differences"]}
    assert shown == {"Title": ("Second", "First"), "Topics": ("T", "")}
    opportunity.refresh_from_db()
    assert opportunity.title == "Second"


def test_restoring_brings_back_what_a_curator_wrote_and_nothing_else(curator, person):
    topic = make_topic(name="Weeding")
    opportunity = make_opportunity(
        title="First", slug="first", status="draft", languages=["fr"], topics=[topic]
    )
    record = opportunity.history.first()
    desk.save(
        curator, opportunity, title="Second", slug="second", languages=["en"],
        topics=[make_topic().pk], kept=[],
    )  # fmt: skip
    move(opportunity=opportunity, transition="publish", by=person)
    before = opportunity.history.count()
    response = curator.post(restore_address(opportunity, record))
    assert response.url == desk.address(opportunity, "history")
    opportunity.refresh_from_db()
    assert (opportunity.title, opportunity.languages) == ("First", ["fr"])
    assert list(opportunity.topics.all()) == [topic]
    assert (opportunity.slug, opportunity.status) == ("second", "published")
    assert opportunity.locked_fields == ["languages", "title", "topics"]
    assert "Weeding" in opportunity.keywords
    assert opportunity.history.count() == before + 1
    latest = opportunity.history.first()
    assert latest.history_change_reason.startswith("Restored the version of ")
    assert latest.history_change_reason.endswith("BC time")
    assert latest.history_user == person


def test_a_topic_deleted_since_stays_gone(curator):
    topic = make_topic()
    opportunity = make_opportunity(title="First", topics=[topic])
    record = opportunity.history.first()
    topic.delete()
    opportunity.title = "Second"
    opportunity.save()
    curator.post(restore_address(opportunity, record))
    opportunity.refresh_from_db()
    assert opportunity.title == "First"
    assert not opportunity.topics.exists()


def test_a_version_whose_provider_is_gone_is_refused(curator):
    provider = make_provider()
    opportunity = make_opportunity(title="First", provider=provider)
    record = opportunity.history.first()
    opportunity.provider, opportunity.title = make_provider(), "Second"
    opportunity.save()
    provider.delete()
    response = curator.post(restore_address(opportunity, record), follow=True)
    assert "the provider of that version has been deleted" in response.text
    opportunity.refresh_from_db()
    assert opportunity.title == "Second"


def test_a_version_that_breaks_a_rule_of_today_is_refused(curator, person):
    opportunity = make_opportunity(title="First")
    record = opportunity.history.first()
    record.price = 5  # with no currency, as before the rule was made
    with pytest.raises(Refused, match="in which currency"):
        history.restore_opportunity(record=record, by=person)


def test_restoring_what_already_stands_changes_nothing(curator):
    opportunity = make_opportunity()
    record = opportunity.history.first()
    assert "Nothing would change" in curator.get(restore_address(opportunity, record)).text
    response = curator.post(restore_address(opportunity, record), follow=True)
    assert "Nothing was restored" in response.text
    assert opportunity.history.count() == 1


def test_a_sessions_version_is_restored_with_a_higher_sequence(curator):
    opportunity = make_opportunity()
    session = make_session(opportunity)
    record = session.history.first()
    session.starts += dt.timedelta(days=1)
    session.save()
    curator.post(restore_address(opportunity, record, "session"))
    restored = Session.objects.get()
    assert clock.utc_text(restored.starts) == "2026-12-09T19:00:00Z"
    assert (restored.uid, restored.sequence) == (session.uid, 2)
    assert restored.history.first().history_change_reason.startswith("Restored")
    opportunity.refresh_from_db()
    assert opportunity.locked_fields == ["sessions"]
    assert opportunity.over_at == restored.over_at


def test_a_deleted_session_comes_back_with_its_uid_and_a_sequence_that_never_falls(curator):
    opportunity = make_opportunity()
    session = make_session(opportunity)
    highest = 0
    for _ in range(2):
        for _ in range(3):
            session.starts += dt.timedelta(days=1)
            session.save()
            highest = max(highest, session.sequence)
        uid, number = session.uid, session.pk
        session.delete()
        record = Session.history.filter(id=number).first()
        assert record.history_type == "-"
        curator.post(restore_address(opportunity, record, "session"))
        session = Session.objects.get()
        assert (session.uid, session.pk, session.starts) == (uid, number, record.starts)
        assert session.sequence > highest
        highest = session.sequence
    opportunity.refresh_from_db()
    assert opportunity.over_at == session.over_at


def test_everything_a_form_writes_can_be_restored():
    written = {*OpportunityForm.base_fields} - {"topics", "slug", "kept"}
    written -= {"registration_closes_wall", "registration_zone_words"}
    written |= {"registration_closes", "registration_zone"}
    assert {name.removesuffix("_id") for name in history.EDITORIAL} == written
    of_session = {*SessionForm.base_fields} - TYPED | {"starts", "ends", "zone"}
    assert set(history.OF_SESSION) == of_session


def test_only_those_who_may_change_may_restore(client):
    opportunity = make_opportunity(title="First")
    record = opportunity.history.first()
    opportunity.title = "Second"
    opportunity.save()
    where = restore_address(opportunity, record)
    assert "/admin/login/" in client.post(where).url
    for group in ("", "HR officers", "Events coordinators"):
        client.force_login(make_user(group))
        assert client.get(where).status_code == 403
        assert client.post(where).status_code == 403
    assert "Restore" not in page(client, opportunity).text  # the coordinator may look
    with pytest.raises(Refused, match="permission"):
        history.restore_opportunity(record=record, by=make_user())
    opportunity.refresh_from_db()
    assert opportunity.title == "Second"


def test_sessions_need_the_same_permission():
    session = make_session()
    viewer = make_user()
    viewer.user_permissions.add(Permission.objects.get(codename="view_opportunity"))
    with pytest.raises(Refused, match="permission"):
        history.restore_session(record=session.history.first(), by=viewer)


def test_a_version_belongs_to_its_listing(curator):
    opportunity, other = make_opportunity(), make_opportunity()
    session = make_session(other)
    assert curator.get(restore_address(opportunity, other.history.first())).status_code == 404
    record = session.history.first()
    assert curator.get(restore_address(opportunity, record, "session")).status_code == 404
    assert curator.get(restore_address(other, record, "nonsense")).status_code == 404
    record.history_id = 10**30
    assert curator.get(restore_address(other, record, "session")).status_code == 404
    other.pk = 10**30
    assert curator.get(restore_address(other, record)).status_code == 404
    assert curator.put(restore_address(opportunity, record)).status_code == 405


def test_a_listing_that_is_not_there_has_no_history(curator):
    where = reverse("admin:catalogue_opportunity_history", args=["nonsense"])
    assert curator.get(where).status_code == 302
    assert Opportunity.objects.count() + Topic.objects.count() == 0
