"""Each word of each vocabulary is a choice its listings stand under; how the column came to be."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from catalogue.facets import FIXED
from catalogue.models import Opportunity
from tests.factories import make_opportunity, make_provider, make_session, make_topic

ONE = {
    "kind": "kind", "delivery": "delivery", "cost": "cost", "level": "level", "bc": "bc_context",
    "recording": "recording",
}  # fmt: skip
SEVERAL = {
    "audience": "audience", "language": "languages", "certificate": "certificate",
    "access": "access",
}  # fmt: skip
HOURS = {
    "up-to-1-hour": ["0.05", "1"],
    "1-to-3-hours": ["1.01", "3"],
    "3-to-8-hours": ["3.01", "8"],
    "longer": ["8.01", "400"],
    "not-stated": [None],
}
CHOICES = [(facet.name, value) for facet in FIXED for value, _ in facet.choices]
OF = {facet.name: facet for facet in FIXED}


def with_choice(name: str, value: str) -> list[Opportunity]:
    if name in ONE:
        return [make_opportunity(**{ONE[name]: value})]
    if name in SEVERAL:
        return [make_opportunity(**{SEVERAL[name]: [] if value == "not-stated" else [value]})]
    if name == "region":
        placed = make_opportunity(provider=make_provider(region="elsewhere"))
        make_session(placed, region=value)
        ours = make_opportunity(provider=make_provider(region=value))
        return [ours] if value == "not-stated" else [placed, ours]
    return [make_opportunity(hours=hours and Decimal(hours)) for hours in HOURS[value]]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), CHOICES, ids=["-".join(each) for each in CHOICES])
def test_a_listing_stands_under_the_choice_of_its_word_and_no_other(name, value):
    for listing in with_choice(name, value):
        listing.refresh_from_db()
        under = [choice for choice in listing.facets if choice.startswith(f"{name}:")]
        assert under == [OF[name].of(value)]


@pytest.mark.django_db
def test_a_listing_with_several_words_stands_under_each():
    listing = make_opportunity(
        audience=["page", "trustee"],
        languages=["en", "fr"],
        topics=[make_topic(), make_topic()],
    )
    for region in ("BC", "US", "not-stated"):
        make_session(listing, region=region)
    listing.refresh_from_db()
    assert {"audience:page", "audience:trustee", "language:en", "language:fr"} < set(listing.facets)
    assert {f"topic:{topic.pk}" for topic in listing.topics.all()} < set(listing.facets)
    assert {"region:BC", "region:US"} < set(listing.facets)
    assert "region:not-stated" not in listing.facets
    assert f"provider:{listing.provider_id}" in listing.facets
    assert len(listing.facets) == len(set(listing.facets))


@pytest.mark.django_db
def test_a_listing_without_topics_stands_under_none():
    listing = make_opportunity()
    listing.refresh_from_db()
    assert not [choice for choice in listing.facets if choice.startswith("topic")]
    assert None not in listing.facets


@pytest.fixture
def before_the_column(transactional_db):
    """The models as they stood before; the newest come back when the test is done."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate([("catalogue", "0002_catalogue")])
    apps = executor.loader.project_state([("catalogue", "0002_catalogue")]).apps
    yield lambda name: apps.get_model("catalogue", name)
    executor = MigrationExecutor(connection)
    executor.migrate(newest)


def _forwards() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_listings_from_before_the_column_are_settled_by_what_they_have(before_the_column):
    model = before_the_column
    maple = model("Provider").objects.create(name="Maple", slug="maple", region="Canada")
    topics = [model("Topic").objects.create(name=name, slug=name.lower()) for name in ("B", "A")]
    starts = "2026-12-09T20:00:00Z"
    for slug, regions in (
        ("placed", ["US", "BC", "BC"]),
        ("unplaced", ["not-stated"]),
        ("bare", []),
    ):
        listing = model("Opportunity").objects.create(
            title=slug, slug=slug, provider=maple, kind="webinar", status="published"
        )
        for region in regions:
            model("Session").objects.create(opportunity=listing, starts=starts, region=region)
        if slug == "placed":
            listing.topics.set(topics)
    _forwards()
    settled = {
        listing.slug: (listing.regions, listing.topic_keys) for listing in Opportunity.objects.all()
    }
    keys = sorted(topic.pk for topic in topics)
    assert settled == {
        "placed": (["BC", "US"], keys),
        "unplaced": (["Canada"], []),
        "bare": (["Canada"], []),
    }
    placed = Opportunity.objects.get(slug="placed")
    assert {f"topic:{key}" for key in keys} < set(placed.facets)
    assert {"region:BC", "region:US", "kind:webinar"} < set(placed.facets)
    before = placed.regions
    placed.settle()
    assert placed.regions == before


def test_the_column_can_be_taken_back_and_the_listings_stay(before_the_column):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'portal%'")
        functions = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE '%\\_changed'")
        triggers = cursor.fetchall()
    assert functions == {"portal_fold", "portal_words"}
    assert triggers == []
    maple = before_the_column("Provider").objects.create(name="Maple", slug="maple")
    before_the_column("Opportunity").objects.create(
        title="A", slug="a", provider=maple, kind="course"
    )
    _forwards()
    assert Opportunity.objects.get().title == "A"
