"""Whom to ask: one row, a curator's to enter."""

import pytest
from django.db import IntegrityError, transaction

from faq.models import Contact
from tests.pages import read

pytestmark = pytest.mark.django_db
PAGES = ["/about/", "/accessibility/", "/privacy/", "/faq/", "/write/"]


@pytest.fixture(autouse=True)
def _not_entered():
    Contact.objects.all().delete()


@pytest.mark.parametrize("address", [page for page in PAGES if page != "/write/"])
def test_until_it_is_entered_the_page_says_so_and_offers_the_form(client, address):
    page = read(client.get(address))
    assert "has not entered its contact here yet" in page.text
    assert ("write to the Branch by the form", "/write/") in page.links


@pytest.mark.parametrize("address", PAGES)
def test_what_is_entered_is_shown(client, address):
    Contact.objects.create(
        role="Professional Learning Lead",
        name="Səl̓ílwət <b>",
        email="lead@example.ca",
        telephone="+1 (604) 555-0100 ext. 7",
        address="PO Box 1\nVictoria",
        note="Away on Fridays",
    )
    page = read(client.get(address))
    for words in ("Professional Learning Lead", "Səl̓ílwət <b>", "PO Box 1 Victoria", "Fridays"):
        assert words in page.text
    assert ("lead@example.ca", "mailto:lead@example.ca") in page.links
    assert ("+1 (604) 555-0100 ext. 7", "tel:+16045550100") in page.links
    assert "has not entered" not in page.text


def test_a_role_alone_is_not_yet_a_way_to_reach_anyone():
    assert not Contact(role="Professional Learning Lead").is_entered


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("604-555-0100", "6045550100"), ("1 800 555 0100 x22", "18005550100"), ("by letter", "")],
)
def test_a_telephone_number_is_dialled_by_its_digits(written, dialled):
    assert Contact(telephone=written).dialled == dialled


def test_there_is_never_a_second_one():
    Contact.objects.create(pk=1)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Contact.objects.create(pk=2)
    assert "contact_is_one" in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create()
