"""What rows make of listings, providers and topics: new, changed, unchanged, kept."""

from decimal import Decimal

import pytest

from catalogue.intake import plan as planning
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.vocabulary import NOT_STATED, Origin, Region, Status
from tests.catalogue.import_tables import as_table, bring_in, problem, problems, row
from tests.factories import make_opportunity, make_provider, make_topic, make_user

pytestmark = pytest.mark.django_db

FULL = row(
    ref="W-1", provider_country="CA", delivery="online live", cost="paid", price="$1,043.50",
    currency="cad", url="https://example.org/weeding", topics="Collections|Space planning",
    audience="librarian|page", level="beginner", hours="1.5", language="en|fr", bc_context="yes",
    summary="How to let go.", description="**Bring** a shelf.\n\nAnd a cart.",
    starts="2026-12-09 10:00", ends="11:30", zone="BC", venue="Main branch", city="Hudson's Hope",
    region="BC", registration_closes="2026-12-07", recording="promised",
    certificate="live|group", access="captions|telephone",
)  # fmt: skip


def listing() -> Opportunity:
    return Opportunity.objects.get()


def test_every_column_arrives_in_its_field():
    bring_in(FULL)
    kept = listing()
    assert kept.status == Status.IN_REVIEW
    assert kept.origin == Origin.CURATED
    assert kept.slug == "weeding"
    assert (kept.ref, kept.title, kept.provider.name) == ("W-1", "Weeding", "Maple Library")
    assert (kept.provider.country, kept.provider.region) == ("CA", Region.CANADA)
    assert (kept.delivery, kept.cost, kept.currency) == ("online-live", "paid", "CAD")
    assert (kept.price, kept.hours) == (Decimal("1043.50"), Decimal("1.5"))
    assert kept.url == "https://example.org/weeding"
    assert {topic.name for topic in kept.topics.all()} == {"Collections", "Space planning"}
    assert kept.audience == ["page", "librarian"]
    assert (kept.level, kept.languages, kept.bc_context) == ("introductory", ["en", "fr"], "yes")
    assert kept.summary == "How to let go."
    assert "<strong>Bring</strong>" in kept.description_html
    assert (kept.recording, kept.certificate) == ("promised", ["live", "group"])
    assert kept.access == ["captions", "telephone"]
    session = kept.sessions.get()
    assert (session.venue, session.city, session.region) == ("Main branch", "Hudson's Hope", "BC")


def test_what_a_row_leaves_blank_is_not_stated():
    bring_in(row(cost="", delivery="", audience=" "))
    kept = listing()
    assert (kept.cost, kept.delivery, kept.level, kept.bc_context) == (NOT_STATED,) * 4
    assert (kept.audience, kept.languages, kept.price, kept.hours) == ([], [], None, None)
    assert not kept.sessions.exists()


def test_with_publish_new_rows_are_published_and_without_they_wait_in_review():
    bring_in(row(title="One"), publish=True)
    bring_in(row(title="Two"))
    assert Opportunity.objects.get(title="One").status == Status.PUBLISHED
    assert Opportunity.objects.get(title="One").published_at is not None
    assert Opportunity.objects.get(title="Two").status == Status.IN_REVIEW


def test_publish_does_not_publish_what_was_here_already():
    make_opportunity(title="Weeding", provider=make_provider(name="Maple Library"), status="draft")
    bring_in(row(summary="New."), publish=True)
    assert (listing().status, listing().summary) == (Status.DRAFT, "New.")


def test_the_history_says_from_which_line_and_by_whom():
    person = make_user(is_superuser=True)
    bring_in(FULL, publish=True, by=person)
    records = list(listing().history.order_by("history_id"))
    assert records[0].history_change_reason == "Imported from table.csv, line 2"
    assert records[-1].history_change_reason == "Published: imported from table.csv, line 2"
    assert {record.history_user for record in records} == {person}
    assert listing().sessions.get().history.get().history_user == person


def test_a_row_seen_again_unchanged_writes_nothing():
    bring_in(FULL, publish=True)
    before = (listing().changed_at, listing().sequence, listing().sessions.get().changed_at)
    records = Opportunity.history.count()
    plan = bring_in(FULL, publish=True)
    assert (len(plan.new), len(plan.changed), len(plan.unchanged)) == (0, 0, 1)
    assert (listing().changed_at, listing().sequence, listing().sessions.get().changed_at) == before
    assert Opportunity.history.count() == records
    assert listing().sessions.get().history.count() == 1


def test_a_list_in_another_order_is_no_change():
    bring_in(FULL)
    again = {**FULL, "audience": "page|librarian", "topics": "space PLANNING|Collections"}
    assert bring_in(again).changed == []


