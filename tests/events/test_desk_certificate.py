"""A certificate that is wrong is corrected at the desk: another stands in its place."""

from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry

from events import certificates, own_data
from events.models import Certificate, Registration
from learning_portal.foundation import letters
from learning_portal.foundation.models import Message, SignedLetter
from tests.events.desk import at_desk
from tests.events.making import at, check_in, make_edition, make_registration
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, november):
    user = make_user("Events coordinators")
    client.force_login(user)
    return user


@pytest.fixture
def ann(client, november, organiser):
    edition = make_edition(title="Rural Library Day", attended_hours=Decimal("5.50"))
    made = make_registration(edition, name="Ann Frazer", email="ann@example.ca")
    check_in(made)
    november.move_to(at("2027-05-12 17:00"))
    certificates.start(edition)
    client.force_login(organiser)  # months later, nobody is signed in any more
    return made


def page(made):
    return at_desk(made.edition, "certificate", person=made.pk)


def letter_of(made):
    return SignedLetter.objects.get(attendance__registration=made)


def correct(client, made, **typed):
    sent = {"name": "Anne Fraser", "hours": "5.5", "letter": letter_of(made).pk, **typed}
    return client.post(page(made), sent, follow=True)


def told():
    return Message.objects.filter(kind="events.certificate-corrected")


def test_the_person_leads_to_it_and_it_shows_what_the_certificate_says(client, ann):
    person = read(client.get(at_desk(ann.edition, "person", person=ann.pk)))
    assert ("See it, or correct it", page(ann)) in person.links
    shown = client.get(page(ann))
    assert ("Open the certificate", letter_of(ann).get_absolute_url()) in read(shown).links
    assert 'value="Ann Frazer"' in shown.text
    assert 'value="5.5"' in shown.text
    after = read(client.get(f"/admin/events/certificate/edition/{ann.edition_id}/")).text
    assert "A misspelt name or wrong hours" in after


def test_the_corrected_one_is_valid_and_the_old_address_leads_to_it(client, ann, organiser):
    old = letter_of(ann)
    assert "A corrected certificate was issued" in read(correct(client, ann, hours="4")).text
    new = letter_of(ann)
    before, now = (read(client.get(each.get_absolute_url())) for each in (old, new))
    assert before.titles[0] == "This letter was replaced"
    assert ("Open the corrected letter", new.get_absolute_url()) in before.links
    assert "Anne Fraser attended Rural Library Day" in now.text
    assert "4 hours of learning" in now.text
    assert Registration.objects.get().name == "Anne Fraser"
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (organiser, "Corrected.")
    assert "Ann" not in entry.object_repr


def test_the_person_is_told_as_a_person_would(client, ann):
    correct(client, ann)
    message = told().get()
    assert message.to == "ann@example.ca"
    assert message.subject == "Your corrected certificate of attendance: Rural Library Day"
    for said in (
        "Hello Anne Fraser,",
        "It now says Anne Fraser, Wednesday, May 12, 2027, and 5.5 hours.",
        f"http://testserver{letter_of(ann).get_absolute_url()}",
        "valid until Wednesday, May 12, 2032", "The earlier one says that it was replaced",
        f"http://testserver{ann.get_absolute_url()}data/",
    ):  # fmt: skip
        assert said in message.text


def test_twice_in_a_row_both_old_addresses_lead_to_the_newest(client, ann):
    first = letter_of(ann)
    correct(client, ann)
    second = letter_of(ann)
    correct(client, ann, hours="3")
    for old in (first, second):
        links = read(client.get(old.get_absolute_url())).links
        assert ("Open the corrected letter", letter_of(ann).get_absolute_url()) in links
    assert told().count() == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Write the name."),
        ({"name": " \u200b "}, "Write the name."),
        ({"name": "x" * 101}, "Shorten the name to 100 characters."),
        *(({"hours": each}, "Write the hours as a number from 0.25 to 99")
          for each in ("", "0", "-1", "100", "1.005", "NaN", "1e400", "five")),
        ({"name": "Ann Frazer"}, "That is what it says already"),
        ({"letter": "0"}, "corrected since you looked"),
    ],
)  # fmt: skip
def test_what_cannot_be_issued_is_said_and_what_was_typed_stays(client, ann, typed, says):
    response = correct(client, ann, **typed)
    assert response.status_code == 200
    assert says in read(response).text
    assert letter_of(ann).state() == "valid"
    assert (SignedLetter.objects.count(), told().count()) == (1, 0)


def test_a_press_sent_twice_issues_one(client, ann):
    looked_at = letter_of(ann).pk
    correct(client, ann, letter=looked_at)
    assert "corrected since you looked" in read(correct(client, ann, letter=looked_at)).text
    assert (SignedLetter.objects.count(), told().count()) == (2, 1)


def test_one_that_was_revoked_is_not_corrected(client, ann):
    letters.revoke(letter_of(ann), by=make_user(), why="Issued in error.")
    assert "It was revoked" in read(correct(client, ann)).text
    assert Registration.objects.get().name == "Ann Frazer"


def test_a_name_that_another_of_that_address_has_is_refused(client, ann):
    Registration.objects.create(
        edition=ann.edition, number=9, state="confirmed", name="Anne Fraser",
        email="ann@example.ca",
    )  # fmt: skip
    assert (
        "Anne Fraser is registered with ann@example.ca already" in read(correct(client, ann)).text
    )
    assert SignedLetter.objects.count() == 1


def test_who_deletes_their_data_with_the_certificate_deletes_every_one(client, ann):
    correct(client, ann)
    own_data.delete(registration=Registration.objects.get(), with_certificate=True)
    assert not SignedLetter.objects.exists()


def test_without_a_certificate_there_is_no_page(client, november):
    made = make_registration()
    assert client.get(page(made)).status_code == 404
    person = client.get(at_desk(made.edition, "person", person=made.pk)).text
    assert "See it, or correct it" not in person


@pytest.mark.parametrize("times", [0, 2])
def test_it_takes_as_many_queries_however_often_it_was_corrected(
    client, ann, django_assert_num_queries, times
):
    for hours in range(1, times + 1):
        correct(client, ann, hours=str(hours))
    client.get(page(ann))
    with django_assert_num_queries(6):
        client.get(page(ann))
    assert Certificate.objects.count() == 1
