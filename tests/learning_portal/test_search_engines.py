"""/sitemap.xml, /robots.txt and /opensearch.xml."""

import datetime as dt
import re
import urllib.robotparser
import xml.etree.ElementTree as ET

import pytest
from django.templatetags.static import static

from catalogue.models.vocabulary import Origin, Status
from learning_portal import sitemaps
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def parsed(client, address, kind):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].split(";")[0] == kind
    return ET.fromstring(response.content)  # noqa: S314 - our own


def told(client, address):
    """{address: day of its last change or None} of one file."""
    root = parsed(client, address, "application/xml")
    assert root.tag == f"{SITEMAP}urlset"
    return {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in root}


def files(client):
    root = parsed(client, "/sitemap.xml", "application/xml")
    assert root.tag == f"{SITEMAP}sitemapindex"
    return [file.findtext(f"{SITEMAP}loc") for file in root]


def path_of(address):
    return address.removeprefix("http://testserver")


def every_address(client):
    return {each for file in files(client) for each in told(client, path_of(file))}


def test_every_page_told_of_is_there_and_open(client):
    make_session(
        make_opportunity(provider=make_provider(name="Coop"), topics=[make_topic(name="T")])
    )
    found = every_address(client)
    assert {"http://testserver/", "http://testserver/faq/", "http://testserver/cltp/"} < found
    assert {path_of(each) for each in found} >= {
        "/providers/coop/", "/topics/t/", "/events/", "/opportunities/calendar/"
    }  # fmt: skip
    rules = Rules(client)
    for address in found:
        response = client.get(path_of(address))
        assert response.status_code == 200, address
        assert b"noindex" not in response.content, address
        assert rules.are_open(path_of(address)), address


def test_listings_are_told_of_current_and_past_and_no_others(client):
    make_opportunity(title="Current")
    make_session(make_opportunity(title="Past"), "2026-11-01 10:00", "2026-11-01 11:00")
    for status in set(Status) - {Status.PUBLISHED}:
        make_opportunity(title=status, status=status)
    assert list(told(client, "/sitemap-listings.xml")) == [
        "http://testserver/opportunities/current/",
        "http://testserver/opportunities/past/",
    ]


def test_a_file_without_an_address_is_left_out(client):
    assert [path_of(file) for file in files(client)] == ["/sitemap-pages.xml"]
    make_opportunity(topics=[make_topic()])
    found = files(client)
    assert {path_of(file) for file in found} == {
        f"/sitemap-{name}.xml" for name in ("pages", "listings", "providers", "topics")
    }
    assert all(told(client, path_of(file)) for file in found)


def test_samples_are_for_nobody_to_find(client):
    for kind, named in ((Origin.SAMPLE, "Made up"), (Origin.STARTER, "Real")):
        make_opportunity(
            title=named, provider=make_provider(name=named), topics=[make_topic(name=named)],
            origin=kind,
        )  # fmt: skip
    found = {path_of(each) for each in every_address(client)}
    assert found >= {"/opportunities/real/", "/providers/real/", "/topics/real/"}
    assert not [each for each in found if "made-up" in each]


def test_a_listing_changed_when_its_sessions_did(client, november):
    make_opportunity(title="Still")
    session = make_session(make_opportunity(title="Moved"))
    november.move_to("2026-11-30T17:00:00Z")
    session.city = "Nelson"
    session.save()
    assert list(told(client, "/sitemap-listings.xml").values()) == ["2026-11-24", "2026-11-30"]


@pytest.mark.parametrize(
    ("section", "make"), [("providers", make_provider), ("topics", make_topic)]
)
def test_only_those_with_current_listings_are_told_of(client, november, section, make):
    def listing(of, **fields):
        named = {"provider": of} if section == "providers" else {"topics": [of]}
        return make_opportunity(**named, **fields)

    busy, past, hidden = make(name="Busy"), make(name="Past"), make(name="Hidden")
    make(name="None")
    listing(busy)
    listing(hidden, status=Status.DRAFT)
    make_session(listing(past), "2026-11-01 10:00", "2026-11-01 11:00")
    november.move_to("2026-11-26T17:00:00Z")
    listing(busy)
    listing(busy, status=Status.DRAFT)
    assert told(client, f"/sitemap-{section}.xml") == {
        f"http://testserver/{section}/busy/": "2026-11-26"
    }


def test_a_long_sitemap_is_several_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps.Portal, "limit", 2)
    made = {make_opportunity().slug for _ in range(5)}
    pages = [path_of(file) for file in files(client) if "listings" in file]
    assert pages == [
        "/sitemap-listings.xml", "/sitemap-listings.xml?p=2", "/sitemap-listings.xml?p=3"
    ]  # fmt: skip
    found = [address for page in pages for address in told(client, page)]
    assert {address.split("/")[-2] for address in found} == made
    assert len(found) == 5


