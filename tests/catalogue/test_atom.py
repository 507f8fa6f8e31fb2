"""The Atom feed, read back by a real reader and held to what RFC 4287 demands."""

import datetime as dt
import xml.etree.ElementTree as ET

import feedparser
import pytest

from catalogue import feeds
from catalogue.models import Opportunity
from catalogue.models.vocabulary import SessionState, Status, Timing
from catalogue.outlets import atom
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, query=""):
    response = client.get(f"/opportunities.atom?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    check_musts(response.content)
    found = feedparser.parse(response.content)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def check_musts(body):
    """RFC 4287, 4.1: exactly one id, title and updated each, an author, a link to itself."""
    root = ET.fromstring(body)  # noqa: S314 - our own
    assert root.tag == f"{ATOM}feed"
    (own,) = (link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert own.get("href").startswith("http")
    entries = root.findall(f"{ATOM}entry")
    for element in [root, *entries]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.find(f"{ATOM}id").text
        assert element.find(f"{ATOM}author/{ATOM}name").text
        stated = dt.datetime.fromisoformat(element.find(f"{ATOM}updated").text)
        assert stated.utcoffset() is not None
        alternates = [
            link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"
        ]
        assert len(alternates) == 1
    ids = [entry.find(f"{ATOM}id").text for entry in entries]
    assert len(set(ids)) == len(ids)


def published(title, day, **fields):
    return make_opportunity(
        title=title, published_at=dt.datetime(2026, 11, day, tzinfo=dt.UTC), **fields
    )


def test_it_holds_what_the_list_would_show_the_newest_on_the_portal_first(client):
    make_session(published("Sooner", 1, cost="free"), "2026-12-01 10:00")
    make_session(published("Later", 2, cost="free"), "2026-12-20 10:00")
    published("Paid", 3, cost="paid")
    published("Draft", 4, cost="free", status=Status.DRAFT)
    make_session(published("Past", 5, cost="free"), "2026-11-01 10:00", "2026-11-01 11:00")
    found = read(client, "cost=free&sort=title")
    assert [entry.title for entry in found.entries] == ["Later", "Sooner"]
    assert found.feed.title == "Listings: Free · Learning Portal"
    assert found.feed.link == "http://testserver/opportunities/?cost=free"


def test_an_entry_says_what_a_reader_of_feeds_shows(client):
    listing = published(
        "Weeding",
        20,
        provider=make_provider(name="Coop"),
        summary="What to let go.",
        description="By **shelf**.",
        topics=[make_topic(name="Collections, mostly")],
    )
    make_session(listing, "2026-11-30 23:30", "2026-12-01 00:30", zone="America/Los_Angeles")
    (entry,) = read(client).entries
    when = "Tuesday, December 1, 2026, 12:30 am to 1:30 am BC time"
    assert entry.link == "http://testserver/opportunities/weeding/"
    assert entry.author == "Coop"
    assert entry.summary == f"What to let go.\nWhen: {when}"
    assert "<strong>shelf</strong>" in entry.content[0].value
    assert f"<li>{when}</li>" in entry.content[0].value
    assert entry.published == "2026-11-20T00:00:00+00:00"
    assert {(tag.term, tag.label) for tag in entry.tags} == {
        ("webinar", "Webinar"),
        ("collections-mostly", "Collections, mostly"),
    }


def test_a_time_nobody_stated_is_never_midnight(client):
    listing = make_opportunity()
    make_session(listing, "2026-12-09 00:00", timing=Timing.DATE_ONLY)
    make_session(listing, None, state=SessionState.TO_BE_ANNOUNCED)
    make_session(listing, "2026-12-10 10:00", state=SessionState.CANCELLED, label="Part 2")
    said = read(client).entries[0].content[0].value
    assert "Wednesday, December 9, 2026, time to be announced" in said
    assert "Date and time to be announced" in said
    assert "Cancelled: Part 2: Thursday, December 10, 2026, 10:00 am BC time" in said
    assert "12:00 am" not in said


def test_many_dates_are_counted_not_all_written(client):
    listing = make_opportunity()
    for day in range(1, 14):
        make_session(listing, f"2026-12-{day:02} 10:00")
    said = read(client).entries[0].content[0].value
    assert said.count("<li>") == atom.MOST_DATES
    assert "More dates: 3." in said


def test_an_id_outlives_a_new_address_a_change_and_another_host(client, settings):
    listing = make_opportunity(title="Old")
    (before,) = read(client).entries
    listing.slug, listing.title = "new", "New"
    listing.save()
    settings.SITE_ADDRESS = "https://learn.example"
    (after,) = read(client).entries
    assert after.link == "https://learn.example/opportunities/new/"
    assert after.id == before.id
    assert after.id.startswith("urn:uuid:")


def test_an_id_is_the_same_in_every_version_of_the_portal():
    listing = Opportunity(pk=42, created_at=dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC))
    assert atom.identity(listing) == "urn:uuid:05840840-964e-5744-903d-1dd0f6a050e7"


def test_updated_follows_the_listing_and_its_sessions(client, november):
    session = make_session()
    before = read(client).entries[0].updated
    november.move_to("2026-11-25T17:00:00Z")
    session.city = "Nelson"
    session.save()
    found = read(client)
    assert before < found.entries[0].updated == "2026-11-25T17:00:00+00:00" == found.feed.updated


HOSTILE = "]]> <b>&amp;</b> \x00\x07\x0b\x1f\ufffe\uffff \"'💡"


@pytest.mark.parametrize(
    "title",
    ["Sḵwx̱wú7mesh", "hən̓q̓əmin̓əm̓", "səl̓ílwətaɬ", "Hudson's Hope", "<script>alert(1)</script>"],
)
def test_names_survive_and_markup_is_text(client, title):
    listing = make_opportunity(title="x", slug="x", provider=make_provider(name=title))
    Opportunity.objects.filter(pk=listing.pk).update(title=title, summary=title)
    (entry,) = read(client).entries
    response = client.get("/opportunities.atom").content.decode()
    (found,) = ET.fromstring(response).findall(f"{ATOM}entry")  # noqa: S314 - our own
    assert found.find(f"{ATOM}title").text == title
    assert found.find(f"{ATOM}summary").text == title
    assert entry.author == title
    assert "<script" not in response


def test_what_xml_cannot_hold_is_left_out():
    listing = make_opportunity(topics=[make_topic()])
    listing.title = listing.summary = listing.provider.name = HOSTILE
    body = atom.feed([listing], title=HOSTILE, site="https://p.example", page="/", own="/a",
                     at=listing.created_at)  # fmt: skip
    check_musts(body)
    (entry,) = ET.fromstring(body).findall(f"{ATOM}entry")  # noqa: S314 - our own
    expected = "]]> <b>&amp;</b>  \"'💡"
    assert entry.find(f"{ATOM}title").text == expected
    assert entry.find(f"{ATOM}author/{ATOM}name").text == expected


def test_a_link_within_the_portal_leads_there_from_a_feed_reader(client):
    make_opportunity(description="[Ask](/write/)")
    assert 'href="http://testserver/write/"' in read(client).entries[0].content[0].value


def test_a_sample_says_so(client):
    make_opportunity(origin="sample")
    assert "made up, nobody offers it" in read(client).entries[0].content[0].value


@pytest.mark.parametrize("query", ["", "q=zzzz"])
def test_a_feed_of_nothing_is_a_feed(client, query):
    assert read(client, query).entries == []


def test_it_is_capped(client, monkeypatch):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 2)
    for day in (1, 3, 2):
        published(f"Day {day}", day)
    assert [entry.title for entry in read(client).entries] == ["Day 3", "Day 2"]


