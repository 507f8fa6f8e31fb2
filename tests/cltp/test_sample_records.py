"""Sample records: in a demonstration only, and nobody's."""

import pytest
from django.core.management import CommandError, call_command

from cltp.certificates import checking, samples
from cltp.models import CertificateRecord
from tests.cltp.records import make_record

pytestmark = pytest.mark.django_db


def test_a_demonstration_has_one_of_each_kind_and_each_says_it_is_a_sample():
    call_command("demonstration")
    found = list(CertificateRecord.objects.all())
    assert all(each.is_sample and each.number.startswith("SAMPLE-") for each in found)
    assert {each.given_names for each in found} == {"Illustrative"}
    outcomes = {
        name: checking.check(number=name, family_name="sample").outcome
        for name in ("sample 001", "sample 002", "sample 003")
    }
    assert list(outcomes.values()) == ["found", "withdrawn", "found"]
    assert checking.check(number="SAMPLE001", family_name="old sample").outcome == "found"
    for each in found:
        each.full_clean()


def test_they_are_made_once_and_never_beside_a_record():
    assert samples.load() == 3
    assert samples.load() == 0
    CertificateRecord.objects.all().delete()
    make_record()
    assert samples.load() == 0


def test_nothing_but_the_demonstration_makes_them():
    call_command("load_starter")
    assert not CertificateRecord.objects.exists()


def test_a_deployed_portal_gets_none(settings):
    settings.DEPLOYMENT = True
    with pytest.raises(CommandError):
        call_command("demonstration")
    assert not CertificateRecord.objects.exists()
