"""Every page of an edition's desk, and everyone who may and may not open it."""

import pytest
from django.contrib.auth.models import Permission

from events.admin import desk, desk_urls
from learning_portal.roles import GROUPS
from tests.events.desk import at_desk
from tests.events.making import make_edition, make_registration
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
COORDINATORS = "Events coordinators"
# page -> what it needs, one or more of desk.MAY
NEEDED = {
    "board": ["see"], "people": ["see"], "person": ["see"], "badges": ["see"], "sign_in": ["see"],
    "export": ["see", "export"], "person_cancel": ["change"],
    "door": ["check_in"], "door_list": ["check_in"], "press": ["check_in"],
    "presses": ["check_in"], "scanned": ["check_in"], "walk_in": ["check_in", "change"],
    "travel": ["see", "travel"], "decide": ["see", "travel"],
    "certificate": ["see", "correct"], "message": ["write"], "copy": ["copy"],
}  # fmt: skip
POSTS = {"export", "person_cancel", "press", "presses"}
PAGES = [(name, "<int:person>" in where) for where, _view, name in desk_urls.PAGES]


@pytest.fixture
def made():
    return make_registration(make_edition(travel_support="x"), kilometres=10)


def ask(client, made, page, has_person):
    where = at_desk(made.edition, page, **({"person": made.pk} if has_person else {}))
    return client.post(where, {}) if page in POSTS else client.get(where)


def test_every_page_is_in_the_table():
    assert NEEDED.keys() == {name for name, _has_person in PAGES}


@pytest.mark.parametrize(("page", "has_person"), PAGES)
@pytest.mark.parametrize("group", [*(each for each in GROUPS if each != COORDINATORS), ""])
def test_nobody_else_opens_it_or_changes_anything(client, made, page, has_person, group):
    client.force_login(make_user(group))
    assert ask(client, made, page, has_person).status_code == 403
    made.refresh_from_db()
    assert made.state == "confirmed"


@pytest.mark.parametrize(("page", "has_person"), PAGES)
def test_who_is_not_signed_in_is_asked_to(client, made, page, has_person):
    answer = ask(client, made, page, has_person)
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(("page", "has_person"), PAGES)
def test_coordinators_open_it(client, made, page, has_person):
    client.force_login(make_user(COORDINATORS))
    expected = {"export": 404, "presses": 400, "press": 302, "person_cancel": 302,
                "certificate": 404}.get(page, 200)  # fmt: skip
    assert ask(client, made, page, has_person).status_code == expected


@pytest.mark.parametrize(("page", "has_person"), PAGES)
def test_each_of_its_permissions_is_needed(client, made, page, has_person):
    """Whoever has every other permission of the desk, and not this one, is refused."""
    for action in NEEDED[page]:
        user = make_user()
        others = {code for name, code in desk.MAY.items() if name != action}
        names = [code.partition(".")[2] for code in others]
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user)
        assert ask(client, made, page, has_person).status_code == 403


def test_needs_are_not_shown_without_their_own_permission(client):
    made = make_registration(access="A ramp")
    user = make_user()
    names = ["view_registration", "add_attendeeexport"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    person = client.get(at_desk(made.edition, "person", person=made.pk))
    export = client.post(at_desk(made.edition, "export"), {"form": "csv", "part": "needs"})
    assert (person.status_code, export.status_code) == (200, 200)
    assert "A ramp" not in person.content.decode() + export.content.decode()
