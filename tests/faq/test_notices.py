"""Notices stand above every page for their days, which are BC's."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from faq.models import Notice
from tests.factories import make_notice

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)


def at(text):
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "shows"),
    [
        ("2026-12-01T06:59:59Z", False),
        ("2026-12-01T07:00:00Z", True),  # midnight in BC
        ("2026-12-03T06:59:59Z", True),
        ("2026-12-03T07:00:00Z", False),
    ],
)
def test_it_shows_from_its_first_day_to_the_end_of_its_last(moment, shows):
    make_notice(first_day=DAY, last_day=DAY + dt.timedelta(days=1))
    assert Notice.objects.showing(at(moment)).exists() is shows


def test_the_page_shows_it_today_and_not_tomorrow(client, november):
    make_notice(text="Closed for [the holidays](https://example.ca/)")
    html = client.get("/write/thanks/").content.decode()
    assert 'Closed for <a href="https://example.ca/"' in html
    november.shift(dt.timedelta(days=1))
    assert "Closed for" not in client.get("/write/thanks/").content.decode()


def test_without_notices_the_page_has_no_empty_frame(client):
    assert 'aria-label="Notices"' not in client.get("/write/thanks/").content.decode()


def test_an_important_one_stands_first_and_says_so_in_words(client):
    make_notice(text="Newest")
    make_notice(text="Urgent", tone="important", first_day=DAY, last_day=dt.date(2999, 1, 1))
    Notice.objects.filter(tone="important").update(first_day=dt.date(2020, 1, 1))
    html = client.get("/write/thanks/").content.decode()
    assert html.index("<strong>Important</strong>") < html.index("Urgent") < html.index("Newest")
    assert html.count("<strong>Important</strong>") == 1


def test_no_more_than_three_are_shown(client):
    for _ in range(5):
        make_notice(text="A word")
    assert client.get("/write/thanks/").content.decode().count("A word") == 3


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_they_take_one_query(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_notice()
    with django_assert_num_queries(1):
        client.get("/write/thanks/")


def test_its_markdown_is_made_safe(client):
    make_notice(text="<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    html = client.get("/write/thanks/").content.decode()
    assert "<img" not in html
    assert 'href="javascript' not in html


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("notice_last_day_not_before_first", {"first_day": "2026-12-02", "last_day": "2026-12-01"}),
        ("notice_tone_known", {"tone": "shouting"}),
    ],
)
def test_the_database_holds_its_rules(name, fields):
    notice = make_notice()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**fields)
    assert name in str(refused.value)
