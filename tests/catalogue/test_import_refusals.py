"""All or nothing: every wrong cell is reported with line, column, value and what would be right."""

import random
import threading

import pytest
from django.db import IntegrityError, connection

from catalogue import publishing
from catalogue.intake import importing
from catalogue.intake.problems import Problem, Refused
from catalogue.models import Opportunity, Provider, Session, Topic
from tests.catalogue.import_tables import as_table, bring_in, problem, problems, row
from tests.factories import make_opportunity, make_provider, make_user

pytestmark = pytest.mark.django_db


def test_one_bad_row_keeps_every_other_row_out():
    found = problems(
        row(title="Good", topics="New topic", provider="New provider"),
        row(title="Bad", starts="2026-12-09 10:00", cost="cheap", url="www.example.org"),
        row(title="Bad too", kind="lecture"),
        row(title="Good as well", starts="2026-12-09 10:00", zone="BC"),
    )
    assert [(each.line, each.column, each.value) for each in found] == [
        (3, "cost", "cheap"), (3, "url", "www.example.org"), (3, "zone", ""),
        (4, "kind", "lecture"),
    ]  # fmt: skip
    assert all(each.right for each in found)
    for model in (Opportunity, Provider, Session, Topic):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "x" * 201),
        ("title", "x" * 10_000),
        ("provider", "x" * 201),
        ("ref", "x" * 121),
        ("summary", "x" * 401),
        ("description", "x" * 20_001),
        ("topics", "x" * 101),
        ("url", "javascript:alert(1)"),
        ("url", "JAVASCRIPT:alert(1)"),
        ("url", "data:text/html,hello"),
        ("url", "ftp://example.org/"),
        ("url", "//example.org"),
        ("url", "https://" + "x" * 1000 + ".org"),
        ("url", "https://exa mple.org"),
        ("price", "about 20"),
        ("price", "20-40"),
        ("price", "-5"),
        ("price", "99999999"),
        ("price", "1.005"),
        ("hours", "an hour"),
        ("hours", "0"),
        ("hours", "1:30"),
        ("hours", "999999"),
        ("hours", "1.555"),
        ("hours", "1e3"),
        ("currency", "dollars"),
        ("currency", "$"),
        ("kind", "event"),
        ("delivery", "online"),
        ("provider_country", "BC"),
        ("audience", "librarian|bosses"),
        ("certificate", "none|live"),
        ("region", "the North"),
    ],
)
def test_a_cell_that_cannot_be_kept_is_named(column, value):
    cells = {"currency": "CAD"} if column == "price" else {}
    cells |= {"starts": "TBA"} if column == "region" else {}
    found = problem(row(**cells, **{column: value}))
    assert (found.line, found.column, found.value) == (2, column, value) or column == "certificate"
    assert found.column == column
    assert found.right
    assert len(str(found)) < 600
    assert not Opportunity.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"price": "20"}, "currency"),
        ({"price": "20", "currency": "CAD", "cost": "free"}, "price"),
        ({"certificate": "none|group"}, "certificate"),
    ],
)
def test_cells_that_do_not_go_together_are_refused_in_the_words_of_the_rule(cells, column):
    assert problem(row(**cells)).column == column


def test_cells_that_do_not_go_with_what_is_stored_are_refused():
    make_opportunity(
        title="Weeding", provider=make_provider(name="Maple Library"),
        price=40, price_high=60, currency="CAD", cost="paid",
    )  # fmt: skip
    assert problem(row(cost="free")).column == "price"
    assert problem(row(price="70")).column == "price"


@pytest.mark.parametrize(
    "name", ["Sḵwx̱wú7mesh", "hən̓q̓əmin̓əm̓", "səl̓ílwətaɬ", "Hudson's Hope", "T’it’q’et", "李 明 📚"]
)
def test_names_of_this_province_survive(name, client):
    bring_in(row(title=name, provider=f"{name} Library", topics=name), publish=True)
    kept = Opportunity.objects.get()
    assert kept.title == name
    assert kept.provider.name == f"{name} Library"
    assert kept.topics.get().name == name
    assert kept.slug
    assert kept.slug.isascii()
    assert bring_in(row(title=name, provider=f"{name} Library", topics=name)).changed == []


def test_markup_in_cells_stays_text():
    bring_in(row(title="<b>Bold</b>", description="<script>alert(1)</script> **yes**"))
    kept = Opportunity.objects.get()
    assert kept.title == "<b>Bold</b>"
    assert "<script" not in kept.description_html


def test_what_looks_like_a_formula_stays_text():
    bring_in(row(title='=HYPERLINK("https://example.org")'))
    assert Opportunity.objects.get().title.startswith("=HYPERLINK")


def test_a_person_without_the_permission_to_publish_publishes_nothing():
    with pytest.raises(publishing.Refused):
        bring_in(row(), publish=True, by=make_user())
    assert not Opportunity.objects.exists()


def test_a_constraint_no_rule_foresaw_is_told_in_its_own_words(monkeypatch):
    monkeypatch.setattr("catalogue.intake.listing_changes._together", lambda _planned: [])
    found = problem(row(price="20"))
    assert found == Problem(0, "", "", "Say in which currency the price is: CAD, USD …")
    assert not Provider.objects.exists()


def test_a_refusal_of_the_database_without_a_name_is_told_too():
    told = importing._refused_by_database(IntegrityError("?"))
    assert "The database refuses" in told.right


def test_an_import_that_breaks_half_way_leaves_nothing(monkeypatch):
    def breaks(_rows):
        raise RuntimeError

    monkeypatch.setattr(importing, "refresh_found_by", breaks)
    with pytest.raises(RuntimeError):
        bring_in(row(topics="New"))
    assert not Opportunity.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_each_listing_once():
    table = as_table(*[row(title=f"Title {n}", topics="New") for n in range(5)])
    failures = []

    def bring() -> None:
        try:
            importing.bring_in(table=table, publish=False)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Opportunity.objects.count() == 5
    assert Provider.objects.count() == Topic.objects.count() == 1
    assert Opportunity.history.filter(history_type="+").count() == 5


def test_cells_of_noise_are_told_or_kept_and_never_break_the_import():
    noise = random.Random(20261124)  # noqa: S311
    letters = "ab1|:-/ \t'\"=<>ə\u0301\u202e٣é2026-12-09 10:00ptBC"
    columns = ["title", "provider", "kind", "cost", "price", "url", "topics", "hours", "language",
               "starts", "ends", "zone", "region", "registration_closes", "provider_country",
               "description", "ref", "certificate"]  # fmt: skip
    for _ in range(200):
        cells = {
            column: "".join(noise.choices(letters, k=noise.randint(0, 12)))
            for column in noise.sample(columns, 5)
        }
        try:
            bring_in(row(**cells), row(title="Other"))
        except Refused as refused:
            assert refused.problems  # noqa: PT017
