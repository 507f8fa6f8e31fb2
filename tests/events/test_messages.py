"""Every message, read as the person who gets it would."""

import re
from html import unescape

import icalendar
import pytest
import vobject

from events import changes, registration
from events.models import Registration, Way
from learning_portal.foundation.models import Message
from tests.events.making import at, make_edition, make_registration, make_venue, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(november):
    return make_edition(
        title="Rural Library Day in Smithers", capacity=1, offer_hours=48,
        venue=make_venue(name="Old Mill", city="Smithers", map_url="https://maps.example/mill"),
        access_contact="access@example.ca",
    )  # fmt: skip


def message(kind, to=""):
    found = Message.objects.filter(kind=f"events.{kind}")
    return found.get(to=to) if to else found.get()


def calendar(sent):
    """The file with a message, as two independent programs read it."""
    attachment = sent.attachments.get(name="event.ics")
    assert attachment.media_type == "text/calendar; method=PUBLISH; charset=utf-8"
    content = bytes(attachment.content).decode()
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    other = vobject.readOne(content).vevent
    assert str(event["UID"]) == other.uid.value
    assert int(event["SEQUENCE"]) == int(other.sequence.value)
    assert event["DTSTART"].dt == other.dtstart.value
    assert str(event["SUMMARY"]) == other.summary.value
    assert "METHOD:PUBLISH" in content
    return event


def says_the_same(sent):
    """Its HTML and its plain text: the same words and the same addresses."""
    inside = sent.html.partition("<body")[2].partition(">")[2]
    addresses = re.findall(r'href="([^"]+)"', inside)
    for address in addresses:
        assert unescape(address) in sent.text
    for paragraph in re.findall(r"<p>([^<]+)</p>", inside):
        assert unescape(paragraph) in sent.text
    assert sent.html.startswith("<!doctype html>")


def test_you_have_a_place(edition):
    made = make_registration(edition, name="Ann")
    sent = message("confirmed")
    assert sent.to == made.email
    assert sent.subject == "You have a place: Rural Library Day in Smithers"
    begins = "Hello Ann,\n\nYou have a place at Rural Library Day in Smithers.\n\n"
    assert sent.text.startswith(begins)
    for said in (
        "When: Wednesday, May 12, 2027, 9:00 am to 4:00 pm BC time",
        "Where: Old Mill, Smithers",
        "Map:\nhttps://maps.example/mill",
        f"Change or cancel:\nhttp://testserver/events/place/{made.token}/",
        "That address is private",
        "With a question about accessibility: access@example.ca",
    ):
        assert said in sent.text
    says_the_same(sent)
    event = calendar(sent)
    assert event["DTSTART"].dt == at("2027-05-12 09:00")
    assert event["DTEND"].dt == at("2027-05-12 16:00")
    assert (event["STATUS"], event["LOCATION"]) == ("CONFIRMED", "Old Mill, Smithers")
    assert f"/events/place/{made.token}/" in event["DESCRIPTION"]


def test_where_to_join_online_is_told_to_one_who_has_a_place(edition):
    edition.way, edition.join_url = Way.HYBRID, "https://join.example/room"
    edition.save()
    make_registration(edition)
    make_registration(edition)
    assert "Join online:\nhttps://join.example/room" in message("confirmed").text
    assert "join.example" not in message("waiting").text


def test_you_are_on_the_waiting_list(edition):
    make_registration(edition)
    make_registration(edition)
    made = make_registration(edition, name="Cy")
    sent = message("waiting", made.email)
    assert sent.subject == "You are on the waiting list: Rural Library Day in Smithers"
    assert "You are number 2 on the waiting list. You do not have a place yet." in sent.text
    assert "up to 48 hours to take it" in sent.text
    assert made.token in sent.text
    assert not sent.attachments.exists()
    says_the_same(sent)


def test_a_place_is_free_for_you(edition):
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    sent = message("offered")
    assert sent.to == second.email
    assert sent.subject.startswith("A place is free for you until Thu, Nov 26, 10:00 am: Rural")
    assert "Take it by Thursday, November 26, 2026, 10:00 am BC time." in sent.text
    assert (
        f"Take the place, or let it go:\nhttp://testserver/events/place/{second.token}/"
        in sent.text
    )
    says_the_same(sent)
    registration.accept(registration=second)
    assert calendar(message("confirmed", second.email))["STATUS"] == "CONFIRMED"


def test_the_place_offered_to_you_has_passed_on(edition, november):
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    november.shift(49 * 3600)
    registration.expire_offers()
    sent = message("lapsed")
    assert sent.to == second.email
    assert "was not taken in time" in sent.text
    assert f"Register again:\nhttp://testserver{edition.get_absolute_url()}register/" in sent.text
    says_the_same(sent)


def test_your_place_is_given_up_and_the_calendar_hears_of_it(edition):
    made = make_registration(edition)
    before = calendar(message("confirmed"))
    registration.cancel(registration=made)
    sent = message("cancelled")
    assert sent.subject == "Your place is given up: Rural Library Day in Smithers"
    says_the_same(sent)
    after = calendar(sent)
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["STATUS"] == "CANCELLED"
    assert after["SUMMARY"] == "Cancelled: Rural Library Day in Smithers"


