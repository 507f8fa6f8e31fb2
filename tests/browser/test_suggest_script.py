"""The search box suggests while a reader types, by keyboard, pointer and screen reader."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import shifted, violations, width

TYPED = "li"


def searchbox(page):
    return page.get_by_role("combobox", name="What do you want to learn?")


def options(page):
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.fixture
def page(open_page):
    page = open_page()
    page.goto("/")
    return page


@pytest.fixture
def opened(page):
    searchbox(page).press_sequentially(TYPED)
    expect(options(page).first).to_be_visible()
    return page


def active(page):
    """The name of the option the box points at; None where it points at none."""
    return page.evaluate(
        "() => document.getElementById("
        "document.getElementById('q').getAttribute('aria-activedescendant'))?.textContent ?? null"
    )


def test_a_listing_is_reached_by_keyboard_alone(opened):
    page = opened
    box, names = searchbox(page), options(page).all_text_contents()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert active(page) is None
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("End")
    assert active(page) == names[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) == names[0]
    page.keyboard.press("ArrowUp")
    assert active(page) == names[-1]
    page.keyboard.press("Home")
    assert active(page) == names[0]
    expect(box).to_be_focused()
    assert options(page).nth(0).get_attribute("aria-selected") == "true"
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/opportunities/*/")
    assert names[0].startswith(page.get_by_role("heading", level=1).inner_text())


def test_the_parts_are_named_as_a_screen_reader_needs_them(opened):
    page = opened
    box = searchbox(page)
    assert box.get_attribute("aria-autocomplete") == "list"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "listbox"
    many = options(page).count()
    expect(page.locator("form > [role=status]").last).to_have_text(
        f"{many} suggestions: press the down arrow to go through them"
    )
    assert options(page).first.locator("mark").first.inner_text().lower() == TYPED
    tabbable = page.locator(".suggestions a:not([tabindex='-1'])")
    assert tabbable.count() == 0


def test_what_the_box_says_it_controls_is_there_from_the_first(page):
    controlled = page.locator(f"#{searchbox(page).get_attribute('aria-controls')}")
    assert controlled.get_attribute("role") == "listbox"
    expect(controlled).to_be_hidden()
    expect(page.locator("main")).to_match_aria_snapshot(
        """
        - combobox "What do you want to learn?"
        - button "Search"
        """
    )
    searchbox(page).press_sequentially("weed")
    expect(options(page).first).to_be_visible()
    expect(page.locator(".search-line")).to_match_aria_snapshot(
        """
        - listbox "Suggestions":
          - option /Weeding a small collection/
        """
    )


def test_enter_searches_where_nothing_is_highlighted(opened):
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/opportunities/?q={TYPED}")


def test_escape_closes_and_keeps_what_was_typed(opened):
    page = opened
    page.keyboard.press("Escape")
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(searchbox(page)).to_have_value(TYPED)
    expect(searchbox(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()


def test_tab_closes_and_goes_on_to_the_button(opened):
    page = opened
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.locator(".suggestions")).to_be_hidden()
    assert active(page) is None


def test_a_suggestion_is_clicked(opened):
    name = options(opened).nth(1).text_content()
    options(opened).nth(1).click()
    opened.wait_for_url("**/opportunities/*/")
    assert name.startswith(opened.get_by_role("heading", level=1).inner_text())


def test_nothing_is_asked_for_one_letter_and_an_answer_is_remembered(page):
    asked = []
    page.on("request", lambda request: "/suggest/" in request.url and asked.append(request.url))
    searchbox(page).press_sequentially("l")
    page.wait_for_timeout(400)
    assert asked == []
    searchbox(page).press_sequentially("ib", delay=20)
    expect(options(page).first).to_be_visible()
    assert len(asked) == 1
    assert asked[0].endswith("?q=lib")
    searchbox(page).press_sequentially("r", delay=20)
    page.wait_for_timeout(400)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(400)
    expect(options(page).first).to_be_visible()
    assert len(asked) == 2


def test_letters_that_are_still_being_composed_are_left_alone(page):
    asked = []
    page.on("request", lambda request: "/suggest/" in request.url and asked.append(request.url))
    searchbox(page).focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send(
        "Input.imeSetComposition", {"selectionStart": 3, "selectionEnd": 3, "text": "lib"}
    )
    page.wait_for_timeout(400)
    assert asked == []
    keyboard.send("Input.insertText", {"text": "lib"})
    expect(options(page).first).to_be_visible()


def test_words_that_suggest_nothing_show_no_list(page):
    searchbox(page).press_sequentially("zzzz")
    page.wait_for_timeout(500)
    expect(page.locator(".suggestions")).to_be_hidden()
    expect(searchbox(page)).to_have_attribute("aria-expanded", "false")


def test_without_an_answer_the_search_works_all_the_same(browser, portal):
    context = browser.new_context(base_url=portal)
    page = context.new_page()
    page.route("**/suggest/**", lambda route: route.abort())
    page.goto("/")
    searchbox(page).press_sequentially(TYPED)
    page.wait_for_timeout(400)
    expect(page.locator(".suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/opportunities/?q={TYPED}")
    context.close()


def test_on_the_list_the_search_closes_the_suggestions(open_page):
    page = open_page()
    page.goto("/opportunities/")
    box = page.get_by_role("combobox", name="Search titles")
    box.press_sequentially(TYPED)
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=f"“{TYPED}” (remove)")).to_be_visible()
    page.wait_for_timeout(300)
    expect(page.locator(".suggestions")).to_be_hidden()


@pytest.mark.parametrize("address", ["/", "/opportunities/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("across", [360, 1280])
def test_the_open_list_is_clean_for_axe_and_moves_nothing(open_page, address, scheme, across):
    page = open_page(width=across, scheme=scheme)
    page.goto(address, wait_until="load")
    page.locator("#q").press_sequentially(TYPED)
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert shifted(page) < 0.01
    assert width(page) <= across


def test_an_option_is_large_enough_for_a_finger(open_page):
    page = open_page(width=360, has_touch=True, is_mobile=True)
    page.goto("/")
    searchbox(page).press_sequentially(TYPED)
    expect(options(page).first).to_be_visible()
    heights = [option.bounding_box()["height"] for option in options(page).all()]
    assert min(heights) >= 44
    options(page).first.tap()
    page.wait_for_url("**/opportunities/*/")


def test_without_javascript_there_is_a_plain_search_box(open_page):
    page = open_page(javascript=False)
    page.goto("/")
    page.get_by_role("searchbox", name="What do you want to learn?").fill("library")
    page.keyboard.press("Enter")
    page.wait_for_url("**/opportunities/?q=library")
