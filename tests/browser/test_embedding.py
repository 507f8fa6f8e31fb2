"""A library's own site frames a list of the portal's: it shows there, and no other page does."""

import functools
import http.server
import threading

import pytest

from tests.browser.watching import violations, width

EMBED = "/opportunities/embed/"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said):
        pass


@pytest.fixture
def elsewhere(tmp_path):
    """Serves a page of another origin that holds these lines; its address."""
    handler = functools.partial(Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def page(lines):
            body = f"<!doctype html><title>Library</title><h1>Library</h1>{lines}"
            (tmp_path / "page.html").write_text(body)
            return f"http://127.0.0.1:{server.server_port}/page.html"

        yield page
        server.shutdown()


@pytest.fixture
def visitor(browser):
    context = browser.new_context(viewport={"width": 800, "height": 800})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def snippet(open_page, query):
    """The lines as the portal's own page gives them."""
    page = open_page()
    page.goto(f"/opportunities/?{query}")
    page.get_by_role("link", name="Put this list on your site").click()
    return page.get_by_label("Lines to paste").input_value()


def test_the_lines_pasted_into_another_site_show_the_list(open_page, elsewhere, visitor, portal):
    visitor.goto(elsewhere(snippet(open_page, "q=statistics")))
    inside = visitor.frame_locator("iframe")
    inside.get_by_role("heading", name="Listings: “statistics”").wait_for()
    assert visitor.frames[1].url.startswith(f"{portal}{EMBED}")
    assert "BC time" in inside.locator("main").inner_text()
    with visitor.context.expect_page() as opened:
        inside.get_by_role("link", name="Sample: Reading digital statistics").click()
    assert opened.value.url.startswith(f"{portal}/opportunities/sample-reading")
    assert visitor.context.cookies() == []


def test_a_mistake_in_the_lines_is_explained_in_the_frame(elsewhere, visitor, portal):
    visitor.goto(elsewhere(f'<iframe title="L" src="{portal}{EMBED}?accent=red"></iframe>'))
    inside = visitor.frame_locator("iframe")
    inside.get_by_role("heading", name="This list could not be read").wait_for()


@pytest.mark.parametrize("address", ["/", "/opportunities/", "/about/data/", "/admin/login/"])
def test_no_other_page_shows_in_a_frame(elsewhere, visitor, portal, address):
    said = []
    visitor.on("console", lambda message: said.append(message.text))
    visitor.goto(elsewhere(f'<iframe title="L" src="{portal}{address}"></iframe>'))
    assert visitor.frames[1].url.startswith("chrome-error:")
    assert any("frame-ancestors" in each for each in said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["n=25", "theme=light&accent=ffffff", "theme=dark&accent=000000", "q=zzzz", "n=0"]
)
def test_it_is_clean_for_axe_and_as_narrow_as_a_sidebar(open_page, scheme, query):
    page = open_page(scheme=scheme)
    page.goto(f"{EMBED}?{query}")
    for across in (240, 360, 1280):
        page.set_viewport_size({"width": across, "height": 800})
        assert violations(page) == [], f"{query} at {across} px"
        assert width(page) <= across


def colours(page):
    return page.evaluate(
        "() => [document.documentElement, document.querySelector('main')].map(e =>"
        " [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderTopColor])"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_and_accent_are_the_sites_choice_not_the_readers(open_page, scheme):
    page = open_page(scheme=scheme)
    for theme, background in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 24, 29)")):
        page.goto(f"{EMBED}?theme={theme}&accent=a2312d")
        (whole, main) = colours(page)
        assert whole[0] == background
        assert main[1] == "rgb(162, 49, 45)"


def test_what_is_added_to_a_calendar_on_the_web_asks_nobody_before_the_click(open_page, listings):
    """The watched page fails where any other host was asked."""
    several = next(each for each in listings if len(each["sessions"]) > 1)
    page = open_page()
    page.goto(f"/opportunities/{several['slug']}/")
    assert not page.get_by_role("link", name="Google Calendar").first.is_visible()
    page.get_by_text("Add to my calendar", exact=True).click()
    link = page.get_by_role("link", name="Google Calendar").first
    link.focus()
    assert link.get_attribute("href").startswith("https://calendar.google.com/")
    assert violations(page) == []
