import pytest

from catalogue.models import Heading
from catalogue.models.vocabulary import SessionState
from tests.factories import make_opportunity, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


def section(page, title, before):
    return page.text.split(title, 1)[1].split(before, 1)[0]


def test_this_week_and_next_are_bc_weeks(client):
    make_session(make_opportunity(title="On Sunday"), "2026-11-29 23:30", "2026-11-29 23:45")
    make_session(make_opportunity(title="On Monday"), "2026-11-30 00:15", "2026-11-30 00:45")
    make_session(make_opportunity(title="In a fortnight"), "2026-12-07 00:15")
    make_session(make_opportunity(title="Yesterday"), "2026-11-23 10:00", "2026-11-23 11:00")
    page = read(client.get("/"))
    assert "Monday, November 23 to Sunday, November 29" in page.text
    assert "On Sunday" in section(page, "This week", "Next week")
    assert "On Monday" in section(page, "Next week", "By topic") + page.text.split("Next week")[1]
    assert "In a fortnight" not in page.text
    assert "Yesterday" not in page.text


def test_a_series_shows_each_of_its_dates(client):
    listing = make_opportunity(title="Series")
    make_session(listing, "2026-11-25 10:00", "2026-11-25 11:00")
    make_session(listing, "2026-12-02 10:00", "2026-12-02 11:00")
    page = read(client.get("/"))
    assert [when for when, _ in page.times] == [
        "Wed, Nov 25, 2026, 10:00 am",
        "Wed, Dec 2, 2026, 10:00 am",
    ]


def test_a_cancelled_session_says_so(client):
    make_session(make_opportunity(), "2026-11-25 10:00", state=SessionState.CANCELLED)
    assert "Cancelled" in read(client.get("/")).text


def test_a_quiet_week_offers_what_can_be_learned_any_time(client):
    make_opportunity(title="Course", kind="course")
    page = read(client.get("/"))
    assert "Nothing with a date this week" in page.text
    assert "Course" in page.text.split("At any time")[1]


def test_the_three_doors_stand_open(client):
    links = dict(read(client.get("/")).links)
    for address in ("/opportunities/", "/cltp/", "/events/"):
        assert address in links.values()
        assert client.get(address).status_code == 200


def test_topics_stand_under_their_headings_with_counts(client):
    heading = Heading.objects.create(name="Collections of things", order=1)
    topic = make_topic(name="Weeding", heading=heading)
    make_opportunity(topics=[topic])
    make_opportunity(topics=[topic], status="draft")
    make_topic(name="Empty", heading=heading)
    text = read(client.get("/")).text
    assert "Collections of things Weeding (1)" in text
    assert "Empty" not in text


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_home_takes_two_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_session(make_opportunity(topics=[make_topic()]), "2026-11-25 10:00")
        make_opportunity(kind="course")
    client.get("/")  # counts this version of the catalogue, and reads the listings shown
    with django_assert_num_queries(2):  # the version, which sessions both weeks have
        client.get("/")
