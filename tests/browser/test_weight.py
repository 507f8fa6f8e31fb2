"""How much a first visit to the list really sends: a branch on a slow line pays for each byte."""

from collections import Counter

import pytest
from playwright.sync_api import Page

from tests.browser.watching import shifted

LIST = "/opportunities/"
FULL_PAGE = "/opportunities/?length=not-stated&level=not-stated&language=en"
KB = 1000

# Measured on November 25, 2026, with headers: 8.1 KB of HTML, 5.6 of CSS, 5.4 of JavaScript
# and 21.6 of fonts, 42 in all with the icon; the full page with three filters chosen is
# 7.9 KB of HTML.
HTML = 15 * KB
CSS = 15 * KB
JAVASCRIPT = 10 * KB
ALL = 60 * KB


def sent(page: Page, address: str) -> Counter[str]:
    """Bytes on the wire by media type, headers and compression included."""
    network = page.context.new_cdp_session(page)
    types, total = {}, Counter()
    network.on(
        "Network.responseReceived",
        lambda told: types.update({told["requestId"]: told["response"]["mimeType"]}),
    )
    network.on(
        "Network.loadingFinished",
        lambda told: total.update({types[told["requestId"]]: told["encodedDataLength"]}),
    )
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    return total


def fonts(page: Page) -> list[str]:
    """The font files asked for from now on, added to as they are."""
    asked = []
    page.on("request", lambda request: request.url.endswith(".woff2") and asked.append(request.url))
    return asked


def test_a_first_visit_to_the_list_is_light(open_page):
    total = sent(open_page(), LIST)
    assert total["font/woff2"]
    assert 0 < total["text/html"] <= HTML
    assert 0 < total["text/css"] <= CSS
    assert 0 < total["text/javascript"] <= JAVASCRIPT
    assert total.total() <= ALL, dict(total)


def test_a_full_page_with_three_filters_chosen_is_light_too(open_page):
    page = open_page()
    total = sent(page, FULL_PAGE)
    chosen = page.get_by_role("list", name="Chosen filters")
    assert chosen.get_by_role("link", name="(remove)").count() == 3
    assert page.locator(".row").count() == 25
    assert 0 < total["text/html"] <= HTML


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", [LIST, FULL_PAGE])
def test_nothing_moves_while_the_list_loads(open_page, address, width):
    page = open_page(width=width)
    page.goto(address, wait_until="networkidle")
    assert shifted(page) < 0.01  # a letter of the stand-in may be a hair wider


def test_the_large_fonts_come_only_where_a_letter_needs_them(open_page):
    page = open_page()
    asked = fonts(page)
    page.goto(LIST, wait_until="networkidle")
    assert "UTC−7" in page.locator("main").inner_text()
    assert len(asked) == 2
    assert not any("extended" in address for address in asked)
    with page.expect_request("**/bc-sans-bold-extended*.woff2"):
        page.locator("h1").evaluate("title => title.textContent = 'hən̓q̓əmin̓əm̓'")


def test_the_large_fonts_do_not_come_where_the_small_ones_are_late(open_page):
    page = open_page()
    asked = fonts(page)
    page.route("**/*-latin*.woff2", lambda route: page.wait_for_timeout(1500) or route.continue_())
    page.goto(LIST, wait_until="networkidle")
    assert len(asked) == 2
    assert not any("extended" in address for address in asked)
