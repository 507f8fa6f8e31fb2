"""Slugs: made from names, kept apart, remembered when they change."""

import pytest
from django.core.exceptions import ValidationError

from catalogue.models import Opportunity
from tests.factories import make_opportunity, make_provider, make_topic

pytestmark = pytest.mark.django_db


def test_an_address_is_made_from_the_title():
    assert make_opportunity(title="Weeding: Why & How").slug == "weeding-why-how"


def test_names_of_this_province_make_readable_addresses():
    assert make_provider(name="Sḵwx̱wú7mesh Úxwumixw").slug == "skwxwu7mesh-uxwumixw"


def test_two_of_a_name_get_two_addresses():
    slugs = [make_opportunity(title="Storytime").slug for _ in range(3)]
    assert slugs == ["storytime", "storytime-2", "storytime-3"]


@pytest.mark.parametrize("title", ["Calendar", "Embed", "Suggest"])
def test_a_listing_never_takes_the_address_of_another_page(client, title):
    listing = make_opportunity(title=title)
    assert listing.slug == f"{title.lower()}-2"
    assert client.get(listing.get_absolute_url()).status_code == 200
    listing.slug = title.lower()
    with pytest.raises(ValidationError, match="is the address of another page"):
        listing.full_clean()


def test_a_changed_address_is_remembered():
    listing = make_opportunity(title="Old")
    listing.slug = "new"
    listing.save()
    listing.slug = "newer"
    listing.save()
    assert listing.former_slugs == ["old", "new"]
    assert Opportunity.formerly("old").get() == listing


def test_an_address_taken_back_is_no_longer_former():
    topic = make_topic(name="Old")
    for slug in ("new", "old"):
        topic.slug = slug
        topic.save()
    assert topic.former_slugs == ["new"]


def test_sequence_rises_with_each_change_a_calendar_shows():
    listing = make_opportunity(title="Before")
    assert listing.sequence == 0
    listing.title = "After"
    listing.save()
    listing.level = "advanced"
    listing.save()
    assert Opportunity.objects.get().sequence == 1
