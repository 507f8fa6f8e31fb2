"""The start page of the desk: what needs attention."""

import datetime as dt
from itertools import count

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalogue.attention import NEEDS
from catalogue.models import Heading, MissedSearch
from events.models import Edition, Support, TravelSupport
from events.models import State as Standing
from faq.models import About, Letter, State
from learning_portal.foundation import clock
from tests.events.making import make_edition, make_registration
from tests.factories import make_message, make_opportunity, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db
START = reverse("admin:index")
MESSAGE = "test, Tuesday, November 24, 2026, 10:00 am BC time"
MAIL = {"mail-in-doubt", "mail-dead", "mail-overdue"}
number = count()


def asked(client):
    response = client.get(START)
    assert response.status_code == 200
    return {need.key: need for need in response.context["needs"]}


def make_one_of_each():
    """One row for every need, and rows that need nothing."""
    make_opportunity(title="Sent in", status="suggested")
    make_opportunity(title="To read", status="in-review")
    make_opportunity(
        title="Closing", kind="course", checked_on=clock.today(),
        registration_closes=clock.now() + dt.timedelta(days=3), registration_zone="UTC",
    )  # fmt: skip
    over = make_opportunity(title="Over", checked_on=clock.today())
    make_session(over, starts="2026-11-10 12:00")
    make_opportunity(title="When?", kind="webinar", checked_on=clock.today())
    make_opportunity(title="Stale", kind="course", checked_on=dt.date(2026, 1, 1))
    make_opportunity(title="Starter", kind="course", status="draft", origin="starter")
    make_opportunity(title="Fine", kind="course", checked_on=clock.today())
    make_topic(name="Loose")
    make_topic(name="Placed", heading=Heading.objects.create(name="A heading"))
    Letter.objects.create(about=About.IDEA, message="Secret words")
    Letter.objects.create(about=About.NEED, message="Known", state=State.READ)
    make_message(state="in-doubt", why="?")
    make_message(state="dead", why="550 no")
    make_message(state="dead", why="550 no", settled_at=clock.now())
    make_message(state="retrying", why="?", due_at=clock.now() - dt.timedelta(minutes=15))
    make_message(due_at=clock.now() - dt.timedelta(minutes=14))


def test_each_need_says_how_many_and_names_the_first(client, november):
    make_one_of_each()
    client.force_login(make_user("Curators"))
    found = {
        key: (need.total, [row.title for row in need.first]) for key, need in asked(client).items()
    }
    assert found == {
        "suggested": (1, ["Sent in"]),
        "in-review": (1, ["To read"]),
        "closing-soon": (1, ["Closing"]),
        "past": (1, ["Over"]),
        "no-date": (1, ["When?"]),
        "unchecked": (1, ["Stale"]),
        "starter": (1, ["Starter"]),
        "topics": (1, ["Loose"]),
        "letters": (1, ["An idea for professional learning, Tuesday, November 24, 2026"]),
        "mail-in-doubt": (1, [MESSAGE]),
        "mail-dead": (1, [MESSAGE]),
        "mail-overdue": (1, [MESSAGE]),
    }
    page = client.get(START).text
    assert "Over, still published" in page
    assert "Secret words" not in page


def test_every_count_leads_to_a_list_of_just_that_many(client, november):
    make_one_of_each()
    make_opportunity(status="in-review")
    client.force_login(make_user("Curators"))
    for need in asked(client).values():
        rows = client.get(need.address).context["cl"].result_list
        assert len(rows) == need.total, need.key


def test_every_title_leads_to_its_page(client, november):
    make_one_of_each()
    client.force_login(make_user("Curators"))
    for need in asked(client).values():
        for row in need.first:
            assert client.get(row.address).status_code == 200


def test_only_the_first_five_are_named(client):
    for number in range(7):
        make_opportunity(title=f"Listing {number}", status="in-review")
    client.force_login(make_user("Curators"))
    need = asked(client)["in-review"]
    assert (need.total, len(need.first), need.more) == (7, 5, 2)
    assert "and 2 more" in client.get(START).text


