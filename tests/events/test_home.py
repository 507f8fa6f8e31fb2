"""/events/: what is true of Rural Library Day today."""

import pytest

from events import editions
from events.models import Material
from learning_portal.foundation import clock
from tests.events.making import make_edition, make_part, make_venue
from tests.factories import make_notice, make_opportunity
from tests.pages import read

pytestmark = pytest.mark.django_db


def test_it_says_what_the_day_is_and_that_none_is_announced(client):
    page = read(client.get("/events/"))
    assert page.titles[0] == "Rural Library Day"
    assert "in person, held by the Libraries Branch and shaped by the needs" in page.text
    assert "No Rural Library Day is announced here at present." in page.text


def test_the_next_stands_before_those_that_are_past_the_latest_first(client, november):
    make_edition("2025-05-12 09:00", "2025-05-12 16:00", title="Day of 2025")
    make_edition("2026-05-12 09:00", "2026-05-12 16:00", title="Day of 2026")
    make_edition("2028-05-12 09:00", "2028-05-12 16:00", title="Day of 2028")
    make_edition("2027-05-12 09:00", "2027-05-12 16:00", title="Day of 2027", stage="cancelled")
    make_edition(title="Hidden", is_shown=False)
    page = read(client.get("/events/"))
    assert page.titles[:7] == [
        "Rural Library Day", "Coming up", "Day of 2027", "Day of 2028", "Past days",
        "Day of 2026", "Day of 2025",
    ]  # fmt: skip
    assert "Cancelled" in page.text
    assert "Over" in page.text
    assert "Hidden" not in page.text
    assert "No Rural Library Day is announced" not in page.text


def test_a_need_can_be_named_from_it(client):
    links = read(client.get("/events/")).links
    assert ("Tell the Branch what you need to learn", "/write/?about=need") in links


def test_what_it_points_to_is_what_is_listed_in_person(client):
    here = make_opportunity(title="Storytime in Terrace", delivery="in-person")
    make_opportunity(title="Webinar", delivery="online-live")
    response = client.get("/opportunities/?delivery=in-person")
    assert here.title in read(response).text
    assert "Webinar" not in [text for text, _ in read(response).links]


def test_none_of_its_links_is_dead(client):
    links = {href for _, href in read(client.get("/events/")).links}
    assert links == {"/write/?about=need", "/opportunities/?delivery=in-person"}
    assert {client.get(href).status_code for href in links} == {200}


def test_the_menu_shows_where_the_reader_is(client):
    assert 'href="/events/" aria-current="true"' in client.get("/events/").content.decode()


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_it_takes_three_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_notice()
        make_edition(venue=make_venue())
        make_edition("2026-05-12 09:00", "2026-05-12 16:00")
    with django_assert_num_queries(3):  # notices, coming, past
        client.get("/events/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)("/events/").status_code == 405


def test_a_past_day_leads_to_its_materials(client, november):
    past = make_edition(
        "2026-05-12 09:00", "2026-05-12 16:00", title="Day of 2026", programme_shown=True
    )
    session = make_part(past, day="2026-05-12")
    for kind in ("slides", "recording"):
        Material.objects.create(session=session, kind=kind, url="https://v.example/")
    links = read(client.get("/events/")).links
    found = (
        "Slides, handouts and recordings (2) of Day of 2026",
        f"/events/{past.slug}/programme/",
    )
    assert found in links


def test_a_sample_programme_is_there_to_look_at(client, november):
    editions.load_sample(clock.today())
    page = read(client.get(f"{client.get('/events/rural-library-day/')['Location']}programme/"))
    assert "Lunch" in page.titles
    assert "Sample Speaker A" in page.text
