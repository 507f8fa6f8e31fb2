"""A person registers, waits, takes an offer, and makes a programme of their own."""

import datetime as dt
import re
import time
import uuid

import pytest

from learning_portal.foundation.protection import YOUNGEST
from tests.browser.desk import sign_in
from tests.browser.watching import violations, width


@pytest.fixture
def edition(open_page):
    """The address of an open edition with one place, made at the desk."""
    desk, title = open_page(), f"Day {uuid.uuid4().hex[:8]}"
    sign_in(desk, "events")
    desk.goto("/admin/events/edition/add/")
    desk.get_by_label("Gathering").select_option(label="Rural Library Day")
    desk.get_by_label("Title").fill(title)
    desk.get_by_label("Shown to readers").check()
    desk.get_by_label("Stage").select_option(label="Open for registration")
    day = (dt.datetime.now(dt.UTC) + dt.timedelta(days=400)).date()  # past the sample
    desk.locator("#id_starts_wall").fill(f"{day} 9:00")
    desk.locator("#id_ends_wall").fill("16:00")
    desk.locator("#id_zone_words").fill("BC")
    desk.locator("#id_capacity").fill("1")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was added successfully").wait_for()
    return f"/events/{title.lower().replace(' ', '-')}-{day.year}/"


def register(page, edition, name):
    page.goto(f"{edition}register/")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail").fill(f"{name.lower()}@example.ca")
    page.get_by_label("Your library").select_option(label="Another organisation")
    page.get_by_label("I agree").check()
    time.sleep(YOUNGEST.total_seconds())
    page.locator("main button[type=submit]").press("Enter")
    page.get_by_role("heading", level=1, name=re.compile("You ")).wait_for()
    return page.locator("h1").inner_text()


def private_address(page, subject, name):
    """As it stands in the newest message of this subject, where a checkout keeps its mail."""
    page.goto("/dev/mail/")
    page.get_by_role("link", name=re.compile(subject)).first.click()
    text = page.locator("main").inner_text()
    assert f"Hello {name}," in text
    return re.search(r"/events/place/[\w-]+/", text)[0]


def test_one_who_waits_takes_the_place_that_another_gives_up(open_page, edition, javascript):
    page = open_page(width=360, javascript=javascript)
    assert register(page, edition, "Ann") == "You have a place"
    assert register(page, edition, "Bo") == "You are on the waiting list"
    page.goto(private_address(page, "You have a place", "Ann"))
    page.get_by_role("link", name="Give up your place").click()
    page.get_by_role("button", name="Give up my place").click()
    assert page.locator("h1").inner_text() == "Your registration is cancelled"
    page.goto(private_address(page, "A place is free for you", "Bo"))
    assert page.locator("h1").inner_text() == "A place is offered to you"
    if javascript:  # axe is a script itself
        assert violations(page) == []
        assert width(page) <= 360
    page.get_by_role("button", name="Take the place").press("Enter")
    page.get_by_role("heading", name="You have a place").wait_for()


def test_my_programme_is_an_address_and_fits_two_sheets(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/events/rural-library-day/")
    page.get_by_role("link", name="See the programme").click()
    page.get_by_label("In my programme: Storytime with few hands").press("Space")
    page.get_by_role("button", name="Show my programme").press("Enter")
    page.get_by_role("heading", level=1, name="My programme").wait_for()
    assert "mine=" in page.url
    shown = page.locator("main").inner_text()
    assert "Storytime with few hands" in shown
    assert "Lunch" in shown
    assert "Weeding a small collection" not in shown
    page.get_by_role("link", name="All sessions").click()
    assert page.get_by_label("In my programme: Storytime with few hands").is_checked()
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="Letter"))
    assert 1 <= len(sheets) <= 2
