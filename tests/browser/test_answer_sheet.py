"""An HR officer finds a course, reads its answer sheet, and prints it on one page."""

import datetime as dt
import re

import pytest

from cltp import decisions
from cltp.models import ProgrammeCertificate
from cltp.models.vocabulary import Finding
from tests.browser.watching import violations, width
from tests.cltp.making import (
    WHY,
    make_course,
    make_decision,
    make_draft,
    make_training,
    officer,
    registrar,
)
from tests.factories import make_opportunity, make_session

PAGE = re.compile(rb"/Type\s*/Page\b")
OUTCOMES = [
    "Find out in conversation what a person really asks",
    "Choose a source and judge whether it can be trusted",
    "Answer a question by telephone or e-mail",
    "Send a question on to another library",
]


def pages(page) -> int:
    return len(PAGE.findall(page.pdf(prefer_css_page_size=True)))


def printed_text(page) -> str:
    page.emulate_media(media="print")
    return page.locator("body").inner_text()


def test_an_hr_officer_reaches_and_prints_a_sheet_by_keyboard(open_page):
    page = open_page()
    page.goto("/cltp/")
    page.get_by_label("A CLTP course, or training somebody took").focus()
    page.keyboard.type("public services")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Public services", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cltp/courses/CLTP-B/")
    page.evaluate("window.print = () => document.body.setAttribute('data-printed', '1')")
    page.get_by_role("button", name="Print this sheet").focus()
    page.keyboard.press("Enter")
    assert page.locator("body").get_attribute("data-printed") == "1"
    assert pages(page) == 1
    assert "Illustrative sample" in printed_text(page)


@pytest.mark.parametrize("across", [600, 1280])
def test_its_buttons_stand_in_one_line(open_page, across):
    page = open_page()
    page.set_viewport_size({"width": across, "height": 800})
    page.goto("/cltp/courses/CLTP-B/")
    places = [each.bounding_box() for each in page.locator(".sheet > .buttons > *").all()]
    assert len(places) == 2
    assert len({(place["y"], place["height"]) for place in places}) == 1


def test_the_table_is_a_download(open_page):
    page = open_page()
    page.goto("/cltp/courses/CLTP-B/")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Get it as a table (CSV)").click()
    assert waited.value.suggested_filename.startswith("cltp-cltp-b-sample-")


def test_without_a_script_there_is_no_button_that_does_nothing(open_page):
    page = open_page(javascript=False)
    page.goto("/cltp/courses/CLTP-B/")
    assert page.get_by_role("button", name="Print this sheet").count() == 0
    assert "print this page" in page.locator("main").inner_text()


@pytest.fixture
def sheet(client, db):
    """A course with all that a sheet may hold, as its page."""
    course = make_course(
        OUTCOMES, code="R-1", title="Reference and information", aliases=["Reference 1"],
        hours=30, summary="Questions and where their answers are.", first_offered=1996,
    )  # fmt: skip
    other = make_course(["Welcome a person"], code="S-1", title="Public services")
    rule = ProgrammeCertificate.objects.create(name="The programme’s certificate").rules.create()
    rule.sets.create().courses.add(course, other)
    make_decision(courses=[course], trainings=[make_training(title="Reference at the desk")])
    both = [make_training(title="Sources and trust"), make_training(title="On the line")]
    make_decision(courses=[course, other], trainings=both, conditions="With both assignments.")
    for day in (9, 16):
        listing = make_opportunity(title=f"Answering questions online, {day}", hours="12")
        make_session(listing, f"2031-12-{day:02} 12:00", f"2031-12-{day:02} 13:00")
        make_decision(courses=[course], trainings=[make_training(listing)], missing=OUTCOMES[2:])
    draft = make_draft(
        courses=[course], missing=OUTCOMES[1:3], completed_from=dt.date(2018, 1, 1),
        decided_on=dt.date(2023, 2, 1), review_by=dt.date(2026, 2, 1),
    )  # fmt: skip
    draft.evidence.create(
        text="The outline of 2023", url="https://example.org/outline/2023", is_public=True
    )
    proposed = decisions.propose(decision=draft, by=officer(), why=WHY)
    decisions.publish(decision=proposed, by=registrar(), why=WHY)
    make_decision(courses=[course], finding=Finding.NOT_COMPARABLE)
    address = course.get_absolute_url()
    return address, client.get(address).content.decode()


@pytest.fixture
def shown(open_page, sheet):
    """Opens that page, with the portal's own styles and scripts."""
    address, html = sheet

    def opened(**choices):
        page = open_page(**choices)
        page.route(f"**{address}", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(address)
        return page

    return opened


def test_a_full_sheet_prints_on_one_page_with_nothing_left_out(shown):
    page = shown()
    assert pages(page) == 1
    text = printed_text(page)
    for words in ("as of", "What a holder keeps", "Equivalent", "Comparable in part", "Coming up",
                  "Assessed: not comparable", "Not assessed yet", "Take note", "Review by",
                  "The outline of 2023", "/v1/", OUTCOMES[3]):  # fmt: skip
        assert words in text
    assert "Print this sheet" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_full_sheet_is_clean_for_axe_and_needs_no_side_scrolling(shown, scheme):
    page = shown(scheme=scheme)
    for across in (320, 1280):
        page.set_viewport_size({"width": across, "height": 800})
        assert violations(page) == []
        assert width(page) <= across
