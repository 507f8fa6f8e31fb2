"""Before a day people say what it should cover; after it, how it was; and a certificate prints."""

import datetime as dt
import re
import time
import uuid

import pytest

from events import certificates
from learning_portal.foundation.models import SignedLetter
from learning_portal.foundation.protection import YOUNGEST
from tests.browser.desk import sign_in
from tests.browser.watching import violations, width
from tests.events.making import check_in, make_edition, make_registration


@pytest.fixture
def past(open_page):
    """The address of an event that ended yesterday, made at the desk."""
    desk, title = open_page(), f"Day {uuid.uuid4().hex[:8]}"
    sign_in(desk, "events")
    desk.goto("/admin/events/edition/add/")
    desk.get_by_label("Gathering").select_option(label="Rural Library Day")
    desk.get_by_label("Title").fill(title)
    desk.get_by_label("Shown to readers").check()
    day = (dt.datetime.now(dt.UTC) - dt.timedelta(days=2)).date()
    desk.locator("#id_starts_wall").fill(f"{day} 9:00")
    desk.locator("#id_ends_wall").fill("16:00")
    desk.locator("#id_zone_words").fill("BC")
    desk.locator("#id_capacity").fill("20")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.get_by_text("was added successfully").wait_for()
    return f"/events/{title.lower().replace(' ', '-')}-{day.year}/"


def clean(page, javascript):
    if javascript:  # axe is a script itself
        assert violations(page) == []
        assert width(page) <= 360


def send(page):
    time.sleep(YOUNGEST.total_seconds())
    page.keyboard.press("Enter")


def tab_to(page, name):
    """Press Tab until what has the focus is named so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() and page.locator(f"{name}:focus").count():
            return
    pytest.fail(f"Tab does not reach {name}")


def test_needs_are_named_by_keyboard(open_page, javascript):
    page = open_page(width=360, javascript=javascript)
    page.goto("/events/rural-library-day/")
    page.get_by_role("link", name="Say what the day should cover").press("Enter")
    page.get_by_role("heading", level=1, name="What should the day cover?").wait_for()
    clean(page, javascript)
    tab_to(page, "form.form button[type=submit]")
    send(page)
    page.get_by_role("heading", name="Your answer is not sent yet").wait_for()
    clean(page, javascript)
    tab_to(page, "#first")
    page.keyboard.type("Wee")
    tab_to(page, "#second")
    page.keyboard.type("Sto")
    tab_to(page, "#words")
    page.keyboard.type("Grants, please")
    tab_to(page, "form.form button[type=submit]")
    send(page)
    page.get_by_role("heading", name="Thank you, your answer is in").wait_for()
    clean(page, javascript)
    desk = open_page(width=360)
    sign_in(desk, "events")
    desk.goto("/admin/events/call/")
    desk.get_by_role("link", name=re.compile("Results of")).click()
    shown = desk.locator("main").inner_text()
    assert "Grants, please" in shown
    assert re.search(r"Weeding a small collection\s+[12]\s+0\s+0\s+[36]", shown)
    for across in (360, 1280):
        desk.set_viewport_size({"width": across, "height": 800})
        assert violations(desk) == []


def test_feedback_is_given_by_keyboard(open_page, past, javascript):
    page = open_page(width=360, javascript=javascript)
    page.goto(past)
    page.get_by_role("link", name="Tell us how the day was").press("Enter")
    page.get_by_role("heading", level=1, name="How was the day?").wait_for()
    clean(page, javascript)
    tab_to(page, "form.form button[type=submit]")
    send(page)
    page.get_by_role("heading", name="Your feedback is not sent yet").wait_for()
    clean(page, javascript)
    tab_to(page, "input[name=rating]")
    page.keyboard.press("Space")
    tab_to(page, "#useful")
    page.keyboard.type("The map")
    tab_to(page, "form.form button[type=submit]")
    send(page)
    page.get_by_role("heading", name="Thank you, your feedback is in").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_person_sees_of_their_data_is_clean_and_narrow(open_page, scheme):
    page = open_page(width=360, scheme=scheme)
    page.goto("/events/rural-library-day/")
    page.get_by_role("link", name="Register", exact=True).click()
    name = f"Ann {uuid.uuid4().hex[:6]}"
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your e-mail").fill("ann@example.ca")
    page.get_by_label("Your library").select_option(label="Another organisation")
    page.get_by_label("I agree").check()
    page.locator("main button[type=submit]").focus()
    send(page)
    page.get_by_role("heading", level=1, name="You have a place").wait_for()
    page.goto("/dev/mail/")
    page.get_by_role("link", name=re.compile("You have a place")).first.click()
    page.goto(re.search(r"/events/place/[\w-]+/", page.locator("main").inner_text())[0])
    page.get_by_role("link", name="What the portal holds about you").click()
    assert name in page.locator("main").inner_text()
    clean(page, javascript=True)
    page.get_by_role("link", name="Delete what is held about me").click()
    page.wait_for_url("**/delete/")
    clean(page, javascript=True)
    page.get_by_role("button", name="Delete it").press("Enter")
    page.get_by_role("heading", level=1, name="It is deleted").wait_for()
    clean(page, javascript=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("format", ["Letter", "A4"])
def test_a_certificate_fits_one_sheet(browser, live_server, format):
    title = "Rural Library Day in a place with quite a long name, and with a plan for the day"
    edition = make_edition(title=title, attended_hours=6)
    made = make_registration(edition, name="Ḵ’wa̱xa̱lanukwa̱me’ Anne-Marie Fraser-Henderson")
    check_in(made)
    ended = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    edition.starts, edition.ends = ended - dt.timedelta(hours=7), ended
    edition.save()
    assert certificates.start(edition) == 1
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{live_server.url}{SignedLetter.objects.get().get_absolute_url()}")
    assert violations(page) == []
    assert width(page) <= 360
    sheets = re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format=format))
    page.close()
    assert len(sheets) == 1
