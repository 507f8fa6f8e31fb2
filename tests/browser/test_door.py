"""People are checked in on a phone whose network is cut in between, and by keyboard alone."""

import time
import uuid

import pytest

from learning_portal.foundation import clock
from learning_portal.foundation.protection import YOUNGEST
from tests.browser.desk import sign_in
from tests.browser.watching import violations, width

NAMES = ("Ann Lee", "Bo Lee", "Cy Sḵwx̱wú7mesh")


@pytest.fixture
def edition(open_page):
    """The desk's address of an edition that is tomorrow, with three people."""
    desk, title = open_page(), f"Door {uuid.uuid4().hex[:8]}"
    sign_in(desk, "events")
    desk.goto("/admin/events/gathering/add/")
    desk.get_by_label("Name").fill(title)
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.goto("/admin/events/edition/add/")
    desk.get_by_label("Gathering").select_option(label=title)
    desk.get_by_label("Title").fill(title)
    desk.get_by_label("Shown to readers").check()
    desk.get_by_label("Stage").select_option(label="Open for registration")
    desk.locator("#id_starts_wall").fill(f"{clock.today() + clock.DAY} 9:00")
    desk.locator("#id_ends_wall").fill("16:00")
    desk.locator("#id_zone_words").fill("BC")
    desk.locator("#id_capacity").fill("9")
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("was added successfully").wait_for()
    address = desk.url.removesuffix("change/")
    desk.get_by_role("link", name="View on site").click()
    desk.goto(f"{desk.url}register/group/")
    desk.get_by_label("Your own name").fill("Dee")
    desk.get_by_label("Your e-mail").fill("dee@example.ca")
    desk.get_by_label("Their library").select_option(label="Another organisation")
    desk.get_by_label("The people, one a line").fill("\n".join(NAMES))
    desk.locator("input[name=consent]").check()
    time.sleep(YOUNGEST.total_seconds())
    desk.get_by_role("button", name="Register these people").click()
    desk.get_by_text("Ann Lee").first.wait_for()
    return address


def at_the_door(page, edition):
    sign_in(page, "events")
    page.goto(f"{edition}door/")
    page.get_by_text("of 3 checked in").wait_for()


def checked_in(page, edition):
    page.goto(f"{edition}people/?part=in")
    return page.locator("tbody th").all_inner_texts()


def test_what_is_pressed_without_a_network_is_sent_when_it_is_back_and_counts_once(
    open_page, edition
):
    phone, other = open_page(width=360), open_page()
    at_the_door(phone, edition)
    phone.get_by_text("Everything is sent.").wait_for()
    phone.get_by_label("Search by name").fill("lee")
    phone.get_by_text("2 found.").wait_for()
    assert violations(phone) == []
    assert width(phone) <= 360
    phone.get_by_role("button", name="Check in Ann Lee").click()
    phone.get_by_text("1 of 3").wait_for()

    phone.context.set_offline(True)
    phone.get_by_role("button", name="Check in Bo Lee").click()
    phone.get_by_text("Checked in, to be sent").wait_for()
    phone.get_by_label("Search by name").fill("SKWXWU7")
    phone.get_by_role("button", name="Check in Cy").click()
    phone.get_by_text("2 waiting to be sent. No network.").wait_for()
    phone.get_by_role("button", name="Undo the check-in of Cy").click()
    phone.get_by_text("3 waiting to be sent. No network.").wait_for()
    assert violations(phone) == []

    at_the_door(other, edition)  # another door checks in one of the same people meanwhile
    other.get_by_label("Search by name").fill("bo")
    other.get_by_role("button", name="Check in Bo Lee").click()
    other.get_by_text("2 of 3").wait_for()

    phone.context.set_offline(False)
    phone.get_by_text("Everything is sent.").wait_for()
    phone.get_by_text("2 of 3").wait_for()
    assert checked_in(other, edition) == ["Ann Lee", "Bo Lee"]


def test_what_waits_outlives_the_page(open_page, edition):
    phone = open_page(width=360)
    at_the_door(phone, edition)
    phone.get_by_label("Search by name").fill("ann")
    phone.get_by_role("button", name="Check in Ann Lee").wait_for()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Check in Ann Lee").click()
    phone.get_by_text("1 waiting to be sent.").wait_for()
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto(f"{edition}door/")
    phone.get_by_text("Everything is sent.").wait_for()
    phone.get_by_text("1 of 3").wait_for()
    assert checked_in(phone, edition) == ["Ann Lee"]


def test_the_keyboard_is_enough_with_a_script_and_without(open_page, edition, javascript):
    page = open_page(width=360, javascript=javascript)
    at_the_door(page, edition)
    page.get_by_label("Search by name").focus()
    page.keyboard.type("ann")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Check in Ann Lee").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo the check-in of Ann Lee").wait_for()
    page.get_by_text("1 of 3").wait_for()
    page.get_by_role("button", name="Undo the check-in of Ann Lee").focus()
    page.keyboard.press("Enter")
    page.get_by_text("0 of 3").wait_for()
    assert checked_in(page, edition) == []
