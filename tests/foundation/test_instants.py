"""Instants read from the database, beside what psycopg's own reader makes of the same."""

import datetime as dt

import pytest
from django.db import DataError, connection
from hypothesis import given
from hypothesis import strategies as st

from learning_portal.foundation.instants import Instant

AT_ANY_TIME = st.datetimes(timezones=st.just(dt.UTC))


def read(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}::timestamptz", values)
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_this_connection_reads_by_it():
    with connection.cursor() as cursor:
        loader = cursor.cursor.adapters.get_loader(1184, 0)
    assert loader is Instant
    assert read("'2026-12-09 12:00-07'") == dt.datetime(2026, 12, 9, 19, tzinfo=dt.UTC)
    assert read("'2026-12-09 12:00-07'").tzinfo is dt.UTC
    assert read("NULL") is None


@pytest.mark.django_db(transaction=True)
@given(at=AT_ANY_TIME)
def test_it_reads_back_what_was_written(at):
    assert read("%s", at) == at


@pytest.mark.django_db
@pytest.mark.parametrize("said", ["infinity", "-infinity", "0044-03-15 12:00:00 BC", "20000-01-01"])
def test_what_python_cannot_hold_is_refused_in_words(said):
    with pytest.raises(DataError, match="timestamp"):
        read("%s", said)
