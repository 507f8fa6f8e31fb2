"""What readers did not find, at the desk: read and deleted, never written."""

import datetime as dt

import pytest
from django.urls import reverse

from catalogue.models import MissedSearch
from tests.factories import make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/admin/catalogue/missedsearch/"


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def miss(word, day="2026-11-24", times=1):
    for _ in range(times):
        MissedSearch.count([word], dt.date.fromisoformat(day))
    return MissedSearch.objects.get(word=word, day=day)


def change(row):
    return reverse("admin:catalogue_missedsearch_change", args=[row.pk])


def test_the_most_missed_of_the_last_30_days_come_first(curator):
    miss("old", "2026-10-25", times=9)
    miss("zines", "2026-10-26")
    miss("zines", times=2)
    miss("knitting", times=2)
    rows = curator.get(LIST).context["cl"].result_list
    assert [(row.word, row.recent, row.day.isoformat(), row.times) for row in rows] == [
        ("zines", 3, "2026-11-24", 2),
        ("zines", 3, "2026-10-26", 1),
        ("knitting", 2, "2026-11-24", 2),
        ("old", 0, "2026-10-25", 9),
    ]
    page = read(curator.get(LIST)).text
    assert "What readers looked for and did not find" in page
    assert "zines 3 Tue, Nov 24, 2026 2" in page


def test_a_word_is_searched_for_and_keeps_its_total(curator):
    miss("zines", "2026-11-20", times=2)
    miss("zines")
    miss("knitting")
    rows = curator.get(LIST, {"q": "zines"}).context["cl"].result_list
    assert [(row.word, row.recent) for row in rows] == [("zines", 3), ("zines", 3)]
    assert curator.get(LIST, {"q": "'%_\\\ufffd"}).status_code == 200


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_read_it(client, group, status):
    client.force_login(make_user(group))
    row = miss("zines")
    assert client.get(LIST).status_code == status
    assert client.get(change(row)).status_code == status
    deleted = client.post(f"{LIST}{row.pk}/delete/", {"post": "yes"})
    assert deleted.status_code == (302 if status == 200 else 403)
    assert MissedSearch.objects.exists() == (status != 200)


def test_nobody_adds_or_changes_one_not_even_the_administrator(client):
    row = miss("zines")
    for user in (make_user("Curators"), make_user(is_superuser=True)):
        client.force_login(user)
        assert client.get(f"{LIST}add/").status_code == 403
        assert client.post(change(row), {"word": "rewritten", "times": 9}).status_code == 403
    row.refresh_from_db()
    assert (row.word, row.times) == ("zines", 1)


def test_a_word_is_taken_off_every_day_at_once(curator):
    rows = [miss("zines", "2026-11-20"), miss("zines")]
    kept = miss("knitting")
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    assert "Are you sure" in read(curator.post(LIST, chosen)).text
    curator.post(LIST, {**chosen, "post": "yes"})
    assert list(MissedSearch.objects.all()) == [kept]


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_list_takes_six_queries(curator, django_assert_num_queries, rows):
    for number in range(rows):
        miss(f"word{number}")
    with django_assert_num_queries(6):  # session, person, permissions twice, count, words
        curator.get(LIST)
