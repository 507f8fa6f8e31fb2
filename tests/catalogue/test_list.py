import datetime as dt

import pytest
from django.http import QueryDict
from django.urls import reverse

from catalogue.models import Synonyms
from catalogue.models.vocabulary import SessionState, Status
from catalogue.search import OpportunitySearch
from learning_portal.foundation import clock
from tests.factories import make_opportunity, make_provider, make_session, make_topic
from tests.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]


@pytest.fixture
def ask(client):
    """The list's page for a query string."""

    def ask(query="", status=200):
        response = client.get(f"{reverse('catalogue:list')}?{query}")
        assert response.status_code == status
        return read(response)

    return ask


def titles(page):
    return [title for title in page.titles if title.startswith("L:")]


def test_only_current_listings_are_shown(ask):
    make_opportunity(title="L:now")
    for status in set(Status) - {Status.PUBLISHED}:
        make_opportunity(title=f"L:{status}", status=status)
    make_session(make_opportunity(title="L:past"), "2026-11-23 10:00", "2026-11-23 11:00")
    assert titles(ask()) == ["L:now"]


def test_the_soonest_comes_first_and_undated_listings_last(ask):
    make_opportunity(title="L:any time", kind="course")
    make_session(make_opportunity(title="L:later"), "2026-12-20 10:00")
    make_session(make_opportunity(title="L:sooner"), "2026-12-01 10:00")
    assert titles(ask()) == ["L:sooner", "L:later", "L:any time"]


def test_a_row_answers_what_readers_ask(ask):
    listing = make_opportunity(
        title="L:row",
        provider=make_provider(name="Provider of it"),
        delivery="online-live",
        cost="paid",
        price=43,
        price_high=59,
        currency="USD",
        price_per="person",
        recording="promised",
        certificate=["live"],
        registration_closes=clock.instant(
            dt.datetime.fromisoformat("2026-11-27 17:00"), clock.BC_ZONE
        ),
        registration_zone=clock.BC_ZONE,
    )
    make_session(listing, "2026-12-09 14:00", "2026-12-09 15:00", zone="America/New_York")
    page = ask()
    for said in (
        "Wed, Dec 9, 2026, 12:00 pm to 1:00 pm BC time",
        "2:00 pm to 3:00 pm US Eastern time",
        "Provider of it Webinar $43 to $59 USD per person Online, live 1 hour",
        "Recording promised Certificate",
        "Registration closes Friday, November 27, 2026, 5:00 pm BC time",
    ):
        assert said in page.text
    assert page.times == [("Wed, Dec 9, 2026, 12:00 pm", "2026-12-09T19:00:00Z")]


def test_what_is_unknown_reads_as_not_stated(ask):
    make_opportunity(title="L:unknown")
    assert "Cost not stated Place not stated" in ask().text


def test_choices_within_a_filter_add_and_filters_narrow(ask):
    make_opportunity(title="L:a", kind="course", cost="free")
    make_opportunity(title="L:b", kind="webinar", cost="free")
    make_opportunity(title="L:c", kind="webinar", cost="paid")
    assert titles(ask("kind=course&kind=webinar")) == ["L:a", "L:b", "L:c"]
    assert titles(ask("kind=course&kind=webinar&cost=free")) == ["L:a", "L:b"]
    assert titles(ask("kind=webinar&cost=paid")) == ["L:c"]


FILTERS = [
    ("delivery=in-person", {"delivery": "in-person"}),
    ("delivery=In%20person", {"delivery": "in-person"}),
    ("level=advanced", {"level": "advanced"}),
    ("audience=trustee", {"audience": ["trustee", "director"]}),
    ("audience=not-stated", {"audience": []}),
    ("language=fr", {"languages": ["en", "fr"]}),
    ("bc=yes", {"bc_context": "yes"}),
    ("recording=available", {"recording": "available"}),
    ("certificate=group", {"certificate": ["live", "group"]}),
    ("access=captions", {"access": ["captions"]}),
    ("length=up-to-1-hour", {"hours": 1}),
    ("length=1-to-3-hours", {"hours": 2}),
    ("length=longer", {"hours": 40}),
]
OTHER = {
    "delivery": "hybrid", "level": "all", "audience": ["page"], "languages": ["es"],
    "bc_context": "no", "recording": "none", "certificate": ["none"], "access": ["asl"],
    "hours": 5,
}  # fmt: skip


@pytest.mark.parametrize(("query", "fields"), FILTERS)
def test_each_filter_finds_what_it_names_and_nothing_else(ask, query, fields):
    make_opportunity(title="L:wanted", **{**OTHER, **fields})
    make_opportunity(title="L:other", **OTHER)
    assert titles(ask(query)) == ["L:wanted"]


