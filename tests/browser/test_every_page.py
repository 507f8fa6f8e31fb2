"""Every public page, and the desk's: clean for axe, nothing from elsewhere, no side-scrolling."""

import pytest

from tests.addresses import PUBLIC
from tests.browser.desk import sign_in
from tests.browser.watching import shifted, violations, width

DESK = [
    "/admin/",
    "/admin/catalogue/opportunity/",
    "/admin/catalogue/opportunity/add/",
    "/admin/catalogue/opportunity/import/",
    "/admin/catalogue/topic/",
    "/admin/faq/letter/",
    "/admin/cltp/course/",
    "/admin/cltp/course/import/",
    "/admin/cltp/programmecertificate/import/",
    "/admin/cltp/decision/",
    "/admin/cltp/programmecertificate/",
]
REGISTRARS = [
    "/admin/cltp/certificaterecord/",
    "/admin/cltp/certificaterecord/add/",
    "/admin/cltp/certificaterecord/import/",
    "/admin/cltp/letterrequest/",
    "/admin/cltp/recordview/",
    "/admin/cltp/certificatecheck/",
    "/admin/cltp/monthlycount/",
]
EVENTS_DESK = ["/admin/events/edition/", "/admin/events/edition/add/", "/admin/events/venue/add/"]
SCHEMES = ["light", "dark"]


def look(page, address, widths=(360, 1280)):
    page.goto(address)
    for across in widths:
        page.set_viewport_size({"width": across, "height": 800})
        assert violations(page) == [], f"{address} at {across} px"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_clean_for_axe(open_page, address, scheme):
    widths = (360, 1280) if scheme == "light" else (360,)  # dark, only colours differ
    look(open_page(scheme=scheme), address, widths)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", ["timed", "all-day", "over several days"])
def test_a_listing_with_dates_and_its_provider_and_topic_are_clean(
    open_page, listings, state, scheme
):
    page = open_page(scheme=scheme)
    listing = next(each for each in listings if reads_as(each, state))
    look(page, f"/opportunities/{listing['slug']}/")
    look(page, f"/providers/{listing['provider']['slug']}/")
    look(page, f"/topics/{listing['topics'][0]}/")


def reads_as(listing, state):
    for session in listing["sessions"]:
        several = session["first_day"] != session["last_day"]
        if state == ("over several days" if several else session["timing"]):
            return True
    return False


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", DESK)
def test_a_page_of_the_desk_is_clean_for_axe(open_page, address, scheme):
    page = open_page(scheme=scheme)
    sign_in(page, "curator")
    look(page, address)


@pytest.mark.parametrize("address", REGISTRARS)
def test_a_page_of_the_registrars_desk_is_clean_for_axe(open_page, address):
    page = open_page()
    sign_in(page, "registrar")
    look(page, address)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", EVENTS_DESK)
def test_a_page_of_the_organisers_desk_is_clean_for_axe(open_page, address, scheme):
    page = open_page(scheme=scheme)
    sign_in(page, "events")
    look(page, address)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pages_of_an_edition_are_clean_for_axe(open_page, scheme):
    page = open_page(scheme=scheme)
    page.goto("/events/rural-library-day/")
    edition = page.url
    for part in ("register/", "register/group/", "programme/", "programme/?by=track&mine=2"):
        look(page, f"{edition}{part}")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_needs_no_side_scrolling_at_320_px_and_does_not_jump(open_page, address):
    page = open_page(width=320)
    page.goto(address, wait_until="load")
    assert width(page) <= 320
    assert shifted(page) < 0.01


def test_what_axe_and_the_measures_would_find_is_found(open_page):
    page = open_page(width=320)
    page.set_content("<img src='data:,'><p style='width: 900px'>wide</p>")
    assert any(each.startswith("image-alt") for each in violations(page))
    assert width(page) > 320