@pytest.mark.parametrize(
    "address",
    ["/sitemap-nothing.xml", "/sitemap-listings.xml?p=2", "/sitemap-listings.xml?p=x",
     "/sitemap-listings.xml?p=-1", "/sitemap-listings.xml?p=" + "9" * 30],
)  # fmt: skip
def test_a_file_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_addresses_are_the_sites_configured_one(client, settings):
    settings.SITE_ADDRESS = "https://learn.example"
    make_opportunity(title="L")
    assert files(client)[0] == "https://learn.example/sitemap-pages.xml"
    assert list(told(client, "/sitemap-listings.xml")) == ["https://learn.example/opportunities/l/"]
    assert (
        "Sitemap: https://learn.example/sitemap.xml" in client.get("/robots.txt").content.decode()
    )
    said = client.get("/opensearch.xml").content.decode()
    assert "testserver" not in said


@pytest.mark.parametrize("rows", [1, 3, 50])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("/sitemap.xml", 6), ("/sitemap-pages.xml", 0), ("/sitemap-listings.xml", 2),
     ("/sitemap-providers.xml", 2), ("/sitemap-topics.xml", 2),
     ("/sitemap-decisions.xml", 1), ("/sitemap-courses.xml", 1),
     ("/sitemap-certificates.xml", 1), ("/robots.txt", 0),
     ("/opensearch.xml", 0)],
)  # fmt: skip
def test_queries_do_not_grow_with_the_catalogue(
    client, django_assert_num_queries, address, queries, rows
):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]))
    with django_assert_num_queries(queries):  # a count and the rows of each
        client.get(address)


class Rules:
    """Read as RFC 9309 has it: a path is closed where a rule matches its beginning."""

    def __init__(self, client):
        response = client.get("/robots.txt")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        lines = response.content.decode().splitlines()
        assert lines[0] == "User-agent: *"
        self.simple = urllib.robotparser.RobotFileParser()  # knows no stars
        self.simple.parse(lines)
        self.closed = [
            re.compile(re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*"))
            for line in lines
            if line.startswith("Disallow: ")
        ]

    def are_open(self, address):
        return not any(rule.match(address) for rule in self.closed)


@pytest.mark.parametrize(
    "address",
    ["/", "/opportunities/", "/opportunities/l/", "/opportunities/embedding-data/", "/faq/",
     "/about/data/", "/static/css/portal.css", "/sitemap.xml", "/sitemap-listings.xml?p=2"],
)  # fmt: skip
def test_pages_are_open_to_search_engines(client, address):
    rules = Rules(client)
    assert rules.are_open(address)
    assert rules.simple.can_fetch("*", address)


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/login/", "/write/?about=need", "/clock/?next=/", "/opportunities/?q=x",
     "/opportunities/?cost=free&page=2", "/opportunities/embed/", "/opportunities.ics?cost=free",
     "/about/data/?cost=free"],
)  # fmt: skip
def test_the_desk_forms_and_endless_filters_are_closed_to_them(client, address):
    assert not Rules(client).are_open(address)


def test_robots_are_told_where_the_sitemap_is(client):
    (where,) = Rules(client).simple.site_maps()
    assert where == "http://testserver/sitemap.xml"
    assert client.get(path_of(where)).status_code == 200


def test_a_browser_can_add_the_search(client):
    make_opportunity(title="Weeding & more")
    root = parsed(client, "/opensearch.xml", "application/opensearchdescription+xml")
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName")) <= 16
    assert len(root.findtext(f"{OPENSEARCH}LongName")) <= 48
    assert len(root.findtext(f"{OPENSEARCH}Description")) <= 1024
    assert root.findtext(f"{OPENSEARCH}InputEncoding") == "UTF-8"
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    wanted = templates["text/html"]
    assert wanted == "http://testserver/opportunities/?q={searchTerms}"
    page = client.get(path_of(wanted).replace("{searchTerms}", "weeding%20more"))
    assert "<mark>Weeding</mark> &amp; more" in page.content.decode()
    icon = path_of(root.findtext(f"{OPENSEARCH}Image"))
    assert icon == "/static/img/icon.svg"


@pytest.mark.parametrize("address", ["/", "/opportunities/", "/faq/", "/no-such-page/"])
def test_every_page_names_the_search(client, address):
    said = client.get(address).content.decode()
    assert '<link rel="search" href="/opensearch.xml"' in said


@pytest.mark.parametrize(
    "address", ["/sitemap.xml", "/sitemap-pages.xml", "/robots.txt", "/opensearch.xml"]
)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_they_are_only_read(client, address, method):
    assert client.head(address).status_code == 200
    assert getattr(client, method)(address).status_code == 405


def test_days_are_bcs(client, november):
    november.move_to(dt.datetime(2026, 12, 1, 6, 30, tzinfo=dt.UTC))
    make_opportunity()
    assert list(told(client, "/sitemap-listings.xml").values()) == ["2026-11-30"]


def test_the_icon_is_found_where_browsers_ask_unasked(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/favicon.ico")
    assert response.status_code == 302  # its address changes with it
    assert response["Location"] == static("img/icon.svg")
    assert response["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    assert client.get("/favicon.ico/x").status_code == 404