def test_topic_and_provider_are_filters(ask):
    topic, provider = make_topic(name="Weeding"), make_provider(name="Coop")
    make_opportunity(title="L:both", topics=[topic], provider=provider)
    make_opportunity(title="L:topic", topics=[topic, make_topic()])
    make_opportunity(title="L:provider", provider=provider)
    assert titles(ask("topic=weeding")) == ["L:both", "L:topic"]
    assert titles(ask("provider=coop&topic=weeding")) == ["L:both"]


def test_a_renamed_topic_is_still_understood(ask):
    topic = make_topic(name="Old name")
    make_opportunity(title="L:it", topics=[topic])
    topic.slug = "new-name"
    topic.save()
    assert titles(ask("topic=old-name")) == ["L:it"]


def test_region_is_where_it_takes_place_else_where_the_provider_is(ask):
    bc = make_provider(region="BC")
    make_opportunity(title="L:provider", provider=bc)
    away = make_opportunity(title="L:away", provider=bc)
    make_session(away, region="US")
    here = make_opportunity(title="L:here", provider=make_provider(region="US"))
    make_session(here, region="BC")
    assert set(titles(ask("region=BC"))) == {"L:provider", "L:here"}
    assert set(titles(ask("region=bc&region=us"))) == {"L:provider", "L:here", "L:away"}


WHEN = [
    ("when=this-week", ["L:friday"]),
    ("when=next-week", ["L:next tuesday"]),
    ("when=this-month", ["L:friday"]),
    ("when=2026-12", ["L:next tuesday"]),
    ("when=on-demand", ["L:course"]),
    ("when=past", ["L:yesterday"]),
    ("from=2026-12-01&to=2026-12-01", ["L:next tuesday"]),
    ("from=2026-12-02", []),
    ("to=2026-11-30", ["L:friday"]),
    ("from=2026-11-01&to=2026-11-23", ["L:yesterday"]),
]


@pytest.mark.parametrize(("query", "found"), WHEN)
def test_time_is_asked_in_bc_days(ask, query, found):
    make_session(make_opportunity(title="L:yesterday"), "2026-11-23 10:00", "2026-11-23 11:00")
    make_session(make_opportunity(title="L:friday"), "2026-11-27 10:00", "2026-11-27 11:00")
    late = make_opportunity(title="L:next tuesday")  # the first of December in BC alone
    make_session(late, "2026-11-30 23:30", "2026-11-30 23:50", zone="America/Los_Angeles")
    make_opportunity(title="L:course", kind="course")
    assert titles(ask(query)) == found


def test_words_are_found_in_both_languages_and_without_accents(ask):
    make_opportunity(title="L:Élagage des collections")
    make_opportunity(title="L:Weeding the shelves")
    assert titles(ask("q=elagage")) == ["L:Élagage des collections"]
    assert titles(ask("q=weed+shelve")) == ["L:Weeding the shelves"]
    assert titles(ask("q=%22shelves+weeding%22")) == []


def test_with_words_the_best_match_comes_first(ask):
    make_session(make_opportunity(title="L:Other", summary="about storytime"), "2026-12-01 10:00")
    make_opportunity(title="L:Storytime")
    assert titles(ask("q=storytime")) == ["L:Storytime", "L:Other"]
    assert titles(ask("q=storytime&sort=soonest")) == ["L:Other", "L:Storytime"]


def test_orders(ask):
    for title, closes in (("L:b", 3), ("L:a", 1), ("L:c", 2)):
        make_session(
            make_opportunity(
                title=title,
                published_at=dt.datetime(2026, 11, closes, tzinfo=dt.UTC),
                registration_closes=dt.datetime(2026, 12, closes, tzinfo=dt.UTC),
                registration_zone="UTC",
            ),
            "2026-12-20 10:00",
        )
    assert titles(ask("sort=title")) == ["L:a", "L:b", "L:c"]
    assert titles(ask("sort=newest")) == ["L:b", "L:c", "L:a"]
    assert titles(ask("sort=closing")) == ["L:a", "L:c", "L:b"]


def test_the_usual_order_is_sent_as_nothing_so_that_words_bring_their_own(client):
    usual = b'<option value="" selected>'
    assert usual + b"Soonest first" in client.get("/opportunities/").content
    assert usual + b"Best match" in client.get("/opportunities/?q=weeding").content
    by_title = client.get("/opportunities/?sort=title").content
    assert b'<option value="title" selected>' in by_title
    assert b'<option value="">Soonest first' in by_title


