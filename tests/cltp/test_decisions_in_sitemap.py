"""Search engines are told of the version of each real decision that stands."""

import pytest

from cltp import decisions
from tests.cltp.making import WHY, make_course, make_decision, make_proposed, registrar

pytestmark = pytest.mark.django_db
FILE = "/sitemap-decisions.xml"


def test_what_stands_is_told_of_and_nothing_else(client, november):
    stands = make_decision()
    make_proposed()
    make_decision(courses=[make_course(is_sample=True)], is_sample=True)
    decisions.withdraw(decision=make_decision(), by=registrar(), why=WHY)
    told = client.get(FILE).content.decode()
    assert told.count("<loc>") == 1
    assert f"<loc>http://testserver{stands.get_absolute_url()}</loc>" in told
    assert "<lastmod>2026-11-24</lastmod>" in told


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_two_queries(client, november, django_assert_num_queries, rows):
    for _ in range(rows):
        make_decision()
    with django_assert_num_queries(2):  # a count and the rows
        client.get(FILE)
