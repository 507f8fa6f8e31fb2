"""/dev/mail/: in a checkout, what the portal wrote, as a person would read it."""

import pytest

from learning_portal.foundation.mail import Attachment, queue
from tests.factories import make_message
from tests.html_validator import MISSING, PROGRAM
from tests.learning_portal.test_deployment import COMPLETE
from tests.pages import read
from tests.processes import bare, run
from tests.test_valid_html import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/dev/mail/"


def a_message():
    return queue(
        kind="test",
        to="ann@example.ca",
        subject="You have a <place>",
        text="Change it: https://learn.example/x?a=1&b=2\n\n<b>Second</b> paragraph",
        html="<p>You have a <b>place</b>.</p><script>alert(1)</script>",
        attachments=[Attachment("day.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar")],
        reply_to="day@example.ca",
    )


def test_with_nothing_written_it_says_what_to_do(client):
    assert "Nothing has been written yet" in read(client.get(LIST)).text


def test_messages_are_listed_and_lead_to_each(client):
    message = a_message()
    page = read(client.get(LIST))
    assert ("You have a <place>", f"{LIST}{message.pk}/") in page.links
    assert "to ann@example.ca" in page.text
    assert "none of it leaves this machine" in page.text


def test_where_mail_is_sent_on_it_says_so(client, settings):
    settings.EMAIL_HOST = "mail.example.ca"
    assert "sends these messages on" in read(client.get(LIST)).text


def test_one_reads_as_it_would_in_a_mail_program(client, settings):
    settings.DEFAULT_FROM_EMAIL = "Learning Portal <portal@example.ca>"
    message = a_message()
    response = client.get(f"{LIST}{message.pk}/")
    page = read(response)
    for said in (
        "Learning Portal <portal@example.ca>", "ann@example.ca", "day@example.ca", "Queued",
        "<b>Second</b> paragraph", "Tuesday, November 24, 2026, 10:00 am BC time",
    ):  # fmt: skip
        assert said in page.text
    assert "https://learn.example/x?a=1&b=2" in {href for _, href in page.links}
    attached = client.get(f"{LIST}{message.pk}/attachments/0/")
    assert attached.content == b"BEGIN:VCALENDAR\r\n"
    assert attached["Content-Type"] == "text/calendar"
    assert attached["Content-Disposition"] == 'attachment; filename="day.ics"'


def test_its_html_is_shown_where_no_script_runs(client):
    message = a_message()
    response = client.get(f"{LIST}{message.pk}/html/")
    assert "<b>place</b>" in response.text
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert client.get(f"{LIST}{make_message().pk}/html/").status_code == 404


@pytest.mark.parametrize("where", ["0/", "99999999999999999999/", "x/", "1/attachments/9/"])
def test_what_is_not_there_is_not_found(client, where):
    assert client.get(f"{LIST}{where}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "9999999999999999999", "x", "%00", ""])
def test_a_strange_page_number_is_answered(client, page):
    assert client.get(f"{LIST}?page={page}").status_code == (400 if page == "%00" else 200)


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_list_takes_three_queries_and_shows_fifty(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_message()
    with django_assert_num_queries(3):  # how many, which, the notices
        page = client.get(LIST)
    assert len(page.context["rows"]) == min(rows, 50)


def test_it_is_valid_html(client, tmp_path):
    if not PROGRAM.exists():
        pytest.fail(MISSING)
    empty, listed, one = (tmp_path / f"{name}.html" for name in ("empty", "list", "one"))
    empty.write_bytes(client.get(LIST).content)
    for _ in range(60):
        make_message(state="dead", why="550 no")
    message = a_message()
    listed.write_bytes(client.get(f"{LIST}?page=2").content)
    one.write_bytes(client.get(f"{LIST}{message.pk}/").content)
    assert faults(empty, listed, one) == ""


FIND = """
import django; django.setup()
from django.urls import Resolver404, resolve
try:
    resolve("/dev/mail/"); print("there")
except Resolver404:
    print("not there")
"""


def test_a_deployed_portal_has_no_such_page():
    deployed = bare(**COMPLETE, DJANGO_SETTINGS_MODULE="learning_portal.settings")
    assert run(deployed, "-c", FIND).stdout == "not there\n"
    checkout = bare(DJANGO_SETTINGS_MODULE="learning_portal.settings")
    assert run(checkout, "-c", FIND).stdout == "there\n"
