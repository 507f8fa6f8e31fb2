"""A certificate is checked by keyboard alone; its holder asks for a letter, which can be opened."""

import re

from tests.browser.desk import sign_in
from tests.browser.watching import violations, width

A_PERSONS_PACE = 2_100  # milliseconds: sooner, the form takes whoever sends it for a machine


def check(page, number, name):
    page.goto("/cltp/verify/")
    page.get_by_label("Certificate number").focus()
    page.keyboard.type(number)
    page.keyboard.press("Tab")
    page.keyboard.type(name)
    page.wait_for_timeout(A_PERSONS_PACE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Check another certificate").wait_for()
    return page.get_by_role("heading", level=1).inner_text()


def test_a_check_needs_only_a_keyboard_and_leaves_nothing_in_the_address(open_page, javascript):
    page = open_page(width=360, javascript=javascript)
    for number, name, heading in (
        ("sample 001", "OLD SAMPLE", "Record found"),
        ("SAMPLE-002", "Sample", "Withdrawn: not valid"),
        ("SAMPLE-003", "Sample", "Record found"),
        ("SAMPLE-003", "Sampel", "No record for this number and name together"),
    ):
        assert check(page, number, name) == heading
        assert page.url.endswith("/cltp/verify/")
        assert width(page) <= 360
        if javascript:
            assert violations(page) == []


def test_a_letter_is_asked_for_issued_opened_and_taken_back(open_page):
    reader, desk = open_page(), open_page()
    check(reader, "SAMPLE-003", "Sample")
    reader.get_by_label("Your e-mail").fill("holder@example.ca")
    reader.get_by_label("I am the holder").check()
    reader.wait_for_timeout(A_PERSONS_PACE)
    reader.get_by_role("button", name="Ask for a letter").click()
    reader.get_by_role("heading", name="Your request has been received.").wait_for()

    sign_in(desk, "registrar")
    desk.get_by_role("link", name=re.compile(r"^Request \d+")).click()
    desk.get_by_role("link", name="Issue or decline").click()
    desk.get_by_role("button", name="Issue the letter").click()
    desk.get_by_text("The letter is issued").wait_for()
    desk.goto("/admin/foundation/signedletter/")
    desk.get_by_role("link", name="Letter on a CLTP certificate").first.click()
    letter = desk.locator("a[href^='/letters/']").get_attribute("href")
    reader.goto(letter)
    assert reader.get_by_text("Valid as of").count() == 1
    assert violations(reader) == []

    desk.goto("/admin/cltp/certificaterecord/")
    desk.get_by_role("link", name="SAMPLE-003").click()
    desk.get_by_role("link", name="Withdraw").click()
    desk.get_by_label("Why").fill("To show how it reads")
    desk.get_by_role("button", name="Withdraw it").click()
    desk.get_by_text("It is withdrawn.").wait_for()
    reader.reload()
    assert reader.get_by_role("heading", name="This letter was revoked").count() == 1
    desk.get_by_role("link", name="Let it stand again").click()
    desk.get_by_role("button", name="Let it stand again").click()
    desk.get_by_text("It stands again").wait_for()
