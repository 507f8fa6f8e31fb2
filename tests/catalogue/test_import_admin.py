"""The import's pages in the admin: choose, look, confirm; and who may."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalogue.admin import imports
from catalogue.intake import table
from catalogue.intake.columns import COLUMNS
from catalogue.models import Opportunity, Topic
from catalogue.models.vocabulary import Status
from tests.catalogue.import_tables import as_csv, bring_in, row
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalogue/opportunity/import/"


@pytest.fixture
def curator(client):
    person = make_user("Curators")
    client.force_login(person)
    return person


def upload(client, *rows, name="listings.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, as_csv(*rows))})


def hidden(page, **more: str) -> dict[str, str]:
    """What the preview's form would send."""
    found = re.findall(r'name="(table|digest)" value="([^"]*)"', page.content.decode())
    return {**dict(found), **more}


def text(page) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_the_page_has_the_address_the_desk_links_to():
    assert reverse("admin:catalogue_opportunity_import") == PAGE


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("anonymous", 302),
        ("", 403),
        ("Curators", 200),
        ("Events coordinators", 403),
        ("HR officers", 403),
        ("superuser", 200),
    ],
)
def test_only_those_who_may_import_see_the_page_or_send_to_it(client, person, status):
    if person == "superuser":
        client.force_login(make_user(is_superuser=True))
    elif person != "anonymous":
        client.force_login(make_user(person))
    assert client.get(PAGE).status_code == status
    assert upload(client, row()).status_code == status
    assert client.post(PAGE, {"table": "x", "digest": "y"}).status_code == status
    assert not Opportunity.objects.exists()


def test_a_form_from_another_site_is_refused(curator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(curator)
    assert strict.post(PAGE, {"pasted": as_csv(row()).decode()}).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client, curator, method):
    assert getattr(client, method)(PAGE).status_code == 405


def test_the_page_lists_every_column_and_every_accepted_word(client, curator):
    page = client.get(PAGE)
    for column in COLUMNS.values():
        assert f"<code>{column.name}</code>" in page.content.decode()
    assert "in-person event" in text(page)
    assert "online self-paced" in text(page)


def test_the_page_obeys_the_strict_policy(client, curator):
    for page in (client.get(PAGE), upload(client, row())):
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        content = page.content.decode()
        assert "style=" not in content
        assert not re.search(r"<script(?![^>]*src=)(?![^>]*application/json)", content)


def test_a_file_is_shown_before_anything_is_written(client, curator):
    page = upload(client, row(topics="Weeding", starts="2026-12-09 10:00", zone="US Pacific"))
    said = text(page)
    assert "1 listing: 1 new" in said
    assert "Nothing is written yet" in said
    assert "New providers: Maple Library" in said
    assert "New topics, under no heading until you choose one: Weeding" in said
    assert "Wednesday, December 9, 2026, 11:00 am BC time" in said
    assert "2026-12-09 10:00 US Pacific" in said
    assert not Opportunity.objects.exists()
    assert not Topic.objects.exists()


def test_what_was_shown_is_written_on_confirming(client, curator):
    page = upload(client, row(topics="Weeding"))
    done = client.post(PAGE, hidden(page), follow=True)
    kept = Opportunity.objects.get()
    assert kept.status == Status.IN_REVIEW
    assert kept.history.last().history_user == curator
    assert kept.history.last().history_change_reason == "Imported from listings.csv, line 2"
    assert "Imported from listings.csv: 1 listing: 1 new" in text(done)


def test_new_listings_are_published_where_asked(client, curator):
    page = upload(client, row())
    client.post(PAGE, hidden(page, publish="on"))
    assert Opportunity.objects.get().status == Status.PUBLISHED


def test_who_may_not_publish_is_not_offered_it_and_is_refused(client):
    person = make_user()
    person.user_permissions.set(
        Permission.objects.filter(codename__in=["import_opportunity", "view_opportunity"])
    )
    client.force_login(person)
    page = upload(client, row())
    assert 'name="publish"' not in page.content.decode()
    assert client.post(PAGE, hidden(page, publish="on")).status_code == 403
    assert not Opportunity.objects.exists()
    assert client.post(PAGE, hidden(page)).status_code == 302
    assert Opportunity.objects.get().status == Status.IN_REVIEW


def test_a_pasted_table_works_like_a_file_tabs_and_all(client, curator):
    pasted = "title\tprovider\tkind\nhən̓q̓əmin̓əm̓ names\tMaple\twebinar\n"
    page = client.post(PAGE, {"pasted": pasted})
    client.post(PAGE, hidden(page))
    assert Opportunity.objects.get().title == "hən̓q̓əmin̓əm̓ names"


