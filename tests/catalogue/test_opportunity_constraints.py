"""Each closed vocabulary and rule is held by the database, under its name."""

import pytest
from django.db import IntegrityError, transaction

from catalogue.models import Opportunity, Provider, Session
from tests.factories import make_opportunity, make_provider, make_session

pytestmark = pytest.mark.django_db

UNKNOWN_WORDS = [
    ("status", "secret"),
    ("kind", "seance"),
    ("delivery", "by-pigeon"),
    ("level", "expert"),
    ("bc_context", "maybe"),
    ("cost", "cheap"),
    ("price_per", "planet"),
    ("recording", "lost"),
    ("origin", "nowhere"),
    ("audience", ["ghost"]),
    ("languages", ["klingon"]),
    ("certificate", ["gold"]),
    ("access", ["telepathy"]),
]


def refused_by(name, model, pk, **fields):
    """Write past every check of Django's; what refuses is the database."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        model.objects.filter(pk=pk).update(**fields)
    assert name in str(refused.value)


@pytest.mark.parametrize(("field", "word"), UNKNOWN_WORDS)
def test_an_unknown_word_is_refused(field, word):
    listing = make_opportunity()
    refused_by(f"opportunity_{field}_known", Opportunity, listing.pk, **{field: word})


@pytest.mark.parametrize("field", ["url", "registration_url", "recording_url"])
@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org", "example.org"])
def test_only_web_links_are_held(field, address):
    listing = make_opportunity()
    refused_by(f"opportunity_{field}_is_web", Opportunity, listing.pk, **{field: address})


RULES = [
    ("opportunity_no_certificate_alone", {"certificate": ["none", "live"]}),
    ("opportunity_price_has_currency", {"price": 10}),
    ("opportunity_price_has_currency", {"price": -1, "currency": "CAD"}),
    ("opportunity_price_high_above_price", {"price": 10, "price_high": 5, "currency": "CAD"}),
    ("opportunity_free_has_no_price", {"cost": "free", "price": 10, "currency": "CAD"}),
    ("opportunity_hours_positive", {"hours": 0}),
    ("opportunity_registration_has_zone", {"registration_closes": "2026-12-01T00:00Z"}),
]


@pytest.mark.parametrize(("name", "fields"), RULES)
def test_a_rule_of_a_listing_is_held(name, fields):
    listing = make_opportunity()
    refused_by(name, Opportunity, listing.pk, **fields)


def test_a_reference_is_one_listings_at_one_provider():
    provider = make_provider()
    make_opportunity(provider=provider, ref="A1")
    make_opportunity(ref="A1")
    with pytest.raises(IntegrityError, match="opportunity_ref_unique"):
        make_opportunity(provider=provider, ref="A1")


SESSION_RULES = [
    ("session_state_known", {"state": "lost"}),
    ("session_timing_known", {"timing": "vague"}),
    ("session_region_known", {"region": "Mars"}),
    ("session_dated_or_to_be_announced", {"starts": None}),
    ("session_ends_after_start", {"ends": "2020-01-01T00:00Z"}),
    (
        "session_end_needs_start",
        {"starts": None, "ends": "2020-01-01T00:00Z", "state": "to-be-announced"},
    ),
]


@pytest.mark.parametrize(("name", "fields"), SESSION_RULES)
def test_a_rule_of_a_session_is_held(name, fields):
    session = make_session()
    refused_by(name, Session, session.pk, **fields)


def test_a_providers_name_is_one_whatever_its_capitals_and_accents():
    make_provider(name="Bibliothèque du Québec")
    with pytest.raises(IntegrityError, match="provider_name_unique"):
        make_provider(name="BIBLIOTHEQUE DU QUEBEC")


@pytest.mark.parametrize("country", ["ca", "C1", "Ca"])
def test_a_country_is_two_capitals(country):
    refused_by("provider_country_code", Provider, make_provider().pk, country=country)


def test_a_providers_region_is_known():
    refused_by("provider_region_known", Provider, make_provider().pk, region="Mars")
