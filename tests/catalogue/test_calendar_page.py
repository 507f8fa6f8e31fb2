"""The calendar, month by month: a list by day, and a grid."""

import datetime as dt
import re
from html import escape
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from django.core.exceptions import ValidationError

from catalogue import calendar_pages
from catalogue.models.vocabulary import SessionState, Status, Timing
from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

DECEMBER = "/opportunities/calendar/2026/12/"
JANUARY = "/opportunities/calendar/2027/01/"


@pytest.fixture
def ask(client):
    def ask(address=DECEMBER, status=200, **kept):
        response = client.get(address, **kept)
        assert response.status_code == status
        return read(response)

    return ask


def days(page):
    """Headings of days, each with the titles under it."""
    found = {}
    for title in page.titles:
        if re.match(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, ", title):
            under = found.setdefault(title, [])
        elif title.startswith("L:"):
            under.append(title)
    return found


def cell(client, date, address=f"{DECEMBER}?view=grid"):
    """The markup of one day's cell in the grid."""
    cells = re.findall(r"<td[ >].*?</td>", client.get(address).content.decode(), re.S)
    return next(each for each in cells if f'<time datetime="{date}">' in each)


def text(markup):
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_sessions_stand_under_their_bc_day_soonest_first(ask):
    make_session(make_opportunity(title="L:later"), "2026-12-09 15:00", "2026-12-09 16:00")
    make_session(make_opportunity(title="L:sooner"), "2026-12-09 09:00", "2026-12-09 10:00")
    make_session(make_opportunity(title="L:before"), "2026-12-02 09:00", "2026-12-02 10:00")
    make_session(make_opportunity(title="L:other month"), "2027-01-02 09:00")
    make_opportunity(title="L:any time", kind="course")
    assert days(ask()) == {
        "Wednesday, December 2": ["L:before"],
        "Wednesday, December 9": ["L:sooner", "L:later"],
    }


def test_an_entry_says_when_who_where_and_what_it_costs(ask):
    listing = make_opportunity(
        title="L:it", provider=make_provider(name="Coop"), delivery="online-live", cost="free"
    )
    make_session(listing, "2026-12-09 14:00", "2026-12-09 15:00", zone="America/New_York")
    page = ask()
    assert "12:00 pm to 1:00 pm BC time 2:00 pm to 3:00 pm US Eastern time" in page.text
    assert "L:it Coop Webinar Online, live Free" in page.text
    assert page.times == [("Wed, Dec 9, 2026, 12:00 pm", "2026-12-09T19:00:00Z")]


@pytest.mark.parametrize("view", ["", "?view=grid"])
def test_on_another_clock_the_day_is_still_bcs_and_bc_time_stands_beside(client, ask, view):
    make_session(make_opportunity(title="L:late"), "2026-12-09 23:00", "2026-12-09 23:30")
    client.cookies["clock"] = "newfoundland"
    page = ask(f"{DECEMBER}{view}")
    stated = [time for time in page.times if time[1].endswith("Z")]
    assert stated == [("Thu, Dec 10, 2026, 2:30 am", "2026-12-10T06:00:00Z")]
    if view:
        assert "(11:00 pm BC)" in text(cell(client, "2026-12-09"))
    else:
        assert days(page) == {"Wednesday, December 9": ["L:late"]}
        assert "Wed, Dec 9, 11:00 pm to 11:30 pm BC time" in page.text


def test_a_late_session_in_the_us_stands_on_its_bc_day_in_december(ask):
    late = make_opportunity(title="L:late")
    make_session(late, "2026-11-30 23:30", "2026-11-30 23:50", zone="America/Los_Angeles")
    assert days(ask()) == {"Tuesday, December 1": ["L:late"]}
    assert days(ask("/opportunities/calendar/2026/11/")) == {}


def test_the_clocks_of_bc_do_not_change_in_march(ask):
    make_session(make_opportunity(title="L:it"), "2027-03-14 23:30", "2027-03-14 23:59")
    assert days(ask("/opportunities/calendar/2027/03/")) == {"Sunday, March 14": ["L:it"]}


def test_whole_days_and_bare_dates_are_the_organisers_own(ask):
    first = make_opportunity(title="L:whole")
    make_session(
        first, "2026-12-01 00:00", "2026-12-02 00:00", zone="America/Toronto", timing=Timing.ALL_DAY
    )
    bare = make_opportunity(title="L:bare")
    make_session(bare, "2026-12-31 00:00", zone="Pacific/Honolulu", timing=Timing.DATE_ONLY)
    east = make_opportunity(title="L:east")
    make_session(east, "2026-12-01 00:00", zone="America/Toronto", timing=Timing.DATE_ONLY)
    page = ask()
    assert days(page) == {
        "Tuesday, December 1": ["L:whole", "L:east"],
        "Thursday, December 31": ["L:bare"],
    }
    assert page.times == [
        ("Tue, Dec 1, 2026", "2026-12-01"),
        ("Tue, Dec 1, 2026", "2026-12-01"),
        ("Thu, Dec 31, 2026", "2026-12-31"),
    ]
    assert "all day" in page.text
    assert "time to be announced" in page.text
    assert days(ask("/opportunities/calendar/2026/11/")) == {}
    assert days(ask(JANUARY)) == {}


def test_a_session_over_several_days_says_until_when_and_is_named_again(ask):
    make_session(make_opportunity(title="L:retreat"), "2026-12-31 09:00", "2027-01-02 16:00")
    make_session(make_opportunity(title="L:short"), "2027-01-02 10:00", "2027-01-02 11:00")
    december, january = ask(), ask(JANUARY)
    assert days(december) == {"Thursday, December 31": ["L:retreat"]}
    assert "9:00 am until Sat, Jan 2, 2027, 4:00 pm BC time" in december.text
    assert days(january) == {
        "Friday, January 1": ["L:retreat"], "Saturday, January 2": ["L:short"],
    }  # fmt: skip
    assert "Continues from Thu, Dec 31, 2026" in january.text
    assert "L:retreat continues, last day" in january.text


def test_what_continues_into_another_year_says_which(ask):
    make_session(make_opportunity(title="L:long"), "2026-12-30 09:00", "2027-12-31 16:00")
    make_session(make_opportunity(title="L:short"), "2026-12-29 09:00", "2026-12-31 16:00")
    page = ask()
    assert "L:long continues until Fri, Dec 31, 2027" in page.text
    assert "L:short continues until Thu, Dec 31 " in page.text


def test_on_another_clock_it_says_whose_days_these_are(client, ask):
    make_session()
    said = "Sessions with a time stand on their day in BC."
    assert said not in ask().text
    client.cookies["clock"] = "newfoundland"
    assert said in ask().text


def test_days_that_only_continue_something_stand_under_one_heading_each_with_its_anchor(client):
    make_session(make_opportunity(title="L:course"), "2026-12-01 09:00", "2026-12-04 16:00")
    response = client.get(DECEMBER)
    assert list(days(read(response))) == [
        "Tuesday, December 1",
        "Wednesday, December 2 to Friday, December 4",
    ]
    for number in (1, 2, 3, 4):
        assert response.content.decode().count(f'id="day-2026-12-0{number}"') == 1


def test_what_continues_is_capped_and_the_rest_is_a_link(ask, monkeypatch):
    monkeypatch.setattr(calendar_pages, "MOST_CONTINUING", 1)
    for title in ("L:a", "L:b", "L:c"):
        make_session(make_opportunity(title=title), "2026-12-01 09:00", "2026-12-02 16:00")
    href = dict(ask().links)["2 more continue on Wednesday, December 2"]
    assert href == "/opportunities/?from=2026-12-02&to=2026-12-02"
    assert {"L:a", "L:b", "L:c"} <= set(ask(href).titles)


def test_sessions_that_overlap_stand_together_and_none_is_hidden(ask):
    for title, starts, ends in (
        ("L:a", "09:00", "10:30"),
        ("L:b", "10:00", "11:00"),
        ("L:c", "11:00", None),
        ("L:d", "11:00", "12:00"),
        ("L:e", "12:00", "13:00"),
    ):
        ends = ends and f"2026-12-09 {ends}"
        make_session(make_opportunity(title=title), f"2026-12-09 {starts}", ends)
    page = ask()
    assert days(page) == {"Wednesday, December 9": ["L:a", "L:b", "L:c", "L:d", "L:e"]}
    assert page.text.count("2 with overlapping times:") == 2
    first = page.text.index("2 with overlapping times:")
    assert first < page.text.index("L:a") < page.text.index("L:b")
    assert page.text.rindex("2 with overlapping times:") > page.text.index("L:b")


def test_two_sessions_of_a_listing_in_one_day_are_both_shown(ask):
    listing = make_opportunity(title="L:twice")
    make_session(listing, "2026-12-09 09:00", "2026-12-09 10:00", label="Morning")
    make_session(listing, "2026-12-09 14:00", "2026-12-09 15:00", label="Afternoon")
    shown = days(ask())["Wednesday, December 9"]
    assert shown == ["L:twice: Morning", "L:twice: Afternoon"]


@pytest.mark.parametrize("view", ["", "?view=grid"])
def test_a_cancelled_session_says_so_in_words(ask, view):
    make_session(make_opportunity(title="L:off"), state=SessionState.CANCELLED)
    assert "Cancelled" in ask(f"{DECEMBER}{view}").text


@pytest.mark.parametrize("view", ["", "?view=grid"])
def test_only_published_listings_are_shown_and_past_ones_too(ask, view):
    for status in Status:
        make_session(make_opportunity(title=f"L:{status}", status=status), "2026-11-02 10:00")
    page = ask(f"/opportunities/calendar/2026/11/{view}")
    assert "L:published" in page.text
    assert page.text.count("L:") == 1


def test_a_session_to_be_announced_has_no_day(ask):
    make_session(make_opportunity(title="L:when"), None, state=SessionState.TO_BE_ANNOUNCED)
    assert "L:when" not in ask().text


@pytest.mark.parametrize("view", ["", "?view=grid"])
def test_today_is_said_in_words(ask, view):
    make_session(make_opportunity(title="L:now"), "2026-11-24 12:00", "2026-11-24 13:00")
    make_session(make_opportunity(title="L:gone"), "2026-11-02 12:00", "2026-11-02 13:00")
    page = ask(f"/opportunities/calendar/{view}")
    assert page.text.count("Today") == 1
    assert "November 2026" in page.text
    if not view:
        assert "Tuesday, November 24 Today" in page.titles
        assert ("Skip to today", "#day-2026-11-24") in page.links
        assert page.text.count("Past") == 1


def test_the_grid_is_a_table_of_weeks_from_monday(client):
    make_session(make_opportunity(title="L:it"), "2026-12-09 12:00", "2026-12-09 13:00")
    page = client.get(f"{DECEMBER}?view=grid").content.decode()
    assert re.findall(r'<th scope="col">(\w+)</th>', page) == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip
    assert page.count("<tr>") == 6
    assert len(re.findall(r"<td[ >]", page)) == 35
    it = cell(client, "2026-12-09")
    assert text(it) == "Wednesday, December 9 Wed, Dec 9, 2026, 12:00 pm to 1:00 pm BC time: L:it"
    assert 'datetime="2026-12-09T19:00:00Z"' in it


def test_in_the_grid_several_days_are_a_bar_and_each_day_says_it_to_who_listens(client):
    make_session(make_opportunity(title="L:retreat"), "2026-12-11 18:00", "2026-12-15 12:00")
    assert "span-3" in cell(client, "2026-12-11")
    assert "Friday, December 11 L:retreat" in text(cell(client, "2026-12-11"))
    assert "until Tue, Dec 15, 12:00 pm BC time" in text(cell(client, "2026-12-11"))
    assert "Saturday, December 12: L:retreat continues" in text(cell(client, "2026-12-12"))
    assert "span-2" in cell(client, "2026-12-14")
    assert "(continues)" in text(cell(client, "2026-12-14"))
    assert "L:retreat" not in cell(client, "2026-12-16")


def test_what_has_no_room_in_a_cell_is_one_link_away(ask, client):
    for number in range(8):
        make_session(make_opportunity(title=f"L:{number}", kind="course"), "2026-12-09 12:00")
    page = ask(f"{DECEMBER}?view=grid&kind=course")
    href = dict(page.links)["+4 more on Wednesday, December 9"]
    assert href == f"{DECEMBER}?kind=course#day-2026-12-09"
    address, _, anchor = href.partition("#")
    there = client.get(address)
    assert f'id="{anchor}"' in there.content.decode()
    assert len(days(read(there))["Wednesday, December 9"]) == 8


def test_the_lists_filters_narrow_it(ask):
    topic = make_topic(name="Weeding")
    make_session(make_opportunity(title="L:yes", cost="free", kind="course", topics=[topic]))
    make_session(make_opportunity(title="L:paid", cost="paid", kind="course", topics=[topic]))
    make_session(make_opportunity(title="L:webinar", cost="free", topics=[topic]))
    make_session(make_opportunity(title="L:other", cost="free", kind="course"))
    page = ask(f"{DECEMBER}?cost=free&kind=course&topic=weeding")
    assert days(page) == {"Wednesday, December 9": ["L:yes"]}
    assert days(ask(f"{DECEMBER}?q=paid")) == {"Wednesday, December 9": ["L:paid"]}


def test_every_way_on_keeps_the_filters_and_the_view(ask):
    make_session(make_opportunity(title="L:it", cost="free"))
    links = dict(ask(f"{DECEMBER}?cost=free&q=it&view=grid").links)
    assert links["Previous month: ‹ November 2026"] == (
        "/opportunities/calendar/2026/11/?q=it&cost=free&view=grid"
    )
    assert links["Next month: January 2027 ›"] == f"{JANUARY}?q=it&cost=free&view=grid"
    assert links["Day by day"] == f"{DECEMBER}?q=it&cost=free"
    assert links["Free× (remove)"] == f"{DECEMBER}?q=it&view=grid"
    assert links["Clear all"] == f"{DECEMBER}?view=grid"
    assert links["Change the filters"] == "/opportunities/?q=it&cost=free&when=2026-12"
    assert links["calendar file (.ics)"] == "/opportunities.ics?q=it&cost=free"


def test_the_links_lead_to_what_they_say(ask, client):
    make_session(make_opportunity(title="L:it", cost="free"))
    make_session(make_opportunity(title="L:paid", cost="paid"))
    links = dict(ask(f"{DECEMBER}?cost=free").links)
    assert "L:it" in ask(links["Change the filters"]).titles
    file = icalendar.Calendar.from_ical(client.get(links["calendar file (.ics)"]).content)
    assert [str(event["SUMMARY"]) for event in file.walk("VEVENT")] == ["L:it"]
    back = dict(ask("/opportunities/?cost=free").links)["See these month by month"]
    assert back == "/opportunities/calendar/?cost=free"
    assert ask(back).text


def test_the_months_beside_say_so_to_machines_and_end_with_the_calendar(client):
    page = client.get(DECEMBER).content.decode()
    assert page.count('rel="prev"') == page.count('rel="next"') == 1
    first = client.get("/opportunities/calendar/2000/01/").content.decode()
    assert 'rel="prev"' not in first
    last = client.get("/opportunities/calendar/2100/12/").content.decode()
    assert 'rel="next"' not in last


def test_the_jump_form_leads_to_its_month(client):
    response = client.get("/opportunities/calendar/?month=2027-01&cost=free&view=grid")
    assert (response.status_code, response["Location"]) == (
        302,
        f"{JANUARY}?cost=free&view=grid",
    )


@pytest.mark.parametrize("asked", ["when=2026-12", "from=2026-12-24&to=2027-01-02"])
def test_the_month_of_the_lists_own_time_is_understood(client, asked):
    response = client.get(f"/opportunities/calendar/?{asked}&cost=free")
    assert response["Location"] == f"{DECEMBER}?cost=free"


@pytest.mark.parametrize(
    "query", ["when=this-week", "from=soon&to=never", "sort=magic", "page=x", "view=sideways"]
)
def test_what_makes_no_sense_here_is_left_aside(ask, query):
    make_session(make_opportunity(title="L:it"))
    page = ask(f"{DECEMBER}?{query}")
    assert days(page) == {"Wednesday, December 9": ["L:it"]}
    said = "“when”, “from” and “until” are left aside" in page.text
    assert said == ("when" in query or "from" in query)


def test_a_filter_that_cannot_be_read_is_said_and_the_rest_still_shown(ask):
    make_session(make_opportunity(title="L:it", cost="free"))
    make_session(make_opportunity(title="L:paid", cost="paid"))
    page = ask(f"{DECEMBER}?kind=seance&cost=free", status=400)
    assert "“seance” is not a choice of “Kind”" in page.text
    assert days(page) == {"Wednesday, December 9": ["L:it"]}


def test_an_empty_month_names_the_nearest_that_have_something_and_whom_to_ask(ask):
    make_session(make_opportunity(title="L:before"), "2026-10-28 09:00", "2026-11-02 10:00")
    make_session(make_opportunity(title="L:long before"), "2026-06-02 09:00")
    make_session(
        make_opportunity(title="L:after"), "2027-02-01 00:00", zone="America/Toronto",
        timing=Timing.ALL_DAY,
    )  # fmt: skip
    make_session(make_opportunity(title="L:hidden", status=Status.DRAFT), "2026-12-31 09:00")
    page = ask(JANUARY)
    assert "Nothing in January 2027" in page.text
    months = [text for text, _ in page.links if re.fullmatch(r"\w+ \d{4}", text)]
    assert months == ["November 2026", "February 2027"]
    assert dict(page.links)["February 2027"] == "/opportunities/calendar/2027/02/"
    assert dict(page.links)["tell the Branch what you need"].startswith("/write/?about=need")


def test_an_empty_month_under_filters_says_which_to_loosen(ask):
    make_session(make_opportunity(title="L:it", cost="paid"))
    page = ask(f"{DECEMBER}?cost=free")
    assert "Nothing in December 2026 with these filters" in page.text
    assert dict(page.links)["without Free"] == DECEMBER


def test_a_catalogue_without_dates_is_a_real_state(ask):
    assert "The calendar has no dates at all yet" in ask().text


def test_a_month_with_too_many_says_so_and_leads_to_the_list(ask, monkeypatch):
    monkeypatch.setattr(calendar_pages, "MOST_SESSIONS", 2)
    for number in (3, 1, 2):
        make_session(make_opportunity(title=f"L:{number}"), f"2026-12-0{number} 10:00")
    page = ask()
    assert list(days(page).values()) == [["L:1"], ["L:2"]]
    assert "here are its first 2 sessions" in page.text
    assert dict(page.links)["See every listing of December 2026 in the list"] == (
        "/opportunities/?when=2026-12"
    )


NO_MONTHS = [
    "2026/13/", "2026/00/", "1999/12/", "2101/01/", "0/0/", "99999999999999999999/1/",
    "9" * 5000 + "/1/", "2026/", "2026/december/", "2026/12/09/", "x/", "2026-12/", "-1/2/",
    "٢٠٢٦/12/",
]  # fmt: skip


@pytest.mark.parametrize("rest", NO_MONTHS)
def test_what_is_no_month_is_not_found_with_a_way_on(ask, rest):
    page = ask(f"/opportunities/calendar/{rest}", status=404)
    assert "The calendar has no such month" in page.text
    assert "/opportunities/calendar/" in [href for _, href in page.links]


@pytest.mark.parametrize(
    ("address", "joint"), [("2026/13/", "?"), ("x/", "?"), ("?month=2026-13", "&")]
)
def test_the_way_on_from_no_month_keeps_the_filters_and_the_view(client, address, joint):
    asked = "kind=webinar&kind=course&q=%22big+books%22&when=2026-12&page=3&view=grid"
    response = client.get(f"/opportunities/calendar/{address}{joint}{asked}")
    assert response.status_code == 404
    links = dict(read(response).links)
    onwards = parse_qs(urlsplit(links["See this month, November 2026"]).query)
    wanted = {"kind": ["webinar", "course"], "q": ['"big books"']}
    assert onwards == {**wanted, "view": ["grid"]}
    assert parse_qs(urlsplit(links["find learning in the list"]).query) == wanted
    for name, values in onwards.items():
        for value in values:
            kept = f'<input type="hidden" name="{name}" value="{escape(value)}">'
            assert kept in response.content.decode()


@pytest.mark.parametrize("month", ["2026-13", "12", "%00", "2026-1", "9999-99", "'"])
def test_a_month_nobody_can_jump_to_is_refused_with_a_page(client, month):
    assert client.get(f"/opportunities/calendar/?month={month}").status_code in (400, 404)


def test_a_month_written_otherwise_leads_to_its_one_address(client):
    response = client.get("/opportunities/calendar/2026/1/?cost=free&view=grid")
    assert (response.status_code, response["Location"]) == (
        301,
        "/opportunities/calendar/2026/01/?cost=free&view=grid",
    )


def test_a_listing_never_takes_the_calendars_address():
    assert make_opportunity(title="Calendar").slug == "calendar-2"
    typed = make_opportunity(title="Something else")
    typed.slug = "calendar"
    with pytest.raises(ValidationError, match="“calendar” is the address of another page"):
        typed.full_clean()


@pytest.mark.parametrize(
    ("query", "is_for_robots"), [("", True), ("?cost=free", False), ("?view=grid", False)]
)
def test_a_filtered_month_is_not_for_search_engines(client, query, is_for_robots):
    make_session(make_opportunity(cost="free"))
    page = client.get(f"{DECEMBER}{query}").content
    assert (b'name="robots" content="noindex"' not in page) == is_for_robots


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("address", ["/opportunities/calendar/", DECEMBER])
def test_other_methods_are_refused(client, address, method):
    assert getattr(client, method)(address).status_code == 405


@pytest.mark.parametrize("view", ["", "&view=grid"])
@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_month_takes_three_queries(client, assert_queries_once_counted, rows, view):
    topic = make_topic()
    for number in range(rows):
        starts = dt.datetime(2026, 12, 1 + number % 28, 18, tzinfo=dt.UTC)
        make_session(make_opportunity(topics=[topic]), starts)
    with assert_queries_once_counted(3):  # notices, the version, sessions with their listings
        client.get(f"{DECEMBER}?kind=webinar{view}")


@pytest.mark.parametrize("rows", [0, 1, 3, 50])
def test_an_empty_month_takes_four_queries(client, assert_queries_once_counted, rows):
    for _ in range(rows):
        make_session()
    with assert_queries_once_counted(4):  # and the nearest months that have something
        client.get(JANUARY)
