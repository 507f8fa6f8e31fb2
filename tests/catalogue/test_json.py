import datetime as dt

import pytest

from catalogue import feeds
from catalogue.models.vocabulary import SessionState, Status, Timing
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def read(client, query=""):
    response = client.get(f"/opportunities.json?{query}")
    assert response.status_code == 200
    return response.json()


def test_it_holds_what_the_list_would_show(client):
    make_opportunity(title="Free", cost="free")
    make_opportunity(title="Paid", cost="paid")
    make_opportunity(title="Draft", cost="free", status=Status.DRAFT)
    data = read(client, "cost=free")
    assert [row["title"] for row in data["listings"]] == ["Free"]
    assert data["next"] is None


def test_a_session_has_its_start_in_utc_and_in_bc(client):
    make_session(None, "2026-11-30 23:30", "2026-12-01 00:30", zone="America/Los_Angeles")
    (session,) = read(client)["listings"][0]["sessions"]
    assert session["starts"] == "2026-12-01T07:30:00Z"
    assert session["starts_bc"] == "2026-12-01T00:30:00-07:00"
    assert session["ends"] == "2026-12-01T08:30:00Z"
    assert session["first_day"] == session["last_day"] == "2026-12-01"
    assert session["zone"] == "America/Los_Angeles"


def test_a_time_nobody_stated_is_null_not_midnight(client):
    starts = clock.start_of_day(dt.date(2026, 12, 9), "America/Toronto")
    ends = clock.start_of_day(dt.date(2026, 12, 12), "America/Toronto")
    listing = make_opportunity()
    make_session(listing, starts, zone="America/Toronto", timing=Timing.DATE_ONLY)
    make_session(listing, starts, ends, zone="America/Toronto", timing=Timing.ALL_DAY)
    make_session(listing, None, state=SessionState.TO_BE_ANNOUNCED)
    one, days, none = read(client)["listings"][0]["sessions"]
    assert [each["starts"] for each in (one, days, none)] == [None, None, None]
    assert (one["first_day"], one["last_day"]) == ("2026-12-09", "2026-12-09")
    assert (days["first_day"], days["last_day"]) == ("2026-12-09", "2026-12-11")
    assert none["first_day"] is None


def test_a_listing_has_what_readers_ask(client):
    make_opportunity(
        title="hən̓q̓əmin̓əm̓",
        provider=make_provider(name="Coop", country="CA", region="BC"),
        topics=[make_topic(name="Weeding")],
        hours="1.5",
        cost="paid",
        price="43.50",
        currency="CAD",
        price_per="site",
        certificate=["live"],
        recording="available",
        recording_until=dt.date(2026, 12, 31),
    )
    response = client.get("/opportunities.json")
    assert "hən̓q̓əmin̓əm̓" in response.content.decode()
    (row,) = response.json()["listings"]
    assert row["url"] == "http://testserver/opportunities/henqeminem/"
    assert row["calendar"] == "http://testserver/opportunities/henqeminem.ics"
    assert row["provider"] == {
        "slug": "coop", "name": "Coop", "country": "CA", "region": "BC", "url": None
    }  # fmt: skip
    assert row["topics"] == ["weeding"]
    assert row["hours"] == 1.5
    assert row["price"] == {
        "amount": 43.5, "highest": None, "currency": "CAD", "per": "site", "note": ""
    }  # fmt: skip
    assert row["recording"] == {"state": "available", "url": None, "until": "2026-12-31"}
    assert row["certificate"] == ["live"]
    assert row["level"] == "not-stated"
    assert row["access"] == []


def test_pages_follow_each_other_and_keep_the_filter(client, monkeypatch):
    monkeypatch.setattr(feeds, "LISTINGS_A_PAGE", 2)
    for number in range(5):
        make_opportunity(title=f"L{number}", cost="free")
    make_opportunity(cost="paid")
    seen, query = [], "cost=free"
    for _ in range(5):
        data = read(client, query)
        seen += [row["title"] for row in data["listings"]]
        if data["next"] is None:
            break
        query = data["next"].split("?")[1]
    assert seen == ["L0", "L1", "L2", "L3", "L4"]


def test_any_site_may_read_it(client):
    assert client.get("/opportunities.json")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/opportunities.json?kind=x")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "query", ["kind=seance", "after=x", "after=-1", "after=" + "9" * 30, "after=²"]
)
def test_what_cannot_be_read_is_said(client, query):
    response = client.get(f"/opportunities.json?{query}")
    assert response.status_code == 400
    assert "could not be read" in response.json()["error"]


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_it_takes_four_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]))
    client.get("/opportunities.json")  # counts this version of the catalogue
    with django_assert_num_queries(4):  # the version, listings, sessions, topics
        client.get("/opportunities.json")


def test_the_page_that_documents_it_names_every_word(client):
    text = client.get("/about/data/").content.decode()
    for word in ("online-facilitated", "free-to-audit", "childrens-and-youth", "low-bandwidth"):
        assert f"<code>{word}</code>" in text
    data_fields = read_fields(client)
    assert [field for field in data_fields if f"<code>{field}</code>" not in text] == []


def read_fields(client):
    make_session()
    (row,) = read(client)["listings"]
    return [*row, *row["sessions"][0]]