@pytest.mark.parametrize("query", ["kind=seance", "from=2026-02-31", "sort=x", "q=" + "x" * 201])
def test_a_filter_that_cannot_be_read_is_refused_not_widened(client, query):
    response = client.get(f"/opportunities.atom?{query}")
    assert response.status_code == 400
    assert "This address could not be read" in response.content.decode()
    assert response["Content-Type"].startswith("text/plain")


def test_any_site_may_read_it_and_keep_it_a_while(client):
    response = client.get("/opportunities.atom")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert client.head("/opportunities.atom").status_code == 200
    assert getattr(client, method)("/opportunities.atom").status_code == 405


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_it_takes_four_queries(client, assert_queries_once_counted, rows):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]))
    with assert_queries_once_counted(4):  # filters, listings, sessions, topics
        client.get("/opportunities.atom")


@pytest.mark.parametrize("address", ["/opportunities/?cost=free", "/providers/coop/", "/topics/t/"])
def test_a_feed_reader_finds_it_from_the_pages_it_follows(client, address):
    make_opportunity(
        title="L", cost="free", provider=make_provider(name="Coop"), topics=[make_topic(name="T")]
    )
    page = client.get(address).content.decode()
    _, query = address.split("?") if "?" in address else ("", "")
    query = query or {"providers": "provider=coop", "topics": "topic=t"}[address.split("/")[1]]
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'href="/opportunities.atom?{query}"' in page
    assert [entry.title for entry in read(client, query).entries] == ["L"]
