"""Certificates of attendance: for who was checked in, once each, and checked at their address."""

import datetime as dt
from decimal import Decimal

import pytest

from events import certificates, own_data, purging
from events.models import Certificate, Registration
from events.registration import Refused
from learning_portal.foundation.models import Message, SignedLetter
from learning_portal.foundation.periodic import run_due
from learning_portal.periodic_tasks import TASKS
from tests.events.making import at, check_in, make_edition, make_part, make_registration
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(november):
    return make_edition(title="Rural Library Day", slug="day", attended_hours=Decimal("5.50"))


@pytest.fixture
def came(edition, november):
    made = make_registration(edition, name="Ann Fraser", email="ann@example.ca")
    check_in(made)
    november.move_to(at("2027-05-12 17:00"))
    return made


def certificate_mail():
    return Message.objects.filter(kind="events.certificate")


def test_it_says_who_what_and_how_many_hours_and_is_checked_at_its_address(client, edition, came):
    assert certificates.start(edition) == 1
    page = read(client.get(Certificate.objects.get().letter.get_absolute_url()))
    assert page.titles[0] == "Certificate of attendance"
    assert "Valid as of Wednesday, May 12, 2027" in page.text
    for said in ("Ann Fraser attended Rural Library Day", "Wednesday, May 12, 2027",
                 "5.5 hours of learning", "the end of Wednesday, May 12, 2032"):  # fmt: skip
        assert said in page.text


def test_it_keeps_nothing_more_of_the_person(edition, came):
    certificates.start(edition)
    letter = SignedLetter.objects.get()
    assert letter.content == {
        "name": "Ann Fraser", "event": "Rural Library Day", "days": "Wednesday, May 12, 2027",
        "place": "", "hours": "5.5", "is_sample": False,
    }  # fmt: skip
    assert letter.about == f"edition {edition.pk}"


def test_only_who_was_checked_in_gets_one(edition, came):
    make = Registration.objects.create
    make(edition=edition, number=50, state="confirmed", name="Bo", email="bo@example.ca")
    undone = make(edition=edition, number=51, state="confirmed", name="Cy", email="c@example.ca")
    check_in(undone).undo(at("2027-05-12 10:00"))
    assert certificates.start(edition) == 1
    assert Certificate.objects.get().registration == came


def test_once_each_however_often_it_is_pressed_and_whoever_presses(edition, came):
    assert [certificates.start(edition) for _ in range(3)] == [1, 0, 0]
    assert certificates.issue_waiting() == 0
    assert (SignedLetter.objects.count(), certificate_mail().count()) == (1, 1)


def test_the_message_reads_as_a_person_would(edition, came):
    certificates.start(edition)
    message, letter = certificate_mail().get(), SignedLetter.objects.get()
    assert message.to == "ann@example.ca"
    assert message.subject == "Your certificate of attendance: Rural Library Day"
    for said in (
        "Hello Ann Fraser,", "Thank you for coming to Rural Library Day.",
        f"http://testserver/letters/{letter.token}/", "valid until Wednesday, May 12, 2032",
        "http://testserver/events/day/feedback/", "You need not give a name.",
        f"http://testserver{came.get_absolute_url()}data/",
    ):  # fmt: skip
        assert said in message.text
    assert f'href="http://testserver/letters/{letter.token}/"' in message.html


def test_who_is_checked_in_later_gets_one_from_the_worker(edition, came, november):
    certificates.start(edition)
    late = Registration.objects.create(
        edition=edition, number=9, state="confirmed", name="Bo", email="bo@example.ca"
    )
    check_in(late)
    assert "certificates" in run_due(TASKS)
    assert Certificate.objects.filter(registration=late).exists()
    assert certificate_mail().count() == 2


def test_the_worker_issues_none_that_nobody_asked_for(edition, came):
    assert certificates.issue_waiting() == 0


def test_it_goes_batch_by_batch(edition, came, monkeypatch):
    monkeypatch.setattr(certificates, "BATCH", 2)
    for number in range(10, 14):
        check_in(Registration.objects.create(
            edition=edition, number=number, state="confirmed", name=f"N{number}",
            email=f"n{number}@example.ca",
        ))  # fmt: skip
    assert certificates.start(edition) == 2
    assert [certificates.issue_waiting() for _ in range(3)] == [2, 1, 0]


def test_hours_are_the_programmes_without_breaks_and_overlaps_once(november):
    edition = make_edition()
    assert certificates.hours(edition) == 7  # from start to end
    make_part(edition, "09:00", "10:30")
    make_part(edition, "09:30", "10:00")
    make_part(edition, "10:30", "11:00", kind="break")
    make_part(edition, "11:00", "12:00")
    make_part(edition, "13:00", "15:00", is_held=False)
    assert certificates.hours(edition) == Decimal("2.5")
    edition.attended_hours = Decimal("3.25")
    assert certificates.hours(edition) == Decimal("3.25")


@pytest.mark.parametrize(
    ("fields", "when", "says"),
    [
        ({}, "2027-05-12 15:00", "once the event is over"),
        ({"stage": "cancelled"}, "2027-05-13 09:00", "was cancelled"),
        ({"hours_known": False}, "2027-05-13 09:00", "Enter the hours on the certificate"),
    ],
)
def test_where_none_can_be_issued_it_says_why(november, fields, when, says):
    edition = make_edition(**fields)
    november.move_to(at(when))
    with pytest.raises(Refused, match=says):
        certificates.start(edition)
    edition.refresh_from_db()
    assert not edition.certificates_issued


def test_it_outlives_the_registration(client, edition, came, november):
    certificates.start(edition)
    address = SignedLetter.objects.get().get_absolute_url()
    november.move_to(at("2028-05-12 12:00"))
    purging.purge()
    assert not Registration.objects.exists()
    assert "Ann Fraser attended" in read(client.get(address)).text
    assert "Valid as of" in read(client.get(address)).text


def test_who_deletes_their_data_decides_whether_it_stays(client, edition, came):
    certificates.start(edition)
    address = SignedLetter.objects.get().get_absolute_url()
    page = read(client.get(f"{came.get_absolute_url()}delete/"))
    assert "Your certificate of attendance, unless you tick the box below." in page.text
    page = read(client.post(f"{came.get_absolute_url()}delete/"))
    assert ("certificate of attendance", address) in page.links
    assert "Valid" in read(client.get(address)).text


def test_or_goes_with_it(client, edition, came):
    certificates.start(edition)
    address = SignedLetter.objects.get().get_absolute_url()
    page = read(client.post(f"{came.get_absolute_url()}delete/", {"certificate": "yes"}))
    assert "certificate" not in page.text
    assert client.get(address).status_code == 404
    assert not SignedLetter.objects.exists()


def test_deleting_from_the_shell_of_another_registration_leaves_it(edition, came):
    certificates.start(edition)
    other = Registration.objects.create(
        edition=edition, number=9, state="confirmed", name="Bo", email="bo@example.ca"
    )
    own_data.delete(registration=other, with_certificate=True)
    assert SignedLetter.objects.count() == 1


def test_the_private_page_leads_to_it(client, edition, came):
    certificates.start(edition)
    address = SignedLetter.objects.get().get_absolute_url()
    links = read(client.get(came.get_absolute_url())).links
    assert ("Your certificate of attendance", address) in links


def test_both_the_first_and_the_last_day_are_named(edition, came):
    edition.ends += dt.timedelta(days=1)
    said = certificates.content("Ann", edition, Decimal("11.00"))
    assert said["days"] == "Wednesday, May 12, 2027 to Thursday, May 13, 2027"
    assert said["hours"] == "11"
