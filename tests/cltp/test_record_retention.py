"""What is kept of certificates goes on its day, by the purge that runs once a day."""

import datetime as dt

import pytest
from django.core.management import call_command

from cltp.certificates import letters, retention
from cltp.models import CertificateCheck, CertificateRecord, Completion, LetterRequest, RecordView
from learning_portal.foundation import clock
from learning_portal.foundation.models import SignedLetter
from tests.cltp.records import make_record
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
TODAY = dt.date(2026, 11, 24)


def purge(capsys):
    call_command("purge")
    return capsys.readouterr().out


def test_a_record_goes_on_its_day_with_its_courses_requests_and_letters(capsys):
    kept = make_record(retain_until=TODAY + clock.DAY, courses=["A"])
    gone = make_record(retain_until=TODAY, courses=["A", "B"])
    for record in (kept, gone):
        request = letters.ask(record_id=record.pk, email="a@example.ca")
        letters.issue(request=request, by=make_user(), site="https://x.example")
    said = purge(capsys)
    assert "1 certificate record deleted." in said
    assert "1 letter request deleted." in said
    assert list(CertificateRecord.objects.all()) == [kept]
    assert list(Completion.objects.values_list("record", flat=True)) == [kept.pk]
    assert [each.about for each in SignedLetter.objects.all()] == [letters.about(kept)]
    assert "0 certificate records deleted." in purge(capsys)


def test_a_request_goes_ninety_days_after_it_was_made(capsys, november):
    letters.ask(record_id=make_record().pk, email="a@example.ca")
    november.shift(dt.timedelta(days=89))
    assert "0 letter requests deleted." in purge(capsys)
    november.shift(dt.timedelta(days=1))
    assert "1 letter request deleted." in purge(capsys)
    assert not LetterRequest.objects.exists()


@pytest.mark.parametrize(
    ("model", "fields", "what"),
    [
        (CertificateCheck, {"outcome": "found"}, "certificate check"),
        (
            RecordView,
            {"person_id": 1, "person": "a", "record_id": 1, "seen": "record"},
            "record view",
        ),
    ],
)
def test_a_row_of_the_logs_goes_after_two_years(capsys, model, fields, what):
    last = clock.start_of_day(dt.date(2024, 11, 25))  # the first day that is kept
    model.objects.create(at=last, **fields)
    model.objects.create(at=last - dt.timedelta(seconds=1), **fields)
    assert f"1 {what} deleted." in purge(capsys)
    assert [row.at for row in model.objects.all()] == [last]


def test_the_log_outlives_the_record(capsys):
    record = make_record(retain_until=TODAY)
    RecordView.objects.create(person_id=1, person="a", record_id=record.pk, seen="record")
    purge(capsys)
    assert RecordView.objects.get().record_id == record.pk


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_seventeen_statements_whatever_is_due(django_assert_num_queries, number):
    for _ in range(number):
        record = make_record(retain_until=TODAY, courses=["A"])
        request = letters.ask(record_id=record.pk, email="a@example.ca")
        letters.issue(request=request, by=make_user(), site="https://x.example")
        CertificateCheck.objects.create(outcome="found", at=clock.start_of_day(dt.date(2020, 1, 1)))
    # a savepoint and what it may, both ends; requests; records due, their letters, courses and
    # requests, each found and deleted; what else stands on a letter; which it replaced; two logs
    with django_assert_num_queries(17):
        retention.purge(at=clock.now())
