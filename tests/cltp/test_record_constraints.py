"""What the database refuses of a certificate record, whoever writes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cltp.models import (
    CertificateCheck,
    CertificateRecord,
    Completion,
    LetterRequest,
    MonthlyCount,
    RecordView,
)
from learning_portal.foundation import clock
from tests.cltp.records import make_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
DAY = dt.date(2009, 6, 1)


def refuses(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def record_where(**values):
    return lambda: CertificateRecord.objects.filter(pk=make_record().pk).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("certificate_record_earned_known", {"earned": "gold"}),
        ("certificate_record_is_numbered", {"number_key": ""}),
        ("certificate_record_can_be_found", {"lookups": []}),
        ("certificate_record_withdrawn_says_why", {"withdrawn_on": DAY}),
        ("certificate_record_withdrawn_says_why", {"withdrawn_why": "x"}),
        (
            "certificate_record_withdrawn_after_issued",
            {"withdrawn_on": DAY - dt.timedelta(days=1), "withdrawn_why": "x"},
        ),
        ("certificate_record_kept_after_issued", {"retain_until": DAY}),
    ],
)
def test_a_record_is_refused(name, values):
    refuses(name, record_where(**values))


def test_two_records_of_one_number_are_refused_however_it_is_written():
    make_record(number="C-0001")
    refuses("certificate_record_number_unique", lambda: make_record(number="c 0001"))


def test_a_course_stands_once_in_a_record_and_has_a_name():
    record = make_record(courses=["Reference"])
    refuses("completion_once", lambda: Completion.objects.create(record=record, title="Reference"))
    refuses("completion_is_named", lambda: Completion.objects.create(record=record, title=""))


def test_a_request_for_a_letter_waits_once_and_says_when_it_was_decided():
    record = make_record()
    asked = {"record": record, "email": "a@example.ca"}
    LetterRequest.objects.create(**asked)
    refuses("letter_request_waits_once", lambda: LetterRequest.objects.create(**asked))
    refuses(
        "letter_request_decided_says_when",
        lambda: LetterRequest.objects.update(state="issued"),
    )
    refuses(
        "letter_request_state_known",
        lambda: LetterRequest.objects.update(state="x", decided_at=clock.now()),
    )


def test_outcomes_and_ways_of_looking_are_closed_sets():
    refuses(
        "certificate_check_outcome_known", lambda: CertificateCheck.objects.create(outcome="maybe")
    )
    refuses(
        "record_view_seen_known",
        lambda: RecordView.objects.create(person_id=1, person="a", record_id=1, seen="x"),
    )


def test_a_month_is_counted_in_one_row():
    MonthlyCount.count("postings", dt.date(2026, 11, 24))
    MonthlyCount.count("postings", dt.date(2026, 11, 1))
    MonthlyCount.count("postings", dt.date(2026, 12, 1))
    counted = MonthlyCount.objects.values_list("month", "what", "number")
    assert list(counted) == [
        (dt.date(2026, 12, 1), "postings", 1),
        (dt.date(2026, 11, 1), "postings", 2),
    ]
    refuses(
        "monthly_count_once",
        lambda: MonthlyCount.objects.create(month=dt.date(2026, 11, 1), what="postings"),
    )
    refuses(
        "monthly_count_what_known",
        lambda: MonthlyCount.objects.create(month=dt.date(2026, 11, 1), what="x"),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "--"),
        ("number", ""),
        ("family_name", "’"),
        ("family_name", " \t"),
        ("issued_on", dt.date(2026, 11, 25)),
        ("former_names", ["x"] * 11),
        ("source", ""),
    ],
)
def test_a_person_is_told_what_is_wrong(field, value):
    record = make_record()
    setattr(record, field, value)
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert field in refused.value.message_dict


def test_what_is_typed_is_tidied():
    record = make_record()
    record.number, record.family_name = "  C-\x009 ", "O'Neil\r\n"
    record.former_names = [" ", "Lee  Wong "]
    record.full_clean()
    assert (record.number, record.family_name) == ("C-9", "O'Neil")
    assert record.former_names == ["Lee Wong"]


def test_a_record_is_called_by_its_number_alone():
    assert str(make_record(number="C-7", family_name="Secret")) == "C-7"
