"""The one command that deletes what is kept for a time only."""

import datetime as dt

import pytest
from django.core.management import call_command

from catalogue.models import MissedSearch
from faq.models import Letter
from learning_portal.foundation import clock
from tests.factories import make_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def purge(capsys):
    call_command("purge")
    return capsys.readouterr().out.splitlines()


def test_letters_go_on_their_day(capsys):
    kept = make_letter(purge_after=dt.date(2026, 11, 25))
    make_letter(purge_after=dt.date(2026, 11, 24))
    make_letter(purge_after=dt.date(2020, 1, 1), state="new")
    assert purge(capsys)[0] == "2 letters deleted, 1 kept."
    assert list(Letter.objects.all()) == [kept]
    assert purge(capsys)[0] == "0 letters deleted, 1 kept."


def test_counts_of_missed_searches_go_after_twelve_months(capsys):
    for day in ("2025-11-25", "2025-11-24", "2024-01-01", "2026-11-24"):
        MissedSearch.count(["knitting"], dt.date.fromisoformat(day))
    assert purge(capsys)[1] == "2 counts of missed searches deleted, 2 kept."
    days = MissedSearch.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [dt.date(2025, 11, 25), dt.date(2026, 11, 24)]
    assert purge(capsys)[1] == "0 counts of missed searches deleted, 2 kept."


def test_the_day_is_bcs(just_before_midnight, capsys):
    MissedSearch.count(["knitting"], dt.date(2025, 11, 25))
    assert purge(capsys)[1] == "0 counts of missed searches deleted, 1 kept."


@pytest.fixture
def just_before_midnight(november):
    """Half an hour before November 25 begins in BC; it is that day in UTC already."""
    november.move_to(clock.start_of_day(dt.date(2026, 11, 25)) - dt.timedelta(minutes=30))


def test_it_takes_a_few_statements_whatever_there_is(django_assert_num_queries):
    for number in range(3):
        make_letter(purge_after=dt.date(2026, 11, 24))
        MissedSearch.count([f"word{number}"], dt.date(2025, 1, 1))
    with django_assert_num_queries(6):  # migrations read in two; two deletions, two counts
        call_command("purge")
