"""The list of listings at the desk: columns, filters, search, and steps for many at once."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages

from catalogue.found_by import refresh_found_by
from catalogue.models import Opportunity
from learning_portal.foundation import clock
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_provider, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def titles(client, **asked):
    response = client.get(desk.address(page="changelist"), asked)
    assert response.status_code == 200
    return [row.title for row in response.context["cl"].result_list]


def act(client, action, *chosen, **more):
    response = client.post(
        desk.address(page="changelist"),
        {"action": action, "_selected_action": [row.pk for row in chosen], **more},
    )
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_row_says_what_an_editor_asks(curator, november):
    opportunity = make_opportunity(
        title="Weeding", provider=make_provider(name="Far Library"), cost="free",
        checked_on=dt.date(2026, 11, 2),
    )  # fmt: skip
    make_session(opportunity, starts="2026-11-10 10:00")
    make_session(opportunity, starts="2026-12-09 11:00", zone="America/Los_Angeles")
    page = curator.get(desk.address(page="changelist")).text
    for said in (
        "Weeding", "Far Library", "Webinar", "Published", "Free", "Monday, November 2, 2026",
        "Wednesday, December 9, 2026, 12:00 pm BC time",
    ):  # fmt: skip
        assert said in page


def test_the_next_session_in_every_state(curator, november):
    make_opportunity()
    make_session(starts="2026-11-10 10:00")
    make_session(starts="2026-12-10 10:00", state="cancelled")
    make_session(starts=None, state="to-be-announced")
    page = curator.get(desk.address(page="changelist")).text
    assert "No session" in page
    assert "Over: Tuesday, November 10, 2026, 10:00 am BC time" in page
    assert "10:00 am BC time, end not stated (Cancelled)" in page
    assert "Date and time to be announced" in page


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_list_takes_nine_queries_whatever_its_length(curator, django_assert_num_queries, rows):
    for _ in range(rows):
        opportunity = make_opportunity(topics=[make_topic()])
        make_session(opportunity)
        make_session(opportunity, starts="2026-12-10 12:00")
    with django_assert_num_queries(9):
        assert len(titles(curator)) == rows


def test_a_page_holds_fifty(curator):
    for _ in range(51):
        make_opportunity()
    assert len(titles(curator)) == 50
    assert len(titles(curator, p="2")) == 1
    assert len(titles(curator, all="")) == 50


def test_what_needs_attention_is_a_filter(curator, november):
    now = clock.now()
    make_opportunity(title="suggested", status="suggested")
    make_opportunity(title="review", status="in-review")
    closing = make_opportunity(
        title="closing", kind="course", checked_on=clock.today(),
        registration_closes=now + dt.timedelta(days=3), registration_zone="UTC",
    )  # fmt: skip
    make_session(closing, starts="2027-01-10 12:00")
    over = make_opportunity(title="over", checked_on=clock.today())
    make_session(over, starts="2026-11-10 12:00")
    make_opportunity(title="dateless", kind="webinar", checked_on=clock.today())
    make_opportunity(title="stale", kind="course", checked_on=dt.date(2026, 1, 1))
    make_opportunity(title="starter", kind="course", status="draft", origin="starter")
    expected = {
        "suggested": ["suggested"],
        "in-review": ["review"],
        "closing-soon": ["closing"],
        "past": ["over"],
        "no-date": ["dateless"],
        "unchecked": ["stale"],
        "starter": ["starter"],
        "current": ["closing", "dateless", "stale"],
    }
    assert {key: titles(curator, attention=key) for key in expected} == expected
    assert len(titles(curator, attention="nonsense")) == 7


def test_the_filters_an_editor_wants(curator):
    topic = make_topic()
    wanted = make_opportunity(
        title="wanted", status="draft", kind="course", delivery="hybrid", cost="paid",
        bc_context="yes", origin="sample", topics=[topic],
    )  # fmt: skip
    make_opportunity(title="other", topics=[make_topic()])
    for asked in (
        {"status__exact": "draft"}, {"kind__exact": "course"}, {"delivery__exact": "hybrid"},
        {"cost__exact": "paid"}, {"bc_context__exact": "yes"}, {"origin__exact": "sample"},
        {"provider__id__exact": wanted.provider_id}, {"topics__id__exact": topic.pk},
    ):  # fmt: skip
        assert titles(curator, **asked) == ["wanted"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("weeding", ["Weeding"]),
        ("FAR WEEDING", ["Weeding"]),
        ("renewal", ["Weeding"]),
        ("ref-7", ["Weeding"]),
        ("skwxwu7mesh", ["Sḵwx̱wú7mesh words"]),
        ("Sḵwx̱wú7mesh", ["Sḵwx̱wú7mesh words"]),
        ("henqeminem", ["Sḵwx̱wú7mesh words"]),
        ("100%", []),
        ("weeding nothing", []),
        ("", ["Sḵwx̱wú7mesh words", "Weeding"]),
    ],
)
def test_search_reads_titles_providers_summaries_and_references(curator, words, found):
    make_opportunity(
        title="Weeding", provider=make_provider(name="Far Library"), summary="Renewal.", ref="REF-7"
    )
    make_opportunity(title="Sḵwx̱wú7mesh words", provider=make_provider(name="hən̓q̓əmin̓əm̓ House"))
    refresh_found_by(Opportunity.objects.all())
    assert titles(curator, q=words) == found


@pytest.mark.parametrize(
    "query",
    ["p=9999", "p=x", "o=99", "o=-4.3", "status__exact=x", "provider__id__exact=x", "e=1",
     "q=" + "a+" * 1500, "nonsense=1", "topics__id__exact=99999999999999999999"],
)  # fmt: skip
def test_hostile_addresses_get_a_page(curator, query):
    make_opportunity()
    response = curator.get(f"{desk.address(page='changelist')}?{query}", follow=True)
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("column", range(1, 8))
def test_every_column_can_be_sorted(curator, column):
    make_session()
    make_opportunity()
    assert len(titles(curator, o=str(column))) == 2


def test_publishing_many_names_each_that_is_refused_and_why(curator):
    drafts = [make_opportunity(status="draft"), make_opportunity(status="in-review")]
    archived = make_opportunity(title="Gone", status="archived")
    said = act(curator, "publish", *drafts, archived)
    assert said[0] == "Published: 2 listings."
    assert said[1:] == ["“Gone” is archived: “Publish” does not apply to it."]
    assert Opportunity.objects.published().count() == 2
    assert drafts[0].history.first().history_change_reason == "Published"


def test_archiving_many(curator):
    published, archived = make_opportunity(), make_opportunity(status="archived", title="Gone")
    said = act(curator, "archive", published, archived)
    assert said == [
        "Archived: 1 listing.",
        "“Gone” is archived: “Archive” does not apply to it.",
    ]


def test_marking_many_as_checked_today_in_bc(curator, november):
    published = make_opportunity()
    suggested = make_opportunity(title="Sent in", status="suggested")
    said = act(curator, "mark_checked", published, suggested)
    assert said == ["Checked: 1 listing.", "“Sent in” is suggested: there is nothing to check."]
    published.refresh_from_db()
    assert published.checked_on == dt.date(2026, 11, 24)
    assert published.history.first().history_change_reason == "Checked"


def test_only_the_first_twenty_refusals_are_named(curator):
    rows = [make_opportunity(status="archived") for _ in range(22)]
    said = act(curator, "publish", *rows)
    assert len(said) == 21
    assert said[-1] == "2 more were refused."


def test_too_many_at_once_change_nothing(curator, monkeypatch):
    monkeypatch.setattr("catalogue.admin.moves.MOST_AT_ONCE", 2)
    rows = [make_opportunity(status="draft") for _ in range(3)]
    assert act(curator, "publish", *rows) == ["Nothing was changed: choose 2 listings at most."]
    assert not Opportunity.objects.published().exists()


@pytest.mark.parametrize("action", ["publish", "archive", "mark_checked", "delete_selected"])
def test_people_without_the_permission_have_no_such_action(client, action):
    opportunity = make_opportunity(status="draft")
    client.force_login(make_user("Events coordinators"))
    act(client, action, opportunity, post="yes")
    unchanged = Opportunity.objects.get()
    assert (unchanged.status, unchanged.checked_on) == ("draft", None)


def test_nobody_deletes_many_at_once(admin_client):
    opportunity = make_opportunity()
    act(admin_client, "delete_selected", opportunity, post="yes")
    assert Opportunity.objects.exists()


@pytest.mark.parametrize(
    ("group", "status"), [("", 403), ("HR officers", 403), ("Events coordinators", 200),
                          ("Curators", 200)],
)  # fmt: skip
def test_who_sees_the_list_and_who_may_add(client, group, status):
    client.force_login(make_user(group))
    assert client.get(desk.address(page="changelist")).status_code == status
    adds = client.get(desk.address(page="add")).status_code
    assert adds == (200 if group == "Curators" else 403)
