"""The desk's start page: which decisions ask for whom."""

import datetime as dt

import pytest

from cltp import decisions
from tests.cltp.making import make_decision, make_draft, make_proposed, make_training
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_of_each(november):
    decisions.request(training="X", name="Ann Other")
    make_proposed()
    training = make_training(title="T")
    make_decision(trainings=[training])
    training.title = "U"
    training.save()
    make_decision(review_by=dt.date(2026, 11, 23))
    make_draft()


@pytest.mark.parametrize(
    ("group", "asked"),
    [
        ("HR officers", ["cltp-requested", "cltp-changed", "cltp-review"]),
        ("CLTP registrars", ["cltp-requested", "cltp-proposed", "cltp-changed", "cltp-review"]),
        ("Curators", ["cltp-changed", "cltp-review"]),
        ("Events coordinators", []),
    ],
)
def test_each_sees_what_asks_for_them_and_where_it_stands(client, group, asked):
    client.force_login(make_user(group))
    response = client.get("/admin/")
    needs = [need for need in response.context["needs"] if need.key.startswith("cltp")]
    assert [need.key for need in needs] == asked
    assert "Ann Other" not in response.content.decode()
    for need in needs:
        rows = client.get(need.address).context["cl"].result_list
        assert len(rows) == need.total == 1, need.key
        assert client.get(need.first[0].address).status_code == 200
