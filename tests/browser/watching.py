"""What a page must never do: ask another host, break its policy, fail, or jump about."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request, Response

SHIFTED = """() => new Promise(done => {
  let total = 0;
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) total += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(total)));
})"""
WIDTH = "() => document.scrollingElement.scrollWidth"


class Watched:
    """`wrong`: what went wrong on this page since it was opened, in words."""

    def __init__(self, page: Page, portal: str):
        self.page, self.wrong, self._host = page, [], urlsplit(portal).netloc
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script failed: {error}"))
        page.on("response", self._answered)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != self._host:
            self.wrong.append(f"asked {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        is_judged_below = message.text.startswith("Failed to load resource")
        is_the_tests_own = not message.location["url"]  # axe's, not the page's
        if message.type in ("error", "warning") and not (is_judged_below or is_the_tests_own):
            self.wrong.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.wrong.append(f"{response.status} for {response.url}")


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA and its best practices, with the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
        for each in found
        for node in each["nodes"]
    ]


def shifted(page: Page) -> float:
    """Cumulative layout shift so far."""
    return page.evaluate(SHIFTED)


def width(page: Page) -> int:
    """How wide the page needs to be, in CSS pixels."""
    return page.evaluate(WIDTH)
