"""What comes of a message: sent, tried again, given up or in doubt, by what the server says."""

import datetime as dt
import smtplib
import threading

import pytest
from django.core import mail

from learning_portal.foundation import clock, outcomes, sending
from learning_portal.foundation.mail import Attachment, queue
from learning_portal.foundation.models import Message
from tests.factories import make_message
from tests.mail_server import BREAK, listening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
MOMENT = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)


@pytest.fixture
def worker():
    return sending.Worker()


@pytest.fixture
def through(settings):
    """Send through this server."""

    def told(server):
        settings.EMAIL_BACKEND = "learning_portal.foundation.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 2

    return told


def told(said, at="RCPT"):
    return lambda word: said if word == at else None


def test_a_message_reaches_its_reader_as_it_was_written(worker, through, settings):
    settings.DEFAULT_FROM_EMAIL = "Learning Portal <portal@example.ca>"
    settings.MAIL_REPLY_TO = "branch@example.ca"
    calendar = Attachment(
        "day.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; method=PUBLISH"
    )
    kept = queue(
        kind="test",
        to="ann@example.ca",
        subject="Sḵwx̱wú7mesh – your place",
        text="You have a place.\n.\nSḵwx̱wú7mesh",
        html="<p>You have a <b>place</b>.</p>",
        attachments=[calendar],
    )
    with listening() as server:
        through(server)
        assert sending.send_next(worker)
        assert not sending.send_next(worker)
    (read,) = server.accepted
    assert read["From"] == "Learning Portal <portal@example.ca>"
    assert (read["To"], read["Reply-To"]) == ("ann@example.ca", "branch@example.ca")
    assert read["Subject"] == "Sḵwx̱wú7mesh – your place"
    assert read["Message-ID"] == kept.message_id
    assert read["Auto-Submitted"] == "auto-generated"
    plain = read.get_body(("plain",)).get_content()
    assert plain.replace("\r\n", "\n") == "You have a place.\n.\nSḵwx̱wú7mesh\n"
    assert "<p>You have a <b>place</b>.</p>" in read.get_body(("html",)).get_content()
    (attached,) = read.iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached["Content-Type"].params["method"] == "PUBLISH"
    assert attached.get_filename() == "day.ics"
    assert attached.get_payload(decode=True) == calendar.content
    kept.refresh_from_db()
    assert (kept.state, kept.tries, kept.sent_at, kept.why) == ("sent", 1, MOMENT, "")


def test_a_messages_own_answers_address_goes_before_the_portals(worker, settings):
    settings.MAIL_REPLY_TO = "branch@example.ca"
    make_message(reply_to="day@example.ca")
    sending.send_next(worker)
    assert mail.outbox[0].reply_to == ["day@example.ca"]


@pytest.mark.parametrize(
    ("at", "said", "state", "words"),
    [
        ("RCPT", "550 no such person", "dead", "refused the address: 550 no such person"),
        ("RCPT", "450 busy", "retrying", "refused the address: 450 busy"),
        ("RCPT", BREAK, "retrying", "broke off"),
        ("RCPT", "421 closing", "retrying", "421 closing"),
        ("MAIL", "550 not you", "retrying", "refused the sender: 550 not you"),
        ("MAIL", BREAK, "retrying", "broke off"),
        ("DATA", "554 no", "dead", "refused the message: 554 no"),
        ("DATA", "451 later", "retrying", "refused the message: 451 later"),
        ("END", "554 spam", "dead", "refused the message: 554 spam"),
        ("END", "452 full", "retrying", "refused the message: 452 full"),
        ("END", BREAK, "in-doubt", "may have arrived"),
        ("CONNECT", "554 go away", "retrying", "could not be reached: (554, b'go away')"),
        ("CONNECT", BREAK, "retrying", "could not be reached"),
    ],
)
def test_what_the_server_answers_decides(worker, through, at, said, state, words):
    message = make_message()
    with listening(told(said, at)) as server:
        through(server)
        assert sending.send_next(worker)
        assert not sending.send_next(worker)
    message.refresh_from_db()
    assert (message.state, message.tries) == (state, 1)
    assert words in message.why
    assert "\n" not in message.why


def test_a_server_that_falls_silent_with_the_message_leaves_it_in_doubt(worker, through, settings):
    heard = threading.Event()

    def silent(word):
        if word == "END":
            heard.wait(4)

    message = make_message()
    with listening(silent) as server:
        through(server)
        settings.EMAIL_TIMEOUT = 1
        sending.send_next(worker)
        heard.set()
    message.refresh_from_db()
    assert message.state == "in-doubt"


