"""/opportunities/suggest/: what the search box suggests while a reader types."""

import html
import re

import pytest
from django.db import connection
from django.urls import reverse

from catalogue import suggesting
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Status
from learning_portal.foundation import folding
from tests.factories import make_opportunity, make_provider, make_session, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
ADDRESS = "/opportunities/suggest/"
PROVINCE = ["Sḵwx̱wú7mesh", "hən̓q̓əmin̓əm̓", "səl̓ílwətaɬ", "Hudson's Hope"]


@pytest.fixture
def suggested(client):
    """(name, address, what else is said) of each suggestion, in order."""

    def suggested(typed):
        response = client.get(ADDRESS, {"q": typed})
        assert response.status_code == 200
        return read(response)

    return suggested


def read(response):
    said = re.findall(r'<li><a href="([^"]*)">(.*?)</a></li>', response.content.decode())
    return [(html.unescape(re.sub("<.*?>", "", name)), address) for address, name in said]


def names(found):
    return [name for name, _ in found]


def test_a_title_is_found_by_the_beginnings_of_its_words_in_any_order(suggested):
    make_opportunity(title="Weeding the children’s shelves (part two)")
    for typed in ("wee", "shel weed", "CHILD", "children's", "part", "the  two shelves"):
        assert names(suggested(typed)) == ["Weeding the children’s shelves (part two)"], typed
    for typed in ("eeding", "weeding shelf", "helves", "weeding zz"):
        assert suggested(typed) == [], typed


def test_a_suggestion_leads_to_the_listing(suggested, client):
    listing = make_opportunity(title="Weeding")
    [(_, address)] = suggested("we")
    assert address == listing.get_absolute_url()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("title", PROVINCE)
def test_names_of_this_province_are_found_in_their_own_letters_and_in_plain_ones(suggested, title):
    make_opportunity(title=f"Words of {title} for libraries")
    make_opportunity(title="Words of others")
    for typed in (title, title[:4], folding.fold(title), folding.fold(title)[:3], "lib words"):
        assert names(suggested(typed)) == [f"Words of {title} for libraries"], typed


def test_accents_are_typed_or_left_out(suggested):
    make_opportunity(title="L’élagage à l’œuvre")
    for typed in ("elagage", "Élagage", "oeuvre", "œuvre", "l'elag"):
        assert names(suggested(typed)) == ["L’élagage à l’œuvre"], typed


def test_what_was_typed_is_marked_in_the_letters_of_the_name(client):
    make_opportunity(title="Élagage & hən̓q̓əmin̓əm̓")
    said = client.get(ADDRESS, {"q": "henqeminem elag"}).content.decode()
    assert "<mark>Élag</mark>age &amp; <mark>hən̓q̓əmin̓əm̓</mark>" in said


@pytest.mark.parametrize("typed", ["%", "_", "%%", "__", "100%", "50_", "\\d\\d", ".*", "(?", "[a"])
def test_signs_with_a_meaning_in_sql_are_only_signs(suggested, typed):
    make_opportunity(title="Weeding")
    assert suggested(typed) == []


def test_an_underscore_and_a_percent_sign_stand_for_themselves(suggested):
    for title in ("100% online", "snake_case names", "snakes in cases"):
        make_opportunity(title=title)
    assert names(suggested("100%")) == ["100% online"]
    assert names(suggested("snake_")) == ["snake_case names"]


def test_only_current_published_listings_are_suggested(suggested):
    for status in set(Status) - {Status.PUBLISHED}:
        make_opportunity(title=f"Weeding {status}", status=status)
        make_opportunity(title=f"Weeding ə {status}", status=status)
    for title in ("Weeding past", "Weeding ə past"):
        make_session(make_opportunity(title=title), "2026-11-23 10:00", "2026-11-23 11:00")
    make_opportunity(title="Weeding now")
    assert names(suggested("weed")) == ["Weeding now"]


def test_a_title_that_begins_so_comes_first_then_the_soonest(suggested):
    make_opportunity(title="About weeding, any time", kind="course")
    make_session(make_opportunity(title="More weeding"), "2026-12-20 10:00")
    make_session(make_opportunity(title="On weeding"), "2026-12-01 10:00")
    make_session(make_opportunity(title="Weeding"), "2027-01-20 10:00")
    make_session(make_opportunity(title="Weeding əsəs"), "2027-01-10 10:00")
    assert names(suggested("weed")) == [
        "Weeding əsəs", "Weeding", "On weeding", "More weeding", "About weeding, any time",
    ]  # fmt: skip


def test_topics_and_providers_of_current_listings_follow_and_say_what_they_are(suggested):
    topic, provider = make_topic(name="Wéb design"), make_provider(name="The Webinar House")
    listing = make_opportunity(title="Webs", topics=[topic], provider=provider)
    make_opportunity(title="Gone", topics=[make_topic(name="Web of old")], status="archived")
    assert suggested("web") == [
        ("Webs", listing.get_absolute_url()),
        ("Wéb design (Topic)", reverse("catalogue:topic", args=[topic.slug])),
        ("The Webinar House (Provider)", reverse("catalogue:provider", args=[provider.slug])),
    ]


