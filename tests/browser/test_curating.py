"""A curator makes a listing at the desk, and readers find it."""

import datetime as dt
import uuid

from tests.browser.desk import sign_in


def day_after_tomorrow():
    return (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).date()


def add(page, title):
    page.goto("/admin/catalogue/opportunity/add/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Provider").select_option(label="Sample provider (illustrative)")
    page.get_by_label("Kind").select_option(label="Webinar")
    page.locator("#id_url").fill("https://example.org/webinar")
    page.locator("#id_sessions-0-starts_wall").fill(f"{day_after_tomorrow()} 13:00")
    page.locator("#id_sessions-0-ends_wall").fill(f"{day_after_tomorrow()} 14:00")
    page.locator("#id_sessions-0-zone_words").fill("Central, Winnipeg")


def test_a_listing_typed_at_the_desk_is_shown_to_readers_once_published(open_page, javascript):
    title = f"Boats and books {uuid.uuid4().hex[:8]}"
    desk, reader = open_page(javascript=javascript), open_page(javascript=javascript)
    sign_in(desk, "curator")
    add(desk, title)
    if javascript:
        desk.locator("#id_sessions-0-zone_words").press("Tab")
        desk.get_by_text("In BC:").first.wait_for()
    desk.get_by_role("button", name="Save and continue editing").click()
    desk.get_by_text("was added successfully").wait_for()
    reader.goto(f"/opportunities/?q={title}")
    assert reader.get_by_role("heading", name="0 listings").count() == 1

    desk.get_by_role("button", name="Save and preview").click()
    assert desk.get_by_role("heading", level=1).inner_text() == title
    assert "Preview: not public" in desk.locator("main").inner_text()
    desk.get_by_role("link", name="Back to editing").click()
    desk.get_by_role("button", name="Publish").click()
    reader.reload()
    reader.get_by_role("link", name=title, exact=True).click()
    assert reader.locator("main time").count() >= 1

    desk.get_by_role("link", name="History").first.click()
    assert "curator" in desk.locator("#content-main").inner_text()


def test_an_hr_officer_sees_no_listing_to_change(open_page):
    page = open_page()
    sign_in(page, "hr")
    answer = page.goto("/admin/catalogue/opportunity/")
    assert answer.status == 403