def test_each_chip_leads_to_the_search_without_it(ask):
    page = ask("q=weeding&kind=webinar&cost=free&cost=paid")
    chips = {text: href for text, href in page.links if "(remove)" in text}
    assert chips["Free× (remove)"] == "/opportunities/?q=weeding&kind=webinar&cost=paid"
    assert chips["“weeding”× (remove)"] == "/opportunities/?kind=webinar&cost=free&cost=paid"


def test_empty_fields_of_the_form_leave_the_address(client):
    response = client.get("/opportunities/?q=&kind=webinar&from=&to=&when=&sort=soonest")
    assert response.status_code == 302
    assert response["Location"] == "/opportunities/?kind=webinar"
    assert client.get("/opportunities/?q=")["Location"] == "/opportunities/"


def test_nothing_found_says_what_past_listings_match_and_whom_to_ask(ask):
    past = make_opportunity(title="L:Weeding", recording="available")
    make_session(past, "2026-11-01 10:00", "2026-11-01 11:00")
    page = ask("q=weeding&kind=webinar")
    assert "No current listing matches" in page.text
    past_address = "/opportunities/?q=weeding&when=past&kind=webinar"
    assert ("1 past listing matches", past_address) in page.links
    assert ("without Webinar", "/opportunities/?q=weeding") not in page.links
    assert ("1 of them can be watched again", f"{past_address}&recording=available") in page.links
    letter = dict(page.links)["Ask the Branch to look for this"]
    assert letter.startswith("/write/?about=need&message=Please+look+for")


def test_a_month_with_nothing_is_a_real_state(ask):
    assert "The catalogue has nothing current just now" in ask().text


def test_pages_hold_25_and_keep_the_filter(ask):
    for number in range(30):
        make_opportunity(title=f"L:{number:02}", kind="course")
    first = ask("kind=course")
    assert len(titles(first)) == 25
    assert ("Next page", "?kind=course&page=2") in first.links
    assert len(titles(ask("kind=course&page=2"))) == 5


@pytest.mark.parametrize("page", ["0", "-1", "3", "99999999", "1.5", "abc", "٣", "²"])
def test_a_page_that_is_not_there_says_so(ask, page):
    make_opportunity()
    said = ask(f"page={page}", status=404)
    assert ("Go to the last page", "?page=1") in said.links


BAD = [
    ("kind=seance", "“seance” is not a choice of “Kind”"),
    ("topic=nonsense", "“nonsense” is not a choice of “Topic”"),
    ("from=2026-02-31", "“2026-02-31” is not a day in the calendar: write it like 2026-12-09"),
    ("to=soon", "“soon” is not a day in the calendar"),
    ("from=0001-01-01", "is not a day in the calendar"),
    ("to=9999-12-31", "is not a day in the calendar"),
    ("from=2026-12-31&to=2026-12-01", "turn them round"),
    ("when=2026-13", "“2026-13” is not a time this page knows"),
    ("when=yesterday", "“yesterday” is not a time this page knows"),
    ("sort=magic", "“magic” is not an order"),
    (f"q={'a' * 201}", "A search is at most 200 characters, and this one has 201"),
    ("&".join(f"kind={n}" for n in range(60)), "Choose at most 50 at once"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "said"), BAD)
def test_what_cannot_be_read_is_said_and_the_rest_still_shown(ask, query, said):
    make_opportunity(title="L:still here", kind="course")
    page = ask(query, status=400)
    assert said in page.text
    if "to=2026-12-01" not in query:
        assert titles(page) == ["L:still here"]


def test_a_choice_that_is_gone_leaves_the_others_of_its_filter(ask):
    make_opportunity(title="L:course", kind="course")
    make_opportunity(title="L:webinar", kind="webinar")
    page = ask("kind=course&kind=seance&kind=fair", status=400)
    assert titles(page) == ["L:course"]
    assert "“seance” is not a choice of “Kind”" in page.text
    assert "“fair” is not a choice of “Kind”" in page.text


def test_the_readers_typing_is_kept_beside_the_mistake(client):
    response = client.get("/opportunities/?q=weeding&from=2026-02-31&cost=free")
    assert b'value="weeding"' in response.content
    assert b'value="2026-02-31"' in response.content
    assert b'name="cost" value="free" checked' in response.content


@pytest.mark.parametrize(
    "query",
    ["q=%00", "kind=%00", "%00=1", "q=a%00b"],
)
def test_a_nul_is_a_bad_request_with_a_page(ask, query):
    assert "could not be read" in ask(query, status=400).text