def test_a_changed_row_changes_what_it_states_in_one_record_of_history():
    bring_in(FULL)
    records = listing().history.count()
    bring_in(row(ref="W-1", cost="free", price="0", topics="Weeding"))
    kept = listing()
    assert (kept.cost, kept.price) == ("free", 0)
    assert [topic.name for topic in kept.topics.all()] == ["Weeding"]
    assert kept.history.count() == records + 1
    assert [each.topic.name for each in kept.history.first().topics.all()] == ["Weeding"]


def test_a_blank_cell_leaves_what_is_stored():
    bring_in(FULL)
    plan = bring_in(row(ref="W-1"))
    assert plan.changed == []
    assert listing().price == Decimal("1043.50")
    assert listing().sessions.count() == 1


def test_not_stated_said_in_words_does_change_it():
    bring_in(FULL)
    bring_in(row(ref="W-1", cost="not stated", audience="unknown"))
    assert (listing().cost, listing().audience) == (NOT_STATED, [])


def test_fields_a_curator_edited_are_kept_and_reported():
    bring_in(FULL)
    Opportunity.objects.update(
        locked_fields=["title", "cost", "topics", "registration_closes"], title="Weeding well"
    )
    plan = bring_in(
        row(
            ref="W-1",
            cost="free to audit",
            topics="Other",
            level="advanced",
            registration_closes="2026-12-08",
            zone="BC",
        )
    )
    kept = listing()
    assert (kept.title, kept.cost, kept.level) == ("Weeding well", "paid", "advanced")
    assert kept.topics.count() == 2
    assert kept.registration_words == "2026-12-07 BC"
    [planned] = plan.listings
    names = {change.name for change in planned.kept}
    assert names == {"title", "cost", "topics", "registration_closes"}


def test_a_listing_a_curator_retitled_is_found_by_its_former_title():
    bring_in(row(summary="Old."))
    kept = listing()
    kept.title, kept.locked_fields = "The art of letting go", ["title"]
    kept.save()
    plan = bring_in(row(summary="New."))
    assert (listing().title, listing().summary) == ("The art of letting go", "New.")
    assert [change.name for change in plan.listings[0].kept] == ["title"]


def test_a_listing_that_has_the_title_now_comes_before_one_that_had_it():
    bring_in(row(ref="A"))
    Opportunity.objects.update(locked_fields=["title"])
    kept = listing()
    kept.title = "The art of letting go"
    kept.save()
    other = make_opportunity(title="Weeding", provider=kept.provider)
    assert bring_in(row(level="all")).listings[0].opportunity == other


def test_a_provider_and_a_topic_a_curator_renamed_are_found_by_their_former_names():
    bring_in(row(topics="Weeding"))
    for model, name in ((Provider, "Maple Public Library"), (Topic, "Deselection")):
        kept = model.objects.get()
        kept.name = name
        kept.save()
    plan = bring_in(row(topics="Weeding"))
    assert plan.changed == []
    assert Provider.objects.count() == Topic.objects.count() == Opportunity.objects.count() == 1
    assert "under the name “Maple Public Library”" in str(plan.remarks)


def test_listings_are_known_by_title_and_provider_whatever_case_and_accents():
    make_opportunity(title="Éveil aux livres", provider=make_provider(name="San'yas"))
    bring_in(row(title="EVEIL aux livres", provider="San’yas"))
    assert Opportunity.objects.count() == Provider.objects.count() == 1


def test_the_same_title_by_another_provider_is_another_listing():
    bring_in(row(), row(provider="Oak Library"))
    assert sorted(Opportunity.objects.values_list("slug", flat=True)) == ["weeding", "weeding-2"]


def test_a_listing_is_known_by_its_reference_even_under_a_new_title():
    bring_in(row(ref="A-1"))
    bring_in(row(ref="A-1", title="Weeding, second edition"))
    assert listing().title == "Weeding, second edition"
    assert listing().slug == "weeding"


def test_a_reference_is_given_to_a_listing_that_had_none():
    bring_in(row())
    bring_in(row(ref="A-1"))
    assert listing().ref == "A-1"


def test_another_reference_is_another_listing_even_under_the_same_title():
    bring_in(row(ref="A-1"), row(ref="A-2"))
    assert Opportunity.objects.count() == 2


def test_a_title_that_stands_twice_needs_a_reference():
    bring_in(row(ref="A-1"), row(ref="A-2"))
    found = problem(row())
    assert found.column == "title"
    assert "`ref`" in found.right


def test_a_row_without_reference_among_two_with_is_refused_naming_both():
    found = problem(row(ref="A-1"), row(ref="A-2"), row())
    assert (found.line, found.column) == (4, "ref")
    assert "“A-1” or “A-2”" in found.right


