"""What becomes of a letter: unread until read, deleted on its day, held by the database."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from faq.models import Letter
from learning_portal.foundation import clock
from tests.factories import make_letter

pytestmark = pytest.mark.django_db


def test_only_new_letters_are_unread():
    unread = make_letter()
    for state in ("read", "answered", "closed"):
        make_letter(state=state)
    assert list(Letter.objects.unread()) == [unread]


@pytest.mark.parametrize(
    ("day", "later"),
    [("2026-11-24", "2028-05-24"), ("2026-08-31", "2028-02-29"), ("2027-08-31", "2029-02-28")],
)
def test_a_letters_last_day_is_eighteen_months_on(day, later):
    assert clock.months_later(dt.date.fromisoformat(day), 18) == dt.date.fromisoformat(later)


def test_the_day_a_letter_came_is_a_bc_day():
    late = make_letter(received_at=dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC))
    assert late.purge_after == dt.date(2028, 5, 30)


def test_a_letter_is_due_from_the_start_of_its_last_day_in_bc():
    make_letter(purge_after=dt.date(2028, 5, 24))
    midnight = clock.start_of_day(dt.date(2028, 5, 24))
    assert not Letter.objects.due_for_purge(midnight - dt.timedelta(seconds=1)).exists()
    assert Letter.objects.due_for_purge(midnight).exists()


def test_what_names_a_letter_says_nothing_of_its_sender():
    letter = make_letter(
        about="barrier",
        name="Ann",
        email="ann@example.ca",
        message="Private",
        received_at=dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC),
    )
    assert str(letter) == ("A barrier: something I cannot use or reach, Monday, November 30, 2026")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("letter_about_known", {"about": "gossip"}),
        ("letter_state_known", {"state": "burnt"}),
        ("letter_says_something", {"message": ""}),
        ("letter_page_is_ours_or_web", {"page": "//example.org/"}),
        ("letter_page_is_ours_or_web", {"page": "/\\example.org/"}),
        ("letter_page_is_ours_or_web", {"page": "javascript:alert(1)"}),
        ("letter_page_is_ours_or_web", {"page": "ftp://example.org"}),
    ],
)
def test_the_database_holds_its_rules(name, fields):
    letter = make_letter()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**fields)
    assert name in str(refused.value)