def test_a_ten_thousand_character_search_is_answered_with_a_page(ask):
    assert "at most 200 characters" in ask(f"q={'a' * 10_000}", status=414).text


@pytest.mark.parametrize(
    "query",
    ["q='%22%3Cscript%3E", "q=a+OR+-b+%22c", "q=!!!%26%7C", "q=%E2%80%AE%F0%9F%92%A9", "q=%FF",
     "unknown=1&utm_source=x", "page[]=1", "q=" + "%C3%A9" * 199],
)  # fmt: skip
def test_odd_searches_are_just_searches(ask, query):
    ask(query)


def test_markup_in_a_search_comes_back_as_text(client):
    response = client.get("/opportunities/?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_refused_with_a_page(client, method):
    response = getattr(client, method)("/opportunities/")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert "does not work that way" in read(response).text


def test_names_of_this_province_survive(ask):
    make_opportunity(title="L:hən̓q̓əmin̓əm̓ at Sḵwx̱wú7mesh")
    assert titles(ask("q=hən̓q̓əmin̓əm̓")) == ["L:hən̓q̓əmin̓əm̓ at Sḵwx̱wú7mesh"]


def test_a_cancelled_session_is_said_to_be(ask):
    make_session(make_opportunity(title="L:off"), state=SessionState.CANCELLED)
    assert "Cancelled" in ask().text


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_list_takes_four_queries(client, django_assert_num_queries, rows):
    topic = make_topic()
    for _ in range(rows):
        make_session(make_opportunity(topics=[topic]))
    client.get("/opportunities/?when=past")  # counts this version of the catalogue
    # the version, the listings of the page, their sessions, their topics; notices are kept
    with django_assert_num_queries(4):
        client.get("/opportunities/?kind=webinar")
    with django_assert_num_queries(1):  # the listings were read
        client.get("/opportunities/?kind=webinar")


@pytest.mark.parametrize("rows", [3, 10, 50])
def test_a_search_for_words_takes_three_more(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make_session(make_opportunity())
    client.get("/opportunities/?when=past")
    with django_assert_num_queries(7):  # the words and who has them, the ranks, the marks
        client.get("/opportunities/?q=listing&kind=webinar")
    with django_assert_num_queries(2):  # the version, the marks
        client.get("/opportunities/?q=listing&kind=webinar")


def test_the_number_beside_a_time_is_what_choosing_it_would_find_on_the_days_asked(ask):
    make_session(make_opportunity(title="L:this week"), "2026-11-26 10:00", "2026-11-26 11:00")
    make_session(make_opportunity(title="L:december"), "2026-12-09 10:00", "2026-12-09 11:00")
    page = ask("from=2026-12-01&to=2026-12-31")
    assert "Now and to come (1)" in page.text
    assert "This week (0)" in page.text
    assert titles(ask("from=2026-12-01&to=2026-12-31&when=this-week")) == []


def test_past_listings_come_the_latest_first_on_the_page_and_for_other_sites(ask):
    for title, day in (("L:a", 1), ("L:b", 20), ("L:c", 10)):
        make_session(make_opportunity(title=title), f"2026-11-{day:02} 10:00")
    expected = ["L:b", "L:c", "L:a"]
    assert titles(ask("when=past")) == expected
    assert [row.title for row in OpportunitySearch(QueryDict("when=past")).queryset] == expected


@pytest.mark.parametrize("rows", [3, 10, 50])
def test_synonyms_take_no_query_more(client, django_assert_num_queries, rows):
    Synonyms.objects.create(words=["listing", "entry"])
    for _ in range(rows):
        make_session(make_opportunity())
    client.get("/opportunities/")
    with django_assert_num_queries(4):  # what was typed is read with it, to be ranked by
        assert "Also looked for entry." in read(client.get("/opportunities/?q=listing")).text


def test_days_asked_never_hide_what_can_be_taken_at_any_time(ask):
    make_session(make_opportunity(title="L:dated", cost="free"), "2026-11-26 10:00")
    for number in range(3):
        make_opportunity(title=f"L:any {number}", kind="course", cost="free")
    make_opportunity(title="L:paid", kind="course", cost="paid")
    page = ask("when=this-month&cost=free")
    assert titles(page) == ["L:dated"]
    beside = dict(page.links)["3 you can take at any time"]
    assert beside == "/opportunities/?when=on-demand&cost=free"
    assert "at any time." not in ask("when=on-demand&cost=free").text
    assert "at any time." not in ask("cost=free").text
