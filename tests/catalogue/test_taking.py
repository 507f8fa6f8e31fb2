"""What the pages offer to take along: calendars that follow, copies, and calendars on the web."""

import re

import icalendar
import pytest

from catalogue.models.vocabulary import SessionState
from catalogue.templatetags import taking
from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
WEB = ("https://calendar.google.com/", "https://outlook.office.com/")


def links_of(client, address):
    return read(client.get(address)).links


def on_the_web(links):
    return [(said, address) for said, address in links if address.startswith(WEB)]


def test_a_list_is_followed_or_copied_and_says_which(client):
    make_session(make_opportunity(title="L", cost="free"))
    page = read(client.get("/opportunities/?cost=free&kind=webinar"))
    links = dict(page.links)
    asked = "opportunities.ics?kind=webinar&cost=free"
    assert links["Subscribe (keeps itself up to date)"] == f"webcal://testserver/{asked}"
    assert links["Download (a copy)"] == f"/{asked}"
    assert links["Feed of new listings (Atom)"].startswith("/opportunities.atom?")
    assert "Google Calendar often takes up to a day" in page.text
    assert client.get(links["Download (a copy)"]).status_code == 200


@pytest.mark.parametrize("address", ["/providers/coop/", "/topics/t/"])
def test_a_provider_and_a_topic_are_followed_too(client, address):
    make_session(
        make_opportunity(provider=make_provider(name="Coop"), topics=[make_topic(name="T")])
    )
    links = dict(links_of(client, address))
    assert links["Subscribe (keeps itself up to date)"].startswith("webcal://testserver/opp")
    taken = icalendar.Calendar.from_ical(client.get(links["Download (a copy)"]).content)
    assert len(taken.walk("VEVENT")) == 1


def test_a_subscription_is_built_from_the_sites_configured_address(client, settings):
    settings.SITE_ADDRESS = "https://learn.example"
    links = dict(
        links_of(client, make_session(make_opportunity(title="L")).opportunity.get_absolute_url())
    )
    assert links["Subscribe (keeps itself up to date)"] == (
        "webcal://learn.example/opportunities/l.ics"
    )
    assert links["Download (a copy)"] == "/opportunities/l.ics"


def test_a_list_that_could_not_be_read_offers_nothing_to_take(client):
    said = client.get("/opportunities/?kind=seance").content.decode()
    assert "webcal:" not in said
    assert "opportunities.atom" not in said


def test_one_date_is_added_to_a_calendar_on_the_web(client):
    session = make_session(make_opportunity(title="L"), "2026-12-09 12:00")
    found = on_the_web(links_of(client, session.opportunity.get_absolute_url()))
    assert [said for said, _ in found] == ["Add to Google Calendar", "Add to Outlook"]
    assert all("20261209T190000Z" in a or "2026-12-09T19%3A00%3A00Z" in a for _, a in found)
    assert all("http%3A%2F%2Ftestserver%2Fopportunities%2Fl%2F" in address for _, address in found)


def test_such_a_link_gives_the_other_site_nothing_and_none_is_asked_before(client):
    session = make_session()
    html = client.get(session.opportunity.get_absolute_url()).content.decode()
    tags = re.findall(r"<[^>]*https://(?:calendar\.google|outlook\.office)[^>]*>", html)
    assert len(tags) == 2
    assert all(re.match(r'<a href="[^"]+" rel="noopener nofollow">', tag) for tag in tags)


def test_of_several_dates_each_is_named(client):
    listing = make_opportunity()
    for day in (1, 2, 3):
        make_session(listing, f"2026-12-0{day} 10:00", label=f"Part {day}")
    found = on_the_web(links_of(client, listing.get_absolute_url()))
    assert len(found) == 6
    assert len({said for said, _ in found}) == 6
    assert found[0][0] == "Add Tuesday, December 1, 2026, 10:00 am to Google Calendar"


def test_many_dates_do_not_drown_the_page(client):
    listing = make_opportunity()
    for day in range(1, 14):
        make_session(listing, f"2026-12-{day:02} 10:00")
    page = read(client.get(listing.get_absolute_url()))
    assert len(on_the_web(page.links)) == 2 * taking.MOST_DATES
    assert "The file above holds 3 more dates." in page.text


def test_what_is_past_cancelled_or_to_be_announced_is_not_added_by_hand(client):
    listing = make_opportunity()
    make_session(listing, "2026-11-01 10:00", "2026-11-01 11:00")
    make_session(listing, "2026-12-01 10:00", state=SessionState.CANCELLED)
    make_session(listing, "2026-12-02 10:00", state=SessionState.TO_BE_ANNOUNCED)
    make_session(listing, None, state=SessionState.TO_BE_ANNOUNCED)
    links = links_of(client, listing.get_absolute_url())
    assert on_the_web(links) == []
    assert "Download (a copy)" in dict(links)


def test_a_past_listing_can_be_copied_but_not_followed(client):
    session = make_session(None, "2026-11-01 10:00", "2026-11-01 11:00")
    links = dict(links_of(client, session.opportunity.get_absolute_url()))
    assert "Download (a copy)" in links
    assert "Subscribe (keeps itself up to date)" not in links
    assert on_the_web(links.items()) == []


def test_a_listing_without_dates_has_nothing_for_a_calendar(client):
    page = read(client.get(make_opportunity().get_absolute_url()))
    assert "Add to my calendar" not in page.text


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("http://127.0.0.1:8000", "webcal://127.0.0.1:8000/opportunities.ics"),
        ("https://learn.example", "webcal://learn.example/opportunities.ics"),
    ],
)
def test_webcal_keeps_host_and_port(client, settings, site, expected):
    settings.SITE_ADDRESS = site
    assert (
        dict(links_of(client, "/opportunities/"))["Subscribe (keeps itself up to date)"] == expected
    )
