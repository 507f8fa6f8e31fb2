"""Who took a list along, and what was written: read at the desk, and changed by nobody."""

import uuid

import pytest

from events.models import Announcement, AttendeeExport
from learning_portal.roles import GROUPS
from tests.events.making import make_edition
from tests.factories import make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
COORDINATORS = "Events coordinators"
LISTS = ["/admin/events/attendeeexport/", "/admin/events/announcement/"]


@pytest.fixture
def edition():
    made = make_edition(title="Day")
    AttendeeExport.objects.create(edition=made, form="csv", part="places", people=41)
    Announcement.objects.create(
        edition=made, key=uuid.uuid4(), part="waiting", subject="Bring a mug", text="x", people=7
    )
    return made


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("group", [*(each for each in GROUPS if each != COORDINATORS), ""])
def test_nobody_else_reads_them(client, where, group):
    client.force_login(make_user(group))
    assert client.get(where).status_code == 403


@pytest.mark.parametrize(
    ("where", "says"), [(LISTS[0], "Day"), (LISTS[0], "41"), (LISTS[1], "Bring a mug")]
)
def test_coordinators_read_them(client, edition, where, says):
    client.force_login(make_user(COORDINATORS))
    assert says in read(client.get(where)).text


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("page", ["add/", "1/delete/"])
def test_nobody_changes_them(client, edition, where, page):
    client.force_login(make_user(is_superuser=True))
    pk = AttendeeExport.objects.get().pk if "export" in where else Announcement.objects.get().pk
    assert client.post(f"{where}{page.replace('1', str(pk))}", {"post": "yes"}).status_code == 403
