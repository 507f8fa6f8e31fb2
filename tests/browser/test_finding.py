"""A library worker finds a webinar, reads it on a clock of their own, and takes it along."""

import datetime as dt
import re

import icalendar
from playwright.sync_api import expect

WANTED = "Sample: Reading digital statistics without fear"


def find(page):
    page.goto("/")
    page.get_by_label("What do you want to learn?").fill("statistics")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("heading", name=re.compile(r"^\d+ listings?$")).wait_for()


def show_filters(page):
    if not page.get_by_role("button", name="Show listings").is_visible():
        page.locator("details.filters > summary").click()


def choose(page, facet, option):
    show_filters(page)
    box = page.locator(f"#{facet}")
    counted = re.compile(rf"^{re.escape(option)} [\d,]+$")
    if not box.get_by_role("checkbox", name=counted).is_visible():
        box.locator("summary").click()
    box.get_by_role("checkbox", name=counted).check()
    page.get_by_role("button", name="Show listings").click()


def test_a_webinar_is_found_by_word_and_filter_and_goes_into_a_calendar(open_page, javascript):
    page = open_page(javascript=javascript)
    find(page)
    choose(page, "kind", "Webinar")
    choose(page, "delivery", "Online, live")
    assert "q=statistics" in page.url
    assert "kind=webinar" in page.url
    chosen = page.get_by_role("list", name="Chosen filters")
    chosen.get_by_role("link", name="Webinar (remove)").wait_for()
    page.get_by_role("link", name=WANTED).click()
    assert page.get_by_role("heading", level=1).inner_text() == WANTED
    shown = page.locator("main time").first.get_attribute("datetime")
    page.get_by_text("Add to my calendar", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download (a copy)").click()
    calendar = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    starts = calendar.walk("VEVENT")[0]["DTSTART"].dt
    assert download.value.suggested_filename.endswith(".ics")
    assert starts == dt.datetime.fromisoformat(shown)


def test_on_a_telephone_the_filters_open_and_close(open_page, javascript):
    page = open_page(width=360, javascript=javascript)
    find(page)
    assert not page.get_by_role("button", name="Show listings").is_visible()
    choose(page, "kind", "Webinar")
    page.get_by_role("link", name="Webinar (remove)").click()
    assert "kind=" not in page.url
    assert "q=statistics" in page.url


def test_a_chosen_clock_writes_every_time_and_bc_stays_beside_it(open_page, listings, javascript):
    timed = next(each for each in listings if each["title"] == WANTED)
    page = open_page(javascript=javascript)
    page.goto(f"/opportunities/{timed['slug']}/")
    before = page.locator("main time").first.inner_text()
    page.get_by_role("link", name="Change the clock").click()
    page.get_by_label("Ontario and Quebec (Eastern)").check()
    page.get_by_role("button", name="Use this clock").click()
    assert page.url.endswith(f"/opportunities/{timed['slug']}/")
    after = page.locator("main time").first
    assert after.inner_text() != before
    assert after.get_attribute("datetime") == timed["sessions"][0]["starts"]
    assert "BC time" in page.locator("section.when").inner_text()
    page.goto("/opportunities/")
    assert "Eastern" in page.get_by_text("Times are written in").inner_text()


def test_nothing_found_says_what_to_do(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/opportunities/?q=zzzz&cost=free")
    assert page.get_by_role("heading", name="0 listings").count() == 1
    page.get_by_role("link", name="Free (remove)").click()
    assert "cost=" not in page.url


def test_what_was_typed_wrong_is_kept_and_explained(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/opportunities/?from=2026-02-31&q=boat")
    summary = page.get_by_role("alert")
    summary.get_by_role("link").first.click()
    assert page.locator(":focus").get_attribute("name") == "from"
    assert page.get_by_label("From this day").input_value() == "2026-02-31"


def test_on_a_telephone_a_mistake_leaves_the_filters_closed_and_its_link_opens_them(
    open_page, javascript
):
    page = open_page(width=360, javascript=javascript)
    page.goto("/opportunities/?from=2026-02-31&level=gone")
    day, level = page.get_by_label("From this day"), page.locator("#level > summary")
    expect(day).to_be_hidden()
    expect(level).to_be_hidden()
    page.get_by_role("alert").get_by_role("link", name="2026-02-31").click()
    expect(day).to_be_focused()
    expect(day).to_be_in_viewport()
    page.goto("/opportunities/?from=2026-02-31&level=gone")
    page.get_by_role("alert").get_by_role("link", name="gone").click()
    expect(level).to_be_in_viewport()
    if not javascript:  # the browser goes there, the next tab stop is the filter's
        page.keyboard.press("Tab")
    expect(level).to_be_focused()
