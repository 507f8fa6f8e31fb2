"""The one command that deletes what is kept for a time only."""

import datetime as dt

import pytest
from django.core.management import call_command

from catalogue.models import MissedSearch
from cltp import decisions
from cltp.models import Decision, Request
from faq.models import Letter
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message, MessageAttachment, SignedLetter
from tests.factories import make_letter, make_message, make_signed_letter

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


def test_who_asked_for_an_assessment_goes_on_their_day_and_the_decision_stays(capsys):
    for day in ("2026-11-24", "2026-11-25"):
        decisions.request(training="A course", name="Ann")
        Request.objects.filter(purge_after__gt=dt.date(2027, 1, 1)).update(purge_after=day)
    assert purge(capsys)[2] == "1 request for assessments deleted, 1 kept."
    assert Decision.objects.count() == 2


def test_the_day_is_bcs(just_before_midnight, capsys):
    MissedSearch.count(["knitting"], dt.date(2025, 11, 25))
    assert purge(capsys)[1] == "0 counts of missed searches deleted, 1 kept."


@pytest.fixture
def just_before_midnight(november):
    """Half an hour before November 25 begins in BC; it is that day in UTC already."""
    november.move_to(clock.start_of_day(dt.date(2026, 11, 25)) - dt.timedelta(minutes=30))


def test_signed_letters_go_twelve_months_after_they_expired(capsys, letter_kind, november):
    for last_day in (dt.date(2025, 11, 23), dt.date(2025, 11, 24)):
        november.move_to("2025-11-01T12:00:00Z")
        make_signed_letter(expires_on=last_day)
    november.move_to("2026-11-24T17:00:00Z")
    assert purge(capsys)[3] == "1 signed letter deleted, 1 kept."
    assert SignedLetter.objects.get().expires_on == dt.date(2025, 11, 24)


def test_messages_lose_their_words_and_addresses_on_their_day_and_stay_to_be_counted(capsys):
    today, moment = dt.date(2026, 11, 24), clock.now()
    sent = make_message(
        state="sent", sent_at=moment, purge_after=today, html="<p>", reply_to="a@example.ca"
    )
    sent.attachments.create(position=0, name="a.ics", media_type="text/calendar", content=b"x")
    dead = make_message(state="dead", why="550 no", purge_after=today)
    doubt = make_message(state="in-doubt", why="?", purge_after=today)
    waiting = make_message(state="retrying", why="450 busy", purge_after=today)
    young = make_message(state="sent", sent_at=moment, purge_after=today + clock.DAY)
    assert purge(capsys)[4] == "3 messages emptied, 2 kept."
    for message in (sent, dead, doubt):
        message.refresh_from_db()
        assert message.purged_at == moment
        said = [message.to, message.reply_to, message.subject, message.text, message.html]
        assert said == [""] * 5
    assert not MessageAttachment.objects.exists()
    assert set(Message.objects.exclude(to="")) == {waiting, young}
    assert purge(capsys)[4] == "0 messages emptied, 2 kept."


def test_it_takes_a_few_statements_whatever_there_is(django_assert_num_queries):
    for number in range(3):
        make_letter(purge_after=dt.date(2026, 11, 24))
        MissedSearch.count([f"word{number}"], dt.date(2025, 1, 1))
        make_message(state="dead", why="?", purge_after=dt.date(2026, 11, 24))
    # Migrations read in two; six deletions and counts; messages found, attachments deleted,
    # messages emptied and counted, in a transaction; nine for certificate records (their own
    # test: tests/cltp/test_record_retention.py).
    # Nineteen for what people told events: five kinds, each a query in a transaction, and counts.
    with django_assert_num_queries(44):
        call_command("purge")
