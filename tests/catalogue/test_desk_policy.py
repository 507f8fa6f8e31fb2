"""The desk's pages keep the strict policy: nothing inline, nothing from elsewhere."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from catalogue.models import Federation, Library, MissedSearch, Synonyms
from learning_portal.foundation import clock
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db


class Breaches(HTMLParser):
    """What the policy would block, and ids said twice."""

    def __init__(self, html):
        super().__init__()
        self.found, self._ids, self._script = [], set(), False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._script = tag == "script" and "src" not in given
        if tag == "style":
            self.found.append("a style element")
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.found.append(f"{name} on {tag}")
            if name == "src" and "//" in (value or ""):
                self.found.append(f"{tag} from {value}")
            if name == "id":
                if value in self._ids:
                    self.found.append(f"id {value} twice")
                self._ids.add(value)
        if tag == "link" and "//" in given.get("href", ""):
            self.found.append(f"link to {given['href']}")

    def handle_data(self, data):
        if self._script and data.strip():
            self.found.append("an inline script")

    def handle_endtag(self, tag):
        self._script = False


def test_the_reader_of_breaches_sees_them():
    html = (
        '<style></style><p style="x" id="a" onclick="y"><i id="a"></i>'
        '<script>z</script><script src="//e"></script><link href="https://e">'
    )
    assert len(Breaches(html).found) == 7


@pytest.fixture
def pages(admin_client):
    opportunity = make_opportunity(topics=[make_topic()], locked_fields=["title"])
    session = make_session(opportunity)
    opportunity.title = "Anew"
    opportunity.save()
    record = opportunity.history.last()
    person = make_user()
    MissedSearch.count(["knitting"], clock.today())
    rows = {
        "provider": opportunity.provider,
        "topic": opportunity.topics.get(),
        "library": Library.objects.create(name="Fernie"),
        "federation": Federation.objects.create(name="A federation"),
        "synonyms": Synonyms.objects.create(words=["ILL", "interlibrary loan"]),
    }
    named = "admin:catalogue_{}_{}".format
    return [
        reverse("admin:index"),
        reverse("admin:app_list", args=["catalogue"]),
        desk.address(page="changelist"),
        desk.address(page="add"),
        desk.address(opportunity),
        desk.address(opportunity, "history"),
        desk.address(opportunity, "delete"),
        reverse("admin:catalogue_opportunity_restore", args=[opportunity.pk, "listing", record.pk]),
        desk.address(page="reads") + f"?starts=2026-12-09+11:00&zone={session.zone}",
        *(reverse(named(model, page)) for model in rows for page in ("changelist", "add")),
        *(reverse(named(model, "change"), args=[row.pk]) for model, row in rows.items()),
        reverse("admin:catalogue_heading_changelist"),
        reverse("admin:catalogue_missedsearch_changelist"),
        reverse("admin:auth_user_change", args=[person.pk]),
        reverse("admin:password_change"),
    ]


def test_no_page_of_the_desk_breaks_the_policy(admin_client, client, pages):
    for address in pages:
        response = admin_client.get(address)
        assert response.status_code == 200, address
        assert Breaches(response.text).found == [], address
        assert "script-src 'self';" in response.headers["Content-Security-Policy"], address
    login = client.get(reverse("admin:login"))
    assert Breaches(login.text).found == []


def test_a_refused_form_keeps_it_too(admin_client):
    response = desk.save(
        admin_client, make_opportunity(), title="", session_starts_wall="<script>x</script>"
    )
    assert Breaches(response.text).found == []


def test_the_desk_has_its_own_look_and_script(admin_client):
    page = admin_client.get(desk.address(page="add")).text
    assert "css/desk.css" in page
    assert "js/desk.js" in page
    assert "DateTimeShortcuts" not in page