def test_two_groups_that_mean_one_stored_listing_are_refused():
    bring_in(row(ref="A-1"))
    found = problem(row(ref="A-1", title="Weeding anew"), row())
    assert (found.line, found.column) == (3, "title")
    assert "line 2" in found.right


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("cost", "free", "paid"),
        ("topics", "Weeding", "Technology"),
        ("language", "en", "fr"),
        ("summary", "One.", "Two."),
        ("kind", "webinar", "course"),
    ],
)
def test_rows_of_one_listing_that_disagree_are_refused_naming_both(column, one, other):
    first, second = row(ref="A"), row(ref="A")
    found = problem({**first, column: one}, {**second, column: other})
    assert (found.line, found.column, found.value) == (3, column, other)
    assert f"Line 2 has “{one}”" in found.right


def test_rows_of_one_listing_may_leave_blank_what_another_says():
    bring_in(row(ref="A", cost="free"), row(ref="A", title="", provider="", kind="", level="all"))
    assert (listing().cost, listing().level) == ("free", "all")


def test_rows_of_one_listing_agree_in_meaning_not_in_letters():
    bring_in(row(kind="webinar series"), row(kind="Webinar-Series"))
    assert listing().kind == "webinar-series"


def test_one_reference_with_two_providers_or_titles_is_refused():
    found = problem(row(ref="A"), row(ref="A", provider="Oak Library"))
    assert (found.line, found.column, found.value) == (3, "provider", "Oak Library")
    assert "“Maple Library”" in found.right
    assert problem(row(ref="A"), row(ref="A", title="Reading")).column == "title"


def test_required_cells_are_named():
    found = problems(row(title=""), row(provider=""), row(title="Other", kind=""))
    assert [(each.line, each.column) for each in found] == [
        (2, "title"), (3, "provider"), (4, "kind")
    ]  # fmt: skip


def test_an_unknown_provider_is_made_and_a_known_one_is_not():
    make_provider(name="Maple Library", country="CA")
    plan = bring_in(row(), row(title="Two", provider="Oak Library", provider_country="GB"))
    assert [each.provider.name for each in plan.new_providers] == ["Oak Library"]
    oak = Provider.objects.get(name="Oak Library")
    assert (oak.country, oak.region) == ("GB", Region.ELSEWHERE)
    assert oak.history.get().history_change_reason == "Imported from table.csv, line 3"


def test_a_country_that_contradicts_the_known_one_is_refused_naming_both():
    make_provider(name="Maple Library", country="US")
    found = problem(row(provider_country="CA"))
    assert (found.column, found.value) == ("provider_country", "CA")
    assert "“Maple Library” in US" in found.right


def test_two_rows_that_put_a_provider_in_two_countries_are_refused():
    found = problem(row(provider_country="CA"), row(title="B", provider_country="US"))
    assert (found.line, found.column) == (3, "provider_country")
    assert "Line 2" in found.right


def test_a_known_provider_without_a_country_is_given_the_one_stated():
    make_provider(name="Maple Library", region=Region.BC)
    bring_in(row(provider_country="CA"))
    provider = Provider.objects.get()
    assert (provider.country, provider.region) == ("CA", Region.BC)
    assert provider.history.count() == 2
    bring_in(row(provider_country="CA"))
    assert provider.history.count() == 2


def test_a_region_without_a_session_says_where_a_new_provider_is():
    bring_in(row(provider_country="CA", region="BC"))
    assert Provider.objects.get().region == Region.BC


def test_a_region_without_a_session_never_moves_a_known_provider():
    make_provider(name="Maple Library", region=Region.BC)
    plan = bring_in(row(region="US"))
    assert Provider.objects.get().region == Region.BC
    assert plan.remarks[0].column == "region"


def test_an_unknown_topic_is_made_under_no_heading_and_reported():
    make_topic(name="Collections")
    plan = bring_in(row(topics="collections | Réserves|Réserves"))
    assert [topic.name for topic in plan.new_topics] == ["Réserves"]
    assert Topic.objects.get(name="Réserves").heading is None
    assert Topic.objects.count() == 2


def test_an_archived_listing_stays_archived():
    make_opportunity(
        title="Weeding", provider=make_provider(name="Maple Library"), status=Status.ARCHIVED
    )
    bring_in(row(level="all"), publish=True)
    assert (listing().status, listing().level) == (Status.ARCHIVED, "all")


def test_the_number_of_queries_of_a_plan_does_not_grow_with_the_rows(django_assert_num_queries):
    def rows(number):
        return [{**FULL, "ref": f"R{n}", "title": f"Title {n}"} for n in range(number)]

    bring_in(*rows(1), row(title="Other"))
    for number in (1, 3, 50):
        with django_assert_num_queries(7):
            planning.make(as_table(*rows(number)))


def test_the_number_of_queries_of_an_unchanged_import_does_not_grow_either(
    django_assert_num_queries,
):
    rows = [{**FULL, "ref": f"R{n}", "title": f"Title {n}"} for n in range(3)]
    bring_in(*rows)
    for number in (1, 3):
        with django_assert_num_queries(10):
            bring_in(*rows[:number])
