"""Who has a place: the rules, one by one."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from events import changes, registration
from events.models import Needs, Registration, State, TravelSupport
from events.registration import Refused
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message
from tests.events.making import at, make_edition, make_registration, person

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def states(edition):
    return list(edition.registrations.order_by("number").values_list("state", flat=True))


def messages(kind):
    return list(Message.objects.filter(kind=f"events.{kind}").order_by("pk"))


def fresh(made):
    return Registration.objects.get(pk=made.pk)


def test_the_first_have_places_and_the_next_wait_in_order():
    edition = make_edition(capacity=2)
    made = [make_registration(edition) for _ in range(4)]
    assert [each.state for each in made] == ["confirmed", "confirmed", "waiting", "waiting"]
    assert [each.number for each in made] == [1, 2, 3, 4]
    assert [each.ahead() for each in made[2:]] == [0, 1]
    assert [m.kind for m in Message.objects.order_by("pk")] == [
        "events.confirmed", "events.confirmed", "events.waiting", "events.waiting",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Zoë O’Neil", "zoe@example.ca"),
        ("ZOE  O'NEIL", "Zoe@Example.CA"),
        ("Zoé O'Neil", "zoe@example.ca"),
    ],
)
def test_a_repeat_gets_the_same_registration_and_no_second_message(name, email):
    edition = make_edition(capacity=1)
    first = make_registration(edition, name="Zoë O’Neil", email="zoe@example.ca")
    again = make_registration(edition, name=name, email=email)
    assert again.pk == first.pk
    assert Message.objects.count() == 1


def test_colleagues_share_an_inbox_and_one_person_comes_to_two_editions():
    edition = make_edition()
    for name, where in [("Ann", edition), ("Bo", edition), ("Ann", make_edition())]:
        make_registration(where, name=name, email="desk@example.ca")
    assert Registration.objects.filter(state="confirmed").count() == 3


def test_after_cancelling_the_same_person_may_register_again_at_the_end():
    edition = make_edition(capacity=1)
    first = make_registration(edition, name="Ann", email="a@example.ca")
    make_registration(edition)
    registration.cancel(registration=first)
    again = make_registration(edition, name="Ann", email="a@example.ca")
    assert (again.pk != first.pk, again.state, again.number) == (True, "waiting", 3)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stage": "planned"}, "Registration has not opened yet."),
        ({"stage": "closed"}, "Registration is closed."),
        ({"stage": "cancelled"}, "is cancelled, so nobody can register."),
        ({"registration_opens": at("2027-03-01 09:00")}, "Registration opens Monday, March 1"),
        ({"registration_closes": at("2026-11-01 09:00")}, "Registration is closed."),
        ({"starts": "2026-11-20 09:00", "ends": "2026-11-20 16:00"}, "is over"),
        ({"is_shown": False}, "Registration is closed."),
    ],
)  # fmt: skip
def test_where_registration_is_not_open_it_is_refused_in_a_sentence(november, fields, says):
    with pytest.raises(Refused, match=says):
        make_registration(make_edition(**fields))
    assert not Registration.objects.exists()
    assert not Message.objects.exists()


def test_a_freed_place_is_offered_to_the_first_who_waits_with_a_deadline(november):
    edition = make_edition(capacity=1, offer_hours=48)
    first, second, third = (make_registration(edition) for _ in range(3))
    registration.cancel(registration=first)
    assert states(edition) == ["cancelled", "offered", "waiting"]
    assert fresh(second).offered_until == clock.now() + 48 * HOUR
    assert [m.to for m in messages("offered")] == [second.email]
    assert fresh(third).ahead() == 0


def test_while_a_place_is_offered_nobody_else_gets_it():
    edition = make_edition(capacity=1)
    first, _second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    assert make_registration(edition).state == State.WAITING


def test_no_offer_outlasts_the_start(november):
    edition = make_edition("2026-11-25 09:00", "2026-11-25 16:00", capacity=1)
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    assert fresh(second).offered_until == edition.starts


def test_once_it_has_started_nobody_is_offered_a_place(november):
    edition = make_edition("2026-11-24 09:00", "2026-11-25 16:00", capacity=1)
    first, _second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    assert states(edition) == ["cancelled", "waiting"]


def test_an_offer_is_taken_once_however_often_it_is_taken():
    edition = make_edition(capacity=1)
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    for _ in range(2):
        assert registration.accept(registration=second).state == State.CONFIRMED
    assert [m.to for m in messages("confirmed")] == [first.email, second.email]
    assert fresh(second).offered_until is None


def test_an_offer_not_taken_passes_on_and_says_so(november):
    edition = make_edition(capacity=1, offer_hours=24)
    first, second, third = (make_registration(edition) for _ in range(3))
    registration.cancel(registration=first)
    november.shift(24 * HOUR)
    assert registration.expire_offers() == 1
    assert registration.expire_offers() == 0
    assert states(edition) == ["cancelled", "lapsed", "offered"]
    assert [m.to for m in messages("lapsed")] == [second.email]
    assert [m.to for m in messages("offered")] == [second.email, third.email]


def test_an_offer_is_refused_past_its_deadline_even_before_it_has_passed_on(november):
    edition = make_edition(capacity=1, offer_hours=24)
    first, second = make_registration(edition), make_registration(edition)
    registration.cancel(registration=first)
    november.shift(24 * HOUR)
    with pytest.raises(Refused, match="This offer ran out Wednesday, November 25, 2026, 10:00 am"):
        registration.accept(registration=second)


@pytest.mark.parametrize(
    ("state", "says"),
    [("waiting", "No place is offered"), ("lapsed", "ran out"), ("cancelled", "was cancelled")],
)
def test_what_is_not_offered_cannot_be_taken(state, says):
    made = make_registration(state=state)
    with pytest.raises(Refused, match=says):
        registration.accept(registration=made)
    assert fresh(made).state == state


def test_who_registers_meets_a_settled_list(november):
    edition = make_edition(capacity=1, offer_hours=24)
    first, _second, third = (make_registration(edition) for _ in range(3))
    registration.cancel(registration=first)
    november.shift(25 * HOUR)
    make_registration(edition)
    assert states(edition) == ["cancelled", "lapsed", "offered", "waiting"]
    assert fresh(third).state == State.OFFERED


def test_cancelling_twice_gives_up_one_place():
    edition = make_edition(capacity=1)
    first, _second, _third = (make_registration(edition) for _ in range(3))
    for _ in range(2):
        registration.cancel(registration=first)
    assert states(edition) == ["cancelled", "offered", "waiting"]
    assert len(messages("cancelled")) == 1


def test_more_places_are_offered_in_order_and_fewer_than_are_taken_refused():
    edition = make_edition(capacity=1)
    for _ in range(4):
        make_registration(edition)
    edition.capacity = 3
    changes.keep(edition)
    assert states(edition) == ["confirmed", "offered", "offered", "waiting"]
    edition.capacity = 2
    with pytest.raises(Refused, match="3 people have a place, or the offer of one"):
        changes.keep(edition)
    edition.refresh_from_db()
    assert edition.capacity == 3


def test_a_closed_list_still_passes_on_and_a_cancelled_one_does_not():
    closed, cancelled = make_edition(capacity=1), make_edition(capacity=1)
    for edition, stage in ((closed, "closed"), (cancelled, "cancelled")):
        first, _second = make_registration(edition), make_registration(edition)
        edition.stage = stage
        changes.keep(edition)
        registration.cancel(registration=first)
    assert states(closed) == ["cancelled", "offered"]
    assert states(cancelled) == ["cancelled", "waiting"]


def test_needs_and_travel_support_stand_apart():
    made = make_registration(access="Front row", dietary="No nuts", kilometres=300, nights=1)
    assert (made.needs.access, made.needs.dietary) == ("Front row", "No nuts")
    assert (made.travel.kilometres, made.travel.nights, made.travel.decision) == (300, 1, "asked")
    make_registration()
    assert (Needs.objects.count(), TravelSupport.objects.count()) == (1, 1)


def test_a_group_is_registered_in_its_order_each_with_a_place_of_their_own():
    edition = make_edition(capacity=2)
    people = [person(name=name, email="desk@example.ca") for name in ("Ann", "Bo", "Cy", "Ann")]
    made = registration.register_group(
        edition=edition, people=people, by="Dee", site="http://testserver"
    )
    assert [(each.name, each.state) for each in made] == [
        ("Ann", "confirmed"), ("Bo", "confirmed"), ("Cy", "waiting"), ("Ann", "confirmed"),
    ]  # fmt: skip
    assert made[3].pk == made[0].pk
    assert {each.registered_by for each in made} == {"Dee"}
    assert len({each.group for each in made}) == 1
    assert len({each.token for each in made}) == 3


def test_a_change_is_kept_told_and_raises_the_sequence():
    made = make_registration(name="Ann", email="ann@example.ca", access="Front row")
    registration.revise(
        registration=made, person=person(name="Anne", email="anne@example.ca", dietary="No nuts")
    )
    now = fresh(made)
    assert (now.name, now.email, now.sequence) == ("Anne", "anne@example.ca", made.sequence + 1)
    assert (now.needs.access, now.needs.dietary) == ("", "No nuts")
    assert [m.to for m in messages("changed")] == ["anne@example.ca", "ann@example.ca"]
    new, old = messages("changed")
    assert made.token in new.text
    assert made.token not in old.text


def test_a_change_of_needs_alone_sends_nothing_and_keeps_a_decision():
    made = make_registration(name="Ann", email="a@example.ca", kilometres=300)
    TravelSupport.objects.update(decision="granted", amount=120)
    same = person(name="Ann", email="a@example.ca", kilometres=300, access="Front row")
    registration.revise(registration=made, person=same)
    assert fresh(made).travel.decision == "granted"
    assert messages("changed") == []
    more = person(name="Ann", email="a@example.ca", kilometres=900)
    registration.revise(registration=made, person=more)
    assert fresh(made).travel.decision == "asked"


def test_nobody_can_change_into_another_who_is_registered():
    edition = make_edition()
    make_registration(edition, name="Ann", email="a@example.ca")
    other = make_registration(edition, name="Bo", email="b@example.ca")
    with pytest.raises(Refused, match=r"Ann is registered with .* already"):
        registration.revise(registration=other, person=person(name="Ann", email="a@example.ca"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "maybe"}, "registration_state_known"),
        ({"role": "king"}, "registration_role_known"),
        ({"number": 1}, "registration_number"),
        ({"state": "offered"}, "registration_offer_has_a_deadline"),
        ({"offered_until": at("2027-01-01 09:00")}, "registration_offer_has_a_deadline"),
        ({"name": ""}, "registration_is_of_somebody"),
        ({"email_folded": "a@example.ca", "name_folded": "ann"}, "registration_one_live_place"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_by_the_database(change, name):
    edition = make_edition()
    make_registration(edition, name="Ann", email="a@example.ca")
    made = make_registration(edition)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Registration.objects.filter(pk=made.pk).update(**change)


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Needs, {"access": "", "dietary": ""}, "needs_say_something"),
        (TravelSupport, {"decision": "perhaps"}, "travel_decision_known"),
        (TravelSupport, {"kilometres": 5001}, "travel_in_reason"),
        (TravelSupport, {"nights": 15}, "travel_in_reason"),
        (TravelSupport, {"kilometres": 0, "nights": 0}, "travel_asks_for_something"),
    ],
)
def test_needs_and_support_that_cannot_be_are_refused_by_the_database(model, change, name):
    make_registration(access="Front row", kilometres=3)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_an_edition_with_people_is_not_deleted():
    edition = make_edition()
    make_registration(edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.delete()


@pytest.mark.parametrize("rows", [1, 3])
def test_registering_takes_as_many_queries_whoever_is_there(django_assert_num_queries, rows):
    edition = make_edition()
    for _ in range(rows):
        make_registration(edition)
    with django_assert_num_queries(16):
        make_registration(edition)
