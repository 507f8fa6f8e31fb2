import datetime as dt

import pytest
from django.db.models import F, JSONField, QuerySet
from django.db.models.functions import Cast

from faq.models import Notice
from learning_portal.foundation.compiled import Compiled
from tests.factories import make_notice

pytestmark = pytest.mark.django_db


def over_by(day: dt.date, text: str) -> QuerySet[Notice, tuple[int, dt.date]]:
    rows = Notice.objects.filter(last_day__lte=day, text=text).order_by("pk")
    return rows.values_list("pk", "last_day")


def test_it_answers_what_the_queryset_answers_for_each_of_the_values_given():
    for day in range(1, 5):
        make_notice(text=f"Day {day % 2}", first_day=dt.date(2026, 12, day))
    found = Compiled(over_by, dt.date.max, "?")
    for day, text, rows in ((2, "Day 0", 1), (4, "Day 1", 2), (3, "Day 1", 2), (1, "Day 0", 0)):
        asked = dt.date(2026, 12, day), text
        assert found(*asked) == list(over_by(*asked))
        assert len(found(*asked)) == rows


def test_each_call_is_one_query(django_assert_num_queries):
    found = Compiled(lambda key: Notice.objects.filter(pk=key).values_list("pk"), -1)
    with django_assert_num_queries(2):
        assert found(1) == found(2) == []


def test_a_value_that_does_not_reach_the_database_is_refused():
    found = Compiled(lambda key: Notice.objects.values_list("pk"), -1)
    with pytest.raises(AssertionError, match="not in the SQL"):
        found(1)


def test_what_django_would_convert_is_refused():
    converted = Cast(F("text"), JSONField())
    found = Compiled(lambda key: Notice.objects.filter(pk=key).values_list(converted), -1)
    with pytest.raises(AssertionError, match="Django converts"):
        found(1)
