"""What a new catalogue begins with, and that a second load changes nothing a curator did."""

import csv
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from catalogue import matching
from catalogue.intake import starter
from catalogue.models import (
    Federation,
    Heading,
    Library,
    Opportunity,
    Provider,
    Session,
    Synonyms,
    Topic,
)
from catalogue.models.vocabulary import Origin, Region, Status
from tests.factories import make_opportunity

pytestmark = pytest.mark.django_db


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_starter", *arguments, stdout=out)
    return out.getvalue()


def counts() -> list[int]:
    models = (Heading, Topic, Provider, Federation, Library, Opportunity, Session, Synonyms)
    return [model.objects.count() for model in models] + [
        Opportunity.history.count(), Provider.history.count(), Session.history.count()
    ]  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    with (starter.DATA / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_the_31_starter_listings_are_published_and_marked_to_be_checked():
    said = load()
    listings = Opportunity.objects.filter(origin=Origin.STARTER)
    assert listings.count() == 31
    assert set(listings.values_list("status", "checked_on")) == {(Status.PUBLISHED, None)}
    assert "31 listings: 31 new" in said
    assert "New topics" not in said  # each stands under its heading already
    assert "New providers" not in said


def test_every_topic_of_the_starter_listings_stands_under_one_of_the_five_headings():
    load()
    assert list(Heading.objects.values_list("name", flat=True)) == list(starter.HEADINGS)
    assert not Topic.objects.filter(heading=None).exists()
    assert all(listing.topics.exists() for listing in Opportunity.objects.all())


def test_every_provider_of_the_starter_listings_has_a_country_a_region_and_a_website():
    listed = {row["provider"]: row["provider_country"] for row in rows("starter_listings.csv")}
    known = {row["name"]: row for row in rows("starter_providers.csv")}
    assert set(known) == set(listed)
    assert {name: row["country"] for name, row in known.items()} == listed
    load()
    for provider in Provider.objects.filter(name__in=known):
        assert provider.url.startswith("https://")
        assert provider.region in {Region.BC, Region.CANADA, Region.US}
    assert Provider.objects.get(name="San'yas").region == Region.BC


def test_the_listings_are_found_by_their_provider_and_topics():
    load()
    assert Opportunity.objects.matching(matching.asked("reconciliation")).count() == 3
    assert Opportunity.objects.matching(matching.asked("langara")).count() == 1


def test_a_second_load_changes_nothing():
    load()
    before = counts()
    assert "0 new, 0 changed, 31 unchanged" in load()
    assert counts() == before


def test_with_if_empty_the_catalogue_is_left_alone_where_there_is_any_listing():
    make_opportunity(status=Status.DRAFT)
    before = counts()
    assert load("--if-empty") == "8 illustrative CLTP courses.\n"
    assert load("--if-empty") == ""
    assert counts() == before


def test_with_if_empty_an_empty_catalogue_is_filled():
    load("--if-empty")
    assert Opportunity.objects.count() > 31


def test_what_a_curator_changed_stays():
    load()
    provider = Provider.objects.get(name="San'yas")
    provider.name, provider.region = "San’yas Indigenous Cultural Safety", Region.CANADA
    provider.save()
    topic = Topic.objects.get(name="Governance and boards")
    topic.name, topic.heading = "Boards", None
    topic.save()
    heading = Heading.objects.get(name="Technology")
    heading.name = "Tech"
    heading.save()
    listing = Opportunity.objects.get(title="Indigenous Canada")
    listing.title, listing.locked_fields = "Indigenous Canada (open course)", ["title"]
    listing.save()
    before = counts()
    load()
    assert counts() == before
    provider.refresh_from_db()
    topic.refresh_from_db()
    assert (provider.name, provider.region) == (
        "San’yas Indigenous Cultural Safety", Region.CANADA
    )  # fmt: skip
    assert (topic.name, topic.heading) == ("Boards", None)
    assert Opportunity.objects.get(pk=listing.pk).title == "Indigenous Canada (open course)"


def test_libraries_and_federations_are_loaded_where_their_files_are(monkeypatch, tmp_path):
    for name in ("topics.csv", "starter_providers.csv"):
        (tmp_path / name).write_text((starter.DATA / name).read_text("utf-8"), "utf-8")
    (tmp_path / "federations.csv").write_text("name,url\nKootenay,https://example.org/\n", "utf-8")
    (tmp_path / "libraries.csv").write_text(
        "name,federation,place,zone,zone_note,url\n"
        "Cranbrook,Kootenay,Cranbrook,America/Edmonton,Unsettled.,\n"
        "Penticton,,Penticton,,,https://example.org/p\n",
        "utf-8",
    )
    monkeypatch.setattr(starter, "DATA", tmp_path)
    assert starter.load_names()["libraries"] == 2
    cranbrook, penticton = Library.objects.all()
    assert (cranbrook.federation.name, cranbrook.zone) == ("Kootenay", "America/Edmonton")
    assert cranbrook.zone_note == "Unsettled."
    assert (penticton.federation, penticton.zone) == (None, "America/Vancouver")
    Library.objects.filter(pk=cranbrook.pk).update(name="Cranbrook Public Library", zone_note="")
    assert starter.load_names() == dict.fromkeys(
        ["headings", "topics", "federations", "libraries", "providers", "sets of synonyms"], 0
    )


def test_synonyms_are_loaded_and_counted():
    assert "50 sets of synonyms" in load()
    assert Synonyms.objects.count() == 50
    assert ["Truth and Reconciliation", "TRC", "vérité et réconciliation"] in [
        each.words for each in Synonyms.objects.all()
    ]


def test_where_curators_keep_synonyms_none_are_added():
    Synonyms.objects.create(words=["ours", "theirs"])
    assert "0 sets of synonyms" in load()
    assert [each.words for each in Synonyms.objects.all()] == [["ours", "theirs"]]


def test_every_set_of_synonyms_is_one_a_curator_could_save():
    load()
    words = []
    for each in Synonyms.objects.all():
        before = list(each.words)
        each.full_clean()
        assert each.words == before
        words += before
    assert matching.passed_over(words) == []


def test_the_starter_listings_are_the_file_and_nothing_but_the_file():
    assert len(rows("starter_listings.csv")) == 31
    assert (settings.BASE_DIR / "data" / "starter_listings.csv").is_file()