def test_there_are_never_more_than_eight_listings_three_topics_and_two_providers(suggested):
    for number in range(12):
        topics = [make_topic(name=f"Web topic {number}")]
        provider = make_provider(name=f"Web house {number}")
        make_opportunity(title=f"Web {number:02}", topics=topics, provider=provider, kind="course")
    found = names(suggested("web"))
    assert found[:8] == [f"Web {number:02}" for number in range(8)]
    assert [name.rpartition(" ")[2] for name in found[8:]] == ["(Topic)"] * 3 + ["(Provider)"] * 2


def test_listings_with_one_title_are_told_apart_by_their_providers(suggested):
    for name in ("Maple", "Oak"):
        make_opportunity(title="Weeding", provider=make_provider(name=name))
    make_opportunity(title="Weeding again")
    assert names(suggested("weed")) == ["Weeding (Maple)", "Weeding (Oak)", "Weeding again"]


@pytest.mark.parametrize("typed", ["", " ", "w", "w e", "é", "!!", "\u200b", "ʔ"])
def test_less_than_two_letters_of_a_word_suggest_nothing(suggested, typed):
    make_opportunity(title="W e é ʔ words")
    assert suggested(typed) == []


def test_no_more_than_sixty_letters_are_read(suggested):
    make_opportunity(title="w" * 60)
    assert names(suggested("w" * 60 + "x" * 1000)) == ["w" * 60]


@pytest.mark.parametrize("title", ['<b>We</b> & "we"', "We<script>alert(1)</script>", "We'&lt;"])
def test_markup_in_a_title_is_text(client, title):
    make_opportunity(title=title, provider=make_provider(name=f"{title} House"))
    response = client.get(ADDRESS, {"q": "we"})
    left = response.content.decode()
    for ours in ("<mark>", "</mark>", '<span class="muted">', "</span>", "</a>", "<ul>", "</ul>"):
        left = left.replace(ours, "")
    assert not re.search(r"<(?!/?li>|a href=\"/)", left)
    assert names(read(response)) == [title, f"{title} House (Provider)"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("q=%00", 400), (f"q={'a' * 10_000}", 414), ("q=%FF%FE", 200), ("q=" + "a+" * 1000, 200),
     ("q=%F0%9F%92%A9%F0%9F%92%A9", 200), ("q[]=we", 200), ("q=%E2%80%AEwe", 200)],
)  # fmt: skip
def test_odd_questions_are_answered(client, query, status):
    make_opportunity(title="We")
    assert client.get(f"{ADDRESS}?{query}").status_code == status


def test_a_browser_keeps_an_answer_for_a_minute_and_nobody_else_does(client):
    response = client.get(ADDRESS, {"q": "we"})
    assert response["Cache-Control"] == "private, max-age=60"
    assert not response.cookies


def test_a_network_that_asks_without_end_is_asked_to_wait(client, monkeypatch):
    make_opportunity(title="Weeding")
    assert suggesting.MOST_IN_A_WINDOW == 600
    monkeypatch.setattr(suggesting, "MOST_IN_A_WINDOW", 3)
    assert [client.get(ADDRESS, {"q": "we"}).status_code for _ in range(4)] == [200] * 3 + [429]
    refused = client.get(ADDRESS, {"q": "we"})
    assert read(refused) == []
    assert refused["Retry-After"] == "600"
    assert client.get(ADDRESS, {"q": "we"}, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_a_suggestion_takes_four_queries(client, django_assert_num_queries, rows):
    for number in range(rows):
        topics = [make_topic(name=f"Web {number}")]
        make_session(make_opportunity(title=f"Web ə {number}", topics=topics))
        make_session(make_opportunity(title=f"Web {number}", topics=topics))
    client.get(ADDRESS, {"q": "we"})  # counts this version of the catalogue
    with django_assert_num_queries(4):  # the throttle, the version, the titles, those shown
        client.get(ADDRESS, {"q": "we"})
    with django_assert_num_queries(0):
        client.get(ADDRESS, {"q": "w"})


def test_the_index_of_letters_finds_the_beginning_of_a_word():
    """Of two letters too, which it does as long as what may stand before them is named."""
    provider = make_provider()
    Opportunity.objects.bulk_create(
        Opportunity(
            title=f"Sample listing {number} of many",
            slug=f"s-{number}",
            provider=provider,
            kind="course",
        )
        for number in range(3000)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('opportunity_letters')")
        cursor.execute("ANALYZE catalogue_opportunity")
    assert "opportunity_letters" in Opportunity.objects.titled(["we"]).explain()
