"""The calendar in a browser: both views clean, by keyboard, on a telephone, and on paper."""

import datetime as dt
import io
import re
from collections import Counter
from urllib.parse import urlsplit

import pypdf
import pytest
from django.contrib.staticfiles import finders

from tests.browser.watching import shifted, violations, width
from tests.factories import make_opportunity, make_session

INSIDE = "http://inside.test"
LONG = "Readers’ advisory for mystery lovers and everyone else who reads at night, with names"
VIEWS = ["", "?view=grid"]


@pytest.fixture
def busiest(listings):
    """The address of the month in which most sample sessions begin."""
    days = [session["first_day"] for each in listings for session in each["sessions"]]
    year, month = Counter(day[:7] for day in days if day).most_common(1)[0][0].split("-")
    return f"/opportunities/calendar/{year}/{month}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_month_with_sessions_is_clean_for_axe(open_page, busiest, view, scheme):
    page = open_page(scheme=scheme)
    page.goto(f"{busiest}{view}")
    assert page.locator("main time[datetime$=Z]").count() > 2
    for across in (360, 1280):
        page.set_viewport_size({"width": across, "height": 800})
        assert violations(page) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_month_needs_no_side_scrolling_at_320_px_and_does_not_jump(open_page, busiest, view):
    page = open_page(width=320)
    page.goto(f"{busiest}{view}", wait_until="load")
    assert width(page) <= 320
    assert shifted(page) < 0.01


def test_on_a_telephone_the_grid_is_scrolled_by_keyboard_and_offers_the_list(open_page, busiest):
    page = open_page(width=360)
    page.goto(f"{busiest}?view=grid")
    grid = page.get_by_role("region", name=re.compile("grid$"))
    grid.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(40):  # the page's policy lets no function be waited for by its text
        if scrolled := page.evaluate("document.querySelector('.month-scroll').scrollLeft"):
            break
        page.wait_for_timeout(50)
    assert scrolled > 0
    page.get_by_role("link", name="read the month day by day").click()
    assert "view=" not in page.url
    assert page.locator("h2.day-title").count() > 0


def test_by_keyboard_to_the_next_month_and_by_the_form_to_another(open_page, busiest, javascript):
    page = open_page(javascript=javascript)
    page.goto(f"{busiest}?view=grid&kind=webinar")
    wanted = page.locator("a[rel=next]").get_attribute("href")
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(wanted)))
    named = page.locator("#month option").first.inner_text()
    page.get_by_label("Go to").select_option(label=named)
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("heading", level=1, name=named).wait_for()
    assert "kind=webinar" in page.url
    assert "view=grid" in page.url


def test_from_the_list_with_its_filters_and_back(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/opportunities/?kind=webinar")
    page.get_by_role("link", name="month by month").click()
    chosen = page.get_by_role("list", name="Chosen filters")
    assert chosen.get_by_role("link", name="Webinar (remove)").count() == 1
    page.get_by_role("link", name="Change the filters").click()
    assert "kind=webinar" in page.url
    assert page.get_by_role("checkbox", name=re.compile(r"^Webinar \d")).is_checked()


@pytest.fixture
def show(browser, client, db):
    """Opens a page of this test's own database, as it answered when asked."""
    context = browser.new_context(base_url=INSIDE, viewport={"width": 1280, "height": 800})

    def show(address):
        response = client.get(address)
        assert response.status_code == 200
        context.route("**/*", lambda route: route.fulfill(path=static(route.request.url)))
        context.route(
            f"{INSIDE}{address}",
            lambda route: route.fulfill(body=response.content, content_type="text/html"),
        )
        page = context.new_page()
        page.goto(address)
        return page

    yield show
    context.close()


def static(url):
    return finders.find(urlsplit(url).path.removeprefix("/static/"))


def is_sunday(year, month, day):
    return dt.date(year, month, day).weekday() == 6


def fill(year, month, days, a_day):
    """So many sessions on every day, and some that last several days over them."""
    listing = make_opportunity(title=LONG)
    for day in range(1, days + 1):
        for number in range(a_day):
            make_session(listing, dt.datetime(year, month, day, 17 + number, tzinfo=dt.UTC))
    nights = [(day, day + 1) for day in range(1, days) if is_sunday(year, month, day)]
    for first, last in ((3, 12), (9, 11), (10, 20), (27, days), *nights):
        begins, ends = (f"{year}-{month:02}-{day:02} 12:00" for day in (first, last))
        make_session(listing, begins, ends)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("month", "weeks"), [(12, 5), (8, 6)])
