"""Travel support: asked for, decided by staff, told to the person."""

import pytest
from django.db import IntegrityError, transaction

from events import registration
from events.models import TravelSupport
from learning_portal.foundation.models import Message
from tests.events.desk import at_desk
from tests.events.making import make_edition, make_registration, person
from tests.factories import make_user
from tests.pages import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def organiser(client, november):
    user = make_user("Events coordinators")
    client.force_login(user)
    return user


@pytest.fixture
def asked():
    edition = make_edition(travel_support="Up to two nights.", title="Day")
    return make_registration(edition, name="Ann", kilometres=300, nights=2)


def decide(client, made, **typed):
    sent = {"decision": "granted", "amount": "120.50", "note": "Send receipts.",
            "kilometres": "300", "nights": "2", **typed}  # fmt: skip
    return client.post(at_desk(made.edition, "decide", person=made.pk), sent)


def told():
    return list(Message.objects.filter(kind="events.travel").order_by("pk"))


def test_who_asked_is_listed_what_waits_first(client, asked):
    other = make_registration(asked.edition, name="Aaron", kilometres=10)
    decide(client, other, kilometres="10", nights="0")
    page = read(client.get(at_desk(asked.edition, "travel")))
    assert [said for said, _where in page.links if said in ("Ann", "Aaron")] == ["Ann", "Aaron"]
    assert "$120.50 granted in all" in page.text
    assert "300 kilometres, 2 nights Waits for you" in page.text


def test_granted_it_is_kept_with_its_amount_and_the_person_is_told(client, asked, organiser):
    assert decide(client, asked).status_code == 302
    kept = TravelSupport.objects.get()
    assert (kept.decision, str(kept.amount), kept.decided_by) == ("granted", "120.50", organiser)
    (sent,) = told()
    assert sent.to == asked.email
    assert sent.subject == "Travel support granted: Day"
    for said in ("Hello Ann", "300 kilometres and 2 nights", "up to $120.50", "Send receipts."):
        assert said in sent.text


def test_declined_it_says_why_and_has_no_amount(client, asked):
    decide(client, asked, decision="declined", note="The fund is spent.")
    kept = TravelSupport.objects.get()
    assert (kept.decision, kept.amount) == ("declined", None)
    assert "It cannot be granted.\n\nThe fund is spent." in told()[0].text


def test_the_same_decision_again_tells_nobody_and_another_tells_again(client, asked, november):
    for _ in range(2):
        decide(client, asked)
    assert len(told()) == 1
    november.move_to("2026-11-24T18:30:00Z")
    decide(client, asked, amount="80")
    assert len(told()) == 2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"decision": ""}, "Choose to grant or to decline."),
        ({"amount": ""}, "Write the dollars as a number"),
        ({"amount": "-1"}, "Write the dollars as a number"),
        ({"amount": "1e400"}, "Write the dollars as a number"),
        ({"amount": "NaN"}, "Write the dollars as a number"),
        ({"amount": "1.005"}, "Write the dollars as a number"),
        ({"note": "x" * 301}, "Shorten the note"),
        ({"kilometres": "200"}, "has changed what they ask for"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_kept_or_told(client, asked, typed, says):
    page = decide(client, asked, **typed)
    assert says in read(page).text
    assert TravelSupport.objects.get().decision == "asked"
    assert told() == []


def test_who_has_cancelled_or_changed_their_mind_is_not_decided_about(client, asked):
    registration.cancel(registration=asked)
    assert "does not ask for travel support any more" in read(decide(client, asked)).text
    other = make_registration(asked.edition, name="Bo", kilometres=300, nights=2)
    same = person("Bo", other.email)
    registration.revise(registration=other, person=same)
    assert decide(client, other).status_code == 404
    assert told() == []


def test_the_database_holds_an_amount_for_what_is_granted_and_for_nothing_else(asked):
    for fields in ({"decision": "granted"}, {"amount": 5}, {"decision": "granted", "amount": 0}):
        with (
            pytest.raises(IntegrityError, match="travel_granted_has_an_amount"),
            transaction.atomic(),
        ):
            TravelSupport.objects.update(**fields)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_as_many_queries_whatever_it_holds(client, django_assert_num_queries, rows):
    edition = make_edition(travel_support="x")
    for _ in range(rows):
        make_registration(edition, kilometres=10)
    with django_assert_num_queries(8):
        client.get(at_desk(edition, "travel"))
