"""Editions, gatherings and venues at the organisers' desk."""

import pytest
from django.urls import reverse

from catalogue.models import Opportunity
from events.models import Edition, Gathering
from learning_portal.foundation.models import Message
from tests import desk_forms
from tests.events.making import at, make_edition, make_registration, make_venue
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
LISTS = [f"/admin/events/{name}/" for name in ("edition", "gathering", "venue")]


@pytest.fixture
def organiser(client, november):
    user = make_user("Events coordinators")
    client.force_login(user)
    return user


def address(edition):
    return reverse("admin:events_edition_change", args=[edition.pk])


def save(client, edition=None, **typed):
    where = address(edition) if edition else reverse("admin:events_edition_add")
    sent = desk_forms.fields(client.get(where), "edition_form")
    return client.post(where, {**sent, **typed, "_save": "1"})


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize(
    ("group", "status"),
    [("Events coordinators", 200), ("Curators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_organisers_work_here(client, where, group, status):
    client.force_login(make_user(group))
    assert client.get(where).status_code == status


@pytest.mark.parametrize("where", LISTS)
def test_nobody_without_signing_in(client, where):
    assert client.get(where)["Location"].startswith("/admin/login/")


def test_an_edition_is_made_as_an_organiser_states_it_and_is_hidden_until_shown(client, organiser):
    typed = {
        "gathering": str(Gathering.named("Rural Library Day").pk), "title": "Day in Smithers",
        "starts_wall": "May 12, 2027, 9:00 am", "ends_wall": "4 pm", "zone_words": "BC",
        "capacity": "60", "closes_wall": "2027-05-01 17:00",
    }  # fmt: skip
    assert save(client, **typed).status_code == 302
    edition = Edition.objects.get()
    assert (edition.starts, edition.ends) == (at("2027-05-12 09:00"), at("2027-05-12 16:00"))
    assert edition.registration_closes == at("2027-05-01 17:00")
    assert edition.slug == "day-in-smithers-2027"
    assert edition.history.get().history_user == organiser
    assert not Opportunity.objects.exists()
    assert save(client, edition, is_shown="on").status_code == 302
    assert Opportunity.objects.current().get().title == "Day in Smithers"


def test_days_alone_mean_that_the_hours_are_to_be_announced(client, organiser):
    edition = make_edition()
    save(client, edition, starts_wall="2027-05-12", ends_wall="2027-05-13")
    edition.refresh_from_db()
    assert str(edition.when()).endswith("May 13, 2027, hours to be announced")
    html = client.get(address(edition)).content.decode()
    assert 'value="2027-05-13"' in html


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"starts_wall": ""}, "Write when it starts."),
        ({"ends_wall": ""}, "Write when it ends."),
        ({"starts_wall": "soon"}, "soon"),
        ({"ends_wall": "8:00"}, "ends before it starts"),
        ({"zone_words": "Mars"}, "Mars"),
        ({"closes_wall": "2027-05-01"}, "Add the time"),
        ({"opens_wall": "2027-05-02 9:00", "closes_wall": "2027-05-01 9:00"}, "before it opens"),
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"slug": "rural-library-day"}, "leads to the next edition"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, organiser, typed, says):
    edition = make_edition(slug="day")
    response = save(client, edition, **typed)
    assert response.status_code == 200
    assert says in read(response).text
    edition.refresh_from_db()
    assert (edition.starts, edition.slug) == (at("2027-05-12 09:00"), "day")


def test_a_capacity_below_those_who_have_a_place_is_refused_in_a_sentence(client, organiser):
    edition = make_edition(capacity=3)
    for _ in range(2):
        make_registration(edition)
    response = save(client, edition, capacity="1")
    assert "2 people have a place, or the offer of one: places cannot be fewer than 2." in (
        read(response).text
    )
    assert save(client, edition, capacity="2").status_code == 302
    edition.refresh_from_db()
    assert edition.capacity == 2


def test_moving_it_tells_everyone_and_saving_it_again_tells_nobody(client, organiser):
    edition = make_edition()
    make_registration(edition)
    save(client, edition, starts_wall="2027-05-13 9:00", ends_wall="16:00")
    save(client, edition, summary="x")
    assert Message.objects.filter(kind="events.edition-moved").count() == 1


def test_more_places_are_offered_at_once(client, organiser):
    edition = make_edition(capacity=1)
    _first, second = make_registration(edition), make_registration(edition)
    save(client, edition, capacity="2")
    second.refresh_from_db()
    assert second.state == "offered"


def test_one_with_people_is_not_deleted_and_another_leaves_the_catalogue(client, organiser):
    kept, gone = make_edition(), make_edition()
    make_registration(kept)
    save(client, gone, summary="x")
    for edition in (kept, gone):
        where = reverse("admin:events_edition_delete", args=[edition.pk])
        client.post(where, {"post": "yes"})
    assert list(Edition.objects.all()) == [kept]
    assert Opportunity.objects.get(title=gone.title).status == "archived"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_whatever_it_holds(
    client, organiser, django_assert_num_queries, rows
):
    for _ in range(rows):
        make_edition(venue=make_venue())
    client.get(LISTS[0])
    with django_assert_num_queries(7):
        client.get(LISTS[0])
