"""/cltp/compare/: what a job asks for beside what a person has, all of it in the address."""

import csv
import datetime as dt
import io

import pytest

from cltp import decisions
from cltp.models import ProgrammeCertificate
from cltp.models.vocabulary import Finding
from tests.cltp.making import (
    WHY,
    make_course,
    make_decision,
    make_draft,
    make_training,
    registrar,
)
from tests.factories import make_opportunity, make_session
from tests.pages import read

pytestmark = pytest.mark.django_db
ADDRESS = "/cltp/compare/"
TOO_LONG = "&".join(f"has=named.{place}{'é' * 90}&on=" for place in range(12))


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


@pytest.fixture
def course():
    return make_course(["Count", "Read"], code="R-1", title="Reference")


def see(client, query, status=200):
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == status, response
    return read(response)


def test_at_first_it_says_what_to_do(client, course):
    page = read(client.get(ADDRESS))
    assert "It appears here once something is ticked and added." in page.text
    assert "nothing is kept, and nobody’s name is asked for" in page.text


def test_without_courses_it_says_so(client):
    assert "not entered the programme’s courses here yet" in read(client.get(ADDRESS)).text


def test_it_says_what_is_met_by_which_decision_and_links_it(client, course):
    training = make_training(title="Desk work", provider="Selkirk")
    decision = make_decision(courses=[course], trainings=[training], conditions="With a B.")
    page = see(client, f"asks=R-1&has=training.{training.pk}&on=2019-06-30")
    assert "R-1: Reference: met" in page.titles
    assert f"decision {decision.number}, v1" in page.text
    assert (f"Decision {decision.number}, version 1", decision.get_absolute_url()) in page.links
    assert "Desk work (Selkirk): equivalent . Condition: With a B." in page.text


def test_in_part_names_the_outcomes_missing(client, course):
    training = make_training()
    make_decision(courses=[course], trainings=[training], missing=["Read"])
    page = see(client, f"asks=R-1&has=training.{training.pk}&on=2019-06-30")
    assert "R-1: Reference: met in part" in page.titles
    assert "Outcomes missing: Read" in page.text


def test_two_in_part_are_not_added_together(client, course):
    one, other = make_training(title="One"), make_training(title="Other")
    make_decision(courses=[course], trainings=[one], missing=["Read"])
    make_decision(courses=[course], trainings=[other], missing=["Count"])
    page = see(
        client,
        f"asks=R-1&has=training.{one.pk}&on=2019-06-30&has=training.{other.pk}&on=2019-06-30",
    )
    assert "R-1: Reference: met in part" in page.titles
    assert "These are not added together" in page.text


def test_a_cluster_says_what_is_lacking_and_when_that_is_on(client, course):
    listing = make_opportunity(title="Part two")
    make_session(listing, "2026-12-09 12:00")
    done = make_training(title="Part one")
    make_decision(courses=[course], trainings=[done, make_training(listing)])
    page = see(client, f"asks=R-1&has=training.{done.pk}&on=2019-06-30")
    assert "R-1: Reference: not met" in page.titles
    assert "It does not apply here. To be completed as well: Part two" in page.text
    assert ("Part two", listing.get_absolute_url()) in page.links
    assert "with 1. Part one (A college), completed already" in page.text
    assert ("Wed, Dec 9, 2026, 12:00 pm", "2026-12-09T19:00:00Z") in page.times


def test_upcoming_learning_that_ends_after_the_dates_of_a_decision_is_not_on(client, course):
    listing = make_opportunity(title="Too late")
    make_session(listing, "2026-12-09 12:00")
    make_decision(
        courses=[course], trainings=[make_training(listing)], completed_to=dt.date(2026, 12, 8)
    )
    page = see(client, "asks=R-1")
    assert "not in the catalogue now" in page.text
    assert page.times == []


def test_a_listing_counts_by_the_decision_that_names_it(client, course):
    listing = make_opportunity(title="Storytime")
    make_decision(courses=[course], trainings=[make_training(listing)])
    page = see(client, f"asks=R-1&has=listing.{listing.slug}&on=2019-06-30")
    assert "R-1: Reference: met" in page.titles


