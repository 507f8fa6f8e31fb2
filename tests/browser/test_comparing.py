"""Somebody who hires sets a résumé beside a posting: fills, adds, compares, shares and prints."""

import pytest

from tests.browser.watching import violations, width

STORYTIME = "Sample: Storytime (Sample college)"
DESK = "Sample: Reference work at the desk (Sample college)"


def add(page, words, name):
    page.get_by_label("Add other training: search for its name").fill(words)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name=f"Add {name}").click()


def test_a_comparison_is_filled_shared_and_printed(open_page, javascript):
    page = open_page(javascript=javascript)
    page.goto("/cltp/")
    page.get_by_role("link", name="Compare", exact=False).first.click()
    page.get_by_role("checkbox", name="CLTP-C: Reference and information").check()
    page.get_by_role("checkbox", name="CLTP-F: Children’s and youth services").check()
    add(page, "reference desk", DESK)
    assert page.get_by_role("checkbox", name="CLTP-C: Reference and information").is_checked()
    page.get_by_label(f"Completed on: {DESK}").fill("2019-06-30")
    add(page, "storytime college", STORYTIME)
    page.get_by_label(f"Completed on: {STORYTIME}").fill("2019-1-2")
    page.get_by_role("button", name="Compare", exact=True).last.click()
    assert page.url.endswith("&on=2019-01-02#result")
    page.get_by_role("heading", name="CLTP-C: Reference and information: met").wait_for()
    matrix = page.get_by_role("table")
    assert matrix.get_by_role("columnheader", name="CLTP-F").count() == 1
    assert matrix.get_by_role("rowheader", name=f"1. {DESK}").count() == 1
    result = page.locator("#result").inner_text()
    assert "To be completed as well: Sample: Teens (Sample college)" in result
    assert "Illustrative sample." in result
    other = open_page(javascript=javascript, width=320)
    other.goto(page.url)
    assert (
        other.locator("#result h3").all_inner_texts()
        == page.locator("#result h3").all_inner_texts()
    )
    assert width(other) <= 320
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Compare", exact=True).last.is_visible()
    assert page.locator("#result .print-only").inner_text() in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_clean_for_axe_on_both_sides_with_problems_too(open_page, scheme):
    page = open_page(scheme=scheme)
    page.goto(
        "/cltp/compare/?asks=CLTP-B&asks=CLTP-F&asks=NO&has=course.CLTP-A&on=&"
        "has=named.First+aid&on=soon&find=sample"
    )
    for across in (320, 1280):
        page.set_viewport_size({"width": across, "height": 800})
        assert violations(page) == []
    page.get_by_role("link", name="I am part way through: what is left?").click()
    assert violations(page) == []


def test_it_works_by_keyboard_alone(open_page):
    page = open_page(javascript=False)
    page.goto("/cltp/compare/?asks=CLTP-C&find=reference+desk")
    button = page.get_by_role("button", name=f"Add {DESK}")
    tab_to(page, button)
    page.keyboard.press("Enter")
    field = page.get_by_label(f"Completed on: {DESK}")
    tab_to(page, field)
    page.keyboard.type("2019-06-30")
    page.keyboard.press("Enter")  # compares: it removes nothing and adds nothing
    page.get_by_role("heading", name="CLTP-C: Reference and information: met").wait_for()
    assert page.url.endswith("&on=2019-06-30#result")
    tab_to(page, page.get_by_role("button", name=f"Remove {DESK}"))
    page.keyboard.press("Enter")
    page.get_by_text("Nothing is entered yet.").wait_for()


def tab_to(page, wanted):
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("It is not reached by Tab.")
