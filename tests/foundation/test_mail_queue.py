"""Queueing a message: kept with what caused it, or not at all; and nothing that could forge one."""

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from learning_portal.foundation.mail import Attachment, BadMessage, queue
from learning_portal.foundation.models import Message
from tests.factories import make_message

pytestmark = pytest.mark.django_db
CALENDAR = Attachment("day.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar; method=PUBLISH")


def a_message(**said):
    said = {"kind": "test", "to": "ann@example.ca", "subject": "Hello", "text": "Words."} | said
    return queue(**said)


def test_a_message_is_kept_as_it_was_written(november):
    message = a_message(subject="Sḵwx̱wú7mesh – “day”", html="<p>Words.</p>", attachments=[CALENDAR])
    message.refresh_from_db()
    assert (message.state, message.tries, message.why) == ("queued", 0, "")
    assert message.subject == "Sḵwx̱wú7mesh – “day”"
    assert message.text == "Words.\n"
    assert "<p>Words.</p>" in message.html
    assert message.html.startswith("<!doctype html>")
    (attached,) = message.attachments.all()
    assert bytes(attached.content) == CALENDAR.content
    assert str(message.purge_after) == "2027-02-22"
    assert str(message) == "test, Tuesday, November 24, 2026, 10:00 am BC time"


def test_each_has_an_id_of_its_own_at_the_senders_domain(settings):
    settings.DEFAULT_FROM_EMAIL = "Learning Portal <portal@example.ca>"
    one, other = a_message(), a_message()
    assert one.message_id != other.message_id
    assert one.message_id.endswith("@example.ca>")


def test_the_footer_ends_text_and_html(settings):
    settings.MAIL_FOOTER = "Libraries Branch\n<Victoria>"
    message = a_message(html="<p>Words.</p>")
    assert message.text == "Words.\n\n-- \nLibraries Branch\n<Victoria>\n"
    assert "<p>Libraries Branch<br>&lt;Victoria&gt;</p>" in message.html


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_refused():
    with pytest.raises(TransactionManagementError, match="transaction of what caused it"):
        a_message()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_message():
    with transaction.atomic():
        a_message(attachments=[CALENDAR])
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_message_with_a_name_of_its_own_is_queued_once():
    first = a_message(once="edition-1-person-7", attachments=[CALENDAR])
    again = a_message(once="edition-1-person-7", subject="Other words", attachments=[CALENDAR])
    assert again == first
    assert again.subject == "Hello"
    assert first.attachments.count() == 1
    assert a_message() != a_message()


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\r", "\x00", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["to", "subject", "reply_to"])
def test_a_line_break_in_a_header_is_refused(field, broken):
    said = "ann@example.ca" if field != "subject" else "Hello"
    for forged in (f"{said}{broken}Bcc: bob@example.ca", f"{said}{broken}", f"{broken}{said}"):
        with pytest.raises(BadMessage, match="one line"):
            a_message(**{field: forged})
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "to",
    ["", "ann", "ann@", "@example.ca", "ann@example.ca, bob@example.ca",
     "ann@example.ca;bob@example.ca", "Ann <ann@example.ca>", "ann@example.ca bob@example.ca",
     '"ann,bob"@example.ca', f"{'a' * 64}@{'b.' * 100}ca", "ann\ud800@example.ca"],
)  # fmt: skip
def test_a_message_goes_to_one_address(to):
    with pytest.raises(BadMessage, match="one e-mail address"):
        a_message(to=to)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"subject": " "}, "needs a subject"),
        ({"subject": "a" * 201}, "at most 200 characters"),
        ({"subject": "\ud800"}, "control character"),
        ({"text": " \n"}, "text is empty"),
        ({"text": "a\x00"}, "a character that is none"),
        ({"html": "\ud800"}, "a character that is none"),
        ({"text": "a" * 200_001}, "at most 200,000 characters"),
        ({"attachments": [Attachment("a.ics", bytes(1024 * 1024 + 1), "text/calendar")]}, "bytes"),
        ({"attachments": [Attachment("../a.ics", b"", "text/calendar")]}, "attachment's name"),
        ({"attachments": [Attachment("a\r\nX: y", b"", "text/calendar")]}, "attachment's name"),
        ({"attachments": [Attachment("a.ics", b"", "text/calendar\r\nX: y")]}, "media type"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_the_reason(said, words):
    with pytest.raises(BadMessage, match=words):
        a_message(**said)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("message_state_known", {"state": "lost"}),
        ("message_to_is_one_address", {"to": "ann@example.ca\nBcc: bob@example.ca"}),
        ("message_to_is_one_address", {"to": "ann@example.ca,bob@example.ca"}),
        ("message_to_is_one_address", {"to": ""}),
        ("message_reply_to_is_one_address", {"reply_to": "ann"}),
        ("message_subject_is_one_line", {"subject": "Hello\nBcc: bob@example.ca"}),
        ("message_says_something", {"text": ""}),
        ("message_says_something", {"subject": ""}),
        ("message_sent_has_its_time", {"state": "sent"}),
        ("message_sending_has_a_worker", {"state": "sending"}),
        ("message_trouble_says_why", {"state": "dead"}),
        ("message_trouble_says_why", {"state": "in-doubt"}),
        ("message_trouble_says_why", {"state": "retrying"}),
        ("message_purged_is_empty", {"purged_at": "2026-11-24T00:00:00Z"}),
        ("message_once", {"once": "kept"}),
    ],
)
def test_the_database_refuses(name, fields):
    make_message(once="kept")
    with pytest.raises(IntegrityError, match=name):
        make_message(**fields)