def test_a_listing_stands_by_its_slug_an_old_one_too(client, course):
    listing = make_opportunity(title="Storytime")
    make_decision(courses=[course], trainings=[make_training(listing)])
    old, listing.slug = listing.slug, "new-address"
    listing.save()
    response = client.get(f"{ADDRESS}?asks=R-1&has=listing.{old}&on=2019-06-30")
    assert response.status_code == 302
    assert response["Location"].endswith("?asks=R-1&has=listing.new-address&on=2019-06-30#result")
    page = see(client, "asks=R-1&has=listing.new-address&on=2019-06-30")
    assert "R-1: Reference: met" in page.titles


def test_a_name_that_nobody_knows_is_not_assessed(client, course):
    make_decision(courses=[course])
    page = see(client, "asks=R-1&has=named.A+course+elsewhere&on=2019-06-30")
    assert "R-1: Reference: not assessed" in page.titles
    assert "Not assessed yet: 1. A course elsewhere" in page.text
    ask = "/cltp/ask/?course=R-1%3A%20Reference&training=A%20course%20elsewhere"
    assert ("Ask for an assessment for R-1", ask) in page.links


def test_what_was_replaced_is_told_and_does_not_count(client, course):
    training = make_training()
    old = make_decision(courses=[course], trainings=[training])
    decisions.withdraw(decision=old, by=registrar(), why=WHY)
    page = see(client, f"asks=R-1&has=training.{training.pk}&on=2019-06-30")
    assert "R-1: Reference: not assessed" in page.titles
    assert "It no longer counts. It held for what was completed on that day, until it was" in (
        page.text
    )


def test_training_without_a_day_is_left_out_and_a_course_is_not(client, course):
    training = make_training(title="Desk work")
    make_decision(courses=[course], trainings=[training])
    page = see(client, f"asks=R-1&has=training.{training.pk}&on=")
    assert "Left out until its day is entered: 1. Desk work" in page.text
    page = see(client, "asks=R-1&has=course.R-1&on=")
    assert "R-1: Reference: met" in page.titles
    assert "Completed itself: that stays recognised." in page.text