@pytest.mark.parametrize("rows", [0, 1, 3, 50])
def test_the_start_page_takes_twenty_queries_whatever_there_is(
    client, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_opportunity(status="suggested")
        make_opportunity(topics=[make_topic()])
        Letter.objects.create(about=About.IDEA, message="Words")
        MissedSearch.count([f"word{next(number)}"], clock.today())
        make_message(state="dead", why="550 no")
    client.force_login(make_user("Curators"))
    with django_assert_num_queries(20):
        client.get(START)


def test_a_calm_day_says_so(client):
    client.force_login(make_user("Curators"))
    assert asked(client) == {}
    assert "Nothing needs you today" in client.get(START).text


def test_what_readers_did_not_find_is_named_with_how_often_the_five_most_missed(client, november):
    for day, words in (
        ("2026-10-25", ["old"] * 9),
        ("2026-10-26", ["zines"]),
        ("2026-11-24", ["zines", *["knitting"] * 3, "beads", "clay", "drums", "easels"]),
    ):
        for word in words:
            MissedSearch.count([word], dt.date.fromisoformat(day))
    client.force_login(make_user("Curators"))
    page = client.get(START)
    assert [row.title for row in page.context["missed"]] == [
        "knitting (3)", "zines (2)", "beads (1)", "clay (1)", "drums (1)"
    ]  # fmt: skip
    assert "Looked for and not found" in page.text
    assert "Nothing needs you today" in page.text
    for row in page.context["missed"]:
        found = client.get(row.address).context["cl"].result_list
        assert {each.word for each in found} == {row.title.split(" ")[0]}


def test_with_nothing_missed_there_is_no_box(client):
    client.force_login(make_user("Curators"))
    assert "Looked for and not found" not in client.get(START).text


@pytest.mark.parametrize("group", ["Events coordinators", "HR officers", ""])
def test_only_curators_see_what_was_missed(client, group):
    MissedSearch.count(["knitting"], clock.today())
    client.force_login(make_user(group))
    assert "knitting" not in client.get(START).text


def test_each_sees_only_what_they_may(client, november):
    make_one_of_each()
    listings = {need.key for need in NEEDS}
    expected = {
        "Curators": listings | {"topics", "letters"} | MAIL,
        "Events coordinators": listings,
        "HR officers": set(),
        "": set(),
    }
    for group, keys in expected.items():
        client.force_login(make_user(group))
        assert set(asked(client)) == keys, group
    reader = make_user()
    reader.user_permissions.add(Permission.objects.get(codename="view_letter"))
    client.force_login(reader)
    assert set(asked(client)) == {"letters"}


def test_an_administrator_sees_all(admin_client, november):
    make_one_of_each()
    assert len(asked(admin_client)) == len(NEEDS) + 5


def test_strangers_and_people_not_at_the_desk_are_asked_to_sign_in(client):
    assert "/admin/login/" in client.get(START).url
    client.force_login(make_user(is_staff=False))
    assert "/admin/login/" in client.get(START).url


def test_the_desk_leads_to_the_site(client):
    client.force_login(make_user("Curators"))
    assert '<a href="/">View site</a>' in client.get(START).text


def test_people_have_no_date_fields_and_their_dates_say_which_clock(admin_client):
    person = make_user(last_login=dt.datetime(2026, 11, 24, 18, tzinfo=dt.UTC))
    page = admin_client.get(reverse("admin:auth_user_change", args=[person.pk])).text
    assert "Tuesday, November 24, 2026, 11:00 am BC time" in page
    for trap in ("vDateField", "vTimeField", "DateTimeShortcuts"):
        assert trap not in page
    assert admin_client.get(reverse("admin:auth_user_changelist")).status_code == 200
    assert admin_client.get(reverse("admin:auth_user_add")).status_code == 200


def test_an_edition_with_travel_support_to_decide_is_named_to_who_decides(client):
    """Decided, cancelled by the person, or of a cancelled edition: nothing to do."""
    wanted = make_edition(title="Travel", capacity=1)
    for decision, state in (
        (Support.ASKED, Standing.CONFIRMED),
        (Support.ASKED, Standing.WAITING),
        (Support.GRANTED, Standing.CONFIRMED),
        (Support.ASKED, Standing.CANCELLED),
    ):
        ask_for_travel(make_registration(wanted, state=state), decision)
    settled = make_edition(title="Settled")
    ask_for_travel(make_registration(settled), Support.DECLINED)
    ask_for_travel(make_registration(settled, state=Standing.CANCELLED), Support.ASKED)
    off = make_edition(title="Off")
    ask_for_travel(make_registration(off), Support.ASKED)
    Edition.objects.filter(pk=off.pk).update(stage="cancelled")

    client.force_login(make_user("Events coordinators"))
    need = asked(client)["events-travel"]
    assert (need.total, [row.title for row in need.first]) == (1, ["Travel"])
    assert "Travel support: Travel" in client.get(need.first[0].address).text
    assert [row.title for row in client.get(need.address).context["cl"].result_list] == ["Travel"]

    for others in ("Curators", "HR officers", "CLTP registrars"):
        client.force_login(make_user(others))
        assert "events-travel" not in asked(client)


def ask_for_travel(person, decision):
    amount = 50 if decision == Support.GRANTED else None
    TravelSupport.objects.create(
        registration=person, kilometres=100, decision=decision, amount=amount
    )
