"""The checks whose time is compared: each is answered as it should be, and each round is whole."""

import pytest

from bench import verification
from bench.client import CannotMeasure
from cltp.models import CertificateCheck, CertificateRecord

pytestmark = pytest.mark.django_db
RECORDS = 5


def test_each_round_asks_once_for_each_case(monkeypatch):
    monkeypatch.setattr(verification, "WARMING", 1)
    verification.load(RECORDS)
    verification.load(RECORDS)
    assert CertificateRecord.objects.count() == RECORDS
    timings = verification.measure(RECORDS, rounds=3)
    assert {case: len(each) for case, each in timings.seconds.items()} == {
        "found": 3, "wrong name": 3, "no number": 3,
    }  # fmt: skip
    outcomes = CertificateCheck.objects.values_list("outcome", flat=True)
    assert sorted(outcomes) == ["found"] * 4 + ["no-record"] * 8
    lines = list(timings.lines())
    assert len(lines) == 4
    assert lines[-1].endswith("1.000")


def test_an_answer_that_is_another_is_told(monkeypatch):
    verification.load(RECORDS)
    CertificateRecord.objects.all().delete()
    with pytest.raises(CannotMeasure, match="A check of found"):
        verification.measure(RECORDS, rounds=1)