def test_changes_and_what_is_kept_are_shown_field_by_field(client, curator):
    bring_in(row(cost="free", level="all", starts="2026-12-09 10:00", zone="BC"))
    Opportunity.objects.update(locked_fields=["level"])
    said = text(
        upload(client, row(cost="paid", level="advanced", starts="2026-12-10 10:00", zone="BC"))
    )
    assert "0 new, 1 changed" in said
    assert "2 Weeding cost Free Paid" in said
    assert "2 Weeding level All levels Advanced" in said
    assert "Wednesday, December 9, 2026, 10:00 am BC time Thursday, December 10, 2026" in said


def test_problems_are_a_table_and_what_was_pasted_is_kept(client, curator):
    pasted = as_csv(row(title="<b>Bold</b>", cost="cheap", url="javascript:alert(1)")).decode()
    page = client.post(PAGE, {"pasted": pasted})
    said = text(page)
    assert "Nothing was written. 2 problems" in said
    assert "2 cost cheap Use one of: free, free to audit, paid, mixed." in said
    assert "2 url javascript:alert(1) Write a full web address" in said
    assert "&lt;b&gt;Bold" in page.content.decode()
    assert 'name="digest"' not in page.content.decode()


def test_warnings_are_shown(client, curator):
    page = upload(
        client, row(starts="2026-07-09 10:00", zone="PST", provider_country="US"), name="b.csv"
    )
    assert "daylight time is in force" in text(page)


def test_a_table_that_changes_nothing_offers_nothing_to_confirm(client, curator):
    bring_in(row())
    page = upload(client, row())
    assert "There is nothing to write" in text(page)
    assert 'name="digest"' not in page.content.decode()


def test_a_catalogue_that_moved_on_meanwhile_is_shown_again_and_nothing_is_written(client, curator):
    bring_in(row(level="all"))
    page = upload(client, row(level="advanced"))
    Opportunity.objects.update(level="introductory")
    again = client.post(PAGE, hidden(page))
    assert "The catalogue has changed since you looked" in text(again)
    assert "2 Weeding level Introductory Advanced" in text(again)
    assert Opportunity.objects.get().level == "introductory"
    client.post(PAGE, hidden(again))
    assert Opportunity.objects.get().level == "advanced"


def test_a_second_press_of_the_button_writes_nothing_twice(client, curator):
    page = upload(client, row())
    client.post(PAGE, hidden(page))
    again = client.post(PAGE, hidden(page))
    assert "has changed since you looked" in text(again)
    assert Opportunity.objects.count() == 1


@pytest.mark.parametrize("change", ["", "x", "\x00"])
def test_a_table_that_was_not_signed_here_is_refused(client, curator, change):
    sent = hidden(upload(client, row()))
    sent["table"] = f"{change}{sent['table'][1:]}"
    page = client.post(PAGE, sent)
    assert "The preview is too old, or is not yours" in text(page)
    assert not Opportunity.objects.exists()


def test_one_persons_preview_is_not_anothers(client, curator):
    sent = hidden(upload(client, row()))
    client.force_login(make_user("Curators"))
    assert "not yours" in text(client.post(PAGE, sent))


def test_an_old_preview_is_refused(client, curator, monkeypatch):
    sent = hidden(upload(client, row()))
    monkeypatch.setattr(imports.ListingsPage, "looked_at_for", -1)
    assert "too old" in text(client.post(PAGE, sent))


@pytest.mark.parametrize(
    ("data", "right"),
    [
        ({}, "Choose a file, or paste a table."),
        ({"pasted": "   "}, "Choose a file, or paste a table."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF\x00\x81")}, "not a table of text"),
        ({"file": SimpleUploadedFile("a.csv", b"x" * (table.LARGEST + 1))}, "larger than 2 MB"),
        ({"pasted": "hello"}, "These columns are missing"),
        ({"pasted": "title\x00,provider"}, "Null characters are not allowed"),
        ({"file": SimpleUploadedFile("a" * 300 + ".csv", b"x")}, "These columns are missing"),
        (
            {"file": SimpleUploadedFile("a.csv", b"title"), "pasted": "title"},
            "Choose a file or paste a table, not both.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, curator, data, right):
    for file in data.values():
        if isinstance(file, SimpleUploadedFile):
            file.seek(0)
    page = client.post(PAGE, data)
    assert page.status_code == 200
    assert right in text(page)
    assert 'role="alert"' in page.content.decode()


def test_a_long_preview_is_cut_and_counted(client, curator):
    said = text(upload(client, *[row(title=f"Title {n}") for n in range(230)]))
    assert "230 new" in said
    assert "And 30 more." in said


def test_the_number_of_queries_of_a_preview_does_not_grow(
    client, curator, django_assert_num_queries
):
    bring_in(*[row(title=f"Title {n}", topics="A") for n in range(3)])
    for number in (1, 3):
        rows = [row(title=f"Title {n}", topics="A", level="all") for n in range(number)]
        with django_assert_num_queries(11):
            upload(client, *rows)
