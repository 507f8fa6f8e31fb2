"""Messages at the desk: looked through, and sent again or left where one asks for a person."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from learning_portal.foundation import clock, resending, sending
from learning_portal.foundation.models import Message, PeriodicRun
from tests.factories import make_message, make_user
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/admin/foundation/message/"
PERIODIC = "/admin/foundation/periodicrun/"


@pytest.fixture
def curator(client):
    user = make_user("Curators")
    client.force_login(user)
    return user


def change(message):
    return reverse("admin:foundation_message_change", args=[message.pk])


def make_dead(**fields):
    return make_message(state="dead", why="550 no such person", tries=1, **fields)


def make_doubtful(**fields):
    return make_message(state="in-doubt", why="The worker ended", tries=1, worker=7, **fields)


def act(client, name, *messages, **more):
    chosen = {"action": name, "_selected_action": [message.pk for message in messages]}
    return client.post(LIST, chosen | more, follow=True)


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_read_them(client, group, status):
    client.force_login(make_user(group))
    for address in (LIST, change(make_message()), PERIODIC):
        assert client.get(address).status_code == status


def test_nobody_reads_them_without_signing_in(client):
    for address in (LIST, change(make_message()), PERIODIC):
        assert client.get(address)["Location"].startswith("/admin/login/")


def test_nobody_writes_changes_or_deletes_one(admin_client):
    message = make_message()
    assert admin_client.get(f"{LIST}add/").status_code == 403
    assert admin_client.post(change(message), {"subject": "Forged"}).status_code == 403
    assert admin_client.post(f"{LIST}{message.pk}/delete/", {"post": "yes"}).status_code == 403
    act(admin_client, "delete_selected", message)
    message.refresh_from_db()
    assert message.subject == "Hello"


def test_one_is_shown_with_what_became_of_it_and_its_words_as_text(client, curator):
    message = make_doubtful(
        text="<b>Bold</b>\nSecond line\n", html="<p>", reply_to="day@example.ca", once="a-1"
    )
    message.attachments.create(position=0, name="a.ics", media_type="text/calendar", content=b"")
    html = client.get(change(message)).text
    words = read(client.get(change(message))).text
    assert "&lt;b&gt;Bold&lt;/b&gt;<br>Second line" in html
    for said in (
        "In doubt", "may have delivered it", "The worker ended", "ann@example.ca",
        "day@example.ca", "the same as HTML, a.ics", message.message_id, "a-1",
        "Tuesday, November 24, 2026, 10:00 am BC time", "After Monday, February 22, 2027",
    ):  # fmt: skip
        assert said in words, said


def test_what_was_emptied_says_so_and_cannot_be_sent_again(client, curator):
    message = make_dead()
    Message.objects.all().empty()
    words = read(client.get(change(message))).text
    assert "Deleted: it was kept as long as the privacy page promises." in words
    assert "Send again" not in words
    response = act(client, "send_again", message, confirmed="1")
    assert "its words and its address are deleted" in read(response).text
    message.refresh_from_db()
    assert message.state == "dead"


def test_sending_again_is_asked_first_and_says_what_may_happen(client, curator):
    dead, doubtful = make_dead(subject="One"), make_doubtful(subject="Two")
    asked = read(act(client, "send_again", dead, doubtful))
    assert "2 messages will be queued again" in asked.text
    assert "One of these is in doubt: it may have arrived already" in asked.text
    assert set(Message.objects.values_list("state", flat=True)) == {"dead", "in-doubt"}
    assert "in doubt" not in read(act(client, "send_again", dead)).text


def test_sent_again_it_keeps_its_message_id_and_the_log_says_by_whom(client, curator):
    message = make_doubtful()
    known_as = message.message_id
    response = act(client, "send_again", message, confirmed="1")
    assert "1 message was queued to be sent again." in read(response).text
    message.refresh_from_db()
    assert (message.state, message.tries, message.why, message.worker) == ("queued", 0, "", None)
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (curator, str(message.pk))
    assert (
        entry.get_change_message() == "Queued to be sent again. It was: In doubt: The worker ended"
    )
    assert "Hello" not in entry.object_repr + entry.get_change_message()
    worker = sending.Worker()
    assert sending.send_next(worker)
    message.refresh_from_db()
    assert (message.state, message.message_id) == ("sent", known_as)


@pytest.mark.parametrize("state", ["queued", "sent", "sending", "retrying"])
def test_only_what_was_given_up_or_is_in_doubt_is_sent_again(client, curator, state):
    message = make_message(
        state=state, worker=7, why="450", sent_at=clock.now() if state == "sent" else None
    )
    response = act(client, "send_again", message, confirmed="1")
    assert "it is neither given up nor in doubt" in read(response).text
    message.refresh_from_db()
    assert message.state == state
    assert not LogEntry.objects.exists()
    for do in (resending.send_again, resending.leave):
        with pytest.raises(resending.Refused):
            do(message=message)


def test_a_second_click_sends_nothing_twice(client, curator):
    message = make_dead()
    act(client, "send_again", message, confirmed="1")
    assert "cannot be sent again" in read(act(client, "send_again", message, confirmed="1")).text
    assert LogEntry.objects.count() == 1


def test_one_left_as_it_is_asks_no_more(client, curator):
    message = make_dead()
    assert "Messages given up" in client.get("/admin/").text
    assert "1 message was left as it is." in read(act(client, "leave", message)).text
    assert "Messages given up" not in client.get("/admin/").text
    message.refresh_from_db()
    assert (message.state, message.settled_at) == ("dead", clock.now())
    assert LogEntry.objects.get().get_change_message().startswith("Left as it is. It was: Given up")
    assert "dealt with already" in read(act(client, "leave", message)).text
    act(client, "send_again", message, confirmed="1")
    message.refresh_from_db()
    assert (message.state, message.settled_at) == ("queued", None)


def test_the_page_of_one_offers_what_can_be_done_and_only_that(client, curator):
    offered = {"Send again …", "Leave as it is: dealt with"}

    def buttons(message):
        page = client.get(change(message)).text
        return {label for label in offered if label in page}

    assert buttons(make_dead()) == offered
    assert buttons(make_dead(settled_at=clock.now())) == {"Send again …"}
    assert buttons(make_message()) == set()


def test_someone_who_may_only_look_cannot_send(client):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(user)
    message = make_dead()
    assert "Send again" not in client.get(change(message)).text
    for name in ("send_again", "leave"):
        act(client, name, message, confirmed="1")
        message.refresh_from_db()
        assert (message.state, message.settled_at) == ("dead", None)


def test_no_more_than_two_hundred_at_once(client, curator):
    many = [make_dead() for _ in range(201)]
    response = act(client, "send_again", *many, confirmed="1")
    assert "choose 200 messages at most" in read(response).text
    assert not Message.objects.exclude(state="dead").exists()


def test_the_list_is_filtered_and_searched(client, curator):
    dead, other = make_dead(to="bob@example.ca"), make_message()

    def listed(**query):
        return set(client.get(LIST, query).context["cl"].result_list)

    assert listed() == {dead, other}
    assert listed(state__exact="dead") == {dead}
    assert listed(q="bob@example.ca") == {dead}
    assert listed(q="a\ud800".encode("utf-8", "surrogatepass")) == set()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_six_queries_whatever_there_is(
    client, curator, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_dead()
    with django_assert_num_queries(6):
        client.get(LIST)


def test_what_is_periodic_is_listed_with_what_came_of_it(client, curator):
    PeriodicRun.objects.create(name="purge", failed_at=clock.now(), why="no disk")
    words = read(client.get(PERIODIC)).text
    for said in ("purge", "Never", "no disk", "Tuesday, November 24, 2026, 10:00 am BC time"):
        assert said in words


def test_the_address_that_opens_a_letter_is_not_shown(client, curator):
    token = "Aa0_-" * 6 + "zz"
    message = make_message(text=f"Here it is:\n\nhttps://x.example/letters/{token}/\n")
    html = client.get(change(message)).content.decode()
    assert token not in html
    assert "https://x.example/letters/(not shown here)/" in html