def test_a_day_when_the_course_was_not_offered_is_asked_about(client):
    make_course(code="R-2", last_offered=2012)
    page = see(client, "asks=R-2&has=course.R-2&on=2019-06-30")
    assert "The course was not offered in that year" in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("asks=NOPE", "There is no CLTP course with the code “NOPE”"),
        ("asks=certificate.99999999999999999999", "no such CLTP certificate"),
        ("has=course.NOPE&on=", "There is no CLTP course with the code “NOPE”"),
        ("has=certificate.7&on=", "no such CLTP certificate"),
        ("has=listing.gone&on=", "The catalogue has no listing “gone” now"),
        ("has=training.99999999999999999999999&on=", "No decision names that training"),
        ("has=training.%C2%B2&on=", "No decision names that training"),
        ("has=named.A&on=2026-11-25", "That day is still to come"),
        ("has=named.A&on=soon", "Write the day as 2019-06-30"),
        ("has=named.A&on=2019-02-30", "Write the day as 2019-06-30"),
        ("has=named.A&on=0019-02-03", "Check the year"),
        ("has=named.A&on=2019-02-03&has=named.A&on=2019-02-04", "stands in the list twice"),
        (
            "&".join(f"has=named.{n}{'é' * 90}&on=" for n in range(12)),
            "more than one address holds",
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_kept(client, course, query, words):
    response = client.get(f"{ADDRESS}?asks=R-1&{query}")
    page = read(response)
    assert response.status_code == 400
    assert words in page.text
    assert any(title.startswith("R-1: Reference: ") for title in page.titles)


def test_a_day_that_cannot_be_read_stays_as_it_was_typed(client, course):
    response = client.get(f"{ADDRESS}?has=named.A&on=30+June+%3C19")
    assert 'value="30 June &lt;19"' in response.content.decode()


def test_training_of_the_desk_alone_stays_there(client, course):
    draft = make_training(title="Secret")
    make_draft(trainings=[draft])
    page = see(client, f"has=training.{draft.pk}&on=", status=400)
    assert "Secret" not in page.text
    assert "Secret" not in see(client, "find=sec").text


def test_it_is_found_by_name_among_courses_training_and_listings(client):
    make_course(code="R-9", title="Storytelling")
    training = make_training(title="Story école")
    make_decision(trainings=[training])
    listing = make_opportunity(title="Storytime")
    response = client.get(f"{ADDRESS}?find=story")
    found = response.context["found"]
    assert [each.token for each in (*found.courses, *found.trainings, *found.listings)] == [
        "course.R-9", f"training.{training.pk}", f"listing.{listing.slug}",
    ]  # fmt: skip
    assert 'value="named.story"' in response.content.decode()
    assert "Nothing found for “zzz”" in see(client, "find=zzz").text
    assert [each.token for each in client.get(f"{ADDRESS}?find=ECOLE").context["found"].trainings]


def test_adding_and_removing_lead_to_the_one_address(client, course):
    response = client.get(
        f"{ADDRESS}?asks=r-1&has-1=named.A&on-1=2019-6-1&has-2=named.B&on-2=&cltp=&find=x&add=named.C"
    )
    assert response["Location"] == (
        f"{ADDRESS}?asks=R-1&has=named.A&on=2019-06-01&has=named.B&on=&has=named.C&on=#held"
    )
    response = client.get(f"{ADDRESS}?has-1=named.A&on-1=2019-06-01&drop=named.A")
    assert response["Location"] == ADDRESS


def test_a_former_code_is_read_and_written_as_it_is_now(client, course):
    course.code = "R-100"
    course.save()
    assert "asks=R-100" in client.get(f"{ADDRESS}?asks=r-1")["Location"]


def test_the_whole_certificate_is_asked_and_held(client, course):
    whole = ProgrammeCertificate.objects.create(name="The programme")
    whole.rules.create().sets.create().courses.set([course])
    page = see(client, f"asks=certificate.{whole.pk}&asks=R-1&has=certificate.{whole.pk}&on=")
    assert "The whole certificate: The programme: met" in page.titles
    assert "R-1: Reference: met" in page.titles
    page = see(client, f"asks=certificate.{whole.pk}&has=course.R-1&on=")
    assert "The whole certificate: The programme: met in part" in page.titles


def test_a_sample_says_so(client):
    make_course(code="S-1", is_sample=True)
    assert "Illustrative sample. This comparison shows made-up" in see(client, "asks=S-1").text


def test_many_columns_stand_in_tables_that_fit(client):
    query = "&".join(f"asks={make_course(code=f'M-{n}').code}" for n in range(7))
    response = client.get(f"{ADDRESS}?{query}&has=named.A&on=2019-06-30")
    widths = [len(table.rows) for table in response.context["outcome"].tables]
    assert widths == [4, 3]


def test_as_a_table_it_says_the_same_and_holds_no_formula(client, course):
    training = make_training(title="=1+1", provider="Selkirk")
    make_decision(courses=[course], trainings=[training], missing=["Read"])
    response = client.get(
        f"{ADDRESS}compare.csv?asks=R-1&has=training.{training.pk}&on=2019-06-30&has=named.B&on="
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["Part"], row["Standing"]) for row in rows] == [
        ("Result", "Met in part"), ("One thing beside it", "Met in part"), ("Left out", ""),
    ]  # fmt: skip
    assert rows[1]["What the person has"] == "'=1+1 (Selkirk)"
    assert rows[1]["Outcomes missing"] == "Read"
    assert rows[1]["Address"].startswith("http://testserver/cltp/decisions/")


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_fourteen_queries(client, django_assert_num_queries, rows):
    query = []
    for place in range(rows):
        whole = ProgrammeCertificate.objects.create(name=f"Certificate {place}")
        course = make_course(["Count"])
        whole.rules.create().sets.create().courses.set([course])
        listing, other = make_opportunity(), make_opportunity()
        make_session(other)
        held, lacking = make_training(listing), make_training(other)
        outside = make_training()
        make_decision(courses=[course], trainings=[held, lacking])
        make_decision(courses=[course], trainings=[outside], finding=Finding.NOT_COMPARABLE)
        query += [f"asks={course.code}", f"has=listing.{listing.slug}&on=2019-06-30"]
        query += [f"has=training.{outside.pk}&on=2019-06-30"]
    asks = sorted(each for each in query if each.startswith("asks"))
    has = [each for each in query if each.startswith("has")]
    with django_assert_num_queries(14):  # notices, programme 5, named 2, decisions 4, on now 2
        response = client.get(f"{ADDRESS}?{'&'.join([*asks, *has])}")
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, method):
    assert getattr(client, method)(ADDRESS).status_code == 405