def test_a_busy_month_prints_as_one_lying_sheet(show, month, weeks, paper):
    fill(2026, month, 31, 6)
    page = show(f"/opportunities/calendar/2026/{month:02}/?view=grid&kind=webinar")
    assert page.locator(".month-grid tbody tr").count() == weeks
    assert_one_lying_sheet(page.pdf(format=paper))


def assert_one_lying_sheet(printed):
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
    across, down = map(float, re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    assert across > down


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("month", "crowded"), [(12, (7, 15, 29)), (8, (4, 12, 18))])
def test_a_quiet_month_prints_in_larger_letters_on_one_sheet(show, month, crowded, paper):
    """As full as a month may be that still has them: nine, all with titles past all room."""
    listing = make_opportunity(title=" ".join([LONG] * 2))
    for day in crowded:
        for number in range(3):
            make_session(listing, dt.datetime(2026, month, day, 17 + number, tzinfo=dt.UTC))
    page = show(f"/opportunities/calendar/2026/{month:02}/?view=grid&kind=webinar")
    assert page.locator(".month-roomy .single").count() == 9
    assert_one_lying_sheet(page.pdf(format=paper))
    page.emulate_media(media="print")
    size = page.locator(".cell-list").first.evaluate("e => getComputedStyle(e).fontSize")
    assert float(size.removesuffix("px")) > 10


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_bar_of_one_cell_shows_its_whole_title(show, media):
    """Sunday night to Monday: a cell of each week."""
    title = "Readers’ advisory for all who read at night"
    make_session(make_opportunity(title=title), "2026-12-13 22:00", "2026-12-14 02:00")
    make_session(make_opportunity(title="Long"), "2026-12-12 09:00", "2026-12-15 16:00")
    page = show("/opportunities/calendar/2026/12/?view=grid")
    page.emulate_media(media=media)
    bars = page.locator(".span-1 a", has_text=title)
    assert bars.count() == 2
    for bar in bars.all():
        room = "e => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
        assert bar.evaluate(room) == [0, 0]
        below = page.locator(".bar", has_text="Long").last.bounding_box()
        assert bar.bounding_box()["height"] > below["height"] * 1.2


def test_the_day_list_prints_on_standing_sheets_without_its_controls(show):
    fill(2026, 12, 31, 2)
    page = show("/opportunities/calendar/2026/12/")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type /Page\b", printed)) > 1
    across, down = map(float, re.search(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    assert across < down
    page.emulate_media(media="print")
    assert not page.get_by_label("Go to").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_title_past_its_bar_makes_the_sheet_no_smaller(show):
    """Chromium shrinks a page that is wider than its paper, and the letters with it."""
    listing = make_opportunity(title=" ".join([LONG] * 2))
    make_session(listing, "2026-12-31 09:00", "2027-01-05 16:00")
    page = show("/opportunities/calendar/2027/01/?view=grid")
    assert page.locator(".bar").count() == 2
    drawn = pypdf.PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages[0].get_contents()
    scales = re.findall(rb"([\d.]+) 0 0 \1 [\d.]+ [\d.]+ cm", drawn.get_data())
    assert set(scales) - {b"1"} == {b"3.125"}  # 300 dots for 96


def test_a_bar_is_as_wide_as_its_days(show):
    make_session(make_opportunity(title="L"), "2026-12-09 09:00", "2026-12-11 16:00")
    page = show("/opportunities/calendar/2026/12/?view=grid")
    bar = page.locator(".bar a").bounding_box()
    cells = [
        page.locator(f"td:has(.cell-day time[datetime='2026-12-{day:02}'])").bounding_box()
        for day in (9, 11, 12)
    ]
    assert cells[0]["x"] < bar["x"] < cells[0]["x"] + 12
    last = cells[1]["x"] + cells[1]["width"]
    assert last - 12 < bar["x"] + bar["width"] < cells[2]["x"]
