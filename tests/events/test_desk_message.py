"""Writing to a part of an edition's people: write, look, send once."""

import uuid

import pytest

from events import announcing, registration
from events.models import Announcement, Part
from learning_portal.foundation.models import Message
from tests.events.desk import at_desk
from tests.events.making import make_edition, make_registration
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, november):
    user = make_user("Events coordinators")
    client.force_login(user)
    return user


def typed(**changes):
    return {
        "part": "places", "subject": "Bring a mug", "text": "Dear all,\n\nbring a mug.",
        "key": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def written():
    return list(Message.objects.filter(kind="events.announcement").order_by("to"))


def post(client, edition, sent):
    return client.post(at_desk(edition, "message"), sent)


def test_it_is_shown_with_how_many_it_goes_to_and_sent_when_confirmed(client, organiser):
    edition = make_edition(capacity=2)
    for name in ("ann", "bo", "cy"):
        make_registration(edition, name=name, email=f"{name}@example.ca")
    sent = typed()
    look = read(post(client, edition, sent)).text
    assert "All with a place: 2 people" in look
    assert "Bring a mug" in look
    assert written() == []
    done = post(client, edition, {**sent, "send": "1", "previewed": "2"})
    assert done["Location"] == at_desk(edition)
    assert [each.to for each in written()] == ["ann@example.ca", "bo@example.ca"]
    text = written()[0].text
    assert text.startswith("Hello ann,\n\nDear all,\n\nbring a mug.\n\n")
    assert "/events/place/" in text
    kept = Announcement.objects.get()
    assert (kept.people, kept.by, kept.part) == (2, organiser, "places")


def test_sent_twice_it_goes_once(client):
    made = make_registration()
    sent = typed(send="1", previewed="1")
    for _ in range(2):
        assert post(client, made.edition, sent).status_code == 302
    assert len(written()) == 1


def test_colleagues_with_one_inbox_each_get_their_own():
    edition = make_edition()
    for name in ("Ann", "Bo"):
        make_registration(edition, name=name, email="desk@example.ca")
    announcing.announce(
        edition=edition, key=uuid.uuid4(), part=Part.PLACES, subject="x", text="y", previewed=2,
        by=None,
    )  # fmt: skip
    assert [each.text.split(",")[0] for each in written()] == ["Hello Ann", "Hello Bo"]


def test_a_list_that_changed_since_is_shown_again_and_nothing_is_sent(client):
    edition = make_edition()
    first = make_registration(edition)
    make_registration(edition)
    registration.cancel(registration=first)
    page = post(client, edition, typed(send="1", previewed="2"))
    assert "it would go to 1, not 2" in read(page).text
    assert (written(), Announcement.objects.count()) == ([], 0)


def test_a_part_with_nobody_is_refused(client):
    page = post(client, make_edition(), typed(part="waiting", send="1", previewed="0"))
    assert "Nobody is in this part of the list now" in read(page).text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"subject": ""}, "Write a subject."),
        ({"subject": "x" * 151}, "Shorten the subject to 150 characters."),
        ({"text": " "}, "Write the message."),
        ({"text": "x" * 5001}, "The message has 5,001 characters."),
        ({"part": "gone"}, "Choose to whom."),
        ({"key": "x"}, "Look again."),
    ],
)
def test_what_cannot_be_sent_is_refused_in_words_and_kept_as_typed(client, changes, says):
    made = make_registration()
    page = post(client, made.edition, typed(send="1", previewed="1", **changes))
    assert says in read(page).text
    assert ("Bring a mug" in page.content.decode()) == ("subject" not in changes)
    assert written() == []


def test_line_breaks_in_a_subject_add_no_header(client):
    made = make_registration()
    sent = typed(subject="Hello\r\nBcc: x@example.ca", send="1", previewed="1")
    post(client, made.edition, sent)
    assert written()[0].subject == "Hello Bcc: x@example.ca"
