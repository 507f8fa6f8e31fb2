"""/opportunities/embed/: a list for any site to frame, and the lines its makers paste."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from catalogue.models.vocabulary import SessionState, Status
from catalogue.outlets.snippet import snippet
from tests.factories import make_opportunity, make_provider, make_session, make_topic, make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
EMBED = "/opportunities/embed/"


def shown(client, query=""):
    response = client.get(f"{EMBED}?{query}")
    assert response.status_code == 200
    return read(response)


def test_it_shows_the_soonest_of_a_filter_with_links_to_the_portal(client):
    make_session(make_opportunity(title="Later", cost="free"), "2026-12-20 10:00")
    make_session(make_opportunity(title="Sooner", cost="free"), "2026-12-01 10:00")
    make_opportunity(title="Paid", cost="paid")
    make_opportunity(title="Draft", cost="free", status=Status.DRAFT)
    page = shown(client, "cost=free&sort=title")
    assert page.titles == ["Listings: Free", "Sooner", "Later"]
    assert page.links == [
        ("Sooner", "/opportunities/sooner/"),
        ("Later", "/opportunities/later/"),
        ("See the full list on the Learning Portal", "/opportunities/?cost=free"),
    ]


def test_times_are_bcs_whatever_clock_a_reader_chose(client):
    make_session(None, "2026-11-30 23:30", "2026-12-01 00:30", zone="America/Los_Angeles")
    before = client.get(EMBED).content
    client.cookies["clock"] = "newfoundland"
    response = client.get(EMBED)
    assert response.content == before
    page = read(response)
    assert page.times == [("Tue, Dec 1, 2026, 12:30 am", "2026-12-01T07:30:00Z")]
    assert "to 1:30 am BC time" in page.text
    assert "11:30 pm to Tue, Dec 1, 12:30 am US Pacific time" in page.text


def test_every_reader_gets_the_same_and_no_cookie(client):
    make_session()
    before = client.get(EMBED)
    client.force_login(make_user("Curators"))
    client.get("/write/")
    after = client.get(EMBED)
    assert after.content == before.content
    for response in (before, after):
        assert not response.cookies
        assert response["Vary"] == "Accept-Encoding"  # nothing of who asks
        assert response["Cache-Control"] == "public, max-age=900"


@pytest.mark.parametrize("query", ["", "n=3", "n=x", "kind=seance"])
def test_it_alone_may_be_framed_by_any_site(client, query):
    response = client.get(f"{EMBED}?{query}")
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not response.has_header("X-Frame-Options")


@pytest.mark.parametrize(
    "address",
    ["/", "/opportunities/", "/about/data/", "/admin/login/", "/opportunities/embed.css",
     "/opportunities/embed/x/"],
)  # fmt: skip
def test_no_other_page_may_be_framed(client, address):
    response = client.get(address)
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_it_is_light_and_runs_nothing(client):
    for _ in range(30):
        make_session(make_opportunity(title="x" * 60, summary="y" * 400, topics=[make_topic()]))
    said = client.get(EMBED).content
    assert len(said) < 8 * 1024
    for absent in (b"<script", b"<style", b"style=", b"<header", b"<footer", b"<form", b"http://"):
        assert absent not in said


@pytest.mark.parametrize(("query", "rows"), [("", 10), ("n=1", 1), ("n=25", 25)])
def test_it_shows_as_many_as_asked(client, query, rows):
    provider = make_provider()
    for _ in range(30):
        make_opportunity(provider=provider)
    assert len(shown(client, query).titles) == 1 + rows


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "';}body{x:url(//a)"]
WRONG = [
    *[(name, value) for name in ("theme", "accent", "n") for value in HOSTILE],
    ("n", "0"), ("n", "26"), ("n", "-1"), ("n", "1.5"), ("n", "٣x"), ("n", "9" * 500),
    ("theme", "Dark"), ("theme", "light dark"), ("theme", "url(x)"),
    ("accent", "#255a90"), ("accent", "25a"), ("accent", "255a9g"), ("accent", "255a90;"),
    ("accent", "255a90\n}"), ("accent", "red"), ("accent", "２55a90"),
    ("kind", "<script>alert(1)</script>"), ("from", "<b>"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_read_is_explained_and_inert(client, name, value):
    response = client.get(EMBED, {name: value})
    assert response.status_code == 400
    assert "Cache-Control" not in response
    page = read(response)
    assert page.titles == ["This list could not be read"]
    assert page.links == [("How to put a list on your site", "/about/data/#embed")]
    assert "<script" not in response.content.decode()
    assert "<img" not in response.content.decode()
    assert 'class="theme-auto"' in response.content.decode()


@pytest.mark.parametrize("words", HOSTILE)
def test_words_searched_for_are_text(client, words):
    make_opportunity(title=words, provider=make_provider(name=words))
    said = client.get(EMBED, {"q": words}).content.decode()
    assert "<script" not in said
    assert "<img" not in said


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_a_theme_is_a_class_of_the_page(client, theme):
    assert f'class="theme-{theme}"' in client.get(f"{EMBED}?theme={theme}").content.decode()


def test_an_accent_is_a_style_sheet_of_our_own(client):
    said = client.get(f"{EMBED}?accent=255A90").content.decode()
    (address,) = re.findall(r'href="(/opportunities/embed\.css[^"]*)"', said)
    response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response.content == b":root { --accent: #255a90; }\n"
    assert client.get("/opportunities/embed.css").content == b""
    assert "embed.css?" not in client.get(EMBED).content.decode()


@pytest.mark.parametrize("accent", [*HOSTILE, "red", "255a90\n", "255a90}", "%23255a90"])
def test_a_style_sheet_holds_a_colour_or_nothing(client, accent):
    response = client.get("/opportunities/embed.css", {"accent": accent})
    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert "six digits" in response.content.decode()


SHEETS = Path(site_settings.BASE_DIR) / "static/css"


def test_an_accent_never_paints_what_is_read():
    sheet = (SHEETS / "embed.css").read_text()
    assert re.findall(r"([\w-]+):[^;{}]*var\(--accent", sheet) == ["border-top"]


@pytest.mark.parametrize(("theme", "place"), [("light", 0), ("dark", 1)])
def test_a_forced_theme_has_the_colours_of_the_portal(theme, place):
    """The tokens stand light first, then dark."""
    tokens = (SHEETS / "tokens.css").read_text()
    (forced,) = re.findall(rf"theme-{theme} {{(.*)}}", (SHEETS / "embed.css").read_text())
    colours = re.findall(r"(--[\w-]+): (#\w+);", forced)
    assert len(colours) == 7
    for name, colour in colours:
        assert re.findall(rf"{name}: (#\w+);", tokens)[place] == colour


def test_states_are_said_in_words(client):
    make_session(make_opportunity(origin="sample"), "2026-12-01 10:00")
    make_session(None, "2026-12-02 10:00", state=SessionState.CANCELLED)
    make_session(make_opportunity(title="Old"), "2026-11-01 10:00", "2026-11-01 11:00")
    text = shown(client).text
    assert "Sample: made up, nobody offers it." in text
    assert "Cancelled." in text
    assert "Past." in shown(client, "when=past").text


def test_names_survive(client):
    make_opportunity(title="hən̓q̓əmin̓əm̓ for staff", provider=make_provider(name="Sḵwx̱wú7mesh"))
    page = shown(client)
    assert "hən̓q̓əmin̓əm̓ for staff" in page.titles
    assert "Sḵwx̱wú7mesh" in page.text


def test_an_empty_list_says_so(client):
    page = shown(client, "cost=free")
    assert "Nothing matches just now" in page.text
    assert page.links[-1][1] == "/opportunities/?cost=free"


@pytest.mark.parametrize("address", [EMBED, "/opportunities/embed.css?accent=255a90"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, address, method):
    assert client.head(address).status_code == 200
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_it_takes_three_queries(client, assert_queries_once_counted, rows):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]))
    with assert_queries_once_counted(3):  # filters, listings, sessions
        client.get(f"{EMBED}?n=25")


class Frames(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def pasted(client, query=""):
    """What a page gets that has the snippet pasted into it: tags and their attributes."""
    said = client.get(f"/about/data/?{query}").content.decode()
    (shown,) = re.findall(r'<textarea id="snippet"[^>]*>(.*?)</textarea>', said, re.S)
    assert "<" not in shown
    return Frames(html.unescape(shown)).found


def test_the_list_leads_to_lines_that_show_it_elsewhere(client, settings):
    settings.SITE_ADDRESS = "https://learn.example"
    make_opportunity(title="L", cost="free", kind="course")
    links = dict(read(client.get("/opportunities/?cost=free&kind=course&sort=title")).links)
    address = links["Put this list on your site"]
    assert address.endswith("#embed")
    ((tag, attributes),) = pasted(client, address.partition("?")[2].removesuffix("#embed"))
    assert tag == "iframe"
    assert attributes["src"] == ("https://learn.example/opportunities/embed/?kind=course&cost=free")
    assert attributes["title"] == "Learning Portal, Listings: Course, Free"
    assert "L" in shown(client, attributes["src"].partition("?")[2]).titles


def test_the_lines_hold_the_look_that_was_chosen(client):
    ((_, attributes),) = pasted(client, "cost=free&n=5&theme=dark&accent=FF0000")
    assert attributes["src"].endswith("/?cost=free&n=5&theme=dark&accent=ff0000")
    ((_, attributes),) = pasted(client, "n=10&theme=auto&accent=")
    assert attributes["src"].endswith("/opportunities/embed/")


@pytest.mark.parametrize("words", [*HOSTILE, "</textarea><script>alert(1)</script>", "a&b=c"])
def test_words_cannot_break_out_of_the_lines(client, words):
    response = client.get("/about/data/", {"q": words})
    assert "<script>alert" not in response.content.decode()
    ((tag, attributes),) = pasted(client, response.request["QUERY_STRING"])
    assert tag == "iframe"
    assert set(attributes) == {"src", "title", "width", "height", "loading"}
    assert words in attributes["title"]


def test_a_snippet_escapes_what_it_is_given():
    ((tag, attributes),) = Frames(snippet('https://a/?b="c&d', '"><b>')).found
    assert (tag, attributes["src"], attributes["title"]) == ("iframe", 'https://a/?b="c&d', '"><b>')


@pytest.mark.parametrize(
    ("query", "said"),
    [("theme=x", "“theme” is one of light"), ("kind=seance", "is not a choice of “Kind”")],
)
def test_lines_for_what_cannot_be_read_are_not_made(client, query, said):
    response = client.get(f"/about/data/?{query}")
    assert response.status_code == 400
    assert said in read(response).text
    assert b'id="snippet"' not in response.content


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_the_lines_takes_two_queries(client, assert_queries_once_counted, rows):
    for _ in range(rows):
        make_opportunity(topics=[make_topic()])
    with assert_queries_once_counted(2):  # filters, notices
        client.get("/about/data/?cost=free")
