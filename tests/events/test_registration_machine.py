"""Every sequence of what can happen to an edition's places keeps the promises."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from events import changes, registration
from events.models import Registration, Stage, State
from events.registration import Person, Refused
from learning_portal.foundation import clock
from learning_portal.foundation.models import Message
from tests.events.making import make_edition

HOUR = dt.timedelta(hours=1)
WHO = st.sampled_from(["Ann", "Bo", "Cy", "Dee", "Eve", "Flo"])


class Places(RuleBasedStateMachine):
    """`waited` is who waits by our own account, in order: what the portal is held against."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = clock.now()
        self.edition = make_edition(capacity=2, offer_hours=24)
        self.offers_made = []

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)
        super().teardown()

    def of(self, name):
        rows = self.edition.registrations.filter(name=name).order_by("-number")
        return rows.first()

    @rule(name=WHO)
    def register(self, name):
        said = Person(name=name, email="desk@example.ca")
        before = self.edition.registrations.live().filter(name=name).first()
        self.edition.refresh_from_db()
        try:
            made = registration.register(edition=self.edition, person=said, site="", at=self.now)
        except Refused:
            assert self.edition.stage != Stage.OPEN
            return
        assert self.edition.stage == Stage.OPEN
        if before and self.edition.registrations.live().filter(pk=before.pk).exists():
            assert made.pk == before.pk
        if made.state == State.CONFIRMED and made.registered_at == self.now and not before:
            assert not self.edition.registrations.waiting().exists()

    @rule(name=WHO)
    def cancel(self, name):
        if made := self.of(name):
            registration.cancel(registration=made, at=self.now)
            made.refresh_from_db()
            assert made.state in {State.CANCELLED, State.LAPSED}

    @rule(name=WHO)
    def accept(self, name):
        if made := self.of(name):
            before = Registration.objects.get(pk=made.pk)
            try:
                registration.accept(registration=made, at=self.now)
            except Refused:
                ran_out = before.offered_until is not None and before.offered_until <= self.now
                assert before.state not in {State.CONFIRMED, State.OFFERED} or ran_out
            else:
                assert before.state in {State.CONFIRMED, State.OFFERED}

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        self.now += hours * HOUR

    @rule()
    def expire(self):
        registration.expire_offers(self.now)
        assert not self.edition.registrations.ran_out(self.now).exists()

    @rule(capacity=st.integers(1, 5))
    def change_capacity(self, capacity):
        self.edition.refresh_from_db()
        held = self.edition.registrations.holding().count()
        self.edition.capacity = capacity
        try:
            with transaction.atomic():
                changes.keep(self.edition)
        except Refused:
            assert capacity < held
        else:
            assert capacity >= held

    @rule(stage=st.sampled_from([Stage.OPEN, Stage.OPEN, Stage.CLOSED]))
    def close_or_open(self, stage):
        self.edition.refresh_from_db()
        self.edition.stage = stage
        changes.keep(self.edition)

    @invariant()
    def never_over_capacity(self):
        self.edition.refresh_from_db()
        assert self.edition.registrations.holding().count() <= self.edition.capacity

    @invariant()
    def nobody_waits_while_a_place_is_free(self):
        if self.edition.registrations.waiting().exists():
            assert registration.places_left(self.edition) == 0

    @invariant()
    def one_live_place_a_person(self):
        live = list(self.edition.registrations.live().values_list("email", "name"))
        assert len(live) == len(set(live))

    @invariant()
    def the_order_of_the_list_is_kept(self):
        """Whoever waits has a later number than everyone who was offered a place after waiting."""
        waiting = self.edition.registrations.waiting().first()
        if waiting:
            passed = self.edition.registrations.filter(
                number__gt=waiting.number, state__in=[State.CONFIRMED, State.OFFERED, State.LAPSED]
            )
            assert not passed.exists()

    @invariant()
    def every_step_is_told_once(self):
        names = list(Message.objects.exclude(once="").values_list("once", flat=True))
        assert len(names) == len(set(names))
        for each in self.edition.registrations.filter(state=State.OFFERED):
            once = f"registration:{each.pk}:offered:{each.sequence}"
            assert Message.objects.filter(once=once).count() == 1


@pytest.mark.long
@pytest.mark.django_db
def test_in_every_sequence_the_promises_hold(november):
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
