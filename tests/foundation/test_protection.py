"""The throttle, the honeypot and the signed time, apart from any one form."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django import forms
from django.db import connection

from learning_portal.foundation import protection
from learning_portal.foundation.protection import ProtectedForm, allow

TEN_MINUTES = dt.timedelta(minutes=10)


class Guestbook(ProtectedForm):
    purpose = "guestbook"
    words = forms.CharField()


class Survey(ProtectedForm):
    purpose = "survey"


def use(rf, *, address="192.0.2.1", purpose="guestbook", limit=3, window=TEN_MINUTES, **headers):
    request = rf.post("/", REMOTE_ADDR=address, **headers)
    return allow(request, purpose=purpose, limit=limit, window=window)


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, ends, hits FROM foundation_throttle ORDER BY ends")
        return cursor.fetchall()


def sent(form, **typed):
    return {"opened": form.stamp, "website": "", **typed}


@pytest.mark.django_db
def test_a_network_passes_up_to_the_limit_and_no_further(rf, november):
    assert [use(rf) for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_another_network_another_purpose_and_another_window_are_counted_apart(rf, november):
    assert not use(rf, limit=0)
    assert use(rf, address="192.0.2.2", limit=1)
    assert use(rf, purpose="survey", limit=1)
    assert use(rf, window=dt.timedelta(hours=1), limit=1)


@pytest.mark.django_db
def test_the_next_window_begins_afresh_and_forgets_the_one_before(rf, november):
    assert use(rf, limit=1)
    assert not use(rf, limit=1)
    november.shift(TEN_MINUTES)
    assert use(rf, limit=1)
    assert len(rows()) == 1


@pytest.mark.django_db
def test_the_table_cannot_grow_past_the_windows_in_use(rf, november):
    for number in range(120):
        use(rf, address=f"192.0.2.{number}")
    assert len(rows()) == 120
    november.shift(TEN_MINUTES)
    for _ in range(3):
        use(rf)
    assert len(rows()) == 1


@pytest.mark.django_db
def test_a_spoofed_header_does_not_start_a_new_count(rf, settings, november):
    settings.TRUSTED_PROXIES = 0
    results = [use(rf, limit=1, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}") for n in range(3)]
    assert results == [True, False, False]
    settings.TRUSTED_PROXIES = 1
    results = [
        use(rf, purpose="survey", limit=1, HTTP_X_FORWARDED_FOR=f"203.0.113.{n}, 198.51.100.7")
        for n in range(3)
    ]
    assert results == [True, False, False]


@pytest.mark.django_db
def test_no_address_is_stored_and_the_hash_needs_the_portals_key(rf, settings, november):
    use(rf)
    ((key, _ends, hits),) = rows()
    assert len(key) == 64
    assert hits == 1
    settings.SECRET_KEY = "another key"
    use(rf)
    assert len({row[0] for row in rows()}) == 2


@pytest.mark.django_db
def test_the_table_is_unlogged_and_counting_is_one_query(rf, django_assert_num_queries):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'foundation_throttle'")
        assert cursor.fetchone() == ("u",)
    with django_assert_num_queries(1):
        use(rf)


@pytest.mark.django_db(transaction=True)
def test_never_more_than_the_limit_pass_at_once(rf):
    together = Barrier(8)
    day = dt.timedelta(days=1)

    def visitor(_number):
        try:
            together.wait(timeout=10)
            return [use(rf, purpose="crowd", limit=10, window=day) for _ in range(5)]
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_throttle")
    with ThreadPoolExecutor(8) as crowd:
        passed = [result for results in crowd.map(visitor, range(8)) for result in results]
    counted = [row[2] for row in rows()]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_throttle")
    assert len(passed) == 40
    assert sum(passed) == 10
    assert counted == [40]


@pytest.mark.django_db(transaction=True)
def test_visitors_who_clear_old_counters_at_once_do_not_wait_for_each_other(rf):
    together = Barrier(8)

    def visitor(number):
        try:
            together.wait(timeout=10)
            return [use(rf, address=f"192.0.2.{number}", limit=10) for _ in range(10)]
        finally:
            connection.close()

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_throttle SELECT md5(n::text) || md5(n::text), "
            "'2020-01-01T00:00:00Z', 1 FROM generate_series(1, 500) AS n"
        )
    with ThreadPoolExecutor(8) as crowd:
        passed = [result for results in crowd.map(visitor, range(8)) for result in results]
    left = [row for row in rows() if row[1].year == 2020]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM foundation_throttle")
    assert all(passed)
    assert left == []


def test_a_form_sent_by_a_person_is_accepted(november):
    data = sent(Guestbook(), words="Hello")
    november.shift(protection.YOUNGEST)
    form = Guestbook(data)
    assert form.is_valid()
    assert not form.is_caught


def test_a_form_sent_at_once_is_refused_kindly_and_passes_when_sent_again(november):
    form = Guestbook(sent(Guestbook(), words="Hello"))
    assert form.non_field_errors() == [protection.TOO_YOUNG]
    november.shift(protection.YOUNGEST)
    assert Guestbook(sent(form, words="Hello")).is_valid()


def test_where_words_are_wrong_too_only_they_are_named(november):
    form = Guestbook(sent(Guestbook(), words=""))
    assert list(form.errors) == ["words"]


def test_a_form_open_for_more_than_a_day_is_refused_and_passes_when_sent_again_at_once(november):
    data = sent(Guestbook(), words="Hello")
    november.shift(protection.OLDEST)
    assert Guestbook(data).is_valid()
    november.shift(dt.timedelta(seconds=1))
    form = Guestbook(data)
    assert form.non_field_errors() == [protection.TOO_OLD]
    assert Guestbook(sent(form, words="Hello")).is_valid()


def test_a_form_from_the_future_is_refused(november):
    november.shift(dt.timedelta(hours=1))
    data = sent(Guestbook(), words="Hello")
    november.shift(dt.timedelta(hours=-1))
    assert Guestbook(data).non_field_errors() == [protection.TOO_YOUNG]


@pytest.mark.parametrize("stamp", ["", "1700000000000", "1700000000000:forged", "\x00", "é" * 9999])
def test_a_time_nobody_signed_is_refused(november, stamp):
    form = Guestbook({"opened": stamp, "words": "Hello"})
    assert form.non_field_errors() == [protection.TOO_OLD]


def test_a_missing_time_is_refused(november):
    assert Guestbook({"words": "Hello"}).non_field_errors() == [protection.TOO_OLD]


def test_one_forms_time_does_not_open_another(november):
    data = sent(Guestbook())
    november.shift(protection.YOUNGEST)
    assert Guestbook({**data, "words": "x"}).is_valid()
    assert Survey(data).non_field_errors() == [protection.TOO_OLD]


def test_a_filled_field_that_nobody_sees_is_caught(november):
    assert Guestbook({"website": "https://spam.example", "words": "x"}).is_caught
    assert not Guestbook({"website": ""}).is_caught
    assert not Guestbook().is_caught
