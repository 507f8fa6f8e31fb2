"""The days on which an edition's personal data goes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from events.models.retention import DELETION_DAYS
from tests.events.making import at, make_edition

pytestmark = pytest.mark.django_db


def days(edition):
    return {name: str(getattr(edition, name)) for name in DELETION_DAYS}


def test_each_kind_has_a_usual_day_after_the_last():
    assert days(make_edition(ends="2027-05-13 16:00")) == {
        "needs_deleted_on": "2027-05-27",
        "travel_deleted_on": "2027-08-13",
        "messages_deleted_on": "2027-08-13",
        "feedback_names_deleted_on": "2027-11-13",
        "people_deleted_on": "2028-05-13",
    }


def test_they_follow_the_dates_except_where_somebody_decided(november):
    edition = make_edition(travel_deleted_on=dt.date(2027, 10, 1))
    edition.refresh_from_db()
    edition.starts, edition.ends = at("2027-09-01 09:00"), at("2027-09-01 16:00")
    edition.full_clean()
    edition.save()
    assert str(edition.needs_deleted_on) == "2027-09-15"
    assert str(edition.travel_deleted_on) == "2027-10-01"
    assert str(edition.people_deleted_on) == "2028-09-01"
    assert str(edition.feedback_closes_on) == "2027-10-31"


@pytest.mark.parametrize("name", DELETION_DAYS)
def test_none_may_be_before_the_event_is_over(name):
    edition = make_edition()
    setattr(edition, name, dt.date(2027, 5, 12))
    with pytest.raises(ValidationError) as refused:
        edition.full_clean()
    assert refused.value.message_dict == {
        name: ["This is before the event is over: choose a later day, or leave it empty."]
    }


def test_feedback_cannot_close_before_it_opens():
    edition = make_edition()
    edition.feedback_closes_on = dt.date(2027, 5, 11)
    with pytest.raises(ValidationError) as refused:
        edition.full_clean()
    assert list(refused.value.message_dict) == ["feedback_closes_on"]
