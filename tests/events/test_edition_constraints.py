"""What the database refuses of an edition, by name."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Edition, Gathering, Venue
from tests.events.making import at, make_edition, make_venue

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"stage": "postponed"}, "edition_stage_known"),
        ({"way": "by-post"}, "edition_way_known"),
        ({"ends": at("2027-05-12 09:00")}, "edition_ends_after_start"),
        ({"capacity": 0}, "edition_capacity_in_reason"),
        ({"capacity": 5001}, "edition_capacity_in_reason"),
        ({"join_url": "javascript:alert(1)"}, "edition_join_url_is_web"),
        (
            {
                "registration_opens": at("2027-03-01 09:00"),
                "registration_closes": at("2027-03-01 09:00"),
            },
            "edition_registration_closes_after_it_opens",
        ),
    ],
)
def test_an_edition_that_cannot_be_is_refused(change, name):
    edition = make_edition()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)


def test_one_gathering_of_a_name_whatever_its_accents():
    Gathering.objects.create(name="Journée rurale")
    with pytest.raises(IntegrityError, match="gathering_name_unique"):
        Gathering.objects.create(name="Journee Rurale", slug="other")


def test_a_venue_stands_once_and_its_map_is_on_the_web():
    make_venue(name="Hall", city="Smithers")
    with pytest.raises(IntegrityError, match="venue_once"), transaction.atomic():
        Venue.objects.create(name="Hall", city="Smithers")
    with pytest.raises(IntegrityError, match="venue_map_url_is_web"), transaction.atomic():
        make_venue(map_url="ftp://maps.example")
