"""The QR code for the door: in the confirmation and on the private page."""

import pytest

from events import door_codes
from learning_portal.foundation.models import Message
from tests.events.making import make_edition, make_registration
from tests.test_valid_html import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def test_a_confirmation_carries_the_code_as_a_picture_and_says_what_it_is_for():
    made = make_registration()
    sent = Message.objects.get(kind="events.confirmed")
    picture = sent.attachments.get(name="check-in-code.png")
    assert picture.media_type == "image/png"
    address = f"http://testserver{door_codes.path(made)}"
    assert bytes(picture.content) == door_codes.picture(address)
    assert bytes(picture.content).startswith(b"\x89PNG")
    assert "show the QR code in the picture with this message, or say your name" in sent.text


def test_the_code_is_not_the_private_address():
    made = make_registration()
    assert made.token not in door_codes.path(made)
    code = door_codes.path(made).split("/")[-2]
    assert door_codes.read(code) == made.pk
    assert door_codes.read(f"{made.pk + 1}:{code.partition(':')[2]}") is None


def test_the_private_page_shows_it_to_who_has_a_place(client):
    edition = make_edition(capacity=1)
    shown = [client.get(make_registration(edition).get_absolute_url()) for _ in range(2)]
    assert ["QR code for the door" in each.content.decode() for each in shown] == [True, False]


def test_online_there_is_no_door(client):
    made = make_registration(make_edition(way="online-live"))
    assert "QR code" not in client.get(made.get_absolute_url()).content.decode()
    sent = Message.objects.get(kind="events.confirmed")
    assert "QR code" not in sent.text
    assert [each.name for each in sent.attachments.all()] == ["event.ics"]


def test_what_the_code_and_the_private_page_show_is_valid_html(client, tmp_path):
    made = make_registration()
    files = []
    for number, address in enumerate([made.get_absolute_url(), door_codes.path(made)]):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(client.get(address).content)
    assert faults(*files) == ""
