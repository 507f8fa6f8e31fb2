"""With JavaScript the list follows its filters, and the reader keeps their place."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.watching import shifted, violations

LIST = "/opportunities/"
FACET = "() => document.activeElement.closest('details[id]').id"


@pytest.fixture
def page(open_page):
    page = open_page()
    page.goto(LIST)
    return page


def title(page):
    return page.locator("#results-title")


def box(page, facet, value):
    return page.locator(f"#{facet} input[value='{value}']")


def settled(page):
    expect(page.locator("#finder")).not_to_have_attribute("aria-busy", "true")


def count(text):
    return int(re.search(r"\d+", text)[0])


def test_a_filter_applies_without_a_button_and_the_focus_stays(page):
    before = title(page).inner_text()
    webinar = box(page, "kind", "webinar")
    promised = count(webinar.locator("xpath=..").locator(".count").inner_text())
    webinar.focus()
    page.keyboard.press("Space")
    expect(title(page)).not_to_have_text(before)
    assert page.url.endswith("/opportunities/?kind=webinar")
    assert count(title(page).inner_text()) == promised
    expect(webinar).to_be_focused()
    expect(webinar).to_be_checked()
    expect(page.get_by_role("list", name="Chosen filters").get_by_text("Webinar")).to_be_visible()
    assert page.title() == "Listings: Webinar · Learning Portal"


def test_the_filters_are_skipped_by_keyboard(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto(LIST)
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip the filters")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(title(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Order")).to_be_focused()


def test_what_a_screen_reader_meets_on_the_list(page):
    page.goto(f"{LIST}?kind=webinar&cost=free")
    expect(page.get_by_role("search", name="Listings")).to_match_aria_snapshot(
        """
        - search "Listings":
          - combobox "Search titles, providers, topics and descriptions"
          - button "Search"
          - link "Skip the filters"
          - group:
            - group:
              - combobox "Time"
              - textbox "From this day"
              - textbox "Until this day"
            - group:
              - group "Kind":
                - checkbox /Webinar \\d+/ [checked]
            - group:
              - group "Cost":
                - checkbox /Free \\d+/ [checked]
            - paragraph:
              - button "Show listings"
          - region /\\d+ listings/:
            - heading /\\d+ listings/ [level=2]
            - combobox "Order"
            - list "Chosen filters":
              - listitem:
                - link "Webinar (remove)"
              - listitem:
                - link "Free (remove)"
              - listitem:
                - link "Clear all"
            - list:
              - listitem:
                - heading [level=3]
          - status
        """
    )


def test_how_many_there_are_is_announced(page):
    box(page, "kind", "webinar").check()
    expect(page.locator("#found")).to_have_text(re.compile(r"^\d+ listings found$"))
    assert page.locator("#found").inner_text() == f"{title(page).inner_text()} found"
    assert page.locator("#found").get_attribute("role") == "status"


def test_only_what_was_chosen_stands_in_the_address(page):
    page.get_by_label("Time").select_option("next-week")
    settled(page)
    page.get_by_label("From this day").fill("2026-12-01")
    settled(page)
    box(page, "cost", "free").check()
    settled(page)
    assert page.url.endswith("/opportunities/?when=next-week&from=2026-12-01&cost=free")
    page.get_by_label("Order").select_option("title")
    settled(page)
    assert page.url.endswith("&sort=title")
    page.get_by_label("Order").select_option("")
    settled(page)
    assert "sort" not in page.url


def test_words_are_searched_for_by_enter_and_not_while_they_are_typed(page):
    asked = []
    page.on("request", lambda request: "?q=l" in request.url and asked.append(request.url))
    page.locator("#q").press_sequentially("library ", delay=20)
    page.wait_for_timeout(300)
    assert [address for address in asked if "/suggest/" not in address] == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="“library” (remove)")).to_be_visible()
    assert page.url.endswith("/opportunities/?q=library")
    assert page.get_by_label("Order").input_value() == ""
    expect(page.locator("#q")).to_be_focused()


def test_back_and_forward_restore_the_list_the_controls_and_the_words(page):
    all_of_them = title(page).inner_text()
    page.locator("#q").fill("library")
    page.keyboard.press("Enter")
    settled(page)
    box(page, "kind", "course").check()
    settled(page)
    chosen = title(page).inner_text()
    page.go_back()
    expect(box(page, "kind", "course")).not_to_be_checked()
    expect(page.locator("#q")).to_have_value("library")
    page.go_back()
    expect(title(page)).to_have_text(all_of_them)
    expect(page.locator("#q")).to_have_value("")
    assert page.url.endswith(LIST)
    page.go_forward()
    expect(page.locator("#q")).to_have_value("library")
    page.go_forward()
    expect(title(page)).to_have_text(chosen)
    expect(box(page, "kind", "course")).to_be_checked()


def test_from_a_listing_back_leads_to_the_whole_page_as_it_was_left(page):
    box(page, "kind", "webinar").check()
    settled(page)
    chosen = title(page).inner_text()
    page.locator(".row-title a").first.click()
    page.get_by_role("heading", level=1).wait_for()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Find learning")).to_be_visible()
    expect(title(page)).to_have_text(chosen)
    expect(box(page, "kind", "webinar")).to_be_checked()
    box(page, "cost", "free").check()
    settled(page)
    assert page.url.endswith("?kind=webinar&cost=free")


def test_a_removed_chip_hands_the_focus_to_the_next_and_at_last_to_the_title(page):
    page.goto(f"{LIST}?kind=webinar&kind=course&cost=free")
    chips = page.get_by_role("list", name="Chosen filters").get_by_role("link")
    chips.nth(0).press("Enter")
    expect(chips).to_have_count(3)
    expect(chips.nth(0)).to_be_focused()
    chips.nth(1).press("Enter")
    expect(chips).to_have_count(2)
    expect(chips.nth(0)).to_be_focused()
    chips.nth(0).press("Enter")
    expect(title(page)).to_be_focused()
    assert page.url.endswith(LIST)


def test_clear_all_clears_the_words_too(page):
    page.goto(f"{LIST}?q=library&kind=course")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("#q")).to_have_value("")
    expect(title(page)).to_be_focused()
    expect(box(page, "kind", "course")).not_to_be_checked()
    assert page.url.endswith(LIST)


def test_another_page_begins_at_its_title(page):
    first = page.locator(".row-title").first.inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".row-title").first).not_to_have_text(first)
    expect(title(page)).to_be_focused()
    expect(title(page)).to_be_in_viewport()
    assert page.url.endswith(f"{LIST}?page=2")
    box(page, "kind", "webinar").check()
    settled(page)
    assert "page=" not in page.url


def test_what_was_open_and_where_the_page_stood_is_kept(page):
    closed = page.locator("details.facet:not([open])").first
    name = closed.get_attribute("id")
    page.locator(f"#{name} > summary").click()
    page.locator("#cost > summary").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo({top: 300, behavior: 'instant'})")
    page.evaluate("document.querySelector('#cost input[value=free]').click()")
    expect(page.get_by_role("link", name="Free (remove)")).to_have_count(1)
    assert page.evaluate("window.scrollY") == 300
    expect(page.locator(f"#{name}")).to_have_attribute("open", "")


def test_on_a_telephone_the_filters_stay_open_until_the_listings_are_asked_for(open_page):
    page = open_page(width=360)
    page.goto(LIST)
    page.locator("details.filters > summary").click()
    box(page, "kind", "webinar").check()
    expect(page.locator("details.filters > summary")).to_have_text("Filters (1 chosen)")
    expect(page.get_by_role("button", name="Show listings")).to_be_visible()
    page.get_by_role("button", name="Show listings").click()
    expect(title(page)).to_be_focused()
    expect(title(page)).to_be_in_viewport()


def test_a_typed_day_applies_when_it_is_whole(page):
    page.get_by_label("From this day").focus()
    for keys in ("12", "01", "2026"):
        page.keyboard.type(keys)
    assert page.url.endswith(LIST)
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=re.compile("^From .*remove"))).to_be_visible()
    assert page.url.endswith("?from=2026-12-01")


def test_a_click_that_means_a_new_tab_keeps_its_meaning(page):
    page.goto(f"{LIST}?kind=webinar")
    with page.context.expect_page() as other:
        page.get_by_role("link", name="Webinar (remove)").click(modifiers=["Control"])
    other.value.close()
    assert page.url.endswith("?kind=webinar")


def test_a_newer_choice_overtakes_an_older_answer(page):
    page.route("**/*kind=webinar", lambda route: page.wait_for_timeout(600) or route.continue_())
    page.evaluate("document.querySelector('#kind input[value=webinar]').click()")
    page.evaluate("document.querySelector('#cost input[value=free]').click()")
    expect(page.get_by_role("list", name="Chosen filters").get_by_role("link")).to_have_count(3)
    page.wait_for_timeout(800)
    assert page.url.endswith("?kind=webinar&cost=free")
    assert page.get_by_role("list", name="Chosen filters").get_by_role("link").count() == 3


@pytest.mark.parametrize("failure", ["no network", "an error", "another page"])
def test_where_the_list_does_not_come_the_browser_goes_there_itself(browser, portal, failure):
    context = browser.new_context(base_url=portal)
    page = context.new_page()
    page.goto(LIST)

    def fails(route):
        if route.request.headers.get("portal-fragment") is None:
            route.continue_()
        elif failure == "no network":
            route.abort()
        else:
            route.fulfill(status=503 if failure == "an error" else 200, body="<html>Sorry</html>")

    page.route("**/*", fails)
    with page.expect_event("load"):
        box(page, "kind", "webinar").click()
    expect(page.get_by_role("link", name="Webinar (remove)")).to_be_visible()
    assert page.url.endswith("?kind=webinar")
    page.go_back()
    page.wait_for_url(f"**{LIST}")
    context.close()


def test_what_cannot_be_read_is_said_in_place(browser, portal):
    context = browser.new_context(base_url=portal)  # unwatched: the answer is a 400
    page = context.new_page()
    page.goto(f"{LIST}?to=2026-12-01")
    page.evaluate("window.isTheSamePage = true")
    page.get_by_label("From this day").fill("2026-12-31")
    expect(page.get_by_role("alert")).to_contain_text("turn them round")
    assert page.evaluate("window.isTheSamePage")
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "to"
    expect(page.get_by_role("alert")).to_be_visible()
    context.close()


@pytest.mark.parametrize("is_open", [True, False])
def test_on_a_telephone_a_mistake_leaves_the_filters_as_they_were(browser, portal, is_open):
    context = browser.new_context(base_url=portal, viewport={"width": 360, "height": 800})
    page = context.new_page()  # unwatched: the answer is a 400
    page.goto(f"{LIST}?from=2026-02-31")
    day = page.get_by_label("From this day")
    if is_open:
        page.locator("details.filters > summary").click()
    page.locator("#q").fill("library")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="“library” (remove)")).to_have_count(1)
    assert day.is_visible() == is_open
    page.get_by_role("alert").get_by_role("link").press("Enter")
    expect(day).to_be_focused()
    expect(day).to_have_value("2026-02-31")
    assert page.url.endswith("?q=library&from=2026-02-31")
    context.close()


def test_a_long_facet_is_searched_by_letters(page):
    facet = page.locator("details.facet:has(.more)").first
    name = facet.get_attribute("id")
    if facet.get_attribute("open") is None:
        facet.locator("> summary").click()
    label = facet.locator(".more label span:not(.count)").first.text_content()
    said = facet.locator("legend").text_content()
    narrow = page.get_by_role("searchbox", name=f"Find in {said}")
    narrow.fill(label.upper())
    expect(facet.get_by_label(label).first).to_be_visible()
    assert facet.locator("label:visible").count() < facet.locator("label").count()
    page.keyboard.press("Enter")
    assert page.url.endswith(LIST)
    narrow.fill("zzzz")
    expect(facet.get_by_text("No choice has these letters.")).to_be_visible()
    assert violations(page) == []
    narrow.press("Escape")
    expect(narrow).to_have_value("")
    assert facet.locator("label[hidden]").count() == 0
    narrow.fill(label)
    facet.get_by_label(label).first.check()
    expect(page.get_by_role("list", name="Chosen filters")).to_be_visible()
    expect(narrow).to_have_value(label)
    expect(facet.locator("input:checked")).to_be_focused()
    assert page.evaluate(FACET) == name


def test_the_script_moves_nothing_about(open_page):
    page = open_page()
    page.goto(LIST, wait_until="load")
    assert shifted(page) < 0.01