def test_one_who_leaves_the_list_has_no_calendar_to_mend(edition):
    make_registration(edition)
    made = make_registration(edition)
    registration.cancel(registration=made)
    sent = message("cancelled")
    assert sent.subject.startswith("You have left the waiting list")
    assert not sent.attachments.exists()


def test_your_registration_has_changed(edition):
    made = make_registration(edition, name="Ann", email="a@example.ca")
    before = calendar(message("confirmed"))
    registration.revise(registration=made, person=person(name="Anne", email="a@example.ca"))
    sent = message("changed")
    assert sent.subject == "Your registration has changed: Rural Library Day in Smithers"
    assert made.token in sent.text
    says_the_same(sent)
    after = calendar(sent)
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CONFIRMED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


@pytest.fixture
def registered(edition):
    return make_registration(edition), make_registration(edition)


def test_a_cancelled_edition_tells_everyone_once(edition, registered):
    has_place, waits = registered
    before = calendar(message("confirmed"))
    edition.stage = "cancelled"
    changes.keep(edition)
    changes.keep(edition)
    told = message("edition-cancelled", has_place.email)
    assert told.subject == "Cancelled: Rural Library Day in Smithers"
    assert "will not be held" in told.text
    after = calendar(told)
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    other = message("edition-cancelled", waits.email)
    assert not other.attachments.exists()
    says_the_same(told)
    says_the_same(other)


def test_a_moved_edition_tells_everyone_once_what_it_was(edition, registered):
    has_place, waits = registered
    before = calendar(message("confirmed"))
    edition.starts, edition.ends = at("2027-06-02 10:00"), at("2027-06-02 17:00")
    changes.keep(edition)
    edition.summary = "Something else"
    changes.keep(edition)
    told = message("edition-moved", has_place.email)
    assert "When: Wednesday, June 2, 2027, 10:00 am to 5:00 pm BC time" in told.text
    assert "It was: Wednesday, May 12, 2027, 9:00 am to 4:00 pm BC time" in told.text
    after = calendar(told)
    assert (after["UID"], after["DTSTART"].dt) == (before["UID"], at("2027-06-02 10:00"))
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert "You are still on the waiting list" in message("edition-moved", waits.email).text
    says_the_same(told)


def test_one_held_after_all_says_so(edition, registered):
    edition.stage = "cancelled"
    changes.keep(edition)
    edition.stage = "open"
    changes.keep(edition)
    told = message("edition-moved", registered[0].email)
    assert "It will be held after all." in told.text
    assert calendar(told)["STATUS"] == "CONFIRMED"


def test_a_closed_edition_tells_everyone_once_however_often_it_is_closed(edition, registered):
    has_place, waits = registered
    for stage in ("closed", "open", "closed"):
        edition.stage = stage
        changes.keep(edition)
    told = message("edition-closed", has_place.email)
    assert told.subject == "Registration has closed: Rural Library Day in Smithers"
    assert "Your place is yours." in told.text
    assert "You are still on the waiting list" in message("edition-closed", waits.email).text
    says_the_same(told)


def test_who_gave_up_is_told_nothing_more(edition, registered):
    registration.cancel(registration=registered[1])
    edition.stage = "cancelled"
    changes.keep(edition)
    assert [m.to for m in Message.objects.filter(kind="events.edition-cancelled")] == [
        registered[0].email
    ]


def test_mending_a_past_edition_tells_nobody(edition, registered, november):
    november.move_to(at("2027-06-01 09:00"))
    edition.ends = at("2027-05-12 15:00")
    changes.keep(edition)
    assert not Message.objects.filter(kind="events.edition-moved").exists()


def test_names_and_titles_are_words_and_never_markup(edition):
    edition.title = "Day <b>& night</b>"
    edition.save()
    made = make_registration(edition, name="<script>Ann</script> & Səl̓ílwət")
    sent = message("confirmed")
    assert "<script>" not in sent.html
    assert "&lt;script&gt;Ann&lt;/script&gt; &amp; Səl̓ílwət" in sent.html
    assert "Hello <script>Ann</script> & Səl̓ílwət," in sent.text
    assert Registration.objects.get(pk=made.pk).name in sent.text
    assert str(calendar(sent)["SUMMARY"]) == "Day <b>& night</b>"


def test_a_long_title_is_cut_in_the_subject_and_whole_in_the_text(edition):
    edition.title = "Day " * 50
    edition.save()
    make_registration(edition)
    sent = message("confirmed")
    assert len(sent.subject) <= 200
    assert edition.title in sent.text


def test_links_lead_to_the_sites_address_where_it_is_set(edition, settings):
    settings.SITE_ADDRESS = "https://learning.example.ca"
    made = make_registration(edition)
    expected = f"https://learning.example.ca/events/place/{made.token}/"
    assert expected in message("confirmed").text


def test_days_without_hours_are_days_in_the_calendar():
    edition = make_edition("2027-05-12 00:00", "2027-05-14 00:00", hours_known=False)
    make_registration(edition)
    event = calendar(message("confirmed"))
    assert str(event["DTSTART"].dt) == "2027-05-12"
    assert str(event["DTEND"].dt) == "2027-05-14"


def test_the_calendar_at_the_private_address_is_the_same(client, edition):
    made = make_registration(edition)
    answer = client.get(f"{made.get_absolute_url()}event.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    event = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event["UID"] == calendar(message("confirmed"))["UID"]
    longest = max(len(line) for line in answer.content.split(b"\r\n"))
    assert longest <= 75
