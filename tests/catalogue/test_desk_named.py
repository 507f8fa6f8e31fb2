"""Providers, topics, headings, libraries and federations at the desk."""

import pytest
from django.urls import reverse

from catalogue.found_by import refresh_found_by
from catalogue.models import Federation, Heading, Library, Opportunity, Provider, Topic
from tests import desk_forms as desk
from tests.factories import make_opportunity, make_provider, make_topic, make_user

pytestmark = pytest.mark.django_db
MODELS = ["provider", "topic", "heading", "library", "federation"]


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def where(model, page="changelist", *args):
    return reverse(f"admin:catalogue_{model}_{page}", args=args)


def save(client, row=None, model=None, **typed):
    model = model or row._meta.model_name
    address = where(model, "change", row.pk) if row else where(model, "add")
    sent = desk.fields(client.get(address), f"{model}_form")
    return client.post(address, {**sent, **typed, "_save": "1"})


def refusals(response):
    return " ".join(
        said for every in response.context["adminform"].form.errors.values() for said in every
    )


def make(model, number):
    if model == "provider":
        make_opportunity(provider=make_provider(name=f"Name {number}"))
    elif model == "topic":
        heading = Heading.objects.get_or_create(name="Collections")[0]
        make_opportunity(topics=[make_topic(name=f"Name {number}", heading=heading)])
    elif model == "heading":
        make_topic(heading=Heading.objects.create(name=f"Name {number}"))
    elif model == "library":
        federation = Federation.objects.get_or_create(name="Kootenay")[0]
        Library.objects.create(name=f"Name {number}", federation=federation, place="Fernie")
    else:
        Federation.objects.create(name=f"Name {number}")


@pytest.mark.parametrize("model", MODELS)
def test_each_list_takes_the_same_queries_for_one_row_and_for_three(
    curator, django_assert_num_queries, model
):
    literal = {"provider": 7, "topic": 7, "heading": 6, "library": 8, "federation": 6}
    Federation.objects.all().delete()
    Heading.objects.all().delete()
    numbers = iter(range(10))
    for more in (1, 2):
        for _ in range(more):
            make(model, next(numbers))
        with django_assert_num_queries(literal[model]):
            response = curator.get(where(model))
    assert "Name 2" in response.text


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_who_sees_what(client, model, page):
    assert "/admin/login/" in client.get(where(model, page)).url
    allowed = {
        "": set(),
        "HR officers": set(),
        "Events coordinators": {("provider", "changelist"), ("library", "changelist"),
                                ("federation", "changelist")},
        "Curators": {(each, at) for each in MODELS for at in ("changelist", "add")}
        - {("heading", "add")},
    }  # fmt: skip
    for group, pages in allowed.items():
        client.force_login(make_user(group))
        status = 200 if (model, page) in pages else 403
        assert client.get(where(model, page)).status_code == status, group


def test_a_renamed_provider_is_found_by_its_new_name(curator):
    provider = make_provider(name="Old House")
    opportunity = make_opportunity(provider=provider)
    response = save(curator, provider, name="New House")
    assert response.status_code == 302
    opportunity.refresh_from_db()
    assert opportunity.keywords == "New House"


def test_a_renamed_or_deleted_topic_changes_what_its_listings_are_found_by(curator):
    topic = make_topic(name="Old words")
    opportunity = make_opportunity(topics=[topic])
    save(curator, topic, name="New words")
    opportunity.refresh_from_db()
    assert "New words" in opportunity.keywords
    curator.post(where("topic", "delete", topic.pk), {"post": "yes"})
    opportunity.refresh_from_db()
    assert not Topic.objects.exists()
    assert "New words" not in opportunity.keywords


def test_other_edits_leave_the_keywords_alone(curator, django_assert_num_queries):
    provider = make_provider()
    opportunity = make_opportunity(provider=provider)
    refresh_found_by(Opportunity.objects.all())
    Opportunity.objects.filter(pk=opportunity.pk).update(keywords="as they were")
    save(curator, provider, description="Words.")
    opportunity.refresh_from_db()
    assert opportunity.keywords == "as they were"


def test_a_provider_with_listings_is_not_deleted_and_the_page_says_why(curator):
    provider = make_provider()
    make_opportunity(provider=provider, title="Standing in the way")
    response = curator.post(where("provider", "delete", provider.pk), {"post": "yes"})
    assert response.status_code == 200
    assert "Standing in the way" in response.text
    assert "protected" in response.text
    assert Provider.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "ELAN LIBRARY"}, "There is a provider of this name already"),
        ({"name": ""}, "required"),
        ({"name": "New", "country": "ca"}, "two capital letters"),
        ({"name": "New", "url": "ftp://x"}, "https://"),
        ({"name": "New", "region": "Mars"}, "not one of"),
    ],
)
def test_a_provider_that_cannot_be_is_refused_in_words(curator, typed, said):
    make_provider(name="Élan Library")
    response = save(curator, model="provider", **typed)
    assert response.status_code == 200
    assert said in refusals(response)
    assert Provider.objects.count() == 1


@pytest.mark.parametrize("model", [Topic, Library, Federation])
def test_names_are_unique_without_regard_to_case_and_accents(curator, model):
    model.objects.create(name="Élan")
    response = save(curator, model=model._meta.model_name, name="elan")
    assert response.status_code == 200
    assert "of this name already" in refusals(response)


def test_a_row_may_keep_its_own_name(curator):
    topic = make_topic(name="Élan")
    assert save(curator, topic, name="Elan").status_code == 302


def test_a_new_provider_finds_its_address_and_a_changed_one_redirects(curator):
    save(curator, model="provider", name="Sḵwx̱wú7mesh Nation")
    made = Provider.objects.get()
    assert made.slug == "skwxwu7mesh-nation"
    save(curator, made, slug="nation")
    made.refresh_from_db()
    assert made.former_slugs == ["skwxwu7mesh-nation"]


def test_topics_without_a_heading_can_be_listed(curator):
    heading = Heading.objects.create(name="Reading rooms")
    make_topic(name="Placed", heading=heading)
    make_topic(name="Loose")
    response = curator.get(f"{where('topic')}?heading__isnull=True")
    assert [row.name for row in response.context["cl"].result_list] == ["Loose"]


def test_a_librarys_clock_is_a_known_zone(curator):
    response = save(curator, model="library", name="Golden", zone="Mountain")
    assert "America/Edmonton" in refusals(response)
    save(curator, model="library", name="Golden", zone="America/Edmonton", zone_note="Kootenay")
    assert "Alberta time (Kootenay)" in curator.get(where("library")).text


@pytest.mark.parametrize("model", ["provider", "topic", "library", "federation"])
def test_rows_are_found_by_name(curator, model):
    make(model, 1)
    make(model, 2)
    rows = curator.get(where(model), {"q": "name 2"}).context["cl"].result_list
    assert [row.name for row in rows] == ["Name 2"]


def test_the_providers_a_listing_may_have_stand_in_order_of_name(curator):
    for name in ("Zebra", "École", "Delta"):
        make_provider(name=name)
    page = curator.get(desk.address(page="add")).text
    assert page.index(">Delta<") < page.index(">École<") < page.index(">Zebra<")


def test_the_history_of_a_provider_says_which_clock(curator):
    provider = make_provider()
    save(curator, provider, description="Words.")
    assert (
        "Times on this page are BC time"
        in curator.get(where("provider", "history", provider.pk)).text
    )