def test_it_is_tried_again_later_and_later_and_then_given_up(worker, through, november):
    message, waited = make_message(), []
    with listening(told("450 busy")) as server:
        through(server)
        while sending.send_next(worker):
            message.refresh_from_db()
            if message.state != "retrying":
                break
            waited.append(message.due_at - clock.now())
            november.move_to(message.due_at - dt.timedelta(seconds=1))
            assert not sending.send_next(worker)
            november.move_to(message.due_at)
    assert waited == outcomes.RETRY_AFTER
    assert waited == sorted(waited)
    assert (message.state, message.tries) == ("dead", 10)
    assert message.why.startswith("Given up after 10 tries. The mail server refused the address")
    assert not sending.send_next(worker)


def test_where_no_server_answers_all_that_is_due_waits_for_its_next_turn(
    worker, settings, november
):
    settings.EMAIL_BACKEND = "learning_portal.foundation.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    one, other = make_message(), make_message()
    later = make_message(due_at=MOMENT + dt.timedelta(seconds=1))
    assert sending.send_next(worker)
    assert not sending.send_next(worker)
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {one.pk: "retrying", other.pk: "retrying", later.pk: "queued"}
    one.refresh_from_db()
    assert "could not be reached" in one.why
    assert one.due_at == MOMENT + dt.timedelta(minutes=1)


def test_a_message_that_cannot_be_written_is_given_up_and_the_next_is_sent(worker, monkeypatch):
    wrong, right = make_message(subject="Wrong"), make_message()
    compose = sending.compose

    def strict(message):
        if message.subject == "Wrong":
            raise ValueError("no such letter")
        return compose(message)

    monkeypatch.setattr(sending, "compose", strict)
    while sending.send_next(worker):
        pass
    assert dict(Message.objects.values_list("pk", "state")) == {wrong.pk: "dead", right.pk: "sent"}
    wrong.refresh_from_db()
    assert "cannot be written as an e-mail: no such letter" in wrong.why


def test_a_backend_that_cannot_tell_how_far_it_came_leaves_doubt():
    assert outcomes.read(OSError("gone"), object()).state == "in-doubt"
    assert outcomes.read(smtplib.SMTPServerDisconnected(), object()).state == "in-doubt"


def test_messages_go_in_the_order_in_which_they_are_due(worker):
    for minutes in (3, 1, 2):
        make_message(
            subject=f"{minutes} minutes ago", due_at=MOMENT - dt.timedelta(minutes=minutes)
        )
    while sending.send_next(worker):
        pass
    assert [sent.subject[0] for sent in mail.outbox] == ["3", "2", "1"]


def test_what_a_worker_left_that_is_no_more_is_in_doubt_and_never_sent_again(worker):
    left = make_message(state="sending", worker=7, tries=1, tried_at=MOMENT)
    mine = make_message(state="sending", worker=worker.number, tries=1, tried_at=MOMENT)
    assert sending.find_in_doubt(worker) == 1
    assert sending.find_in_doubt(worker) == 0
    assert not sending.send_next(worker)
    left.refresh_from_db()
    mine.refresh_from_db()
    assert (left.state, mine.state) == ("in-doubt", "sending")
    assert "may have arrived" in left.why
    assert mail.outbox == []


def test_a_worker_that_lives_and_knows_better_settles_the_doubt(worker):
    message = make_message(state="in-doubt", worker=worker.number, why="?", tries=1)
    sending._note(message, outcomes.SENT)
    message.refresh_from_db()
    assert (message.state, message.why) == ("sent", "")


def test_what_was_queued_anew_meanwhile_is_not_touched_by_the_old_worker(worker):
    message = make_message(state="sending", worker=worker.number, tries=1)
    Message.objects.update(state="queued", worker=None)
    sending._note(message, outcomes.SENT)
    message.refresh_from_db()
    assert message.state == "queued"


def test_a_deployed_portal_without_a_mail_server_keeps_its_mail(worker, settings):
    settings.MAIL_WAITS = True
    message = make_message()
    assert not sending.send_next(worker)
    message.refresh_from_db()
    assert (message.state, message.tries) == ("queued", 0)


def test_with_nothing_to_do_it_asks_little(worker, django_assert_num_queries):
    for _ in range(3):
        make_message(state="sent", sent_at=MOMENT)
    with django_assert_num_queries(1):
        sending.send_next(worker)
    with django_assert_num_queries(3):  # one, in a transaction
        sending.find_in_doubt(worker)
