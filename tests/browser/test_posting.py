"""An HR officer checks a posting, copies wording, and keeps the revised posting."""

import pytest
from playwright.sync_api import expect

from tests.browser.watching import violations, width

POSTING = (
    "Branch Head\nGrade 12 or equivalent. CLTP certificate required.\nCLTP or equivalent is fine."
)
SHORT = "CLTP certificate, or equivalent or comparable training, required."


def checked(page, text=POSTING):
    page.goto("/cltp/posting/")
    page.get_by_label("The posting’s text").fill(text)
    page.get_by_role("button", name="Check the posting").click()
    page.get_by_role("heading", name="The posting, checked").wait_for()


def test_a_posting_is_checked_and_its_revision_downloaded(open_page, javascript):
    page = open_page(javascript=javascript)
    checked(page)
    expect(page.locator("mark")).to_have_count(2)
    assert page.get_by_label("Write instead (place 1)").input_value() == SHORT
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as plain text").click()
    assert SHORT in download.value.path().read_text()


def test_wording_is_copied_by_keyboard_alone(open_page):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/cltp/posting/")
    page.get_by_label("The posting’s text").focus()
    page.keyboard.insert_text(POSTING)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="The posting, checked").wait_for()
    copy = page.get_by_role("button", name="Copy the wording of place 1")
    for _ in range(60):
        if copy.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == SHORT
    assert copy.evaluate("button => button === document.activeElement")


def test_on_paper_all_of_the_wording_stands_with_its_date_and_no_buttons(open_page):
    page = open_page()
    asked = "reads stories, " * 60
    checked(page, f"Whoever {asked}must hold the CLTP certificate.")
    page.emulate_media(media="print")
    paper = page.inner_text("body")
    assert paper.count(f"{asked}must hold the CLTP certificate, or equivalent") == 3
    assert "What it asks of CLTP, as of " in paper
    assert "Certificates and courses completed in it stay recognised." in paper
    assert "Copy" not in paper
    assert not page.locator("textarea:visible").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answer_and_a_refusal_are_clean_for_axe_and_narrow(open_page, scheme):
    page = open_page(scheme=scheme)
    for text in (POSTING, "MLIS required.", " "):
        page.goto("/cltp/posting/")
        page.get_by_label("The posting’s text").fill(text)
        page.get_by_role("button", name="Check the posting").click()
        for across in (320, 1280):
            page.set_viewport_size({"width": across, "height": 800})
            assert violations(page) == [], f"{text!r} at {across} px"
            assert width(page) <= across
