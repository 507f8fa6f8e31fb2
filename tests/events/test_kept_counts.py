"""The numbers that stay of people whose data is deleted."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Counted, KeptCount
from tests.events.making import make_edition

pytestmark = pytest.mark.django_db


def test_numbers_add_up_and_none_is_kept_of_nothing():
    edition = make_edition()
    for number in (2, 3, 0):
        KeptCount.add(edition, {Counted.ACCESS: number, Counted.DIETARY: 0})
    assert [str(each) for each in edition.kept_counts.all()] == ["Had access needs: 5"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("kept_count_what_known", {"what": "names"}),
        ("kept_count_once", {"what": "access"}),
        ("events_keptcount_number_check", {"what": "dietary", "number": -1}),
    ],
)
def test_the_database_refuses(named, told):
    edition = make_edition()
    KeptCount.objects.create(edition=edition, what="access", number=1)
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        KeptCount.objects.create(edition=edition, **told)
